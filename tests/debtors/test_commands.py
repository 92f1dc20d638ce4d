"""Contract accounts, direct debit and mandates."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.debtors import commands, queries
from kundenwerk.debtors.commands import AccountData
from kundenwerk.debtors.models import ContractAccount, SepaMandate
from kundenwerk.debtors.rules import Delivery, PaymentMethod, TermTooShort, UnusableReference
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.platform.commands import Call
from tests import factories
from tests.factories import running
from tests.factories.parties import A_DAY

pytestmark = pytest.mark.django_db

OTHER_IBAN = "DE02120300000000202051"


@pytest.mark.row("KM-024")
def test_a_customer_may_own_several_accounts_each_with_its_debtor_account() -> None:
    customer = factories.business_partner()
    factories.contract_account(customer)
    factories.contract_account(customer)

    accounts = queries.accounts_of(customer.pk)

    assert [account.number for account in accounts] == ["K0000001", "K0000002"]
    assert len({account.ledger_account_id for account in accounts}) == 2
    assert {account.payment_term_days for account in accounts} == {14}


@pytest.mark.row("KM-025", "KM-026")
def test_direct_debit_comes_with_a_mandate() -> None:
    customer = factories.business_partner()
    bank = factories.bank_account(customer)

    account = factories.contract_account(customer, bank)

    mandate = queries.usable_mandates([account.pk], day=A_DAY)[account.pk]
    assert (account.payment_method, mandate.reference) == ("DIRECT_DEBIT", "M00000001")
    assert (mandate.bank_account, mandate.signed_on) == (bank, A_DAY)


@pytest.mark.row("KM-025")
def test_direct_debit_without_bank_details_is_refused() -> None:
    customer = factories.business_partner()

    with running(), pytest.raises(commands.BankAccountNeeded):
        commands.open_account(customer.pk, PaymentMethod.DIRECT_DEBIT, None, A_DAY)


@pytest.mark.row("AP-085")
def test_a_strangers_bank_account_cannot_be_debited(call: Call) -> None:
    customer = factories.business_partner()
    stranger = factories.bank_account(factories.business_partner(last_name="Fremd"))
    own = factories.contract_account(customer, factories.bank_account(customer, OTHER_IBAN))

    with running(), pytest.raises(commands.BankAccountNeeded):
        commands.open_account(customer.pk, PaymentMethod.DIRECT_DEBIT, stranger.pk, A_DAY)
    with pytest.raises(commands.BankAccountNeeded):
        commands.change_bank_details(
            call, account_id=own.pk, bank_account_id=stranger.pk, signed_on=A_DAY, day=A_DAY
        )


def test_who_gets_the_bills_may_pay_them() -> None:
    customer, payer = factories.business_partner(), factories.business_partner(last_name="Zahler")
    bank = factories.bank_account(payer)

    with running():
        account = commands.open_account(
            customer.pk, PaymentMethod.DIRECT_DEBIT, bank.pk, A_DAY, invoice_recipient_id=payer.pk
        )

    assert account.invoice_recipient_id == payer.pk


@pytest.mark.row("KM-025")
def test_the_database_refuses_direct_debit_without_mandate() -> None:
    account = factories.contract_account(factories.business_partner())

    with pytest.raises(IntegrityError), transaction.atomic():
        ContractAccount.objects.filter(pk=account.pk).update(payment_method="DIRECT_DEBIT")


@pytest.mark.row("KM-026")
def test_new_bank_details_keep_the_old_mandate_as_history(call: Call) -> None:
    customer = factories.business_partner()
    account = factories.contract_account(customer, factories.bank_account(customer))
    other = factories.bank_account(customer, OTHER_IBAN)

    commands.change_bank_details(
        call,
        account_id=account.pk,
        bank_account_id=other.pk,
        signed_on=date(2026, 5, 1),
        day=date(2026, 5, 2),
    )

    assert [
        (mandate.reference, mandate.state, mandate.ended_on)
        for mandate in queries.mandate_history(account.pk)
    ] == [("M00000002", "ACTIVE", None), ("M00000001", "REVOKED", date(2026, 5, 2))]


@pytest.mark.row("KM-025")
def test_a_switch_to_transfer_revokes_the_mandate(call: Call) -> None:
    customer = factories.business_partner()
    account = factories.contract_account(customer, factories.bank_account(customer))

    commands.switch_to_transfer(call, account_id=account.pk, day=A_DAY)

    stored = queries.account(account.pk)
    assert (stored.payment_method, stored.mandate) == ("TRANSFER", None)
    assert queries.usable_mandates([account.pk], day=A_DAY) == {}


def test_a_suspended_mandate_is_not_used_until_it_is_resumed(call: Call) -> None:
    customer = factories.business_partner()
    account = factories.contract_account(customer, factories.bank_account(customer))
    mandate = SepaMandate.objects.get()

    with running():
        commands.suspend_mandate(mandate.pk)
    suspended = queries.usable_mandates([account.pk], day=A_DAY)
    commands.resume_mandate(call, mandate_id=mandate.pk)

    assert (suspended, len(queries.usable_mandates([account.pk], day=A_DAY))) == ({}, 1)


def test_an_active_mandate_cannot_be_resumed(call: Call) -> None:
    customer = factories.business_partner()
    factories.contract_account(customer, factories.bank_account(customer))

    with pytest.raises(TransitionNotAllowed):
        commands.resume_mandate(call, mandate_id=SepaMandate.objects.get().pk)


def test_a_mandate_unused_for_three_years_is_not_used() -> None:
    customer = factories.business_partner()
    account = factories.contract_account(customer, factories.bank_account(customer))

    assert queries.usable_mandates([account.pk], day=date(2029, 1, 4))
    assert queries.usable_mandates([account.pk], day=date(2029, 1, 5)) == {}
    with running():
        commands.mark_used([SepaMandate.objects.get().pk], date(2028, 1, 5))
    assert queries.usable_mandates([account.pk], day=date(2029, 1, 5))


def change(call: Call, account: ContractAccount, **changes: object) -> int:
    values = {
        "account_id": account.pk,
        "bank_account_id": account.mandate.bank_account_id,  # type: ignore[union-attr]
        "signed_on": A_DAY,
        "day": A_DAY,
    }
    return commands.change_bank_details(call, **(values | changes))  # type: ignore[arg-type]


@pytest.mark.row("BAD-D25")
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"signed_on": date(2099, 1, 1)}, commands.SignedInFuture),
        ({"reference": "MÜNCHEN-1"}, UnusableReference),
        ({"reference": "X" * 36}, UnusableReference),
        ({"reference": "M00000001"}, commands.ReferenceTaken),
    ],
)
def test_an_unusable_mandate_leaves_the_old_one_in_force(
    call: Call, changes: dict[str, object], error: type[Exception]
) -> None:
    customer = factories.business_partner()
    account = factories.contract_account(customer, factories.bank_account(customer))

    with pytest.raises(error):
        change(call, account, **changes)

    assert SepaMandate.objects.get().state == "ACTIVE"


def test_a_term_below_the_legal_one_is_refused() -> None:
    customer = factories.business_partner()
    data = AccountData(
        business_partner_id=customer.pk, payment_method=PaymentMethod.TRANSFER, payment_term_days=7
    )

    with running(), pytest.raises(TermTooShort):
        commands.open_accounts([data], day=A_DAY)


def test_bills_go_another_way_from_now_on_and_by_mail_only_with_an_address() -> None:
    reachable = factories.contract_account(factories.business_partner(email="petra@example.org"))
    silent = factories.contract_account(factories.business_partner(email=""))

    commands.set_delivery(factories.fresh_call(), account_id=reachable.pk, delivery=Delivery.EMAIL)

    reachable.refresh_from_db()
    assert reachable.delivery == "EMAIL"
    with pytest.raises(commands.MailNeeded):
        commands.set_delivery(factories.fresh_call(), account_id=silent.pk, delivery=Delivery.EMAIL)
    silent.refresh_from_db()
    assert silent.delivery == "LETTER"
