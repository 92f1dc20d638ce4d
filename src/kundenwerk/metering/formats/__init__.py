"""Tables of readings as suppliers, readers and customers send them."""
