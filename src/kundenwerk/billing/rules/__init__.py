"""Rules of billing: kinds and states, deadlines, what a bill consists of, instalments."""
