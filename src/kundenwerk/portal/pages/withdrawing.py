"""Withdrawing a contract online, without a login, with a receipt at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.correspondence.rules import UnusableAddress
from kundenwerk.platform.clock import now, today
from kundenwerk.platform.limits import Limit
from kundenwerk.portal.access import public
from kundenwerk.portal.forms import Withdrawing
from kundenwerk.sales.commands import WithdrawalSaid, note_withdrawal

# A mail goes to whatever address is entered.
WITHDRAWALS = Limit("public-withdrawals", most=10, seconds=3600)


@public(("GET", "POST"), sends=WITHDRAWALS)
def withdraw(request: HttpRequest) -> HttpResponse:
    """The form with the button „Widerruf bestätigen“.

    Source: § 356a BGB.
    """
    form = Withdrawing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            note_withdrawal(
                form.call("web"),
                said=WithdrawalSaid(given["name"], given["reference"], given["email"]),
                at=now(),
                day=today(),
            )
        except UnusableAddress as wrong:
            form.add_error("email", str(wrong))
        else:
            return redirect("public:withdrawn")
    status = 422 if form.errors else 200
    return render(request, "public/withdraw.html", {"form": form}, status=status)


@public()
def withdrawn(request: HttpRequest) -> HttpResponse:
    """It has arrived."""
    return render(request, "public/withdrawn.html")
