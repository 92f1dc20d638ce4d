"""Tariff management: products, versions, what they cost, settings, tables of dated prices."""
