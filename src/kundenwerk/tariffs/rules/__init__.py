"""What tariffs are, what energy costs, and why a tariff does not fit."""
