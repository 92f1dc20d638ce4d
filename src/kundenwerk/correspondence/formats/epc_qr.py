"""The GiroCode on a bill: a credit transfer that a banking app reads from paper."""

from __future__ import annotations

import io

import segno

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.sepa_text import shorten

_MOST = Money(99_999_999_999)


class NotPayable(ValueError):
    """No banking app would take the data."""


def payload(*, name: str, iban: str, amount: Money, remittance: str, bic: str = "") -> str:
    """The text inside the code.

    Raises:
        NotPayable: the amount is outside 0,01 € to 999.999.999,99 €, or a field is empty.

    Source: EPC069-12, version 002 of the code; text in the SEPA alphabet, since apps reject
    umlauts.
    """
    if not Money(0) < amount <= _MOST:
        raise NotPayable(f"amount {amount}")
    payee, text = shorten(name, 70), shorten(remittance, 140)
    if not payee or not iban:
        raise NotPayable("payee is empty")
    lines = ["BCD", "002", "1", "SCT", bic, payee, iban, f"EUR{amount.euros}", "", "", text]
    return "\n".join(lines)


def svg(content: str) -> bytes:
    """The code as a drawing; a fixed mask makes it ten times faster and the same each time."""
    out = io.BytesIO()
    code = segno.make(content, error="m", mask=4, boost_error=False, micro=False)
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue()
