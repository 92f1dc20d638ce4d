"""Credit of a quote's customer: a hint for the clerk, noted with its reason, never a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models.functions import Now

from kundenwerk.kernel.credit import CreditClass
from kundenwerk.market.commands.lookups import Found, Moment, check_credit
from kundenwerk.market.rules.lookups import AddressQuestion, CreditAnswer, CreditQuestion
from kundenwerk.parties.commands import add_credit_rating
from kundenwerk.parties.models import BusinessPartner, CreditRating
from kundenwerk.parties.queries.credit import current_rating
from kundenwerk.parties.rules.credit import CreditEntry, CreditReason, checked_entry
from kundenwerk.platform.commands import command
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.credit import Person, customer_of
from kundenwerk.sales.rules.lookups import CREDIT, FoundCredit, read_lookups, written
from kundenwerk.sales.rules.vocabulary import DraftState


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Why somebody is asked about, and until when the answer may be used."""

    reason: CreditReason
    expires_on: date


def ask_credit(
    moment: Moment, *, draft_id: UUID, person: Person, asked: Asked
) -> Found[CreditAnswer]:
    """Ask a service how the customer of a draft pays, and note the class it tells.

    Raises:
        InsideCommand: a transaction is open.
        CreditRefused: the answer expires before it begins.
    """
    found = check_credit(
        moment,
        CreditQuestion(
            first_name=person.data.first_name,
            last_name=person.data.last_name,
            organisation_name=person.data.organisation_name,
            birth_date=person.data.birth_date,
            address=AddressQuestion(
                postcode=person.data.postcode,
                town=person.data.town,
                street=person.data.street,
                house_number=person.data.house_number,
            ),
            reason=asked.reason.value,
        ),
    )
    if found.answer:
        entry = CreditEntry(
            klass=found.answer.klass,
            reason=asked.reason,
            source=found.source,
            rated_on=moment.day,
            expires_on=found.answer.valid_until or asked.expires_on,
        )
        note_credit(moment.call.derive("note"), draft_id=draft_id, mark=person.mark, entry=entry)
    return found


@command
def note_credit(*, draft_id: UUID, mark: str, entry: CreditEntry) -> bool:
    """Note a class for the customer of an open draft; returns whether there was one.

    A known business partner keeps it at once, a prospect when the quote is made.

    Args:
        draft_id: of the quote in the making.
        mark: whom it is about.
        entry: the class with its reason.

    Raises:
        CreditRefused, UnusableText: it cannot be noted.
    """
    checked = checked_entry(entry)
    draft = QuoteDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None or draft.state != DraftState.OPEN:
        return False
    if business_partner_id := int(draft.data.get("business_partner", "0") or 0):
        add_credit_rating(business_partner_id, checked)
        return True
    found = FoundCredit(
        person=mark,
        klass=checked.klass,
        reason=checked.reason.value,
        source=checked.source,
        note=checked.note,
        rated_on=checked.rated_on,
        expires_on=checked.expires_on,
    )
    draft.data = {**draft.data, CREDIT: written(found)}
    draft.version += 1
    draft.updated_at = Now()
    draft.save(update_fields=["data", "version", "updated_at"])
    return True


def credit_of(data: Mapping[str, str], customer: BusinessPartner, day: date) -> CreditRating | None:
    """The class that counts for a quote; one noted for a prospect is kept with the record now.

    Raises:
        NotInTransaction: no command is running.
    """
    noted, person = read_lookups(data).credit, customer_of(data, day=day)
    is_theirs = noted and person and noted.person == person.mark and noted.expires_on >= day
    if noted is None or not is_theirs or data.get("business_partner"):
        return current_rating(customer.pk, day)
    entry = CreditEntry(
        klass=CreditClass(noted.klass),
        reason=CreditReason(noted.reason),
        source=noted.source,
        rated_on=noted.rated_on,
        expires_on=noted.expires_on,
        note=noted.note,
    )
    return add_credit_rating(customer.pk, entry)
