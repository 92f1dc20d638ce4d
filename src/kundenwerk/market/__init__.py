"""Market participants, grid areas, postcodes, dated price components."""
