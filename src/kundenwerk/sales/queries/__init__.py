"""Reading what sales keeps: settings, drafts, offers, quotes."""
