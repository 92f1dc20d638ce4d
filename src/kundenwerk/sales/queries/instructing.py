"""What a consumer is told about the right to withdraw, with a quote and with its confirmation."""

from __future__ import annotations

from typing import Any

from django.conf import settings as installation

from kundenwerk.contracts.rules.withdrawal import FORM_TITLE, instruction
from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.models import OwnCompany
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.parties.rules.person import BusinessPartnerKind
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.consumer import withdrawal_address


def withdrawal_of(quote: Quote, company: OwnCompany) -> dict[str, Any]:
    """The instruction for consumers; others have no right to withdraw.

    Source: §§ 13, 312g Abs. 1 BGB.
    """
    if quote.business_partner.kind != BusinessPartnerKind.PERSON:
        return {"paragraphs": [], "form_title": "", "form": []}
    public = installation.PUBLIC_URL
    told = instruction(
        withdrawal_address(company),
        COMMODITY_LABELS[Commodity(quote.supply_point.commodity)],
        f"{public}/widerruf/" if public else "",
    )
    return {
        "paragraphs": [list(pair) for pair in told.paragraphs],
        "form_title": FORM_TITLE,
        "form": list(told.form),
    }
