"""What the market's processes allow, and by when an answer is due; pure."""
