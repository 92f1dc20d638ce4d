"""A believable supplier for demonstration and training."""
