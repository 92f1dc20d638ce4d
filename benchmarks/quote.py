"""The tariff step of a quote among thousands of tariffs."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import catalogue
from benchmarks.harness import Options, Row, interleaved, prepared
from benchmarks.list_page import make_clerk
from kundenwerk.accounts.models import User
from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.vocabulary import ConcessionClass
from kundenwerk.platform.commands import Call
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.queries import OfferQuery, offers, why_not
from kundenwerk.tariffs.queries.offers import fitting
from kundenwerk.tariffs.queries.settings import tariff_settings

ASKED = 60
_BASIS = {
    "energy_kind": "HAUSHALT",
    "postcode": "50667",
    "street": "Domgasse",
    "house_number": "7",
    "start": "01.12.2026",
    "concession_class": ConcessionClass.UP_TO_500000.value,
}


def measure(options: Options) -> list[Row]:
    """Milliseconds per question, the 95th of 100, over many grids and consumptions."""
    with prepared(f"catalogue_{options.versions}", lambda: catalogue.build(options.versions)):
        queries = _queries()
        size = f"{options.versions:,} versions"
        return [*_selection(options, queries, size), *_page(options, queries)]
