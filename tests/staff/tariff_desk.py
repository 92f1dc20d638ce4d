"""A tariff manager at the screens: what is sent and what is seen."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from kundenwerk.tariffs.models import TariffVersion
from tests.factories import sales as given

TERMS = {
    "label": "Preisstand 01/2027",
    "price_kind": "COMPONENTS",
    "prices_from": "01.01.2027",
    "prices_until": "",
    "sale_from": "01.12.2026",
    "sale_until": "",
    "minimum_term_months": "12",
    "notice_weeks": "4",
    "renewal_months": "",
    "guarantee_until": "31.12.2027",
    "new_customer_bonus": "50",
    "instant_bonus": "",
}
TIERS: dict[str, Any] = {
    "gruppe": ["0"],
    "ab-0": ["0", "3.000"],
    "bis-0": ["3.000", ""],
    "arbeit-0": ["12,5", "11,9"],
    "nt-0": ["", ""],
    "grund-0": ["90", "96"],
    "kond-0": ["[]", "[]"],
}


def post(clerk: Client, name: str, /, *args: Any, **values: Any) -> Any:
    """Send a form; the key is a new one unless the values bring one."""
    sent = {"key": str(uuid.uuid4()), **values}
    return clerk.post(reverse(f"staff:{name}", args=args), sent)


def see(clerk: Client, name: str, /, *args: Any, **query: Any) -> str:
    """The text of a page."""
    answer = clerk.get(reverse(f"staff:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return words(answer)


def words(answer: Any) -> str:
    """What a page says, without tags."""
    text = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"[\s\xa0]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def fields(page: str) -> dict[str, Any]:
    """Every input of the page's main form as a browser would send it back."""
    form = max(re.findall(r"<form.*?</form>", page, flags=re.DOTALL), key=len)
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind = attributes.get("type", "text")
        if "name" in attributes and (kind not in {"checkbox", "radio"} or " checked" in tag):
            value = html.unescape(attributes.get("value", ""))
            sent.setdefault(attributes["name"], []).append(value)
    chosen = re.findall(r'<select name="([^"]+)".*?</select>', form, flags=re.DOTALL)
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        picked = re.search(r'value="([^"]*)" selected', body)
        sent.setdefault(name, []).append(picked[1] if picked else "")
    assert len(chosen) == len(re.findall("<select", form))
    return sent


def a_draft(energy_ct: str = "12.5", **changes: Any) -> TariffVersion:
    """A draft beside nothing else; the market of Cologne exists."""
    version = given.tariff("FIX", energy_ct, **changes)
    TariffVersion.objects.filter(pk=version.pk).update(approved_on=None, state="DRAFT")
    version.refresh_from_db()
    return version
