"""What energy costs us to buy, entered by the supplier; the margin of a tariff follows from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.platform.constraints import violated
from kundenwerk.tariffs.models import ProcurementPrice
from kundenwerk.tariffs.rules.tiers import PLACES

MOST_CT = Decimal(1_000)


class ProcurementRefused(ValueError):
    """A purchase price that cannot be; German reason per field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = faults


@command
def add_procurement_price(
    *, commodity: Commodity, valid_from: date, ct_per_kwh: Decimal, source: str
) -> int:
    """Keep a purchase price that holds from a day on, until the next one; returns its id.

    Args:
        commodity: what is bought.
        valid_from: first day.
        ct_per_kwh: net.
        source: where the figure comes from.

    Raises:
        ProcurementRefused: with a German reason per field.
    """
    kept = ProcurementPrice(
        commodity=commodity.value,
        valid_from=valid_from,
        ct_per_kwh=ct_per_kwh,
        source=_checked(ct_per_kwh, source),
    )
    _insert(kept)
    undo.offer("Beschaffungspreis gespeichert", take_out_procurement_price, price_id=kept.pk)
    return kept.pk


@command
def remove_procurement_price(*, price_id: int) -> int:
    """Drop a purchase price; what it was stays in the audit.

    Raises:
        ProcurementRefused: it is gone already.
    """
    found = ProcurementPrice.objects.select_for_update().filter(pk=price_id).first()
    if found is None:
        raise ProcurementRefused({"": "Dieser Beschaffungspreis ist schon entfernt."})
    image = {
        "commodity": found.commodity,
        "valid_from": found.valid_from.isoformat(),
        "ct_per_kwh": str(found.ct_per_kwh),
        "source": found.source,
    }
    found.delete()
    undo.offer("Beschaffungspreis entfernt", put_back_procurement_price, image=image)
    return price_id


@undo.inverse
@command
def take_out_procurement_price(*, price_id: int) -> int:
    """Take back a purchase price just entered.

    Raises:
        Overtaken: somebody has removed it already.
    """
    if not ProcurementPrice.objects.filter(pk=price_id).delete()[0]:
        raise undo.Overtaken([undo.Difference("Beschaffungspreis", "eingetragen", "entfernt")])
    return price_id


@undo.inverse
@command
def put_back_procurement_price(*, image: dict[str, Any]) -> int:
    """Take back the removal of a purchase price.

    Raises:
        Overtaken: somebody has entered another one for the day.
    """
    kept = ProcurementPrice(
        commodity=image["commodity"],
        valid_from=date.fromisoformat(image["valid_from"]),
        ct_per_kwh=Decimal(image["ct_per_kwh"]),
        source=image["source"],
    )
    try:
        _insert(kept)
    except ProcurementRefused as refusal:
        words = f"{format_decimal(kept.ct_per_kwh.normalize())} ct/kWh"
        taken = refusal.faults["valid_from"]
        raise undo.Overtaken([undo.Difference("Beschaffungspreis", words, taken)]) from None
    return kept.pk


def _insert(kept: ProcurementPrice) -> None:
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError as error:
        if violated(error) != "procurement_one_price_per_day":
            raise
        reason = "Für diesen Tag gibt es schon einen Preis. Entfernen Sie ihn zuerst."
        raise ProcurementRefused({"valid_from": reason}) from error


def _checked(ct_per_kwh: Decimal, source: str) -> str:
    faults = {}
    if not (ct_per_kwh.is_finite() and 0 <= ct_per_kwh < MOST_CT):
        faults["ct_per_kwh"] = "Möglich sind 0 bis unter 1.000 ct/kWh."
    elif ct_per_kwh != round(ct_per_kwh, PLACES):
        faults["ct_per_kwh"] = "Ein Preis hat höchstens sechs Nachkommastellen."
    try:
        source = clean_text(source, max_length=300)
    except UnusableText as refusal:
        faults["source"] = str(refusal)
    if not source:
        faults["source"] = "Die Quelle fehlt, zum Beispiel „Beschaffungsportfolio 2027“."
    if faults:
        raise ProcurementRefused(faults)
    return source
