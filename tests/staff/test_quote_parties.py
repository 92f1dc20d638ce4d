"""The fourth step: partners looked up, accounts taken over, who pays."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote, SalesSettings
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import debtors, parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.staff.quote_path import at_parties, post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]

OTHER_IBAN = "DE02500105170137075030"


@pytest.fixture
def known() -> BusinessPartner:
    return parties.business_partner(
        last_name="Großmann",
        email="erika@example.org",
        postcode="50667",
        town="Köln",
        street="Domgasse",
        house_number="9",
    )


def renewed(clerk: Client, draft_id: uuid.UUID, **values: str) -> Any:
    tokens = {"version": "2", "page": str(draft_id)}
    address = reverse("staff:quote_renew", args=[draft_id, Step.PARTIES.value])
    return clerk.post(address, tokens | values)


@pytest.mark.row("AP-078", "AP-102", "AP-106")
@pytest.mark.parametrize("role", ["", "recipient_", "owner_"])
def test_an_existing_business_partner_is_found_while_typing_and_taken(
    clerk: Client, version: TariffVersion, known: BusinessPartner, role: str
) -> None:
    draft_id = at_parties(clerk, version)
    address = reverse("staff:quote_find_business_partner", args=[draft_id])
    others = {"has_recipient": "1", "has_owner": "1"}

    hits = clerk.post(f"{address}?fuer={role}", {f"{role}find": "Grohsmann"}).content.decode()
    taken = post(
        clerk, draft_id, Step.PARTIES, others | {f"use_{role}business_partner": str(known.pk)}, 2
    )
    shown = clerk.get(taken.url)

    assert f'name="use_{role}business_partner" value="{known.pk}"' in hits
    found = shown.context["roles"][role or "customer"]
    assert found.line == f"{known}, {known.number}"
    assert found.contact == "Domgasse 9, 50667 Köln · erika@example.org · 02241 123456"


@pytest.mark.row("AP-078")
def test_a_search_that_finds_nobody_says_what_to_do(clerk: Client, version: TariffVersion) -> None:
    draft_id = at_parties(clerk, version)
    address = reverse("staff:quote_find_business_partner", args=[draft_id])

    text = clerk.post(f"{address}?fuer=", {"find": "Xylophon"}).content.decode()
    without_script = post(clerk, draft_id, Step.PARTIES, {"find": "Xylophon", "search": "1"}, 2)

    assert "Erfassen Sie ihn unten neu" in text
    assert "Erfassen Sie ihn unten neu" in without_script.content.decode()
    assert clerk.post(f"{address}?fuer=admin", {}).status_code == 404


@pytest.mark.row("AP-078")
def test_a_taken_business_partner_can_be_let_go_again(
    clerk: Client, version: TariffVersion, known: BusinessPartner
) -> None:
    draft_id = at_parties(clerk, version)
    post(clerk, draft_id, Step.PARTIES, {"use_business_partner": str(known.pk)}, 2)

    post(clerk, draft_id, Step.PARTIES, {"forget_business_partner": "1"}, 3)

    assert clerk.get(url(draft_id, Step.PARTIES)).context["customer"] == ""


@pytest.mark.row("AP-079")
@pytest.mark.parametrize("role", ["", "recipient_", "owner_"])
def test_a_likely_duplicate_is_offered_for_every_new_business_partner(
    clerk: Client, version: TariffVersion, known: BusinessPartner, role: str
) -> None:
    draft_id = at_parties(clerk, version)
    address = reverse("staff:quote_look_alikes", args=[draft_id])
    typed = {
        f"{role}last_name": "Grohsmann",
        f"{role}first_name": known.first_name,
        f"{role}other_address": "1",
        f"{role}own_street": "Domgasse",
        f"{role}own_house_number": "9",
        f"{role}own_postcode": "50667",
        f"{role}own_town": "Köln",
    }

    text = clerk.post(f"{address}?fuer={role}", typed).content.decode()

    assert f'name="use_{role}business_partner" value="{known.pk}"' in text


@pytest.mark.row("AP-083")
def test_a_chosen_contract_account_fills_and_locks_the_payment(
    clerk: Client, version: TariffVersion, known: BusinessPartner, account: ContractAccount
) -> None:
    draft_id = at_parties(clerk, version, business_partner=str(known.pk))
    typed = {"business_partner": str(known.pk), "payment_method": "TRANSFER", "iban": OTHER_IBAN}

    answer = renewed(clerk, draft_id, **typed, contract_account=str(account.pk))

    form, text = answer.context["form"], answer.content.decode()
    assert account.mandate
    bank = account.mandate.bank_account
    assert form["payment_method"].value() == account.payment_method == "DIRECT_DEBIT"
    assert form["iban"].value() == f"{given.IBAN[:4]} … {given.IBAN[-4:]}"
    assert form["holder"].value() == bank.holder
    assert bank.bank_name in text
    assert '<fieldset class="stack" disabled>' in text
    assert given.IBAN not in text


@pytest.mark.row("AP-083")
def test_the_quote_is_paid_as_the_account_whatever_was_posted(
    known: BusinessPartner, version: TariffVersion, account: ContractAccount
) -> None:
    posted = {"contract_account": str(account.pk), "payment_method": "TRANSFER"}
    posted |= {"iban": OTHER_IBAN, "holder": "Jemand Anders"}

    quote = given.quote(version, basis={"business_partner": str(known.pk)}, person=posted)

    assert account.mandate
    assert quote.payment_method == "DIRECT_DEBIT"
    assert quote.bank_account == account.mandate.bank_account
    assert not BankAccount.objects.filter(holder="Jemand Anders").exists()


@pytest.mark.row("AP-084")
def test_a_forbidden_contract_account_is_hidden_and_refused(
    clerk: Client, known: BusinessPartner, version: TariffVersion, account: ContractAccount
) -> None:
    SalesSettings.objects.update_or_create(
        pk=1, defaults={"existing_account_for_new_supply_point": False}
    )
    basis = {"business_partner": str(known.pk)}
    draft_id = given.draft(version, basis=basis, person={"contract_account": str(account.pk)})

    text = clerk.get(url(draft_id, Step.PARTIES)).content.decode()
    with pytest.raises(commands.AccountNotAllowed):
        commands.close_draft(fresh_call(), draft_id=draft_id, version=3, day=given.DAY)

    assert "contract_account" not in text
    assert not Quote.objects.exists()


@pytest.mark.row("AP-088")
def test_a_known_iban_fills_the_holder_and_locks_it(
    clerk: Client, version: TariffVersion, known: BusinessPartner, account: ContractAccount
) -> None:
    draft_id = at_parties(clerk, version, business_partner=str(known.pk))

    locked = renewed(
        clerk, draft_id, business_partner=str(known.pk), iban=given.IBAN, holder="Anders"
    )
    holder = locked.context["form"]["holder"]
    freed = renewed(
        clerk,
        draft_id,
        business_partner=str(known.pk),
        iban=OTHER_IBAN,
        holder=str(holder.value()),
        holder_of_known_iban=str(holder.value()),
    )

    assert account.mandate
    assert holder.value() == account.mandate.bank_account.holder
    assert "readonly" in str(holder)
    assert "readonly" not in str(locked.context["form"]["iban"])
    assert "Diese IBAN ist schon hinterlegt" in locked.content.decode()
    assert freed.context["form"]["holder"].value() == ""
    assert "readonly" not in str(freed.context["form"]["holder"])


@pytest.mark.row("AP-088")
def test_an_iban_of_the_business_partner_is_linked_and_not_stored_twice(
    version: TariffVersion, known: BusinessPartner, account: ContractAccount
) -> None:
    typed = {"iban": given.IBAN, "holder": "Ganz Anders"}

    quote = given.quote(version, basis={"business_partner": str(known.pk)}, person=typed)

    assert account.mandate
    assert quote.bank_account == account.mandate.bank_account
    assert BankAccount.objects.count() == 1


@pytest.mark.row("AP-090", "AP-104")
def test_with_a_recipient_the_payment_is_asked_there_and_not_at_the_business_partner(
    clerk: Client, version: TariffVersion, known: BusinessPartner, account: ContractAccount
) -> None:
    payer = parties.business_partner(last_name="Zahler")
    theirs = parties.bank_account(payer, OTHER_IBAN)
    debtors.contract_account(payer, theirs)
    draft_id = at_parties(clerk, version, business_partner=str(known.pk))

    alone = renewed(clerk, draft_id, business_partner=str(known.pk)).content.decode()
    answer = renewed(
        clerk,
        draft_id,
        business_partner=str(known.pk),
        has_recipient="1",
        recipient_business_partner=str(payer.pk),
    )

    own, others = answer.content.decode().split("Weitere Beteiligte")
    assert 'id="id_iban"' in alone.split("Weitere Beteiligte")[0]
    assert 'id="id_iban"' not in own
    assert "Es zahlt der abweichende Rechnungsempfänger" in own
    assert "Zahlung des Rechnungsempfängers" in others
    assert f'value="{theirs.pk}"' in others
    assert account.number not in others


@pytest.mark.row("AP-104")
def test_an_account_whose_bills_go_elsewhere_is_refused_with_a_recipient(
    version: TariffVersion, known: BusinessPartner, account: ContractAccount
) -> None:
    payer = parties.business_partner(last_name="Zahler")
    chosen = {
        "contract_account": str(account.pk),
        "has_recipient": "1",
        "recipient_business_partner": str(payer.pk),
    }
    draft_id = given.draft(version, basis={"business_partner": str(known.pk)}, person=chosen)

    with pytest.raises(commands.NotTheirs):
        commands.close_draft(fresh_call(), draft_id=draft_id, version=3, day=given.DAY)
