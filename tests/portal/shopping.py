"""A visitor on the public pages, as a test walks them over HTTP."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from kundenwerk.tariffs.models import TariffVersion
from tests.factories import sales as given

QUESTION = {"energie": "HAUSHALT", "plz": "50667", "kwh": "3.500"}
DELIVERY = {
    "street": "Domgasse",
    "house_number": "7",
    "situation": "E01",
    "next_possible": "1",
    "meter_number": "1EMH0012345678",
}
PERSON = {
    "kind": "PERSON",
    "salutation": "MS",
    "first_name": "Petra",
    "last_name": "Sommer",
    "email": "petra@example.org",
    "payment_method": "DIRECT_DEBIT",
    "iban": given.IBAN,
}


def asked(visitor: Client, **changes: str) -> Any:
    """The calculator's answer."""
    return visitor.get(reverse("public:calculator"), QUESTION | changes)


def chosen(visitor: Client, version: TariffVersion, **changes: str) -> Any:
    """An order begun with a tariff."""
    return visitor.post(reverse("public:choose"), QUESTION | {"tarif": str(version.pk)} | changes)


def filled(visitor: Client, version: TariffVersion, **changes: str) -> Any:
    """The page before the button, with everything filled in."""
    chosen(visitor, version)
    visitor.post(reverse("public:delivery"), DELIVERY | changes)
    visitor.post(reverse("public:person"), PERSON | changes)
    return visitor.get(reverse("public:check"))


def ordered(visitor: Client, version: TariffVersion, **more: str) -> Any:
    """The answer to the button; early supply is wished unless told otherwise."""
    return pressed(visitor, filled(visitor, version), **more)


def sent_by(page: Any, **more: str) -> dict[str, str]:
    """What the form before the button sends."""
    form = page.context["form"]
    hidden = {name: str(form[name].value() or "") for name in ("key", "version", "terms")}
    return hidden | {"early_start": "on"} | more


def pressed(visitor: Client, page: Any, **more: str) -> Any:
    """The answer to the button of this page."""
    return visitor.post(reverse("public:check"), sent_by(page, **more))
