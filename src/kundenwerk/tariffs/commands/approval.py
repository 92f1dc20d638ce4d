"""Approve the prices of a version, and withdraw an approval nobody relies on yet."""

from __future__ import annotations

from datetime import date

from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.tariffs.commands.tier_rows import NotDraft
from kundenwerk.tariffs.commands.versions import StaleDraft
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.queries.drafts import approval_of, draft_of, reopened_without
from kundenwerk.tariffs.rules.vocabulary import LIFE_CYCLE, VersionAction, VersionState

LONGEST_REASON = 300


class NoTiers(Exception):
    """The version has no prices yet."""


class VersionOverlaps(Exception):
    """An approved version has prices for a later or the same day already."""

    def __init__(self, other: TariffVersion) -> None:
        super().__init__(f"prices overlap with version {other.pk}")
        self.other = other


class NotApproved(Exception):
    """The version is a draft."""


class OnSale(Exception):
    """The version is or was sold."""


class VersionUsed(Exception):
    """Quotes or contracts rely on the version."""


class WithdrawalRefused(ValueError):
    """The reason cannot be; the message is German."""


@command
def activate_version(*, version_id: int, day: date, shown: str = "") -> str:
    """Approve a draft; it is sold from the first day of its sale on. Returns the state.

    An approved version that is open ended ends where the new prices begin.

    Args:
        version_id: the draft.
        day: the day of the approval.
        shown: digest of the draft whose consequences were shown; empty: whatever it holds.

    Raises:
        TransitionNotAllowed: it is no draft.
        NotDraft: it is approved already.
        NoTiers: there are no prices.
        StaleDraft: somebody changed it since it was shown.
        VersionOverlaps: other approved prices reach into these.
    """
    version = _alone(TariffVersion.objects.select_related("tariff").get(pk=version_id))
    following = LIFE_CYCLE.after(VersionState(version.state), VersionAction.ACTIVATE)
    if version.approved_on is not None:
        raise NotDraft
    present = draft_of(version)
    if shown and present.digest != shown:
        raise StaleDraft(present)
    if not present.tiers:
        raise NoTiers
    _make_room(version)
    version.approved_on = day
    version.withdrawn_on, version.withdrawn_because = None, ""
    if version.sale.start <= day:
        version.state = following.value
    version.save(update_fields=["approved_on", "withdrawn_on", "withdrawn_because", "state"])
    return version.state


def _alone(version: TariffVersion) -> TariffVersion:
    """The version locked, after its tariff: who comes second sees what the first has done."""
    Tariff.objects.select_for_update(no_key=True).get(pk=version.tariff_id)
    return TariffVersion.objects.select_for_update().get(pk=version.pk)


def _make_room(version: TariffVersion) -> None:
    found = approval_of(version, TariffVersion.objects.select_for_update())
    if found.blocked_by:
        raise VersionOverlaps(found.blocked_by[0])
    for other in found.ends:
        _end(other, version.prices.start, version)


def _end(version: TariffVersion, end: date | None, cut_by: TariffVersion | None) -> None:
    version.prices = Period(version.prices.start, end)
    version.cut_by = cut_by
    version.save(update_fields=["prices", "cut_by"])


def approved_version(version_id: int) -> TariffVersion:
    """Step: a version whose approval nobody withdraws until the end of the transaction.

    Raises:
        NotApproved: it is a draft.
    """
    require_transaction()
    version = TariffVersion.objects.select_for_update(no_key=True).get(pk=version_id)
    if version.approved_on is None:
        raise NotApproved
    return version


@command
def withdraw_approval(*, version_id: int, day: date, reason: str) -> int:
    """Make an approved version a draft again, as long as nobody was offered its prices.

    Versions that ended for it get their days back, up to the next approved prices.

    Args:
        version_id: the version.
        day: of the withdrawal; the sale must begin later.
        reason: kept with the draft and, later, in the audit trail.

    Raises:
        WithdrawalRefused: with a German sentence on the reason.
        NotApproved: it is a draft.
        VersionUsed: quotes or contracts rely on it.
        OnSale: its sale has begun.
    """
    told = _told(reason)
    version = _alone(TariffVersion.objects.get(pk=version_id))
    approved_on, cut_by = _waiting_since(version, day), version.cut_by_id
    given_back = reopened_without(version, TariffVersion.objects.select_for_update())
    version.approved_on, version.cut_by = None, None
    version.withdrawn_on, version.withdrawn_because = day, told
    version.save(update_fields=["approved_on", "cut_by", "withdrawn_on", "withdrawn_because"])
    for one in given_back:
        _end(one.version, one.until, one.cut_by)
    undo.offer(
        "Freigabe zurückgenommen",
        approve_again,
        version_id=version_id,
        approved_on=approved_on.isoformat(),
        cut_by=cut_by,
        left=draft_of(version).digest,
        given_back=[[one.version.pk, one.until and one.until.isoformat()] for one in given_back],
    )
    return version_id


def _waiting_since(version: TariffVersion, day: date) -> date:
    if version.approved_on is None:
        raise NotApproved
    if version.used_at is not None:
        raise VersionUsed
    if not version.withdrawable(day):
        raise OnSale
    return version.approved_on


def _told(reason: str) -> str:
    try:
        told = clean_text(reason, max_length=LONGEST_REASON)
    except UnusableText as refusal:
        raise WithdrawalRefused(str(refusal)) from refusal
    if not told:
        raise WithdrawalRefused("Bitte nennen Sie den Grund.")
    return told


@undo.inverse
@command
def approve_again(
    *,
    version_id: int,
    approved_on: str,
    cut_by: int | None,
    left: str,
    given_back: list[tuple[int, str | None]],
) -> int:
    """Take back the withdrawal of an approval.

    Args:
        version_id: the draft.
        approved_on: the day it had been approved.
        cut_by: the version its prices ended for.
        left: digest of the draft as it was left.
        given_back: versions that got days back, each with the end it was left with.

    Raises:
        Overtaken: the draft or a version beside it was changed meanwhile.
    """
    found = TariffVersion.objects.filter(pk=version_id).first()
    if found is None:
        raise undo.Overtaken([undo.Difference("Preisstand", "Entwurf", "gelöscht")])
    version = _alone(found)
    if version.approved_on is not None:
        raise undo.Overtaken([undo.Difference("Preisstand", "Entwurf", "freigegeben")])
    if draft_of(version).digest != left:
        raise undo.Overtaken([undo.Difference("Preisstand", "unverändert", "geändert")])
    for pk, until in given_back:
        _cut_again(pk, date.fromisoformat(until) if until else None, version)
    if blocked := approval_of(version).blocked_by:
        raise undo.Overtaken(
            [undo.Difference("Preise gültig", str(version.prices), f"vergeben: {blocked[0]}")]
        )
    version.approved_on = date.fromisoformat(approved_on)
    rest = TariffVersion.objects.filter(approved_on__isnull=False)
    version.cut_by = rest.filter(pk=cut_by).first() if cut_by else None
    version.withdrawn_on, version.withdrawn_because = None, ""
    version.save(update_fields=["approved_on", "cut_by", "withdrawn_on", "withdrawn_because"])
    return version_id


def _cut_again(version_id: int, until: date | None, by: TariffVersion) -> None:
    one = TariffVersion.objects.select_for_update().get(pk=version_id)
    if one.prices.end != until:
        was, now = Period(one.prices.start, until), one.prices
        raise undo.Overtaken([undo.Difference(f"Preise „{one.label}“ gültig", str(was), str(now))])
    _end(one, by.prices.start, by)
