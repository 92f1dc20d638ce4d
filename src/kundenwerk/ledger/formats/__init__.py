"""Charts of accounts and hand-over files, pure."""
