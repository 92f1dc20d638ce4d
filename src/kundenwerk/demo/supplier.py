"""The demo supplier: its own data, its grid, its market and its bank."""

from __future__ import annotations

from datetime import date, time
from importlib import resources

from django.conf import settings

from kundenwerk.demo import exchange, terms
from kundenwerk.demo.facts import CREDITOR_ID, IBAN, POSTCODE, TOWN
from kundenwerk.kernel.period import Period
from kundenwerk.market import commands as market
from kundenwerk.market.commands.reference import reference_call
from kundenwerk.market.models import Provider
from kundenwerk.market.rules.company import CompanyData
from kundenwerk.payments import commands as payments
from kundenwerk.platform.commands import Call

COMPANY = CompanyData(
    name="Stadtwerke Musterstadt GmbH",
    street="Am Wasserturm",
    house_number="1",
    postcode=POSTCODE,
    town=TOWN,
    phone="03399 123-0",
    email="kundenservice@stadtwerke-musterstadt.example",
    website="www.stadtwerke-musterstadt.example",
    management="Dr. Katrin Vogelsang, Jörg Brandstätter",
    register_court="Amtsgericht Musterstadt",
    register_number="HRB 4711",
    vat_id="DE123456788",
    tax_number="048/123/45678",
    bdew_code="9903999000019",
    dvgw_code="9800999000017",
    balancing_group="11XTESTBKV00000Y",
    gas_balancing_group="THE0BFH000010000",
    creditor_id=CREDITOR_ID,
    iban=IBAN,
    bic="BYLADEM1001",
    bank_name="Deutsche Kreditbank Berlin",
    brand_color="#0b6e4f",
)
BANK = payments.BankData(
    name="Hausbank (Demo)",
    holder=COMPANY.name,
    iban=IBAN,
    creditor_id=CREDITOR_ID,
    valid=Period(date(2025, 1, 1)),
    cut_off=time(11, 0),
    lead_days=1,
    most_days=14,
    notice_days=5,
    source="Lastschriftvereinbarung (Demo, erfunden)",
    bic=COMPANY.bic,
)


def set_up(call: Call) -> int:
    """Enter the supplier and everything around it; returns the id of its bank account."""
    market.load_reference_data(reference_call())
    market.save_own_company(call.derive("company"), data=COMPANY, is_fictitious=True)
    market.import_places(call.derive("places"), content=_file("places"))
    market.import_participants(call.derive("participants"), content=_file("participants"))
    market.import_grid_areas(call.derive("areas"), content=_file("grid_areas"))
    market.import_grid_prices(call.derive("prices"), content=_file("grid_prices"))
    market.import_components(call.derive("components"), content=_file("components"))
    market.import_default_supply(call.derive("default"), content=_file("default_supply"))
    terms.hold(call)
    _ask_services(call)
    market.record_spot_prices(call.derive("exchange"), rows=exchange.prices())
    return payments.set_up_house_bank(call.derive("bank"), data=BANK)


def _ask_services(call: Call) -> None:
    """Let the quote path ask the services the simulator plays, where one runs."""
    if settings.LOOKUP_ADDRESS:
        for provider_id in Provider.objects.filter(kind="HTTP").values_list("pk", flat=True):
            mine = call.derive("service", provider_id)
            market.switch_provider(mine, provider_id=provider_id, is_enabled=True)


def _file(name: str) -> bytes:
    return resources.files("kundenwerk.demo").joinpath("data", f"{name}.csv").read_bytes()
