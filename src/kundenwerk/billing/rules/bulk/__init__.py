"""The same bills for whole chunks: NumPy computes, text is put together from parts (ADR 0020)."""
