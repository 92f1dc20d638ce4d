"""Where, when and for how much a tariff is looked at; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kundenwerk.kernel.energy import Commodity, RegisterCount
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.market import queries as market
from kundenwerk.market.models import GridArea, GridPrice, MarketParticipant
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.vocabulary import (
    CONCESSION_CLASS_LABELS,
    METER_LABELS,
    ConcessionClass,
    Meter,
)
from kundenwerk.platform.constraints import choices
from kundenwerk.supply.rules import REGISTER_COUNT_LABELS
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.rules.vocabulary import PriceKind, SupplyKind
from kundenwerk.ui.forms import DayField, Errors, KwhField, Several

MOST_KWH = 10_000_000
_METERS = {
    Meter.CONVENTIONAL: "konventionell",
    Meter.MODERN: "modern",
    Meter.SMART: "intelligent",
}


class PlaceForm(forms.Form):
    """A place by postcode, or a grid by its operator; a day; a consumption."""

    plz = forms.RegexField(
        r"^\d{5}$",
        label="Postleitzahl",
        required=False,
        error_messages={"invalid": "Eine Postleitzahl hat fünf Ziffern."},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 5}
        ),
    )
    ort = forms.TypedChoiceField(label="Ort und Netz", required=False, coerce=int, empty_value=None)
    netz = forms.TypedChoiceField(
        label="oder Netzbetreiber", required=False, coerce=int, empty_value=None
    )
    konzession = forms.ChoiceField(
        label="Gemeinde",
        required=False,
        choices=[("", "nach Postleitzahl"), *choices(CONCESSION_CLASS_LABELS)],
    )
    tag = DayField(label="Preise am", required=False)
    kwh = KwhField(label="Verbrauch im Jahr, kWh", required=False)
    zaehler = forms.ChoiceField(label="Zähler", required=False, choices=choices(_METERS))
    tarifanzahl = forms.ChoiceField(label="Tarifanzahl", required=False)
    nt = forms.IntegerField(
        label="davon NT, %",
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    kondition = forms.MultipleChoiceField(label="Konditionen", required=False, widget=Several)

    def __init__(self, address: QueryDict, *, version: TariffVersion, offered: Offered) -> None:
        data = address.copy()
        data["zaehler"] = address.get("zaehler") or offered.meter.value
        data["tarifanzahl"] = address.get("tarifanzahl") or offered.registers[0].value
        super().__init__(data, label_suffix="", error_class=Errors)
        commodity = Commodity(version.tariff.commodity)
        operators = [(one.pk, one.name) for one in market.grid_operators(commodity)]
        self._offer("netz", [("", "nach Postleitzahl"), *operators])
        self._offer(
            "tarifanzahl", [(one.value, REGISTER_COUNT_LABELS[one]) for one in offered.registers]
        )
        self._offer("kondition", offered.conditions)
        is_gas = commodity == Commodity.GAS
        one_register = data["tarifanzahl"] == RegisterCount.SINGLE
        for name, is_needless in (
            ("ort", True),
            ("nt", is_gas or one_register),
            ("tarifanzahl", is_gas),
            ("zaehler", is_gas),
            ("kondition", not offered.conditions),
        ):
            if is_needless:
                del self.fields[name]

    def _offer(self, name: str, found: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = found  # type: ignore[attr-defined]

    def ask_for(self, areas: Sequence[GridArea]) -> GridArea | None:
        """Ask which of several areas is meant; returns what the address says."""
        field = self.fields["ort"] = copy(self.base_fields["ort"])
        self._offer(
            "ort",
            [("", "bitte wählen")]
            + [(one.place_id, f"{one.place.town}, {one.grid_operator.name}") for one in areas],
        )
        self.order_fields(["plz", "ort"])
        wanted = self.data.get("ort", "")
        found = next((one for one in areas if str(one.place_id) == wanted), None)
        field.widget.attrs["aria-invalid"] = "false" if found else "true"
        return found

    def clean_kwh(self) -> Any:
        """Refuse what no tariff of this kind is for."""
        kwh = self.cleaned_data["kwh"]
        if kwh is not None and not 0 < kwh <= MOST_KWH:
            raise forms.ValidationError("Bitte einen Verbrauch von 1 bis 10.000.000 kWh angeben.")
        return kwh


@dataclass(frozen=True, slots=True)
class Offered:
    """What a version lets be chosen; the first count of registers is the usual one.

    Args:
        conditions: names, with their amounts for the buttons.
    """

    meter: Meter
    registers: tuple[RegisterCount, ...]
    conditions: list[tuple[str, str]]

    @classmethod
    def of(cls, version: TariffVersion, tiers: Sequence[PriceTier]) -> Offered:
        """Everything the tiers and the tariff know."""
        usual = [RegisterCount.SINGLE, RegisterCount.DUAL]
        known = [one for one in RegisterCount if one.value in version.tariff.register_counts]
        registers = known or usual
        if any(tier.energy_offpeak_ct is not None for tier in tiers):
            registers = sorted(registers, key=lambda one: one is RegisterCount.SINGLE)
        named: dict[str, str] = {}
        for tier in tiers:
            for one in tier.conditions.all():
                named.setdefault(one.label, ", ".join(filter(None, [one.label, one.data.words])))
        is_dynamic = version.price_kind == PriceKind.DYNAMIC
        meter = Meter.SMART if is_dynamic else Meter.MODERN
        return cls(meter, tuple(registers), list(named.items()))


@dataclass(frozen=True, slots=True)
class Place:
    """What prices are looked up for.

    Args:
        kwh: asked for; None: the usual ones.
        notes: what was assumed, in German.
    """

    region: PriceRegion
    operator: MarketParticipant
    default_supplier_id: int | None
    day: date
    kwh: int | None
    meter: Meter
    offpeak_percent: int | None
    conditions: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def meter_label(self) -> str:
        """The meter in words."""
        is_gas = self.region.commodity == Commodity.GAS
        return "Gaszähler" if is_gas else METER_LABELS[self.meter]


class PlaceUnknown(Exception):
    """No grid follows from what was given; the message is German and says what to do."""


def place_of(version: TariffVersion, form: PlaceForm, today: date) -> Place:
    """What a valid form asks for; without postcode and operator the first grid with prices.

    Raises:
        PlaceUnknown: there is no such grid, or several and none is chosen.
    """
    given = form.cleaned_data
    day = _day(version, given["tag"] or today)
    commodity = Commodity(version.tariff.commodity)
    area = _area(form, commodity, day)
    operator = _operator(version, given["netz"], area, commodity, day)
    notes = []
    if area is None and given["plz"]:
        notes.append(
            f"Für {given['plz']} ist kein Netzgebiet hinterlegt, wählen Sie den Netzbetreiber."
        )
    if area is None or area.grid_operator_id != operator.pk:
        area = _area_of(operator, commodity, day)
    klass = ConcessionClass(
        given["konzession"] or (area.concession_class if area else ConcessionClass.UPTO_100K)
    )
    notes.append(f"Gemeinde {CONCESSION_CLASS_LABELS[klass]}.")
    meter = Meter(given.get("zaehler") or Meter.MODERN)
    if version.price_kind == PriceKind.DYNAMIC and meter is not Meter.SMART:
        notes.append("Dynamische Tarife werden nur mit intelligentem Messsystem angeboten.")
    kwh = int(given["kwh"]) if given["kwh"] else None
    region = PriceRegion(
        commodity,
        operator.pk,
        klass,
        is_special_contract=version.tariff.supply_kind == SupplyKind.SPECIAL,
    )
    supplier = area.default_supplier_id if area else None
    chosen = tuple(given.get("kondition", ()))
    return Place(region, operator, supplier, day, kwh, meter, _offpeak(form), chosen, tuple(notes))


def _offpeak(form: PlaceForm) -> int | None:
    """Percent of the off-peak register, half without saying; None with one register."""
    if "nt" not in form.fields:
        return None
    share: int | None = form.cleaned_data["nt"]
    return 50 if share is None else share


def _area(form: PlaceForm, commodity: Commodity, day: date) -> GridArea | None:
    """The area of the postcode; where it has several, the one that was chosen.

    Raises:
        PlaceUnknown: several would have different prices, and none is chosen.
    """
    postcode, operator_id = form.cleaned_data["plz"], form.cleaned_data["netz"]
    areas = market.grid_areas(postcode, "", commodity, day) if postcode else []
    mine = [one for one in areas if operator_id in {None, one.grid_operator_id}]
    kinds = {(a.grid_operator_id, a.concession_class, a.default_supplier_id) for a in mine}
    if len(kinds) < 2:
        return next(iter(mine or areas), None)
    found = form.ask_for(mine)
    if found is None:
        raise PlaceUnknown(
            f"In {postcode} gibt es mehrere Orte oder Netze. "
            "Wählen Sie unter „Ort und Netz“, was gilt."
        )
    return found


def _day(version: TariffVersion, wanted: date) -> date:
    """The day, moved into the time the prices hold."""
    if wanted < version.prices.start:
        return version.prices.start
    end = version.prices.end
    return end - ONE_DAY if end is not None and wanted >= end else wanted


def _operator(
    version: TariffVersion,
    chosen: int | None,
    area: GridArea | None,
    commodity: Commodity,
    day: date,
) -> MarketParticipant:
    if chosen is not None:
        return MarketParticipant.objects.get(pk=chosen)
    if area is not None:
        return area.grid_operator
    served = GridArea.objects.filter(
        commodity=commodity.value, valid__contains=day, default_supplier__isnull=False
    ).select_related("grid_operator")
    priced = GridPrice.objects.filter(commodity=commodity.value, valid__contains=day)
    with_prices = MarketParticipant.objects.filter(pk__in=priced.values("grid_operator_id"))
    own = version.grid_operators.order_by("name").first()
    usual = (
        served.filter(grid_operator__in=with_prices).order_by("grid_operator__name", "pk").first()
    )
    found = own or (usual.grid_operator if usual is not None else None)
    found = found or with_prices.order_by("name").first()
    found = found or next(iter(market.grid_operators(commodity)), None)
    if found is None:
        raise PlaceUnknown(
            "Es ist noch kein Netzbetreiber bekannt. Lesen Sie die Marktpartner ein."
        )
    return found


def _area_of(operator: MarketParticipant, commodity: Commodity, day: date) -> GridArea | None:
    """Any area of a grid: its default supplier stands for the grid."""
    areas = GridArea.objects.filter(
        grid_operator=operator, commodity=commodity.value, valid__contains=day
    )
    return areas.order_by("-default_supplier_id", "pk").first()
