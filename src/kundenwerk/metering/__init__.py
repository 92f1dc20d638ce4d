"""Readings, plausibility, estimates, usage."""
