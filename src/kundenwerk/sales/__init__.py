"""Quotes and their price calculations."""
