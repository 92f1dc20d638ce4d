"""The fields of a draft: terms, and groups of price tiers as an editable table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kundenwerk.kernel.period import Period
from kundenwerk.platform.constraints import choices
from kundenwerk.tariffs.rules.version import VersionData
from kundenwerk.tariffs.rules.vocabulary import PRICE_KIND_LABELS, PriceKind
from kundenwerk.ui.forms import Choice, CommandForm, DayField, EuroField, TextField

_WHOLE = {"inputmode": "numeric", "autocomplete": "off"}


def _whole(label: str, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=9_999, widget=forms.TextInput(attrs=_WHOLE), **kwargs
    )


class DraftForm(CommandForm):
    """The terms of a version; last days are meant as people mean them, included."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    label = TextField(
        label="Bezeichnung", max_length=80, help_text="Zum Beispiel „Preisstand 01/2027“."
    )
    price_kind = forms.ChoiceField(
        label="Preisart", choices=choices(PRICE_KIND_LABELS), widget=Choice, initial="COMPONENTS"
    )
    prices_from = DayField(label="Preise gültig ab", help_text="Erster Tag.")
    prices_until = DayField(
        label="Preise gültig bis", required=False, help_text="Letzter Tag; leer: offen."
    )
    sale_from = DayField(label="Im Vertrieb ab", help_text="Erster Tag.")
    sale_until = DayField(
        label="Im Vertrieb bis", required=False, help_text="Letzter Tag; leer: offen."
    )
    minimum_term_months = _whole("Mindestlaufzeit, Monate", initial=0)
    notice_weeks = _whole("Kündigungsfrist, Wochen", initial=4)
    renewal_months = _whole(
        "Verlängerung, Monate", required=False, help_text="Leer: auf unbestimmte Zeit."
    )
    guarantee_until = DayField(label="Preisgarantie bis", required=False)
    new_customer_bonus = EuroField(label="Neukundenbonus brutto, €", required=False)
    instant_bonus = EuroField(label="Sofortbonus brutto, €", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse spans that end before they begin."""
        given = super().clean() or {}
        for name in ("prices", "sale"):
            try:
                given[name] = _span(given.get(f"{name}_from"), given.get(f"{name}_until"))
            except ValidationError as wrong:
                self.add_error(f"{name}_until", wrong)
        return given

    def terms(self, operators: Sequence[int]) -> VersionData:
        """What was entered."""
        given = self.cleaned_data
        bonuses = {name: given[name] for name in ("new_customer_bonus", "instant_bonus")}
        return VersionData(
            label=given["label"],
            prices=given["prices"],
            sale=given["sale"],
            price_kind=PriceKind(given["price_kind"]),
            minimum_term_months=given["minimum_term_months"],
            notice_weeks=given["notice_weeks"],
            renewal_months=given["renewal_months"],
            guarantee_until=given["guarantee_until"],
            grid_operator_ids=tuple(operators),
            **{name: bonus for name, bonus in bonuses.items() if bonus is not None},
        )

    @property
    def term_fields(self) -> list[forms.BoundField]:
        """Terms and bonuses, drawn side by side."""
        names = ("minimum_term_months", "notice_weeks", "renewal_months", "guarantee_until")
        return [self[name] for name in (*names, "new_customer_bonus", "instant_bonus")]


def _span(first: date | None, last: date | None) -> Period | None:
    if first is None:
        return None
    if last is not None and last < first:
        raise ValidationError("Der letzte Tag liegt vor dem ersten.")
    return Period(first) if last is None else Period.through(first, last)


def initial_of(data: VersionData) -> dict[str, Any]:
    """The fields of a version as it is."""
    return {
        "label": data.label,
        "price_kind": data.price_kind.value,
        "prices_from": data.prices.start,
        "prices_until": data.prices.last_day,
        "sale_from": data.sale.start,
        "sale_until": data.sale.last_day,
        "minimum_term_months": data.minimum_term_months,
        "notice_weeks": data.notice_weeks,
        "renewal_months": data.renewal_months,
        "guarantee_until": data.guarantee_until,
        "new_customer_bonus": data.new_customer_bonus or None,
        "instant_bonus": data.instant_bonus or None,
    }
