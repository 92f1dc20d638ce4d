"""Messages to and from grid operators and other suppliers."""
