"""Payment marks on letters, pure."""
