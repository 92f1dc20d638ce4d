"""First step of a quote: what is delivered, where, how much, from when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from kundenwerk.kernel.energy import Commodity, RegisterCount
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.switching import SWITCH, default_start, earliest_start
from kundenwerk.kernel.text import normalise
from kundenwerk.market.rules.vocabulary import ConcessionClass, Meter, MeteringClass
from kundenwerk.parties.rules.person import (
    BusinessPartnerKind,
    checked_house_number,
    checked_postcode,
)
from kundenwerk.sales.rules.entries import Reader, Values
from kundenwerk.sales.rules.kinds import Kinds, OfferedKind, with_code
from kundenwerk.sales.rules.leads import checked_code
from kundenwerk.sales.rules.lookups import Lookups, read_lookups
from kundenwerk.sales.rules.metering import FIELDS as METERING_FIELDS
from kundenwerk.sales.rules.metering import Metering, read_metering

FIELDS: Final = METERING_FIELDS | frozenset(
    {
        "energy_kind",
        "register_count",
        "postcode",
        "town",
        "state",
        "street",
        "house_number",
        "annual_kwh",
        "offpeak_kwh",
        "start",
        "next_possible",
        "grid_operator",
        "concession_class",
        "grid_match",
        "address_confirmed",
        "business_partner",
        "supply_point",
        "sought",
        "points_of",
        "response_code",
    }
)
# What a chosen supply point brings along, and a reset empties again (AP-025).
ADDRESS_FIELDS: Final = ("postcode", "town", "state", "street", "house_number")
TAKEN_FIELDS: Final = (
    *ADDRESS_FIELDS,
    "supply_point",
    "energy_kind",
    "register_count",
    "annual_kwh",
    "offpeak_kwh",
)

# Above these amounts supply points are metered by the quarter hour (gas: by the hour) and
# tariffs for standard profiles end.
STANDARD_PROFILE_UPTO: Final = {Commodity.ELECTRICITY: 100_000, Commodity.GAS: 1_500_000}
LATEST_START: Final = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A town that belongs to the postcode."""

    town: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The first step, complete.

    Args:
        offpeak_kwh: the part of ``annual_kwh`` the off-peak register counts.
        start: the day supply is to begin; for ``next_possible`` the first reachable one.
        grid_operator_id: chosen by hand, with the class of the municipality for the
            concession fee; None means service or grid area decide.
        grid_match: the operator chosen among several that service or table name.
        address_confirmed: the question about the address as the clerk vouches for it.
        lookups: what services said; never read from a form.
        metering: how energy is counted; of a known supply point only whether it got smarter.
    """

    kind: OfferedKind
    register_count: RegisterCount | None
    street: str
    house_number: str
    postcode: str
    town: str
    state: str
    annual_kwh: int
    offpeak_kwh: int | None
    start: date
    next_possible: bool
    grid_operator_id: int | None
    concession_class: ConcessionClass | None
    business_partner_id: int | None
    supply_point_id: int | None
    grid_match: int | None = None
    address_confirmed: str = ""
    lookups: Lookups = field(default_factory=Lookups)
    metering: Metering = field(default_factory=Metering)

    @property
    def has_smart_meter(self) -> bool:
        """Whether quarter hours are counted (intelligentes Messsystem)."""
        return self.metering.meter is Meter.SMART

    @property
    def metering_class(self) -> MeteringClass:
        """What the metering costs at most."""
        return self.metering.metering_class(self.annual_kwh)

    @property
    def is_new_point(self) -> bool:
        """Whether no supply point of ours was chosen."""
        return self.supply_point_id is None

    @property
    def address(self) -> str:
        """The supply address in one line."""
        return f"{self.street} {self.house_number}, {self.postcode} {self.town}"


def read_basis(
    values: Values,
    *,
    today: date,
    places: Sequence[PlaceOption],
    kinds: Kinds,
    to_compare: bool = False,
) -> Basis:
    """Read the first step; ``places`` belong to the postcode, ``to_compare`` needs no street.

    Raises:
        Incomplete: with a German sentence per field.

    Source: AP-014 to AP-032; DEC-02 for the start; § 12 Abs. 1 StromNZV, § 24 GasNZV for the
    most a standard profile covers.
    """
    read = Reader(values)
    kind = _kind(read, kinds)
    commodity = kind.energy.commodity if kind else Commodity.ELECTRICITY
    register_count = read.choice("register_count", RegisterCount)
    address: dict[str, Any] = _address(read, places, street_needed=not to_compare)
    annual, offpeak = _consumption(read, commodity, register_count)
    start, connection = _start(read, commodity, today), _grid(read)
    ids = read.row_id("business_partner"), read.row_id("supply_point")
    connection["metering"] = read_metering(read, commodity, is_new_point=ids[1] is None)
    read.checked("response_code", checked_code, "")
    read.finish()
    assert kind
    return Basis(
        kind=kind,
        register_count=register_count,
        **address,
        annual_kwh=annual,
        offpeak_kwh=offpeak,
        start=start,
        next_possible=read.flag("next_possible"),
        **connection,
        business_partner_id=ids[0],
        supply_point_id=ids[1],
    )


def proposed_start(commodity: Commodity, *, today: date, next_possible: bool) -> date:
    """The day the start field shows before anybody typed one.

    Source: AP-030, AP-031 with DEC-02; a supplier change is the cautious assumption.
    """
    rule = earliest_start if next_possible else default_start
    return rule(today, commodity, SWITCH)


_FIRM = frozenset({"gmbh", "mbh", "ag", "kg", "ug", "ohg", "gbr", "ev", "eg", "se", "ggmbh"})
_LONGEST_NAME = 4


def sought_name(text: str) -> dict[str, str]:
    """The name in what was searched for, as fields of the fourth step; empty if it is none.

    Nobody types twice whom he has looked for before (AP-007).
    """
    words = text.split()
    if any(word.casefold().replace(".", "") in _FIRM for word in words):
        return {
            "kind": BusinessPartnerKind.ORGANISATION.value,
            "organisation_name": " ".join(words),
        }
    is_name = all(word.replace("-", "").replace("'", "").isalpha() for word in words)
    if not words or len(words) > _LONGEST_NAME or not is_name:
        return {}
    return {"first_name": " ".join(words[:-1]), "last_name": words[-1]}


def _kind(read: Reader, kinds: Kinds) -> OfferedKind | None:
    kind = with_code(kinds, read.values.get("energy_kind", "").strip())
    if kind is None:
        read.errors["energy_kind"] = "Bitte wählen Sie die Energieart."
    return kind


def _place(read: Reader, postcode: str, places: Sequence[PlaceOption]) -> PlaceOption | None:
    if not postcode:
        return None
    if not places:
        read.errors["postcode"] = f"Die Postleitzahl {postcode} gibt es nicht."
        return None
    town = read.values.get("town", "").strip()
    if not town and len(places) == 1:
        return places[0]
    if not town:
        read.errors["town"] = f"Zu {postcode} gehören mehrere Orte. Bitte wählen Sie einen."
        return None
    wanted = normalise(town)
    found = next((place for place in places if normalise(place.town) == wanted), None)
    if found is None:
        names = ", ".join(place.town for place in places[:3])
        read.errors["town"] = f"{town[:40]} passt nicht zu {postcode}. Möglich: {names}."
    return found


def _address(read: Reader, places: Sequence[PlaceOption], *, street_needed: bool) -> dict[str, str]:
    street = "Bitte geben Sie die Straße ein." if street_needed else ""
    number = "Bitte geben Sie die Hausnummer ein." if street_needed else ""
    postcode = read.checked(
        "postcode", checked_postcode, "", missing="Bitte geben Sie die Postleitzahl ein."
    )
    place = _place(read, postcode, places)
    return {
        "street": read.text("street", missing=street),
        "house_number": read.checked("house_number", checked_house_number, "", missing=number),
        "postcode": postcode,
        "town": place.town if place else "",
        "state": place.state if place else "",
    }


def _consumption(
    read: Reader, commodity: Commodity, count: RegisterCount | None
) -> tuple[int, int | None]:
    annual = read.kwh(
        "annual_kwh",
        most=STANDARD_PROFILE_UPTO[commodity],
        missing="Bitte geben Sie den Jahresverbrauch ein oder wählen Sie eine Vorbelegung.",
    )
    if count is not RegisterCount.DUAL:
        return annual or 0, None
    offpeak = read.kwh("offpeak_kwh", most=STANDARD_PROFILE_UPTO[commodity])
    if offpeak is not None and annual is not None and offpeak > annual:
        read.errors["offpeak_kwh"] = "Der NT-Verbrauch kann nicht größer als der Verbrauch sein."
    return annual or 0, offpeak


def _grid(read: Reader) -> dict[str, Any]:
    operator = read.row_id("grid_operator")
    missing = "Bitte wählen Sie die Größe der Gemeinde." if operator else ""
    return {
        "grid_operator_id": operator,
        "concession_class": read.choice("concession_class", ConcessionClass, missing=missing),
        "grid_match": read.row_id("grid_match"),
        "address_confirmed": read.values.get("address_confirmed", ""),
        "lookups": read_lookups(read.values),
    }


def _start(read: Reader, commodity: Commodity, today: date) -> date:
    if read.flag("next_possible"):
        return earliest_start(today, commodity, SWITCH)
    chosen = read.day("start", today=today)
    if chosen is None:
        return default_start(today, commodity, SWITCH)
    # Whether a move reaches further back is settled once the situation is known.
    soonest = min(earliest_start(today, commodity, situation) for situation in ("E01", "E03"))
    if chosen < soonest:
        read.errors["start"] = f"Frühestens {format_day(soonest)} ist erreichbar."
    if chosen > today + LATEST_START:
        read.errors["start"] = "Der Lieferbeginn liegt mehr als zwei Jahre in der Zukunft."
    return chosen
