"""Supply contracts from order to end."""
