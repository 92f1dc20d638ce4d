"""Where, when and for how much a tariff is looked at; all of it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.market import queries as market
from kundenwerk.market.models import GridArea, GridPrice, MarketParticipant
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.vocabulary import CONCESSION_CLASS_LABELS, ConcessionClass
from kundenwerk.platform.constraints import choices
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.rules.vocabulary import SupplyKind
from kundenwerk.ui.forms import DayField, Errors, KwhField

MOST_KWH = 10_000_000


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
    nt = forms.IntegerField(
        label="davon NT, %",
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, operators: list[MarketParticipant], two: bool, **kwargs: Any
    ) -> None:
        kwargs |= {"label_suffix": "", "error_class": Errors}
        super().__init__(*args, **kwargs)
        found = [("", "nach Postleitzahl"), *((one.pk, one.name) for one in operators)]
        self.fields["netz"].choices = found  # type: ignore[attr-defined]
        if not two:
            del self.fields["nt"]

    def clean_kwh(self) -> Any:
        """Refuse what no tariff of this kind is for."""
        kwh = self.cleaned_data["kwh"]
        if kwh is not None and not 0 < kwh <= MOST_KWH:
            raise forms.ValidationError("Bitte einen Verbrauch von 1 bis 10.000.000 kWh angeben.")
        return kwh


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
    offpeak_percent: int | None
    notes: tuple[str, ...]


class PlaceUnknown(Exception):
    """No grid follows from what was given; the message is German and says what to do."""


def place_form(version: TariffVersion, address: QueryDict, *, two: bool) -> PlaceForm:
    """The form with what the address says."""
    operators = market.grid_operators(Commodity(version.tariff.commodity))
    known = {name: address[name] for name in PlaceForm.base_fields if address.get(name)}
    return PlaceForm(known, operators=operators, two=two)


def place_of(version: TariffVersion, form: PlaceForm, today: date, *, two: bool) -> Place:
    """What a valid form asks for; without postcode and operator the first grid with prices.

    Raises:
        PlaceUnknown: there is no such grid.
    """
    given = form.cleaned_data
    day = _day(version, given["tag"] or today)
    commodity = Commodity(version.tariff.commodity)
    areas = market.grid_areas(given["plz"], "", commodity, day) if given["plz"] else []
    area = areas[0] if areas else None
    operator = _operator(version, given["netz"], area, commodity, day)
    notes = []
    if area is None and given["plz"]:
        notes.append(
            f"Für {given['plz']} ist kein Netzgebiet hinterlegt, wählen Sie den Netzbetreiber."
        )
    if len({one.grid_operator_id for one in areas}) > 1:
        notes.append(f"In {given['plz']} gibt es mehrere Netze; gerechnet ist {areas[0].place}.")
    if area is None or area.grid_operator_id != operator.pk:
        area = _area_of(operator, commodity, day)
    klass = ConcessionClass(
        given["konzession"] or (area.concession_class if area else ConcessionClass.UPTO_100K)
    )
    notes.append(f"Gemeinde {CONCESSION_CLASS_LABELS[klass]}, moderne Messeinrichtung.")
    share = given.get("nt")
    return Place(
        PriceRegion(
            commodity,
            operator.pk,
            klass,
            is_special_contract=version.tariff.supply_kind == SupplyKind.SPECIAL,
        ),
        operator,
        area.default_supplier_id if area else None,
        day,
        int(given["kwh"]) if given["kwh"] else None,
        (50 if share is None else share) if two else None,
        tuple(notes),
    )


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
