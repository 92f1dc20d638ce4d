"""Files that bring market data: postcodes, participants, areas, prices."""
