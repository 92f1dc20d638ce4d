"""Collections, bank statements, matching."""
