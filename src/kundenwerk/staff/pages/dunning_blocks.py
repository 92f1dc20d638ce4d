"""Dunning blocks: exclude with a reason and an end, and lift."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.debtors import queries as debtors
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.money import ZERO
from kundenwerk.ledger import queries as ledger
from kundenwerk.platform import clock
from kundenwerk.platform.constraints import choices
from kundenwerk.platform.undo import Overtaken
from kundenwerk.receivables import commands, queries
from kundenwerk.receivables.models import DunningBlock
from kundenwerk.receivables.rules.vocabulary import BLOCK_REASON_LABELS, BlockReason
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.bulk_dunning import TOO_EARLY
from kundenwerk.ui.forms import Choice, CommandForm, DayField, TextField

TAKEN = "Hier gilt schon eine Mahnsperre. Heben Sie sie zuerst auf."
_ACCOUNT, _BUSINESS_PARTNER, _ITEM = "konto", "kunde", "posten"
_UNTIL_HELP = "Der letzte Tag der Sperre, zum Beispiel +14. Leer: bis jemand sie aufhebt."


class BlockForm(CommandForm):
    """What is blocked, why and until when."""

    place = forms.ChoiceField(label="Gilt für", widget=Choice)
    reason = forms.ChoiceField(label="Grund", choices=choices(BLOCK_REASON_LABELS))
    start = DayField(label="Ab", required=False, help_text="Leer: ab heute")
    until = DayField(label="Bis einschließlich", required=False, help_text=_UNTIL_HELP)
    note = TextField(label="Bemerkung", max_length=300, required=False)

    def __init__(self, *args: Any, account: ContractAccount, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [
            (_ACCOUNT, f"Vertragskonto {account.number}"),
            (_BUSINESS_PARTNER, f"{account.business_partner}, alle Konten"),
        ]
        items = ledger.open_items(account.ledger_account_id).filter(open_amount__gt=ZERO)
        places += [(f"{_ITEM}-{one.pk}", f"nur {one.reference}") for one in items]
        self.fields["place"].choices = places  # type: ignore[attr-defined]

    def clean_start(self) -> date | None:
        """A block does not begin in the past, for what was sent stays sent."""
        start: date | None = self.cleaned_data["start"]
        if start is not None and start < clock.today():
            raise forms.ValidationError("Eine Sperre beginnt heute oder später.")
        return start

    def target(self, account: ContractAccount) -> dict[str, int]:
        """The argument of the command that names the place."""
        kind, _, item_id = self.cleaned_data["place"].partition("-")
        if kind == _ITEM:
            return {"open_item_id": int(item_id)}
        if kind == _BUSINESS_PARTNER:
            return {"business_partner_id": account.business_partner_id}
        return {"account_id": account.pk}


@page(Permission.DUNNING_BLOCK, methods=("GET", "POST"))
def block(request: HttpRequest) -> HttpResponse:
    """Keep an account, a customer or one claim from being dunned."""
    account = _account(request.GET.get("konto", ""))
    form = BlockForm(request.POST or None, account=account, initial={"place": _ACCOUNT})
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        try:
            commands.block_dunning(
                call,
                reason=BlockReason(form.cleaned_data["reason"]),
                day=form.cleaned_data["start"] or clock.today(),
                until=form.cleaned_data["until"],
                note=form.cleaned_data["note"],
                **form.target(account),
            )
        except commands.AlreadyBlocked:
            form.add_error("place", TAKEN)
        except commands.EndsTooEarly:
            form.add_error("until", TOO_EARLY)
        else:
            undoing.tell(request, call)
            return redirect("staff:customer", account.business_partner_id)
    found = queries.judged([account.pk], clock.today())[account.pk]
    shown = {"form": form, "account": account, "judged": found}
    status = 422 if form.errors else 200
    return render(request, "staff/dunning/block.html", shown, status=status)


def _account(text: str) -> ContractAccount:
    is_number = text.isdecimal() and text.isascii() and len(text) < 19
    try:
        return debtors.account(int(text) if is_number else 0)
    except ObjectDoesNotExist:
        raise Http404 from None


@page(Permission.DUNNING_BLOCK, methods=("POST",))
def lift(request: HttpRequest, block_id: int) -> HttpResponse:
    """End a block at once."""
    form = CommandForm(request.POST)
    found = DunningBlock.objects.select_related("account", "open_item__account").filter(pk=block_id)
    one = found.first()
    if one is None:
        raise Http404
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(block_id)
        try:
            commands.lift_block(call, block_id=block_id)
        except Overtaken as overtaken:
            back = f"/kunden/{_customer_of(one)}/"
            title = "Diese Mahnsperre ist schon aufgehoben."
            return undoing.conflict(request, title, overtaken.differences, back=back)
        undoing.tell(request, call)
    return redirect("staff:customer", _customer_of(one))


def _customer_of(one: DunningBlock) -> int:
    if one.business_partner_id is not None:
        return one.business_partner_id
    account = one.account or one.open_item.account.contract_account  # type: ignore[union-attr]
    return int(account.business_partner_id)


urlpatterns: list[URLPattern] = [
    path("mahnungen/sperre/", block, name="dunning_block"),
    path("mahnungen/sperre/<int:block_id>/aufheben/", lift, name="dunning_block_lift"),
]
