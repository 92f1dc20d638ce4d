"""Reads letters about late claims."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from kundenwerk.correspondence.models import Document
from kundenwerk.correspondence.queries import find, letterhead
from kundenwerk.correspondence.rules import DocumentKind
from kundenwerk.market.queries import own_company
from kundenwerk.parties.queries import customer
from kundenwerk.receivables.formats.letter import LetterData, LetterItem
from kundenwerk.receivables.models import DunningBlock, DunningNotice
from kundenwerk.receivables.queries.positions import receiver_id
from kundenwerk.receivables.queries.procedures import as_value
from kundenwerk.sales.queries.letter import recipient, salutation


def notice(notice_id: int) -> DunningNotice:
    """A letter with account, receiver, level and claims.

    Raises:
        DunningNotice.DoesNotExist: no such row.
    """
    related = ("account__business_partner", "account__invoice_recipient", "level__procedure", "run")
    rows = DunningNotice.objects.select_related(*related)
    return rows.prefetch_related("items__open_item").get(pk=notice_id)


def notices(account_ids: list[int] | None = None, text: str = "") -> QuerySet[DunningNotice]:
    """All letters, or those of some accounts, in no order."""
    found = DunningNotice.objects.select_related("account__business_partner", "level")
    if account_ids is not None:
        found = found.filter(account__in=account_ids)
    for word in text.split():
        account = Q(account__number__istartswith=word)
        name = Q(account__ledger_account__name__icontains=word)
        found = found.filter(Q(number__istartswith=word) | account | name)
    return found


def document(one: DunningNotice) -> Document | None:
    """The PDF of a letter, once it is made."""
    return find(DocumentKind.DUNNING.value, one.number)


def blocks_of(
    business_partner_id: int, account_ids: list[int], item_ids: list[int], day: date
) -> list[DunningBlock]:
    """The blocks that hold or will hold for a customer, with what they are about."""
    live = DunningBlock.objects.filter(is_lifted=False).exclude(valid__endswith__lte=day)
    theirs = (
        live.filter(business_partner=business_partner_id)
        | live.filter(account__in=account_ids)
        | live.filter(open_item__in=item_ids)
    )
    return list(theirs.select_related("account", "open_item").order_by("pk"))


def letter_data(one: DunningNotice) -> LetterData:
    """What the PDF of a letter says."""
    own, receiver = own_company(), customer(receiver_id(one.account), day=one.day)
    following = as_value(one.level.procedure).next_level(one.level_number)
    items = sorted(one.items.all(), key=lambda item: item.position)
    return LetterData(
        sender=letterhead(own),
        recipient=recipient(receiver),
        salutation=salutation(receiver),
        number=one.number,
        customer_number=one.account.business_partner.number,
        account_number=one.account.number,
        level_number=one.level_number,
        level_name=one.level.name,
        day=one.day,
        pay_by=one.pay_by,
        items=[
            LetterItem(item.reference, item.text, item.booked_on, item.due_on, item.amount)
            for item in items
        ],
        claimed=one.claimed,
        credit=one.credit,
        unassigned=one.unassigned,
        fee=one.fee,
        to_pay=one.to_pay,
        next_fee=following.fee if following else None,
    )
