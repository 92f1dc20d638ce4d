"""The lists of dunning: who gets a letter today and who not, and the letters written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from kundenwerk.kernel.money import Money
from kundenwerk.receivables import queries
from kundenwerk.receivables.queries import Judged, ProposalFilter
from kundenwerk.receivables.queries.notices import notices
from kundenwerk.receivables.queries.positions import receiver_id
from kundenwerk.receivables.rules.position import NotDunned
from kundenwerk.receivables.rules.vocabulary import REASON_LABELS, ChangeKind, Reason
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing, Tag

DUNNED, SKIPPED = "mahnen", "nicht"
# German words in the address for the reasons of the rule; accounts owing nothing are not listed.
REASONS: dict[str, Reason] = {
    "nicht-faellig": Reason.NOT_DUE,
    "kein-verfahren": Reason.NO_PROCEDURE,
    "karenz": Reason.GRACE,
    "guthaben": Reason.CREDIT,
    "ungeklaert": Reason.UNASSIGNED,
    "lastschrift": Reason.DIRECT_DEBIT,
    "sperre": Reason.BLOCKED,
    "mindestbetrag": Reason.TOO_SMALL,
    "frist": Reason.TERM_RUNNING,
    "hoechste-stufe": Reason.HIGHEST_LEVEL,
    "anschrift": Reason.NO_ADDRESS,
}
_LEVELS = (("", "Alle"), *((str(number), f"Stufe {number}") for number in (1, 2, 3)))


def _find(words: Mapping[str, str], day: date) -> QuerySet[Any]:
    word = words["grund"]
    wanted = ProposalFilter(
        dunned={DUNNED: True, SKIPPED: False}.get(word),
        reason=REASONS[word].value if word in REASONS else "",
        level=int(words["stufe"] or 0),
        text=words["q"],
    )
    return queries.proposal_rows(wanted, day)


def _counts(day: date) -> dict[str, int]:
    found = queries.figures(day)
    counted = {word: found.reasons.get(reason.value, 0) for word, reason in REASONS.items()}
    return {
        "": found.letters + found.skipped,
        DUNNED: found.letters,
        SKIPPED: found.skipped,
        **counted,
    }


def _judge(rows: Sequence[Any], day: date) -> None:
    found = queries.judged([one.pk for one in rows], day)
    for one in rows:
        one.judged = found[one.pk]


def _result(one: Any) -> str:
    judged: Judged = one.judged
    if judged.due is not None:
        return judged.due.level.name
    return REASON_LABELS[judged.refusal.reason] if judged.refusal else ""


def _result_tag(one: Any) -> Tag:
    judged: Judged = one.judged
    if judged.due is not None:
        return ("warn" if judged.due.level.number == 1 else "bad", "bell")
    is_blocked = judged.refusal is not None and judged.refusal.reason == Reason.BLOCKED
    return ("info", "lock") if is_blocked else ("", "clock")


def remedy_url(judged: Judged) -> str:
    """Where the nearest change is made; empty when only time or the customer can make it."""
    refusal = judged.refusal
    if refusal is None:
        return ""
    account = judged.account
    places = {
        ChangeKind.ASSIGN_CREDIT: ("staff:debtor", account.ledger_account_id),
        ChangeKind.LIFT: ("staff:customer", account.business_partner_id),
        ChangeKind.HAND_ON: ("staff:customer", account.business_partner_id),
        ChangeKind.ADDRESS: ("staff:customer_edit", receiver_id(account)),
    }
    if refusal.change.kind in places:
        return address(*places[refusal.change.kind])
    plain = {
        ChangeKind.ASSIGN_PAYMENT: "staff:payments",
        ChangeKind.DEBIT_ENDS: "staff:collections",
        ChangeKind.PROCEDURE: "staff:dunning_procedures",
    }
    name = plain.get(refusal.change.kind, "")
    return reverse(name) if name else ""


def _refusal(one: Any) -> NotDunned | None:
    judged: Judged = one.judged
    return judged.refusal


def _amount(one: Any) -> Money | None:
    judged: Judged = one.judged
    return judged.due.to_pay if judged.due else None


def block_url(one: Any) -> str:
    """Where an account is kept from being dunned."""
    return f"{reverse('staff:dunning_block')}?konto={one.pk}"


PROPOSAL = Listing(
    key="mahnvorschlag",
    title="Mahnungen",
    url_name="staff:dunning",
    permission=Permission.RECEIVABLES_READ,
    find=_find,
    prepare=_judge,
    order=("oldest", "pk"),
    search_hint="Name oder Vertragskonto",
    empty_text="Kein Vertragskonto passt zu dieser Auswahl. Hier stehen alle Konten mit offenen "
    "Forderungen: wer heute ein Schreiben bekommt und wer nicht, mit dem Grund.",
    empty_icon="circle-check",
    row_title=lambda one: f"Vertragskonto {one.number}",
    columns=(
        parts.customer(),
        Column(
            "konto",
            "Vertragskonto",
            lambda one: one.number,
            sort="number",
            url=lambda one: address("staff:debtor", one.ledger_account_id),
            is_narrow=True,
        ),
        Column("seit", "Fällig seit", lambda one: one.oldest, sort="oldest", is_narrow=True),
        Column("ergebnis", "Ergebnis", _result, tag=_result_tag),
        Column(
            "offen", "Offen", lambda one: Money(one.open_cents), sort="open_cents", is_number=True
        ),
        Column("betrag", "Zu zahlen", _amount, is_number=True),
        Column(
            "grund",
            "Warum nicht",
            lambda one: found.detail if (found := _refusal(one)) else "",
        ),
        Column(
            "abhilfe",
            "Was das ändert",
            lambda one: found.change.text if (found := _refusal(one)) else "",
            url=lambda one: remedy_url(one.judged),
        ),
        Column(
            "sperre",
            "Sperre",
            lambda one: "Ausnehmen" if one.judged.due else "",
            url=block_url,
            is_narrow=True,
            permission=Permission.DUNNING_BLOCK,
        ),
    ),
    choices=(
        Choice(
            "grund",
            "Heute",
            (
                ("", "Alle"),
                (DUNNED, "wird gemahnt"),
                (SKIPPED, "nicht gemahnt"),
                *((word, REASON_LABELS[reason]) for word, reason in REASONS.items()),
            ),
            counts=_counts,
            hides_empty=True,
        ),
        Choice("stufe", "Schreiben", _LEVELS),
    ),
)


def _notices(words: Mapping[str, str], day: date) -> QuerySet[Any]:
    del day
    found = notices(text=words["q"])
    if words["stufe"]:
        found = found.filter(level_number=int(words["stufe"]))
    return found.filter(run=int(words["lauf"])) if words["lauf"] else found


NOTICES = Listing(
    key="mahnschreiben",
    title="Mahnschreiben",
    url_name="staff:notices",
    permission=Permission.RECEIVABLES_READ,
    find=_notices,
    order=("-day", "-pk"),
    search_hint="Nummer, Name oder Vertragskonto",
    empty_text="Noch kein Schreiben. Mit dem ersten Mahnlauf stehen sie hier.",
    empty_icon="bell",
    hidden=("lauf",),
    row_title=lambda one: f"Schreiben {one.number}",
    columns=(
        Column(
            "nummer",
            "Schreiben",
            lambda one: one.number,
            sort="number",
            url=lambda one: address("staff:notice", one.pk),
            is_narrow=True,
        ),
        Column("datum", "Datum", lambda one: one.day, sort="day", is_narrow=True),
        parts.customer("account.business_partner"),
        Column("stufe", "Stufe", lambda one: one.level.name, sort="level_number"),
        Column("bis", "Zahlbar bis", lambda one: one.pay_by, sort="pay_by", is_narrow=True),
        Column("kosten", "Mahnkosten", lambda one: one.fee, sort="fee", is_number=True),
        Column("betrag", "Zu zahlen", lambda one: one.to_pay, sort="to_pay", is_number=True),
    ),
    choices=(Choice("stufe", "Stufe", _LEVELS),),
)
