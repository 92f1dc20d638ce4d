"""Making, changing and moving campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.text import clean_name, clean_text
from kundenwerk.marketing.models import Campaign, ResponseCode
from kundenwerk.marketing.queries import data_of
from kundenwerk.marketing.rules import (
    LIFE_CYCLE,
    STATE_LABELS,
    CampaignAction,
    CampaignData,
    CampaignState,
    UnusableCampaign,
    check_campaign,
)
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.constraints import violated
from kundenwerk.sales.models import Lead, Quote


class StaleCampaign(Exception):
    """Somebody else changed the campaign meanwhile; ``current`` is what it holds now."""

    def __init__(self, current: CampaignData, version: int) -> None:
        super().__init__(f"the campaign is at version {version}")
        self.current = current
        self.version = version


class CampaignFixed(Exception):
    """A campaign that runs or ran keeps its terms."""


class CodeTaken(Exception):
    """A code belongs to another campaign."""


class CodeAnswered(Exception):
    """A code that was answered stays with its campaign."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CodesMissing(Exception):
    """Without a response code nobody could tell what a campaign brought."""


@command
def create_campaign(*, data: CampaignData) -> int:
    """Make a campaign as a draft; returns its id.

    Raises:
        UnusableCampaign: with a sentence per field.
        CodeTaken: see the exception.
    """
    check_campaign(data)
    one = Campaign(created_by=current_call().actor, spent=ZERO)
    _store(one, data)
    _set_codes(one, data.codes)
    return one.pk


@command
def update_campaign(*, campaign_id: int, version: int, data: CampaignData) -> int:
    """Change a campaign before it runs; returns its new version.

    Raises:
        UnusableCampaign: with a sentence per field.
        StaleCampaign, CampaignFixed, CodeTaken, CodeAnswered: see the exceptions.
        CodesMissing: it is planned already.
    """
    one = Campaign.objects.select_for_update().get(pk=campaign_id)
    if one.version != version:
        raise StaleCampaign(data_of(one), one.version)
    if one.state not in {CampaignState.DRAFT, CampaignState.PLANNED}:
        raise CampaignFixed
    check_campaign(data)
    if one.state == CampaignState.PLANNED and not data.codes:
        raise CodesMissing
    one.version += 1
    _store(one, data)
    _set_codes(one, data.codes)
    return one.version


def _store(one: Campaign, data: CampaignData) -> None:
    one.name = clean_name(data.name, max_length=80)
    one.goal = clean_text(data.goal, max_length=300)
    one.subject = clean_text(data.subject, max_length=150)
    one.content = data.content
    one.target_contracts, one.channel = data.target_contracts, data.channel.value
    one.period, one.budget = data.period, data.budget
    one.segment = data.segment.as_json()
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError as error:
        if violated(error) and "name" in str(violated(error)):
            taken = {"name": "Eine Kampagne mit diesem Namen gibt es schon."}
            raise UnusableCampaign(taken) from error
        raise


def _set_codes(one: Campaign, wanted: Mapping[str, str]) -> None:
    present = {row.code: row for row in one.codes.select_for_update()}
    for code in sorted(set(present) - set(wanted)):
        if _answered(code):
            raise CodeAnswered(code)
        present[code].delete()
    for code, label in wanted.items():
        row = present.get(code, ResponseCode(code=code, campaign=one))
        if code not in present or row.label != label:
            row.label = label
            _keep_code(row)


def _keep_code(row: ResponseCode) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CodeTaken(row.code) from error


def _answered(code: str) -> bool:
    return (
        Lead.objects.filter(response_code=code).exists()
        or Quote.objects.filter(response_code=code).exists()
    )


@command
def move_campaign(*, campaign_id: int, action: CampaignAction) -> str:
    """Approve, revise, start, end or cancel a campaign; returns its new state.

    Raises:
        TransitionNotAllowed: its state knows no such step.
        CodesMissing: see the exception.
    """
    one = Campaign.objects.select_for_update().get(pk=campaign_id)
    before = one.state
    after = LIFE_CYCLE.after(CampaignState(before), action)
    if action is CampaignAction.APPROVE and not one.codes.exists():
        raise CodesMissing
    _enter(one, after)
    undo.offer(
        f"Kampagne {STATE_LABELS[after]}",
        return_campaign,
        campaign_id=one.pk,
        before=before,
        left=after.value,
    )
    return after.value


@undo.inverse
@command
def return_campaign(*, campaign_id: int, before: str, left: str) -> str:
    """Put a campaign back into its former state; returns it.

    Raises:
        Overtaken: it has moved on meanwhile.
    """
    one = Campaign.objects.select_for_update().get(pk=campaign_id)
    if one.state != left:
        labels = {code.value: label for code, label in STATE_LABELS.items()}
        raise undo.Overtaken([undo.Difference(one.name, labels[left], labels[one.state])])
    _enter(one, CampaignState(before))
    return before


def _enter(one: Campaign, state: CampaignState) -> None:
    one.state = state.value
    one.version += 1
    one.save(update_fields=["state", "version"])


@command
def note_spending(*, campaign_id: int, spent: Money) -> int:
    """Note what a campaign has cost so far.

    Raises:
        UnusableCampaign: a negative amount.
    """
    if spent < ZERO:
        raise UnusableCampaign({"spent": "Ausgaben können nicht negativ sein."})
    one = Campaign.objects.select_for_update().get(pk=campaign_id)
    undo.offer(
        "Ausgaben vermerkt",
        return_spending,
        campaign_id=one.pk,
        before=one.spent.cents,
        left=spent.cents,
    )
    one.spent = spent
    one.save(update_fields=["spent"])
    return one.pk


@undo.inverse
@command
def return_spending(*, campaign_id: int, before: int, left: int) -> int:
    """Put back what a campaign had cost, in cents.

    Raises:
        Overtaken: somebody has noted another amount meanwhile.
    """
    one = Campaign.objects.select_for_update().get(pk=campaign_id)
    if one.spent.cents != left:
        mine = undo.Difference("Ausgegeben", str(Money(left)), str(one.spent))
        raise undo.Overtaken([mine])
    one.spent = Money(before)
    one.save(update_fields=["spent"])
    return one.pk


@command
def advance_campaigns(*, day: date) -> int:
    """Start planned campaigns whose time has come and end those whose time is over."""
    planned = Campaign.objects.select_for_update().filter(state=CampaignState.PLANNED)
    running = Campaign.objects.select_for_update().filter(state=CampaignState.RUNNING)
    starting = list(planned.filter(period__startswith__lte=day).order_by("pk"))
    for one in starting:
        _enter(one, LIFE_CYCLE.after(CampaignState.PLANNED, CampaignAction.START))
    ending = list(running.filter(period__endswith__lte=day).order_by("pk"))
    for one in ending:
        _enter(one, LIFE_CYCLE.after(CampaignState.RUNNING, CampaignAction.END))
    return len(starting) + len(ending)
