"""The way to services of others that answer questions over the web."""

from __future__ import annotations

from kundenwerk.market.gateways.http import Endpoint, LookupFailed, Reply, ask

__all__ = ["Endpoint", "LookupFailed", "Reply", "ask"]
