"""Value types and rules every context shares; pure Python, no framework."""
