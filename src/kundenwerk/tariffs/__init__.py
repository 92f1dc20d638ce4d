"""Tariffs, versions, price tiers; what a year costs."""
