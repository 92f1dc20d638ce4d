"""Facts about quotes that other contexts and jobs react to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote was made; its document can be rendered."""

    quote_id: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A customer accepted a quote and has a contract now."""

    quote_id: int
    contract_id: int
