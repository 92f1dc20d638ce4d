"""Campaigns: whom they address, what they cost and what they brought."""
