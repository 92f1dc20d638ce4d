"""Letters and shipped tables, pure."""
