"""The quote path: wizard, drafts, list, quote."""
