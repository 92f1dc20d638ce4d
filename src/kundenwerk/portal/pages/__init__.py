"""One module per page of the customer portal."""
