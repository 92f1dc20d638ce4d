"""The terms of dunning: versions with their levels, and a new version from a day on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.platform import clock
from kundenwerk.receivables import commands
from kundenwerk.receivables.queries.procedures import all_procedures, procedures_on
from kundenwerk.receivables.rules.procedure import Level, Procedure, ProcedureRefused
from kundenwerk.receivables.rules.vocabulary import CUSTOMER_TYPE_LABELS, CustomerType
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.ui.forms import CommandForm, DayField, DecimalField, EuroField, TextField

ROWS = 5
_PARTS = ("name", "days_after", "pay_days", "fee", "smallest", "source")
_INCOMPLETE = "Bitte füllen Sie die Zeile ganz aus, oder lassen Sie die Bezeichnung leer."


class ProcedureForm(CommandForm):
    """A new version: from when, how long money may be under way, and up to five letters."""

    start = DayField(label="Gilt ab", help_text="Frühestens morgen, zum Beispiel 1.1.2027")
    bank_days = DecimalField(places=0, label="Bankarbeitstage für Geld unterwegs")
    source = TextField(label="Quelle", max_length=200, help_text="Beschluss oder Preisblatt")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, ROWS + 1):
            self.fields |= {
                f"name_{number}": TextField(label="Bezeichnung", max_length=60, required=False),
                f"days_after_{number}": DecimalField(
                    places=0, label="Tage Abstand", required=False
                ),
                f"pay_days_{number}": DecimalField(
                    places=0, label="Zahlungsfrist, Tage", required=False
                ),
                f"fee_{number}": EuroField(label="Mahnkosten, €", required=False),
                f"smallest_{number}": EuroField(label="Ab Betrag, €", required=False),
                f"source_{number}": TextField(label="Quelle", max_length=200, required=False),
            }

    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each letter."""
        for number in range(1, ROWS + 1):
            yield number, [self[f"{part}_{number}"] for part in _PARTS]

    def clean(self) -> dict[str, Any]:
        """A letter with a name has everything else."""
        given = super().clean() or {}
        for number in range(1, ROWS + 1):
            values = [given.get(f"{part}_{number}") for part in _PARTS]
            if values[0] and any(value in {None, ""} for value in values[1:]):
                self.add_error(f"name_{number}", _INCOMPLETE)
        return given

    def procedure(self, kind: CustomerType) -> Procedure:
        """The version as typed."""
        given = self.cleaned_data
        named = [number for number in range(1, ROWS + 1) if given[f"name_{number}"]]
        return Procedure(
            kind,
            Period(given["start"]),
            int(given["bank_days"]),
            given["source"],
            tuple(
                Level(
                    position,
                    given[f"name_{number}"],
                    int(given[f"days_after_{number}"]),
                    int(given[f"pay_days_{number}"]),
                    given[f"fee_{number}"],
                    given[f"smallest_{number}"],
                    given[f"source_{number}"],
                )
                for position, number in enumerate(named, start=1)
            ),
        )


@page(Permission.RECEIVABLES_READ)
def procedures(request: HttpRequest) -> HttpResponse:
    """All versions with their levels, days, fees and sources."""
    kinds = [(kind.value.lower(), label) for kind, label in CUSTOMER_TYPE_LABELS.items()]
    shown = {
        "procedures": all_procedures(),
        "today": clock.today(),
        "kinds": kinds if may(request.user, Permission.RECEIVABLES_WRITE) else [],
    }
    return render(request, "staff/dunning/procedures.html", shown)


@page(Permission.RECEIVABLES_WRITE, methods=("GET", "POST"))
def new_procedure(request: HttpRequest, kind: str) -> HttpResponse:
    """A new version of a customer type, prefilled with the present one."""
    customer_type = next((one for one in CustomerType if one.value.lower() == kind), None)
    if customer_type is None:
        raise Http404
    today = clock.today()
    present = procedures_on(today).get(customer_type)
    form = ProcedureForm(request.POST or None, initial=_initial(present))
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        try:
            commands.set_procedure(call, procedure=form.procedure(customer_type), day=today)
        except ProcedureRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die neue Fassung ist gespeichert.")
            return redirect("staff:dunning_procedures")
    shown = {"form": form, "label": CUSTOMER_TYPE_LABELS[customer_type]}
    status = 422 if form.errors else 200
    return render(request, "staff/dunning/procedure_edit.html", shown, status=status)


def _initial(present: Procedure | None) -> dict[str, Any]:
    values: dict[str, Any] = {"start": clock.today() + ONE_DAY}
    if present is None:
        return values
    values |= {"bank_days": present.bank_days, "source": present.source}
    for level in present.levels[:ROWS]:
        values |= {f"{part}_{level.number}": getattr(level, part) for part in _PARTS}
    return values


urlpatterns: list[URLPattern] = [
    path("mahnungen/verfahren/", procedures, name="dunning_procedures"),
    path("mahnungen/verfahren/<str:kind>/neu/", new_procedure, name="dunning_procedure_new"),
]
