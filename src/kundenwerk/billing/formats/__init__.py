"""The structured invoice, pure."""
