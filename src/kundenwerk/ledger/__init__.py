"""Double entry: accounts, entries, postings, open items."""
