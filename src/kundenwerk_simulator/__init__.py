"""The other parties of the energy market, played for demonstration, training and tests.

A program of its own: it knows the formats of the market, nothing of the product's database.
"""
