"""Two records turn out to be one customer: the younger is emptied into the older."""

from __future__ import annotations

from kundenwerk.parties.commands.indexing import reindex
from kundenwerk.parties.models import BankAccount, BusinessPartner, ContactPoint
from kundenwerk.parties.queries import SEARCH_KIND
from kundenwerk.platform import search
from kundenwerk.platform.commands import require_transaction


def merge(newcomer: BusinessPartner, known: BusinessPartner) -> dict[int, int]:
    """Give bank details and ways to reach somebody to the older record (step).

    The newcomer stays as an empty record that points to the other: finished documents name it.

    Returns:
        Bank details the older record has already: the newcomer's id and the id to use instead.
    """
    require_transaction()
    instead = _move_bank_accounts(newcomer, known)
    there = set(known.contacts.values_list("kind", "normalised"))
    for contact in newcomer.contacts.order_by("pk"):
        if (contact.kind, contact.normalised) not in there:
            _add(contact, known)
    newcomer.merged_into, newcomer.is_customer, newcomer.duplicate_keys = known, False, []
    newcomer.version += 1
    newcomer.save(update_fields=["merged_into", "is_customer", "duplicate_keys", "version"])
    search.remove(SEARCH_KIND, [newcomer.pk])
    reindex([known.pk])
    return instead


def _add(contact: ContactPoint, known: BusinessPartner) -> None:
    ContactPoint.objects.create(
        business_partner=known,
        kind=contact.kind,
        value=contact.value,
        normalised=contact.normalised,
    )


def _move_bank_accounts(newcomer: BusinessPartner, known: BusinessPartner) -> dict[int, int]:
    theirs = dict(known.bank_accounts.values_list("iban_index", "pk"))
    instead: dict[int, int] = {}
    for account in newcomer.bank_accounts.order_by("pk"):
        if account.iban_index in theirs:
            instead[account.pk] = theirs[account.iban_index]
        else:
            BankAccount.objects.filter(pk=account.pk).update(business_partner=known)
    return instead
