"""The quote path as a test walks it over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from kundenwerk.sales.models import Quote
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import sales as given


def url(draft_id: uuid.UUID, step: Step) -> str:
    """The address of a step."""
    return reverse("staff:quote_step", args=[draft_id, step.value])


def post(
    clerk: Client, draft_id: uuid.UUID, step: Step, values: dict[str, str], version: int = 0
) -> Any:
    """Submit one step as a page of its own."""
    tokens = {"version": str(version), "page": str(uuid.uuid4())}
    return clerk.post(url(draft_id, step), values | tokens)


def through_the_wizard(clerk: Client, version: TariffVersion, **changes: str) -> Quote:
    """All steps of a prospect, up to the stored quote."""
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)
    choice = {"tariff_version": str(version.pk), "annual_kwh": "3.500", "nb": "1", "sb": "1"}
    post(clerk, draft_id, Step.TARIFF, choice, 1)
    post(clerk, draft_id, Step.PARTIES, given.PERSON | changes, 2)
    check = clerk.get(url(draft_id, Step.CHECK))
    form = check.context["form"]
    done = clerk.post(
        url(draft_id, Step.CHECK), {"key": str(form["key"].value()), "version": "3"}, follow=True
    )
    assert done.status_code == 200
    return Quote.objects.get()
