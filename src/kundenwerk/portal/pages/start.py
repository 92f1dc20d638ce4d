"""The customer's start page: what is owed, what is supplied, the bills."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kundenwerk.billing.queries import lists as billing
from kundenwerk.contracts import queries as contracts
from kundenwerk.correspondence import queries as correspondence
from kundenwerk.debtors import queries as debtors
from kundenwerk.kernel.money import total
from kundenwerk.ledger import queries as ledger
from kundenwerk.parties import queries as parties
from kundenwerk.platform import clock
from kundenwerk.portal.access import page
from kundenwerk.ui.responses import pdf_response


@page()
def start(request: HttpRequest, business_partner_id: int) -> HttpResponse:
    """Balance, contracts and documents of the customer."""
    today = clock.today()
    accounts = debtors.accounts_of(business_partner_id)
    own = list(contracts.contracts_of(business_partner_id))
    balances = ledger.balances([account.ledger_account_id for account in accounts])
    shown = {
        "customer": parties.customer(business_partner_id, day=today),
        "instalment": billing.next_instalment([one.pk for one in own], day=today),
        "balance": total(balances.values()),
        "contracts": own,
        "documents": correspondence.documents_of(business_partner_id)[:12],
    }
    return render(request, "portal/start.html", shown)


@page()
def document(request: HttpRequest, business_partner_id: int, document_id: int) -> HttpResponse:  # noqa: ARG001
    """One of the customer's own documents as PDF; a foreign one does not exist."""
    found = correspondence.documents_of(business_partner_id).filter(pk=document_id).first()
    if found is None:
        raise Http404
    return pdf_response(correspondence.pdf(found.pk), found.number)
