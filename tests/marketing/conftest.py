"""A mail server and a supplier for tests that send mails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kundenwerk.platform.clock import set_business_date
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY, small_market
from tests.stubs.mail import Inbox, mail_server


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    yield from mail_server(monkeypatch)


@pytest.fixture
def company() -> None:
    small_market()
    set_business_date(fresh_call(), day=DAY)
