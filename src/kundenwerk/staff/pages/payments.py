"""Payments: statements, what the bank told us, what is unclear and how it is assigned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.ledger import queries as ledger
from kundenwerk.payments import commands, jobs, queries
from kundenwerk.payments.formats.errors import UnreadableStatement
from kundenwerk.payments.models import BankStatement
from kundenwerk.platform import clock
from kundenwerk.platform.mailbox import MailboxError
from kundenwerk.platform.undo import Difference
from kundenwerk.staff import listing, tiles, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import PAYMENTS
from kundenwerk.ui.exports import Sheet, sheet_response
from kundenwerk.ui.forms import CommandForm, TextField

MAX_BYTES = 20 * 1024 * 1024
PAGE_SIZE = 40
EXPORT_LIMIT = 5000


class StatementForm(CommandForm):
    """A bank statement as the bank delivered it."""

    file = forms.FileField(label="Kontoauszug (camt.053, XML oder ZIP)", allow_empty_file=True)

    def clean_file(self) -> Any:
        """Refuse what cannot be a statement before reading it."""
        file = self.cleaned_data["file"]
        if file.size == 0:
            raise forms.ValidationError("Die Datei ist leer.")
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Die Datei ist größer als 20 MB.")
        return file


class AssignForm(CommandForm):
    """The open item a payment settles, by its document number."""

    reference = TextField(label="Belegnummer des offenen Postens", max_length=60)


@page(Permission.PAYMENTS_READ)
def payments(request: HttpRequest) -> HttpResponse:
    """What is unclear first, then collections and statements."""
    shown = {
        "unclear": queries.unclear()[:PAGE_SIZE],
        "collections": queries.collections()[:10],
        "statements": queries.statements()[:10],
        "banks": queries.house_banks(),
        "missing": [
            n for bank in queries.house_banks() for n in queries.missing_statements(bank.pk)
        ],
        "form": CommandForm(),
        "upload": StatementForm(),
        "may_write": may(request.user, Permission.PAYMENTS_WRITE),
    }
    return render(request, "staff/payments/page.html", shown)


@page(Permission.PAYMENTS_READ)
def payment_list(request: HttpRequest) -> HttpResponse:
    """All payments the bank told us of."""
    return listing.show(request, PAYMENTS)


@page(Permission.PAYMENTS_WRITE, methods=("GET", "POST"))
def statements(request: HttpRequest) -> HttpResponse:
    """Import a statement; the same file again leads to what is already there."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        known = queries.bank_files().count()
        try:
            file_id = commands.import_statement(
                form.call(request.user.get_username()), content=file.read(), name=file.name[:200]
            )
        except (UnreadableStatement, commands.UnknownHouseBank, commands.NotBooked) as refusal:
            form.add_error("file", str(refusal))
        else:
            jobs.match_payments(bank_file_id=file_id)
            _tell(request, file_id, is_new=queries.bank_files().count() > known)
            return redirect("staff:payments")
    if "export" in request.GET:
        return _statements_file(request)
    page_ = Paginator(queries.statements(), PAGE_SIZE).get_page(request.GET.get("seite"))
    status = 422 if form.errors else 200
    shown = {"form": form, "page": page_}
    return render(request, "staff/payments/statements.html", shown, status=status)


def _statements_file(request: HttpRequest) -> HttpResponse:
    heads = ["Auszug", "Bank", "Tag", "Anfangssaldo", "Endsaldo", "verbucht"]
    rows = (
        [
            one.sequence_number or one.identifier,
            str(one.house_bank),
            one.last_day,
            one.opening,
            one.closing,
            one.is_accepted,
        ]
        for one in queries.statements()[:EXPORT_LIMIT]
    )
    return sheet_response(Sheet("kontoauszuege", heads, rows, clock.today()), request)


def _tell(request: HttpRequest, file_id: int, *, is_new: bool) -> None:
    file = queries.bank_files().get(pk=file_id)
    if is_new:
        text = f"{file.new_entries} neue Buchungen, {file.known_entries} waren schon bekannt."
        messages.success(request, text)
    else:
        when = f"{file.imported_at.astimezone(clock.BERLIN):%d.%m.%Y %H:%M}"
        messages.warning(request, f"Diese Datei hat {file.actor} schon am {when} eingelesen.")


@page(Permission.PAYMENTS_READ)
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """One statement with its payments and how each was assigned."""
    try:
        found = queries.statement(statement_id)
    except BankStatement.DoesNotExist:
        raise Http404 from None
    shown = {
        "statement": found,
        "payments": queries.payments(statement_id),
        "form": CommandForm(),
        "may_write": may(request.user, Permission.PAYMENTS_WRITE),
    }
    return render(request, "staff/payments/statement.html", shown)


@page(Permission.PAYMENTS_WRITE, methods=("POST",))
def accept(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Book a statement whose balances do not fit, after looking at it."""
    form = CommandForm(request.POST)
    if form.is_valid():
        commands.accept_statement(form.call(request.user.get_username()), statement_id=statement_id)
        messages.success(request, "Auszug verbucht.")
    return redirect("staff:statement", statement_id)


@page(Permission.PAYMENTS_WRITE, methods=("POST",))
def fetch(request: HttpRequest) -> HttpResponse:
    """Fetch what the bank holds for us, now."""
    try:
        taken = jobs.fetch_statements()
    except MailboxError as fault:
        messages.error(request, f"Die Bank ist nicht erreichbar: {fault.reason}")
    else:
        files = "Datei" if taken == 1 else "Dateien"
        messages.success(request, f"{taken} {files} von der Bank abgeholt.")
    return redirect("staff:payments")


@page(Permission.PAYMENTS_WRITE, methods=("GET", "POST"))
def assign(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Assign one payment: take a proposal or name the document."""
    payment = queries.unclear().filter(pk=payment_id).first()
    if payment is None and request.method == "POST":
        return _taken(request, payment_id)
    if payment is None:
        messages.info(request, "Diese Zahlung ist schon zugeordnet.")
        return redirect("staff:payments")
    form = AssignForm(request.POST or None)
    if request.method == "POST":
        item_id = _wanted_item(form)
        if item_id is not None and form.is_valid():
            try:
                call = form.call(request.user.get_username())
                commands.assign_payment(
                    call,
                    payment_id=payment_id,
                    open_item_id=item_id,
                )
            except (commands.AlreadyAssigned, commands.NotAssignable):
                form.add_error(
                    None, "Diese Zuordnung ist nicht möglich; der Posten ist ausgeglichen."
                )
            else:
                undoing.tell(request, call)
                return redirect("staff:payments")
    shown = {"payment": payment, "form": form, "proposals": payment.proposals.all()}
    status = 422 if form.errors else 200
    return render(request, "staff/payments/assign.html", shown, status=status)


def _taken(request: HttpRequest, payment_id: int) -> HttpResponse:
    """A colleague has assigned the payment meanwhile."""
    assigned = queries.assigned_to(payment_id)
    if assigned is None:
        raise Http404
    return undoing.conflict(
        request,
        "Diese Zahlung ist schon zugeordnet",
        [Difference("Zuordnung", request.POST.get("reference", "")[:60], assigned)],
        back=reverse("staff:payments"),
    )


def _wanted_item(form: AssignForm) -> int | None:
    """The open item with the number typed or proposed."""
    if not form.is_valid():
        return None
    item = ledger.open_item_by_reference(form.cleaned_data["reference"])
    if item is None:
        form.add_error("reference", "Zu dieser Belegnummer gibt es keinen offenen Posten.")
        return None
    return item.pk


@page(Permission.PAYMENTS_WRITE, methods=("POST",))
def undo(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Take an assignment back; the item is open again."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(payment_id)
        try:
            commands.undo_assignment(call, payment_id=payment_id, day=clock.today())
        except commands.NotAssignable:
            messages.error(request, "Diese Zahlung ist nicht zugeordnet.")
        else:
            undoing.tell(request, call, "Zuordnung zurückgenommen.")
    return redirect("staff:payments")


tiles.register(
    tiles.Tile(
        "Zahlungen zu klären",
        "staff:payments",
        "",
        Permission.PAYMENTS_READ,
        lambda _: queries.unclear().count(),
        is_work=True,
    )
)
