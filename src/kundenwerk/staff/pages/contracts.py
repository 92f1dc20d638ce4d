"""Contracts: the list, one contract with terms and registration, its verbs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.contracts import commands, queries, rules
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import Action, deadlines
from kundenwerk.correspondence import queries as correspondence
from kundenwerk.correspondence.models import Document
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.mako import commands as mako_commands
from kundenwerk.mako import queries as mako
from kundenwerk.platform import clock
from kundenwerk.platform.undo import Difference
from kundenwerk.sales.queries.grid import suppliers
from kundenwerk.sales.queries.options import situation_of_contract
from kundenwerk.staff import listing, tiles, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import CONTRACTS
from kundenwerk.supply import commands as supply_commands
from kundenwerk.supply import queries as supply
from kundenwerk.ui.forms import CommandForm, DayField
from kundenwerk.ui.responses import pdf_response


class MaloForm(CommandForm):
    """The market location's id, read from an old bill or the grid operator's letter."""

    malo_id = forms.CharField(
        label="MaLo-ID", max_length=20, help_text="11 Ziffern, steht auf der letzten Rechnung."
    )


class TerminationForm(CommandForm):
    """A customer's termination."""

    received_on = DayField(label="Kündigung eingegangen am")
    last_day = DayField(
        label="Belieferung bis", required=False, help_text="Leer: frühestmöglicher Termin."
    )


class WithdrawalForm(CommandForm):
    """A consumer's withdrawal."""

    received_on = DayField(label="Widerruf eingegangen am")


class ProviderForm(CommandForm):
    """Who supplies under a contract we only brokered."""

    provider = forms.TypedChoiceField(
        label="Serviceanbieter",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Wer beliefert. Leer: wir selbst.",
    )

    def __init__(self, *args: Any, commodity: Commodity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["provider"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "wir selbst"), *suppliers(commodity)]


@page(Permission.CONTRACTS_READ)
def contracts(request: HttpRequest) -> HttpResponse:
    """The list of contracts."""
    return listing.show(request, CONTRACTS)


@page(Permission.CONTRACTS_READ)
def contract(request: HttpRequest, contract_id: int) -> HttpResponse:
    """One contract: where it stands, what was agreed, what the market said."""
    return render(request, "staff/contracts/contract.html", _shown(request, contract_id))


def _shown(request: HttpRequest, contract_id: int, **bound: forms.Form) -> dict[str, object]:
    try:
        one = queries.contract(contract_id)
    except SupplyContract.DoesNotExist:
        raise Http404 from None
    may_write = may(request.user, Permission.CONTRACTS_WRITE)
    return {
        "contract": one,
        "place": supply.supply_point(one.supply_point_id),
        "terms": list(one.terms.all()),
        "conditions": list(one.conditions.all()),
        "processes": mako.processes_of(contract_id),
        "withdrawable_until": deadlines.withdrawal_until(one.ordered_on),
        "may_bill": may(request.user, Permission.BILLING_WRITE) and one.supply is not None,
        "may_read_meter": may(request.user, Permission.METERING_WRITE),
        "may_send": may_write,
        "situation": situation_of_contract(one),
        **(_steps(one, bound) if may_write else {}),
    }


def _steps(one: SupplyContract, bound: Mapping[str, forms.Form]) -> dict[str, object]:
    """What may be done with a contract in its state, each with its form."""
    actions, received = set(queries.actions(one)), {"received_on": clock.today()}
    commodity, malo_id = Commodity(one.supply_point.commodity), one.supply_point.malo_id
    shown: dict[str, object] = {
        "register": Action.REGISTER in actions and malo_id,
        "register_form": CommandForm(),
        "release": mako.may_terminate(one),
        "provider": ProviderForm(
            initial={"provider": one.service_provider_id}, commodity=commodity
        ),
    }
    if not malo_id:
        shown["malo"] = bound.get("malo", MaloForm())
    if Action.TERMINATE in actions:
        shown["termination"] = bound.get("termination", TerminationForm(initial=received))
    if Action.WITHDRAW in actions:
        shown["withdrawal"] = bound.get("withdrawal", WithdrawalForm(initial=received))
    return shown


def _again(request: HttpRequest, contract_id: int, **bound: forms.Form) -> HttpResponse:
    shown = _shown(request, contract_id, **bound)
    return render(request, "staff/contracts/contract.html", shown, status=422)


@page(Permission.CONTRACTS_WRITE, methods=("POST",))
def set_malo(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Enter the MaLo-ID and register the supply with it."""
    form = MaloForm(request.POST)
    if form.is_valid():
        one = queries.contract(contract_id)
        call = form.call(request.user.get_username())
        try:
            supply_commands.name_malo(
                call, supply_point_id=one.supply_point_id, malo_id=form.cleaned_data["malo_id"]
            )
        except InvalidIdentifier as refusal:
            form.add_error("malo_id", str(refusal))
        except supply_commands.MaloTaken:
            form.add_error("malo_id", "Diese MaLo-ID gehört schon zu einer anderen Lieferstelle.")
        except supply_commands.MaloKnown as known:
            mine = Difference("MaLo-ID", form.cleaned_data["malo_id"], known.present)
            back = reverse("staff:contract", args=[contract_id])
            return undoing.conflict(request, "Die MaLo-ID steht schon fest", [mine], back=back)
        else:
            return register(request, contract_id)
    return _again(request, contract_id, malo=form)


@page(Permission.CONTRACTS_WRITE, methods=("POST",))
def register(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Register the supply at the grid operator."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive("register")
        try:
            mako_commands.register_supply(call, contract_id=contract_id, at=clock.now())
        except mako_commands.NotRegistrable as refusal:
            for problem in refusal.problems:
                messages.error(request, problem)
        except TransitionNotAllowed:
            messages.error(request, "Die Anmeldung läuft schon oder ist abgeschlossen.")
        else:
            messages.success(request, "Anmeldung beim Netzbetreiber auf den Weg gebracht.")
    return redirect("staff:contract", contract_id)


@page(Permission.CONTRACTS_WRITE, methods=("POST",))
def release(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Ask the former supplier once more to let the customer go."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive("release")
        try:
            asked = mako_commands.terminate_previous(call, contract_id=contract_id, at=clock.now())
        except mako_commands.NotRegistrable as refusal:
            for problem in refusal.problems:
                messages.error(request, problem)
        else:
            if asked:
                messages.success(request, "Kündigung beim Altlieferanten auf den Weg gebracht.")
            else:
                messages.info(request, "Hier ist beim Altlieferanten nichts zu kündigen.")
    return redirect("staff:contract", contract_id)


@page(Permission.CONTRACTS_WRITE, methods=("POST",))
def provider(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Note who supplies under a contract."""
    try:
        one = queries.contract(contract_id)
    except SupplyContract.DoesNotExist:
        raise Http404 from None
    form = ProviderForm(request.POST, commodity=Commodity(one.supply_point.commodity))
    if form.is_valid():
        call = form.call(request.user.get_username()).derive("provider")
        commands.name_service_provider(
            call, contract_id=contract_id, participant_id=form.cleaned_data["provider"]
        )
        undoing.tell(request, call, "Es bleibt alles, wie es war.")
    else:
        messages.error(request, "Bitte wählen Sie den Serviceanbieter aus der Liste.")
    return redirect("staff:contract", contract_id)


@page(Permission.CONTRACTS_WRITE, methods=("POST",))
def terminate(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Record a customer's termination."""
    form = TerminationForm(request.POST)
    if form.is_valid():
        last_day: date | None = form.cleaned_data["last_day"]
        try:
            end = commands.terminate(
                form.call(request.user.get_username()),
                contract_id=contract_id,
                received_on=form.cleaned_data["received_on"],
                requested_end=last_day and last_day + timedelta(days=1),
                at=clock.now(),
            )
        except deadlines.EndTooEarly as refusal:
            earliest = refusal.earliest - timedelta(days=1)
            form.add_error("last_day", f"Frühestens zum {format_day(earliest)} möglich.")
        except TransitionNotAllowed:
            form.add_error(None, "Der Vertrag ist nicht in Belieferung.")
        else:
            last = date.fromisoformat(end) - timedelta(days=1)
            messages.success(request, f"Gekündigt. Belieferung bis {format_day(last)}.")
            return redirect("staff:contract", contract_id)
    return _again(request, contract_id, termination=form)


@page(Permission.CONTRACTS_WRITE, methods=("POST",))
def withdraw(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Record a consumer's withdrawal."""
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        received_on = form.cleaned_data["received_on"]
        try:
            commands.withdraw(
                form.call(request.user.get_username()),
                contract_id=contract_id,
                received_on=received_on,
                at=clock.now(),
            )
        except deadlines.WithdrawalTooLate as refusal:
            day = format_day(refusal.last_day)
            form.add_error("received_on", f"Die Widerrufsfrist endete am {day}.")
        except TransitionNotAllowed:
            form.add_error(None, "Die Belieferung hat begonnen; bitte kündigen statt widerrufen.")
        else:
            messages.success(request, "Widerruf erfasst.")
            return redirect("staff:contract", contract_id)
    return _again(request, contract_id, withdrawal=form)


@page(Permission.CUSTOMERS_READ)
def document(request: HttpRequest, document_id: int) -> HttpResponse:  # noqa: ARG001
    """A stored document as PDF."""
    try:
        found = correspondence.document(document_id)
    except Document.DoesNotExist:
        raise Http404 from None
    return pdf_response(correspondence.pdf(document_id), found.number)


def _waiting(_: date) -> int:
    return SupplyContract.objects.filter(state__in=rules.WAITING).count()


tiles.register(
    tiles.Tile(
        "Verträge warten auf den Netzbetreiber",
        "staff:contracts",
        "?status=REGISTERED",
        Permission.CONTRACTS_READ,
        _waiting,
    )
)
