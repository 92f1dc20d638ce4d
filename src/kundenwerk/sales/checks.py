"""What must hold for quotes, whatever happened: proved by ``check-books``."""

from __future__ import annotations

from django.db.models import F, Q

from kundenwerk.contracts.models import ContractTerms
from kundenwerk.platform.books import register
from kundenwerk.sales.models import PriceCalculation, Quote
from kundenwerk.sales.rules.vocabulary import QuoteState
from kundenwerk.tariffs.rules.trace import digest


@register("Preiskalkulationen")
def calculations() -> list[str]:
    """Every stored calculation still fits its digest and its own sums."""
    found = []
    rows = PriceCalculation.objects.select_related("quote").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        if digest(row.trace) != row.trace_sha256:
            found.append(f"Angebot {row.quote.number}: Der Rechenweg passt nicht zur Prüfsumme.")
        if row.trace["gross_cents"] != row.annual_gross.cents:
            found.append(f"Angebot {row.quote.number}: Der Rechenweg nennt einen anderen Preis.")
    return found


@register("Angebote und Verträge")
def accepted_prices() -> list[str]:
    """A contract began with exactly the prices of the quote it was made of."""
    first_terms = ContractTerms.objects.filter(
        contract__quote__state=QuoteState.ACCEPTED.value,
        tariff_version=F("contract__quote__calculation__tariff_version"),
    )
    differing = first_terms.exclude(
        Q(energy_ct=F("contract__quote__calculation__energy_ct"))
        & Q(base_eur_per_year=F("contract__quote__calculation__base_eur_per_year"))
    )
    numbers = Quote.objects.filter(contract__terms__in=differing).values_list("number", flat=True)
    return [f"Angebot {number}: Der Vertrag hat andere Preise." for number in sorted(numbers)]
