"""Quotes a customer who has logged in asks for, for nobody but himself."""

from __future__ import annotations

from datetime import date

from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.commands.closing import close
from kundenwerk.sales.commands.naming import NotTheirs
from kundenwerk.sales.commands.online import with_tier
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.queries.customers import supply_point_values
from kundenwerk.sales.rules.entries import kept
from kundenwerk.sales.rules.online import OWN_FIELDS
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.work.commands import open_task


@command
def quote_for_oneself(*, business_partner_id: int, values: dict[str, str], day: date) -> int:
    """Make a quote for a customer's new or own supply point; returns its id.

    Service is asked to look at it: a running contract is changed by a clerk.

    Raises:
        NotTheirs: the supply point or contract account is somebody else's.
        AccountNotAllowed: see ``close``.
        Incomplete: with a sentence per field.
    """
    entered = {name: text for name, text in kept(values, OWN_FIELDS).items() if text}
    entered["business_partner"] = str(business_partner_id)
    if chosen := entered.get("supply_point"):
        taken = supply_point_values(str(business_partner_id), chosen, day=day)
        if not taken:
            raise NotTheirs
        entered = taken | {"annual_kwh": entered.get("annual_kwh", "")} | _others(entered, taken)
    actor = current_call().actor
    draft = QuoteDraft.objects.create(
        owner=actor, saved_by=actor, data=with_tier(entered, day=day), step=Step.CHECK.value
    )
    quote = close(draft.pk, version=draft.version, day=day)
    _ask_service(quote, is_change=bool(chosen), day=day)
    return quote.pk


def _others(entered: dict[str, str], taken: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in entered.items() if name not in taken}


def _ask_service(quote: Quote, *, is_change: bool, day: date) -> None:
    what = "Tarifwechsel gewünscht" if is_change else "Angebot im Portal angefordert"
    open_task(
        key=f"sales:own_quote:{quote.pk}",
        title=f"{what}: {quote.business_partner}",
        role="SERVICE",
        due_on=day,
        business_partner_id=quote.business_partner_id,
        detail=f"Angebot {quote.number}, Bindefrist bis {quote.binding_until:%d.%m.%Y}",
        url=f"/angebote/{quote.pk}/",
    )
