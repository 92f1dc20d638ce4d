"""The screens of other programs: JSON over HTTP, with a key."""
