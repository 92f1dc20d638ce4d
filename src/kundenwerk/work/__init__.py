"""Tasks and the time line of a customer."""
