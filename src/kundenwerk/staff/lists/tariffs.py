"""The list of tariffs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.supply.rules import USAGE_LABELS
from kundenwerk.tariffs.queries.lists import NO_VERSION, TariffFilter, tariff_counts, tariff_rows
from kundenwerk.tariffs.rules.vocabulary import VERSION_STATE_LABELS, SupplyKind, VersionState
from kundenwerk.ui.lists import Choice, Column, Listing, Tag

# German words in the address for the codes in the database.
_STATES = {
    "in-vorbereitung": VersionState.DRAFT.value,
    "aktiv": VersionState.ACTIVE.value,
    "beendet": VersionState.ENDED.value,
    "ohne": NO_VERSION,
}
_STATE_LABELS = {state.value: label for state, label in VERSION_STATE_LABELS.items()} | {
    NO_VERSION: "ohne Preisstand"
}
_TAGS: dict[str, Tag] = {
    VersionState.DRAFT.value: ("info", "edit"),
    VersionState.ACTIVE.value: ("ok", "circle-check"),
}
_COMMODITIES = {"strom": Commodity.ELECTRICITY.value, "gas": Commodity.GAS.value}
_USAGES = {
    "haushalt": UsageType.HOUSEHOLD,
    "ladestrom": UsageType.EV_CHARGING,
    "heizstrom": UsageType.STORAGE_HEATING,
    "waermepumpe": UsageType.HEAT_PUMP,
}
_FLAGS = {
    "oeko": ("GREEN", "Öko"),
    "online": ("ONLINE", "Online"),
    "b2b": ("B2B", "B2B"),
    "grundversorgung": (SupplyKind.DEFAULT_SUPPLY.value, "Grundversorgung"),
    "ersatzversorgung": (SupplyKind.FALLBACK_SUPPLY.value, "Ersatzversorgung"),
}


def _find(words: Mapping[str, str], day: date) -> QuerySet[Any]:
    usage = _USAGES.get(words["verbrauchsart"])
    wanted = TariffFilter(
        text=words["q"],
        commodity=_COMMODITIES.get(words["sparte"], ""),
        usage=usage.value if usage else "",
        flag=_FLAGS.get(words["merkmal"], ("", ""))[0],
        state=_STATES.get(words["status"], ""),
        on_sale={"ja": True, "nein": False}.get(words["vertrieb"]),
    )
    return tariff_rows(wanted, day)


def _counts(day: date) -> dict[str, int]:
    numbers = tariff_counts(day)
    return {word: numbers.get(code, 0) for word, code in _STATES.items()}


def _flags(one: Any) -> str:
    flags = [("Öko", one.is_green), ("Online", one.is_online), ("B2B", one.is_b2b)]
    words = [label for label, is_set in flags if is_set]
    if one.supply_kind != SupplyKind.SPECIAL:
        words.append(one.get_supply_kind_display())
    return ", ".join(words)


def _usages(one: Any) -> str:
    return ", ".join(USAGE_LABELS[UsageType(code)] for code in one.usage_types)


def _version_url(one: Any) -> str:
    return address("staff:version", one.present_id) if one.present_id else ""


TARIFFS = Listing(
    key="tarife",
    title="Tarife",
    url_name="staff:prices",
    permission=Permission.TARIFFS_READ,
    find=_find,
    order=("commodity", "name", "pk"),
    peek=lambda one: address("staff:tariff_peek", one.pk),
    search_hint="Name oder Kürzel",
    empty_text="Kein Tarif passt zu dieser Auswahl. Ohne Tarif gibt es keine Angebote.",
    empty_icon="tag",
    row_title=lambda one: f"Tarif {one.name}",
    columns=(
        Column(
            "tarif",
            "Tarif",
            lambda one: one.name,
            sort="name",
            url=lambda one: address("staff:tariff", one.pk),
        ),
        Column("kuerzel", "Kürzel", lambda one: one.code, sort="code", is_narrow=True),
        Column("sparte", "Sparte", lambda one: one.get_commodity_display(), sort="commodity"),
        Column("verbrauchsarten", "Verbrauchsarten", _usages, is_shown=False),
        Column("merkmale", "Merkmale", _flags),
        Column(
            "status",
            "Status",
            lambda one: _STATE_LABELS[one.state],
            sort="state",
            tag=lambda one: _TAGS.get(one.state, ("", "")),
        ),
        Column(
            "preisstand",
            "Preisstand heute",
            lambda one: one.present_label or "",
            sort="present_label",
            empty_last=True,
            url=_version_url,
        ),
        Column(
            "ab",
            "Gültig ab",
            lambda one: one.present_from,
            sort="present_from",
            empty_last=True,
            is_narrow=True,
        ),
        Column(
            "arbeitspreis",
            "Arbeitspreis netto",
            lambda one: one.energy_ct.normalize() if one.energy_ct is not None else None,
            sort="energy_ct",
            empty_last=True,
            unit="ct/kWh",
            is_number=True,
        ),
        Column(
            "grundpreis",
            "Grundpreis netto",
            lambda one: one.base_eur.normalize() if one.base_eur is not None else None,
            sort="base_eur",
            empty_last=True,
            unit="€/Jahr",
            is_number=True,
        ),
        Column("vertrieb", "Im Vertrieb", lambda one: one.on_sale, is_shown=False),
        Column(
            "entwuerfe",
            "Entwürfe",
            lambda one: one.drafts,
            sort="drafts",
            is_number=True,
            is_shown=False,
        ),
    ),
    choices=(
        Choice(
            "status",
            "Status",
            parts.worded(_STATES, _STATE_LABELS),
            _counts,
        ),
        Choice("sparte", "Sparte", (("", "Alle"), ("strom", "Strom"), ("gas", "Gas"))),
        Choice(
            "verbrauchsart",
            "Verbrauchsart",
            parts.worded(_USAGES, USAGE_LABELS),
        ),
        Choice(
            "merkmal",
            "Merkmal",
            (("", "Alle"), *((word, label) for word, (_, label) in _FLAGS.items())),
        ),
        Choice("vertrieb", "Im Vertrieb", (("", "Alle"), ("ja", "ja"), ("nein", "nein"))),
    ),
)
