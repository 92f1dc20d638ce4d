"""Saved views: keep what a list shows, share it, pin it, make it the first of a role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from kundenwerk.accounts import commands
from kundenwerk.accounts.models import SavedView, User
from kundenwerk.accounts.queries import views_of
from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES
from kundenwerk.accounts.rules import LONGEST_NAME, may_change, may_set_default
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.listing import address_of
from kundenwerk.staff.lists import LISTINGS
from kundenwerk.ui.forms import CommandForm, NameField
from kundenwerk.ui.lists import Listing, read

TAKEN = "Sie haben für diese Liste schon eine Ansicht mit diesem Namen."
TOO_LONG = "Diese Auswahl ist zu umfangreich zum Speichern."
NOT_YOURS = "Diese Ansicht ändert, wer sie angelegt hat, oder die Administration."


class KeepForm(CommandForm):
    """A name for what a list shows."""

    name = NameField(label="Name der Ansicht", max_length=LONGEST_NAME)
    is_pinned = forms.BooleanField(label="In die Seitenleiste", required=False)
    is_shared = forms.BooleanField(label="Für alle Kolleginnen und Kollegen", required=False)


class ChangeForm(CommandForm):
    """Name and reach of a view."""

    name = NameField(label="Name der Ansicht", max_length=LONGEST_NAME)
    is_shared = forms.BooleanField(label="Für alle Kolleginnen und Kollegen", required=False)
    default_for = forms.ChoiceField(
        label="Erste Ansicht der Rolle",
        required=False,
        choices=[
            ("", "keiner"),
            *((one.value, label) for one, label in ROLE_LABELS.items() if one in STAFF_ROLES),
        ],
        help_text="Wer die Liste öffnet, sieht zuerst diese Ansicht.",
    )


def _listing(request: HttpRequest, list_key: str) -> Listing:
    listing = LISTINGS.get(list_key)
    if listing is None or not may(request.user, listing.permission):
        raise Http404
    return listing


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the page is for staff
    return request.user


def _query(request: HttpRequest, listing: Listing) -> str:
    """What the list shows, with nothing in it that the list does not know."""
    return read(listing, QueryDict(request.POST.get("frage", "")[:4000])).query()


@page(Permission.START)
def saved_views(request: HttpRequest) -> HttpResponse:
    """All views of a person by list, and what others share."""
    person = _person(request)
    rows = [_row(view, person) for view in views_of(person.pk)]
    groups = [
        (listing.title, [row for row in rows if row["view"].list_key == key])
        for key, listing in LISTINGS.items()
        if may(person, listing.permission)
    ]
    shown = {"groups": [group for group in groups if group[1]], "form": CommandForm()}
    return render(request, "staff/views/page.html", shown)


def _row(view: SavedView, person: User) -> dict[str, Any]:
    return {
        "view": view,
        "url": address_of(view),
        "is_mine": view.owner_id == person.pk,
        "may_change": may_change(owner_id=view.owner_id, user_id=person.pk, role=person.role),
    }


@page(Permission.START, methods=("POST",))
def keep(request: HttpRequest, list_key: str) -> HttpResponse:
    """Save what the list shows under a name."""
    listing = _listing(request, list_key)
    form = KeepForm(request.POST)
    query = _query(request, listing)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            view_id = commands.keep_view(
                form.call(request.user.get_username()),
                user_id=_person(request).pk,
                list_key=list_key,
                name=chosen["name"],
                query=query,
                is_shared=chosen["is_shared"],
                is_pinned=chosen["is_pinned"],
            )
        except commands.NameTaken:
            form.add_error("name", TAKEN)
        except commands.AddressTooLong:
            form.add_error(None, TOO_LONG)
        else:
            messages.success(request, f"Ansicht „{chosen['name']}“ gespeichert.")
            return redirect(address_of(SavedView.objects.get(pk=view_id)))
    shown = {"form": form, "listing": listing, "query": query, "is_new": True}
    return render(request, "staff/views/edit.html", shown, status=422)


def _mine(request: HttpRequest, view_id: int) -> SavedView:
    person = _person(request)
    view = views_of(person.pk).filter(pk=view_id).first()
    if view is None or view.list_key not in LISTINGS:
        raise Http404
    _listing(request, view.list_key)
    return view


@page(Permission.START, methods=("GET", "POST"))
def edit(request: HttpRequest, view_id: int) -> HttpResponse:
    """Rename and share one view."""
    view = _mine(request, view_id)
    person = _person(request)
    if not may_change(owner_id=view.owner_id, user_id=person.pk, role=person.role):
        messages.error(request, NOT_YOURS)
        return redirect(address_of(view))
    names = ("name", "is_shared", "default_for")
    form = ChangeForm(request.POST or None, initial={name: getattr(view, name) for name in names})
    if not may_set_default(person.role):
        del form.fields["default_for"]
    if request.method == "POST" and form.is_valid():
        changed = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
        try:
            commands.change_view(
                form.call(person.username), user_id=person.pk, view_id=view_id, **changed
            )
        except commands.NameTaken:
            form.add_error("name", TAKEN)
        else:
            messages.success(request, "Ansicht geändert.")
            return redirect("staff:views")
    shown = {"form": form, "view": view, "listing": LISTINGS[view.list_key]}
    return render(request, "staff/views/edit.html", shown, status=422 if form.errors else 200)


@page(Permission.START, methods=("POST",))
def overwrite(request: HttpRequest, view_id: int) -> HttpResponse:
    """Let the view show what its list shows now."""
    view = _mine(request, view_id)
    form = CommandForm(request.POST)
    query = _query(request, LISTINGS[view.list_key])
    if form.is_valid():
        try:
            commands.overwrite_view(
                form.call(request.user.get_username()),
                user_id=_person(request).pk,
                view_id=view_id,
                query=query,
            )
        except commands.NotYours:
            messages.error(request, NOT_YOURS)
        except commands.AddressTooLong:
            messages.error(request, TOO_LONG)
        else:
            messages.success(request, f"Ansicht „{view.name}“ zeigt jetzt diese Auswahl.")
    return redirect(address_of(SavedView.objects.get(pk=view_id)))


@page(Permission.START, methods=("POST",))
def drop(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take a view away."""
    view = _mine(request, view_id)
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive("drop", view_id)
        try:
            commands.drop_view(call, user_id=_person(request).pk, view_id=view_id)
        except commands.NotYours:
            messages.error(request, NOT_YOURS)
        else:
            messages.success(request, f"Ansicht „{view.name}“ gelöscht.")
    return redirect("staff:views")


@page(Permission.START, methods=("POST",))
def pin(request: HttpRequest, view_id: int) -> HttpResponse:
    """Put a view into the own side bar, or take it out."""
    view = _mine(request, view_id)
    form = CommandForm(request.POST)
    if form.is_valid():
        wanted = request.POST.get("pin") == "1"
        call = form.call(request.user.get_username()).derive("pin", view_id, wanted)
        commands.pin_view(call, user_id=_person(request).pk, view_id=view_id, is_pinned=wanted)
    back = request.POST.get("zurueck") == "ansichten"
    return redirect("staff:views") if back else redirect(address_of(view))


@page(Permission.START, methods=("POST",))
def columns(request: HttpRequest, list_key: str) -> HttpResponse:
    """Remember the columns that are shown, or go back to the usual ones."""
    listing = _listing(request, list_key)
    form = CommandForm(request.POST)
    asked = read(listing, QueryDict(request.POST.get("frage", "")[:4000]))
    if form.is_valid():
        usual = request.POST.get("wie") == "ueblich"
        kept = [] if usual else [one.key for one in asked.columns]
        commands.choose_columns(
            form.call(request.user.get_username()),
            user_id=_person(request).pk,
            list_key=list_key,
            columns=kept,
        )
        text = "Es gelten wieder die üblichen Spalten." if usual else "Spalten gemerkt."
        messages.success(request, text)
    query = QueryDict(asked.query(), mutable=True)
    query.pop("spalten", None)
    return redirect(f"{reverse(listing.url_name)}?{query.urlencode() or 'seite=1'}")


urlpatterns: list[URLPattern] = [
    path("ansichten/", saved_views, name="views"),
    path("ansichten/<int:view_id>/", edit, name="view"),
    path("ansichten/<int:view_id>/ersetzen/", overwrite, name="view_overwrite"),
    path("ansichten/<int:view_id>/loeschen/", drop, name="view_drop"),
    path("ansichten/<int:view_id>/anheften/", pin, name="view_pin"),
    path("listen/<slug:list_key>/ansicht/", keep, name="view_keep"),
    path("listen/<slug:list_key>/spalten/", columns, name="columns"),
]
