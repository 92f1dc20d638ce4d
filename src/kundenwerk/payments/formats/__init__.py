"""Bank files: bytes to values and back, pure."""
