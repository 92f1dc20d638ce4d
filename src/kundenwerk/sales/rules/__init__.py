"""Rules of quoting: steps of the process, binding period, what an entry must contain."""
