"""Management commands of the platform."""

from __future__ import annotations
