"""What a visitor may read before ordering: general terms, the right to withdraw."""

from __future__ import annotations

from django.conf import settings as installation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kundenwerk.contracts.rules.withdrawal import FORM_TITLE, instruction
from kundenwerk.correspondence.queries import pdf
from kundenwerk.market.queries import own_company
from kundenwerk.platform.clock import today
from kundenwerk.portal.access import public
from kundenwerk.sales.queries.consumer import withdrawal_address
from kundenwerk.sales.queries.terms import terms_on, version_of
from kundenwerk.ui.responses import pdf_response


@public()
def general_terms(request: HttpRequest, terms_id: int | None = None) -> HttpResponse:
    """The version that holds today, or the one asked for.

    Source: § 312i Abs. 1 Nr. 4 BGB (to be called up and kept).
    """
    del request
    found = version_of(terms_id) if terms_id else terms_on(today())
    if found is None:
        raise Http404
    return pdf_response(pdf(found.document_id), f"AGB-{found.valid_from.isoformat()}")


@public()
def instructed(request: HttpRequest) -> HttpResponse:
    """The instruction on the right to withdraw, with its form.

    Source: Art. 246a § 1 Abs. 2, § 4 Abs. 1 EGBGB.
    """
    public_url = installation.PUBLIC_URL
    online = f"{public_url}/widerruf/" if public_url else request.build_absolute_uri("/widerruf/")
    told = instruction(withdrawal_address(own_company()), "Strom oder Gas", online)
    shown = {"told": told, "form_title": FORM_TITLE}
    return render(request, "public/instruction.html", shown)
