"""Advertising after many random histories of consents and refusals."""

from __future__ import annotations

import pytest
from django.db import connection

from kundenwerk.marketing.queries.reach import allowed_people
from kundenwerk.marketing.rules import Audience, Channel
from kundenwerk.parties.models import Consent

pytestmark = pytest.mark.django_db
PEOPLE = 100_000
_PEOPLE = """
    SELECT setseed(0.20261118);
    INSERT INTO parties_businesspartner
        (number, kind, salutation, title, first_name, last_name, organisation_name, is_customer,
         language, sort_key, duplicate_keys, version)
    SELECT 'Z' || n, 'PERSON', 'NEUTRAL', '', '', 'Z', '', false, 'de', 'z', ARRAY[]::varchar[], 1
    FROM generate_series(1, %s) AS n
"""
_ANSWERS = """
    INSERT INTO parties_consent (business_partner_id, channel, purpose, answer, source, given_on,
                                 wording, proof, noted_by)
    SELECT id, (ARRAY['EMAIL', 'EMAIL', 'PHONE', 'POST'])[1 + floor(random() * 4)],
           (ARRAY['ADVERTISING', 'ADVERTISING', 'SURVEY'])[1 + floor(random() * 3)],
           (ARRAY['GRANTED', 'REVOKED'])[1 + floor(random() * 2)],
           'ONLINE', '2026-11-18', 'ja', 'Zufall', 'test'
    FROM parties_businesspartner, generate_series(1, 4) AS round
    WHERE number LIKE 'Z%%' AND random() < 0.5
"""


@pytest.mark.row("R-73")
def test_in_a_hundred_thousand_histories_nobody_is_mailed_against_the_last_word() -> None:
    with connection.cursor() as raw:
        raw.execute(_PEOPLE, [PEOPLE])
        # Else foreign keys are checked as in the small table it was: minutes instead of seconds.
        raw.execute("ANALYZE parties_businesspartner")
        raw.execute(_ANSWERS, [])

    reached = set(allowed_people(Audience.CUSTOMERS, Channel.EMAIL).values_list("pk", flat=True))

    told = Consent.objects.filter(channel="EMAIL", purpose="ADVERTISING").order_by("pk")
    last = dict(told.values_list("business_partner_id", "answer"))
    assert reached == {pk for pk, answer in last.items() if answer == "GRANTED"}
    assert len(reached) > PEOPLE // 10
