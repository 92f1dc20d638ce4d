"""Two records turn out to be one person: what belongs to one moves to the other, and back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kundenwerk.parties.commands.business_partners import FIELD_LABELS, change_data
from kundenwerk.parties.commands.consents import carry_refusal
from kundenwerk.parties.commands.indexing import reindex
from kundenwerk.parties.models import (
    BankAccount,
    BusinessPartner,
    Consent,
    ContactPoint,
)
from kundenwerk.parties.queries import SEARCH_KIND, customer, data_of
from kundenwerk.parties.queries.consents import standings
from kundenwerk.parties.queries.merging import Merged, belongings
from kundenwerk.parties.rules.merging import CONTACT_GROUPS, refusals_to_carry, taken
from kundenwerk.parties.rules.person import as_text, with_texts
from kundenwerk.platform import search
from kundenwerk.platform.changes import Change, Row, change, give_back, movable, pointing_at
from kundenwerk.platform.commands import require_transaction


def merge(
    emptied: BusinessPartner, kept: BusinessPartner, *, take: Collection[str], day: date
) -> Merged:
    """Give everything that belongs to one record to another of the same person (step).

    The first stays as an empty record that leads to the other. Addresses stay with it, unless
    the address is taken; finished calculations name it as they were computed.

    Args:
        emptied: the record to be emptied.
        kept: the record to be kept.
        take: groups of values that are kept from the first record.
        day: from when these values hold.

    Raises:
        UnknownGroup: no such group of values.
    """
    require_transaction()
    before, left = _exchange_values(emptied, kept, take, day)
    changes = [
        *_move_contacts(emptied, kept, take),
        *_use_one_bank_account(emptied, kept),
        *_move_consents(emptied, kept, day),
        *_move_everything(emptied, kept),
        *_empty(emptied, kept),
    ]
    search.remove(SEARCH_KIND, [emptied.pk])
    reindex([kept.pk])
    return Merged(changes, before, left, day.isoformat())


def part(
    emptied: BusinessPartner, kept: BusinessPartner, merged: Merged, *, held: Collection[Row]
) -> tuple[list[Row], list[str]]:
    """Take a merge back; what was changed since stays as it is (step).

    Returns:
        Rows that stay where they are, and names of values that stay.
    """
    require_transaction()
    stayed = give_back(merged.changes, held=held)
    day = date.fromisoformat(merged.day)
    present = data_of(customer(kept.pk, day=day))
    back, kept_values = {}, []
    for name, value in merged.left.items():
        if as_text(getattr(present, name)) == value:
            back[name] = merged.before[name]
        else:
            kept_values.append(FIELD_LABELS[name])
    kept.refresh_from_db()
    change_data(kept, present, with_texts(present, back), day)
    reindex([emptied.pk, kept.pk])
    return stayed, kept_values


def _exchange_values(
    emptied: BusinessPartner, kept: BusinessPartner, take: Collection[str], day: date
) -> tuple[dict[str, str], dict[str, str]]:
    theirs, own = (data_of(customer(one.pk, day=day)) for one in (emptied, kept))
    # Ways to reach somebody are added, never exchanged.
    left = taken([one for one in take if one not in CONTACT_GROUPS], theirs, own)
    if left:
        change_data(kept, own, with_texts(own, left), day)
    return {name: as_text(getattr(own, name)) for name in left}, left


def _move_contacts(
    emptied: BusinessPartner, kept: BusinessPartner, take: Collection[str]
) -> list[Change]:
    """Add the ways to reach somebody; the preferred one of a kind is the chosen record's."""
    changes: list[Change] = []
    for group, kind in CONTACT_GROUPS.items():
        theirs = emptied.contacts.filter(kind=kind, preferred=True).first()
        own = kept.contacts.filter(kind=kind, preferred=True).first()
        if theirs is None or (own and own.normalised == theirs.normalised):
            continue
        twin = kept.contacts.filter(kind=kind, normalised=theirs.normalised).first()
        if group in take:
            changes += [*_prefer(own, preferred=False), *_prefer(twin, preferred=True)]
        elif own:
            changes += _prefer(theirs, preferred=False)
    return changes


def _prefer(point: ContactPoint | None, *, preferred: bool) -> list[Change]:
    ids = [point.pk] if point else []
    return change(ContactPoint, "preferred", ids, old=not preferred, new=preferred)


def _use_one_bank_account(emptied: BusinessPartner, kept: BusinessPartner) -> list[Change]:
    """What names bank details that both records have names the kept record's from now on."""
    own = dict(kept.bank_accounts.values_list("iban_index", "pk"))
    return [
        one
        for account in emptied.bank_accounts.filter(iban_index__in=own)
        for model, column in pointing_at(BankAccount)
        for one in change(
            model,
            column,
            movable(model, column, old=account.pk, new=own[account.iban_index]),
            old=account.pk,
            new=own[account.iban_index],
        )
    ]


def _move_consents(emptied: BusinessPartner, kept: BusinessPartner, day: date) -> list[Change]:
    """Note refusals anew that a younger consent would overrule; undo gives each to its record."""
    answers = {one.number: _latest(one.pk) for one in (emptied, kept)}
    changes: list[Change] = []
    for refusal in Consent.objects.filter(pk__in=refusals_to_carry(answers)):
        whose = emptied if refusal.business_partner_id == emptied.pk else kept
        carried = carry_refusal(refusal, kept.pk, number=whose.number, day=day)
        if whose is emptied:
            column, table = "business_partner_id", Consent._meta.label
            changes.append(Change(table, column, emptied.pk, kept.pk, (carried.pk,)))
    return changes


def _latest(business_partner_id: int) -> dict[tuple[str, str], tuple[int, str]]:
    return {
        (one.channel.value, one.purpose.value): (one.last.pk, one.last.answer)
        for one in standings(business_partner_id)
        if one.last
    }


def _move_everything(emptied: BusinessPartner, kept: BusinessPartner) -> list[Change]:
    return [
        one
        for model, column, ids in list(belongings(emptied, kept))
        for one in change(model, column, ids, old=emptied.pk, new=kept.pk)
    ]


def _empty(emptied: BusinessPartner, kept: BusinessPartner) -> list[Change]:
    """Let the empty record lead to the other, who is a customer if either was."""
    changes = change(BusinessPartner, "merged_into_id", [emptied.pk], old=None, new=kept.pk)
    if emptied.is_customer:
        changes += change(BusinessPartner, "is_customer", [emptied.pk], old=True, new=False)
        if not kept.is_customer:
            since = emptied.customer_since
            before = kept.customer_since.isoformat() if kept.customer_since else None
            day = since.isoformat() if since else None
            changes += change(BusinessPartner, "customer_since", [kept.pk], old=before, new=day)
            changes += change(BusinessPartner, "is_customer", [kept.pk], old=False, new=True)
    BusinessPartner.objects.filter(pk=emptied.pk).update(
        duplicate_keys=[], version=emptied.version + 1
    )
    return changes
