"""Business partners: people, addresses, contact points, bank accounts."""
