"""Answers of business partners to whether we may approach them."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.parties.commands import note_consent
from kundenwerk.parties.models import Consent
from kundenwerk.parties.rules.consent import (
    ConsentAnswer,
    ConsentChannel,
    ConsentEntry,
    ConsentSource,
)
from tests.factories.calls import running
from tests.factories.sales import DAY

WORDING = "Ich möchte Angebote per E-Mail erhalten."


def entry(**changes: Any) -> ConsentEntry:
    """A consent to advertising by mail, changed where asked."""
    values: dict[str, Any] = {
        "channel": ConsentChannel.EMAIL,
        "answer": ConsentAnswer.GRANTED,
        "source": ConsentSource.WRITTEN,
        "given_on": DAY,
        "wording": WORDING,
        "proof": "Formular 17",
    }
    return ConsentEntry(**(values | changes))


def noted(owner_id: int, *, day: date = DAY, **changes: Any) -> Consent:
    """A noted answer; takes what ``entry`` takes."""
    with running():
        return note_consent(owner_id, entry(**changes), day=day)


def refused(owner_id: int, **changes: Any) -> Consent:
    """A noted refusal."""
    no = {"answer": ConsentAnswer.REVOKED, "wording": "", "proof": ""}
    return noted(owner_id, **(no | changes))
