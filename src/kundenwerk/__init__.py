"""Kundenwerk: customer management for German energy suppliers."""
