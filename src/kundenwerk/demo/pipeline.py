"""Prospects in the sales pipeline: drafts, open quotes, decided ones."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.demo import facts, names
from kundenwerk.demo.acquisition import MAIL_CODE
from kundenwerk.kernel.ids import malo_from
from kundenwerk.kernel.numbers import format_day
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform.commands import Call
from kundenwerk.sales import commands as sales
from kundenwerk.sales.commands import Supplement
from kundenwerk.sales.rules.vocabulary import Acceptance, RejectionReason, Step
from kundenwerk.tariffs.models import TariffVersion

OPEN_DRAFTS: Final = 3
DECLINED: Final = (2, 6)
ACCEPTED: Final = (3, 8)
_MALO_SERIES: Final = 4_770_000_000
_PAGE = uuid.UUID("00000000-0000-4000-8000-000000000001")
_ELSEWHERE: Final = (
    ("10115", "Berlin", "Invalidenstraße", "44"),
    ("20095", "Hamburg", "Mönckebergstraße", "7"),
    ("80331", "München", "Sendlinger Straße", "12"),
    ("50667", "Köln", "Hohe Straße", "88"),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a prospect wants to know, as a clerk types it."""

    number: int
    basis: dict[str, str]
    parties: dict[str, str]
    tariff: str

    @property
    def asked_on(self) -> date:
        """The day of the quote, in the last two weeks of the play."""
        return facts.LAST_DAY - timedelta(days=12 - self.number % 11)


def askings(count: int, *, former_supplier_id: int, start: date) -> list[Asking]:
    """Prospects; the same count gives the same people."""
    chance = random.Random(count)  # noqa: S311  data for a demonstration
    return [_asking(number, chance, former_supplier_id, start) for number in range(count)]


def _asking(number: int, chance: random.Random, former_supplier_id: int, start: date) -> Asking:
    heats = number % 5 == 4
    postcode, town, street, house = facts.POSTCODE, facts.TOWN, chance.choice(names.STREETS), "99"
    if number % 3 == 1:
        postcode, town, street, house = _ELSEWHERE[number % len(_ELSEWHERE)]
    is_woman = chance.random() < 0.5
    first = chance.choice(names.WOMEN if is_woman else names.MEN)
    last = chance.choice(names.SURNAMES)
    return Asking(
        number=number,
        basis={
            "energy_kind": "WAERMEPUMPE" if heats else "HAUSHALT",
            "register_count": "SINGLE",
            "postcode": postcode,
            "town": town,
            "street": street,
            "house_number": f"{house}{'abcdefghijkl'[number % 12]}",
            "annual_kwh": str(chance.randrange(15, 62) * 100),
            "start": format_day(start),
            "response_code": MAIL_CODE if number % 3 == 0 else "",
        },
        parties={
            "kind": "PERSON",
            "salutation": "MS" if is_woman else "MR",
            "first_name": first,
            "last_name": last,
            "birth_date": format_day(date(1955, 3, 1) + timedelta(days=chance.randrange(16_000))),
            "email": f"interessent{number}@example.org",
            "phone": f"03399 {chance.randrange(20_000, 99_999)}",
            "payment_method": "TRANSFER" if number % 4 else "",
            "situation": "E03",
            "previous_supplier": str(former_supplier_id),
            "previous_contract_number": f"A-{310_000 + number * 7}",
            "meter_number": f"1ISK00{8_800_000 + number * 31:08}",
            "malo_id": malo_from(_MALO_SERIES + number) if number % 2 == 0 else "",
        },
        tariff="WAERME" if heats else chance.choice(("BASIS", "FIX", "NATUR", "ONLINE")),
    )


class Pipeline:
    """Lets prospects ask, decide or hesitate."""

    def __init__(self, count: int, start: date) -> None:
        former = MarketParticipant.objects.get(code=facts.FORMER_SUPPLIERS[0])
        self.askings = askings(count, former_supplier_id=former.pk, start=start)
        live = TariffVersion.objects.filter(prices__contains=start, approved_on__isnull=False)
        self.versions = dict(live.values_list("tariff__code", "pk"))

    def ask(self, call: Call, asking: Asking, day: date) -> int | None:
        """Type what a prospect wants; returns the quote, or None for one that stays a draft."""
        mine = call.derive(asking.number)
        draft_id = uuid.uuid5(mine.key, "draft")
        steps: list[tuple[Step, dict[str, str]]] = [(Step.BASIS, asking.basis)]
        stays_open = asking.number < OPEN_DRAFTS
        if not stays_open or asking.number:
            chosen = {
                "tariff_version": str(self.versions[asking.tariff]),
                "annual_kwh": asking.basis["annual_kwh"],
            }
            steps.append((Step.TARIFF, chosen))
        if not stays_open:
            steps.append((Step.PARTIES, asking.parties))
        version = 0
        for step, values in steps:
            version = sales.save_draft(
                mine.derive(step),
                draft_id=draft_id,
                step=step,
                version=version,
                page=_PAGE,
                values=values,
            )
        if stays_open:
            return None
        return sales.close_draft(mine.derive("close"), draft_id=draft_id, version=version, day=day)

    def decide(self, call: Call, number: int, quote_id: int, day: date) -> None:
        """Let some prospects decline and some accept."""
        mine = call.derive("decide", number)
        if number - OPEN_DRAFTS in DECLINED:
            sales.decline_quote(
                mine, quote_id=quote_id, reason=RejectionReason.PRICE, note="", day=day
            )
        elif number - OPEN_DRAFTS in ACCEPTED:
            sales.accept_quote(
                mine,
                quote_id=quote_id,
                accepted_on=day,
                how=Acceptance.EMAIL,
                supplement=Supplement(
                    payment_method=PaymentMethod.DIRECT_DEBIT, iban=facts.iban(77_000 + number)
                ),
                day=day,
            )
