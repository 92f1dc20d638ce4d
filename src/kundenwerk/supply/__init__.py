"""Supply points, meters, registers."""
