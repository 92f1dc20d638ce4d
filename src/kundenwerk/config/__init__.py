"""Settings, root addresses, entry points."""
