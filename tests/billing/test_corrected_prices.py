"""Prices of others that are put right after a bill: the bill stays provable, and says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction

from kundenwerk.billing import commands
from kundenwerk.billing.models import Invoice
from kundenwerk.billing.queries.proof import is_corrected, proof
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts.models import ContractTerms, SupplyContract
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import FormerGridPrice, GridPrice
from kundenwerk.market.rules.vocabulary import ControlModule
from tests.billing import worlds
from tests.billing.test_load_curve_bills import MALO, SPRING, contract, equip
from tests.factories.calls import fresh_call
from tests.metering import curves

__all__ = ["contract"]

pytestmark = pytest.mark.django_db


def billed(contract: SupplyContract, period: Period = SPRING) -> Invoice:
    pk = commands.bill_contract(
        fresh_call(),
        contract_id=contract.pk,
        period=period,
        kind=InvoiceKind.INTERIM,
        issued_on=worlds.ISSUED,
    )
    return Invoice.objects.get(pk=pk)


@pytest.fixture
def by_the_hour(contract: SupplyContract) -> Invoice:
    """A bill with fees of the grid by time of day (module 3)."""
    equip(contract, SPRING.start, ControlModule.MODULES_1_AND_3)
    curves.receive(MALO, SPRING, lambda _, n: 100 + n)
    return billed(contract)


def test_fees_by_the_hour_are_proved_with_what_was_known(by_the_hour: Invoice) -> None:
    before = proof(by_the_hour)
    assert before
    assert not is_corrected(by_the_hour)

    GridPrice.objects.update(module3_peak_ct=Decimal(9))

    assert proof(by_the_hour) == before
    assert is_corrected(by_the_hour)


def test_a_fee_that_was_cut_is_proved_as_it_held_before(by_the_hour: Invoice) -> None:
    before = proof(by_the_hour)
    (row,) = GridPrice.objects.all()
    cut = date(2026, 3, 1)
    GridPrice.objects.filter(pk=row.pk).update(valid=Period(row.valid.start, cut))
    row.pk, row.valid, row.module3_offpeak_ct = None, Period(cut, row.valid.end), Decimal(5)
    row.save()

    assert proof(by_the_hour) == before
    assert is_corrected(by_the_hour)


def test_a_bill_from_readings_says_when_a_fee_it_names_was_put_right() -> None:
    worlds.prices()
    worlds.company()
    invoice = billed(worlds.billable(), worlds.YEAR)
    assert not is_corrected(invoice)

    GridPrice.objects.update(source="Neues Blatt")
    assert not is_corrected(invoice)
    GridPrice.objects.update(energy_ct_per_kwh=Decimal(1))

    assert is_corrected(invoice)


def test_what_is_replaced_is_kept_by_the_database_and_final() -> None:
    worlds.prices()
    changes = [Decimal(one) for one in (3, 4, 4, 5)]

    for value in changes:
        GridPrice.objects.update(energy_ct_per_kwh=value)

    kept = list(FormerGridPrice.objects.order_by("superseded_at"))
    assert [one.energy_ct_per_kwh for one in kept][1:] == [Decimal(3), Decimal(4)]
    assert all(one.superseded_at == other.recorded_at for one, other in pairwise(kept))
    for statement in ("UPDATE market_formergridprice SET source = ''",
                      "DELETE FROM market_formergridprice"):  # fmt: skip
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert not ContractTerms.objects.exists()
