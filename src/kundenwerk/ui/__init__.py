"""The design system: tokens, parts, vendored assets."""
