"""Bills and the runs that make them."""
