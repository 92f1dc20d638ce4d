"""What business partners agreed to: the latest word counts, and every word is proof."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given as having
from hypothesis import strategies as st

from kundenwerk.parties.commands import record_consents
from kundenwerk.parties.models import Consent
from kundenwerk.parties.queries.consents import consents_of, may_approach, standings
from kundenwerk.parties.rules.consent import (
    ConsentAnswer,
    ConsentChannel,
    ConsentPurpose,
    ConsentRefused,
    checked_consent,
)
from kundenwerk.platform import jobs
from kundenwerk.work import queries as work
from tests.factories import consents as given
from tests.factories import parties
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY

pytestmark = pytest.mark.django_db
EMAIL, PHONE, POST = ConsentChannel.EMAIL, ConsentChannel.PHONE, ConsentChannel.POST


@pytest.mark.row("R-73")
def test_silence_is_no_consent_to_mails_and_calls_but_letters_need_an_objection() -> None:
    owner = parties.business_partner()
    assert [may_approach(owner.pk, way) for way in ConsentChannel] == [False, False, True]

    given.noted(owner.pk)
    given.refused(owner.pk, channel=POST)

    assert [may_approach(owner.pk, way) for way in ConsentChannel] == [True, False, False]
    assert not may_approach(owner.pk, EMAIL, ConsentPurpose.SURVEY)


@pytest.mark.row("R-73")
def test_the_latest_word_counts_and_every_word_stays() -> None:
    owner = parties.business_partner()
    given.noted(owner.pk)
    given.refused(owner.pk)
    assert not may_approach(owner.pk, EMAIL)

    given.noted(owner.pk)

    assert may_approach(owner.pk, EMAIL)
    answers = [one.answer for one in consents_of(owner.pk)]
    assert answers == ["GRANTED", "REVOKED", "GRANTED"]


def test_a_refusal_is_noted_once_however_often_it_comes() -> None:
    owner = parties.business_partner()

    first, second = given.refused(owner.pk), given.refused(owner.pk)

    assert first == second
    assert Consent.objects.count() == 1


def test_a_double_click_notes_one_answer() -> None:
    owner, call = parties.business_partner(), fresh_call()

    for _ in range(2):
        record_consents(call, business_partner_id=owner.pk, entries=[given.entry()], day=DAY)

    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"wording": " "}, "wording"),
        ({"wording": "a\u202eb"}, "wording"),
        ({"wording": "x" * 1001}, "wording"),
        ({"proof": ""}, "proof"),
        ({"given_on": DAY + timedelta(days=1)}, "given_on"),
        ({"given_on": DAY - timedelta(days=1)}, "given_on"),
    ],
)
def test_what_could_not_be_proved_is_refused_whole(changes: dict[str, Any], field: str) -> None:
    owner = parties.business_partner()
    given.refused(owner.pk)
    entries = [given.entry(channel=PHONE), given.entry(**changes)]

    with pytest.raises(ConsentRefused) as refused:
        record_consents(fresh_call(), business_partner_id=owner.pk, entries=entries, day=DAY)

    assert refused.value.field == field
    assert [one.answer for one in consents_of(owner.pk)] == ["REVOKED"]


@having(st.sampled_from(ConsentAnswer), st.integers(-900, 900), st.none() | st.integers(-900, 900))
def test_answers_never_run_backwards_nor_ahead(
    answer: ConsentAnswer, offset: int, last: int | None
) -> None:
    entry = given.entry(answer=answer, given_on=DAY + timedelta(days=offset))
    known = None if last is None else DAY + timedelta(days=last)

    if offset > 0 or (known and entry.given_on < known):
        with pytest.raises(ConsentRefused):
            checked_consent(entry, last=known, day=DAY)
    else:
        assert checked_consent(entry, last=known, day=DAY) == entry


@pytest.mark.parametrize("statement", ["UPDATE parties_consent SET answer = 'GRANTED'",
                                       "DELETE FROM parties_consent"])  # fmt: skip
def test_the_database_keeps_every_answer_as_it_was(statement: str) -> None:
    given.refused(parties.business_partner().pk)

    with (
        pytest.raises(IntegrityError, match="final"),
        transaction.atomic(),
        connection.cursor() as raw,
    ):
        raw.execute(statement)


def test_the_database_refuses_a_consent_without_proof() -> None:
    owner = parties.business_partner()
    values = {"channel": "EMAIL", "purpose": "ADVERTISING", "source": "PHONE", "given_on": DAY}

    with pytest.raises(IntegrityError, match="consent_granted_is_proved"), transaction.atomic():
        Consent.objects.create(business_partner=owner, answer="GRANTED", noted_by="x", **values)


def test_answers_appear_on_the_time_line() -> None:
    owner = parties.business_partner()
    given.noted(owner.pk)

    jobs.run_pending()

    (entry,) = work.timeline(owner.pk)
    assert (entry.title, entry.detail) == ("Einwilligung erteilt", "E-Mail, Angebote und Aktionen")


def test_what_holds_is_read_with_one_query(django_assert_num_queries: Any) -> None:
    owner = parties.business_partner()
    given.noted(owner.pk)
    given.noted(owner.pk, channel=PHONE)

    with django_assert_num_queries(1):
        assert sum(one.is_allowed for one in standings(owner.pk)) == 4
