"""The vocabulary of the market: roles, price components and their classes."""
