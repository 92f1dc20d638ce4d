"""Kundenwerk: customer management for German energy suppliers."""

from __future__ import annotations

__version__ = "0.1.0"
