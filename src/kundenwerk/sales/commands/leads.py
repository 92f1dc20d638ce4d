"""Recording leads and what is known of them."""

from __future__ import annotations

import dataclasses
from datetime import date

from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.parties.rules.contact import normalised_phone
from kundenwerk.parties.rules.person import UnusableData, sort_key
from kundenwerk.platform import clock, search, undo
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.sales.models import Lead, LeadEntry
from kundenwerk.sales.queries.leads import LEAD_SEARCH_KIND, data_of, same_contact
from kundenwerk.sales.rules.leads import (
    FIELD_LABELS,
    Consent,
    LeadData,
    as_texts,
    checked_lead,
    from_texts,
)
from kundenwerk.sales.rules.stages import SOURCE_LABELS, LeadStage

MAX_NOTE = 2000


class LeadKnown(Exception):
    """A lead that is still worked on has the same mail address or number."""

    def __init__(self, lead_id: int) -> None:
        super().__init__(f"lead {lead_id}")
        self.lead_id = lead_id


class LeadErased(Exception):
    """Nothing personal is left of the lead."""


class StaleLead(Exception):
    """Somebody else changed the lead meanwhile; ``current`` is what it holds now."""

    def __init__(self, current: LeadData, version: int) -> None:
        super().__init__(f"the lead is at version {version}")
        self.current = current
        self.version = version


def say(lead: Lead, icon: str, title: str, detail: str = "", url: str = "") -> None:
    """Put one entry on the time line of a lead (step)."""
    require_transaction()
    LeadEntry.objects.create(
        lead=lead,
        at=clock.now(),
        icon=icon,
        title=title[:200],
        detail=detail,
        url=url,
        actor=current_call().actor,
    )


def locked(lead_id: int) -> Lead:
    """The row of a lead that still names somebody, locked (step).

    Raises:
        LeadErased: it was forgotten.
        Lead.DoesNotExist: no such row.
    """
    lead = Lead.objects.select_for_update().get(pk=lead_id)
    if lead.erased_on:
        raise LeadErased
    return lead


def keep(lead: Lead, day: date) -> None:
    """Store a changed lead; its retention begins anew (step)."""
    lead.version += 1
    lead.touched_on = max(lead.touched_on, day)
    lead.save()


@command
def create_lead(
    *, data: LeadData, consent: Consent, owner: str, day: date, anyway: bool = False
) -> int:
    """Record somebody who consented to be approached; returns the id of the lead.

    Args:
        data: as entered.
        consent: how, and to what exactly.
        owner: login of who looks after it; empty for nobody yet.
        day: the business day.
        anyway: also when another lead has the same mail address or number.

    Raises:
        UnusableData: with a sentence per field.
        LeadKnown: see ``anyway``.
    """
    return add_lead(data, consent, owner=owner, day=day, anyway=anyway).pk


def add_lead(
    data: LeadData, consent: Consent, *, owner: str, day: date, anyway: bool = False
) -> Lead:
    """Record somebody who consented to be approached (step).

    Raises:
        UnusableData: with a sentence per field.
        LeadKnown: another lead has the same mail address or number.
    """
    require_transaction()
    usable = checked_lead(data, by_phone=consent.by_phone, by_email=consent.by_email)
    if not anyway and (known := same_contact(usable)):
        raise LeadKnown(known)
    lead = Lead(
        stage=LeadStage.NEW.value,
        owner=owner,
        consent_at=clock.now(),
        consent_how=consent.how.value,
        consent_text=_checked_consent(consent.text),
        allows_phone=consent.by_phone,
        allows_email=consent.by_email,
        touched_on=day,
        created_on=day,
        created_by=current_call().actor,
    )
    _fill(lead, usable)
    lead.save(force_insert=True)
    say(lead, "user-plus", "Lead angelegt", f"Herkunft: {SOURCE_LABELS[usable.source]}")
    index_lead(lead)
    return lead


def _checked_consent(text: str) -> str:
    try:
        cleaned = clean_text(text, max_length=1000)
    except UnusableText as problem:
        raise UnusableData({"consent_text": str(problem)}) from problem
    if not cleaned:
        raise UnusableData({"consent_text": "Ohne Einwilligung speichern wir nichts."})
    return cleaned


def _fill(lead: Lead, data: LeadData) -> None:
    for field in dataclasses.fields(data):
        value = getattr(data, field.name)
        setattr(lead, field.name, value.value if hasattr(value, "value") else value)
    lead.commodity = data.commodity.value if data.commodity else ""
    lead.phone_key = normalised_phone(data.phone) if data.phone else ""
    lead.sort_key = sort_key(data.kind, data.first_name, data.last_name, data.organisation_name)


def index_lead(lead: Lead) -> None:
    """Let the search find a lead (step)."""
    place = " ".join(filter(None, [lead.postcode, lead.town]))
    search.index(
        [
            search.Entry(
                kind=LEAD_SEARCH_KIND,
                object_id=lead.pk,
                title=str(lead),
                subtitle=", ".join(filter(None, ["Lead", place])),
                url=f"/leads/{lead.pk}/",
                text=f"{lead} {lead.organisation_name} {place} {lead.phone} {lead.email}",
                names=str(lead),
            )
        ]
    )


@command
def update_lead(*, lead_id: int, version: int, data: LeadData, day: date) -> int:
    """Change what is known of a lead; returns the new version.

    Raises:
        UnusableData: with a sentence per field.
        StaleLead: the form was filled from an older version.
        LeadErased: there is nobody left to change.
    """
    lead = locked(lead_id)
    before = data_of(lead)
    if lead.version != version:
        raise StaleLead(before, lead.version)
    after = checked_lead(
        data,
        by_phone=lead.allows_phone,
        by_email=lead.allows_email,
        is_withdrawn=lead.withdrawn_on is not None,
    )
    changed = _change(lead, before, after, day)
    if changed:
        undo.offer(
            f"Geändert: {', '.join(FIELD_LABELS[name] for name in changed)}",
            restore_lead,
            lead_id=lead.pk,
            before={name: as_texts(before)[name] for name in changed},
            left={name: as_texts(after)[name] for name in changed},
            day=day.isoformat(),
        )
    return lead.version


@undo.inverse
@command
def restore_lead(*, lead_id: int, before: dict[str, str], left: dict[str, str], day: str) -> int:
    """Give changed fields of a lead their former values. Returns the new version.

    Args:
        lead_id: whose.
        before: values before the change as texts.
        left: values after it.
        day: of the change in ISO form.

    Raises:
        Overtaken: somebody has changed one of the fields again.
        LeadErased: there is nobody left.
    """
    lead = locked(lead_id)
    present = as_texts(data_of(lead))
    differences = [
        undo.Difference(FIELD_LABELS[name], value, present[name])
        for name, value in left.items()
        if present[name] != value
    ]
    if differences:
        raise undo.Overtaken(differences)
    _change(lead, data_of(lead), from_texts(present | before), date.fromisoformat(day))
    return lead.version


def _change(lead: Lead, before: LeadData, after: LeadData, day: date) -> list[str]:
    old, new = as_texts(before), as_texts(after)
    changed = [name for name in FIELD_LABELS if old[name] != new[name]]
    if changed:
        _fill(lead, after)
        keep(lead, day)
        lines = [f"{FIELD_LABELS[name]}: {old[name] or 'leer'}" for name in changed]
        say(lead, "edit", "Angaben geändert", "Vorher: " + ", ".join(lines))
        index_lead(lead)
    return changed


@command
def note_on_lead(*, lead_id: int, text: str, day: date) -> int:
    """Keep what a clerk wants to remember about a lead.

    Raises:
        UnusableText: empty, too long or with invisible characters.
        LeadErased: there is nobody left to remember.
    """
    note = "\n".join(clean_text(line, max_length=MAX_NOTE) for line in text.splitlines()).strip()
    if not note or len(note) > MAX_NOTE:
        raise UnusableText(f"Bitte schreiben Sie 1 bis {MAX_NOTE} Zeichen.")
    lead = locked(lead_id)
    say(lead, "note", "Notiz", note)
    keep(lead, day)
    return lead.pk
