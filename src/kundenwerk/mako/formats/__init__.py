"""Bytes on the wire to values and back; pure."""
