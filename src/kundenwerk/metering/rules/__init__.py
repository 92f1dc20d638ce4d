"""Rules about readings: plausibility, usage between them, seasonal weights, estimates."""
