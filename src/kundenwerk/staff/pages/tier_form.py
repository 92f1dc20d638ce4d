"""The prices of one band: the form, and what a colleague made of them meanwhile."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kundenwerk.staff import undoing
from kundenwerk.tariffs import commands
from kundenwerk.tariffs.models import PriceTier
from kundenwerk.tariffs.rules.tiers import TierPrices
from kundenwerk.ui.forms import CommandForm, DecimalField


class TierForm(CommandForm):
    """The net prices of one band."""

    energy_ct = DecimalField(label="Arbeitspreis netto, ct/kWh", places=6)
    offpeak_ct = DecimalField(label="Arbeitspreis NT netto, ct/kWh", places=6, required=False)
    base = DecimalField(label="Grundpreis netto, €/Jahr", places=6)
    shown = forms.RegexField(r"^[0-9.]*\|[0-9.]*\|[0-9.]*$", widget=forms.HiddenInput)


def tier_form(tier: PriceTier) -> TierForm:
    """The form with the prices as they are."""
    initial = {
        "energy_ct": tier.energy_ct.normalize(),
        "offpeak_ct": tier.energy_offpeak_ct and tier.energy_offpeak_ct.normalize(),
        "base": tier.base_eur_per_year.normalize(),
        "shown": "|".join(commands.prices_of(tier).texts()),
    }
    return TierForm(initial=initial, prefix=None, auto_id=f"id_{tier.pk}_%s")


def prices_in(form: TierForm) -> TierPrices:
    """What was entered."""
    given = form.cleaned_data
    return TierPrices(given["energy_ct"], given["offpeak_ct"], given["base"])


def stale_prices(
    request: HttpRequest, form: TierForm, version_id: int, stale: commands.StaleTier
) -> HttpResponse:
    """Both prices side by side (409)."""
    names = ("energy_ct", "offpeak_ct", "base")
    return undoing.conflict(
        request,
        "Die Preise wurden woanders geändert",
        commands.differing(prices_in(form), stale.current),
        back=reverse("staff:version", args=[version_id]),
        given={
            **{name: form.data.get(name, "") for name in names},
            "shown": "|".join(stale.current.texts()),
            "key": form.fresh_key(),
        },
    )
