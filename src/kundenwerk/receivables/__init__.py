"""Claims that are late: who is reminded, who is not and why."""
