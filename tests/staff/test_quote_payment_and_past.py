"""What an existing customer brings into a quote: supply points, current tariff, accounts."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote, SalesSettings
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.staff.quote_path import at_parties, begun, page, post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.mark.row("AP-082", "AP-083", "AP-084")
def test_a_contract_account_is_offered_beside_new_bank_details_unless_forbidden(
    clerk: Client, known: BusinessPartner, account: ContractAccount, version: TariffVersion
) -> None:
    draft_id = begun(clerk, known)
    chosen = {"tariff_version": str(version.pk), "annual_kwh": "3.500"}
    post(clerk, draft_id, Step.TARIFF, chosen, 1)

    offered = page(clerk, draft_id, Step.PARTIES)
    tokens = {"version": "2", "page": str(uuid.uuid4())}
    renewed = clerk.post(
        reverse("staff:quote_renew", args=[draft_id, Step.PARTIES.value]),
        tokens | {"business_partner": str(known.pk), "contract_account": str(account.pk)},
    ).content.decode()
    SalesSettings.objects.update_or_create(
        pk=1, defaults={"existing_account_for_new_supply_point": False}
    )
    forbidden = page(clerk, draft_id, Step.PARTIES)

    assert "neues Vertragskonto" in offered
    assert f"{account.number} (Lastschrift von … 3000)" in offered
    assert '<fieldset class="stack" disabled>' in renewed
    assert "neues Vertragskonto" not in forbidden


@pytest.mark.row("AP-083")
def test_the_payment_of_a_chosen_account_is_the_payment_of_the_quote(
    known: BusinessPartner, account: ContractAccount, version: TariffVersion
) -> None:
    payment = {"contract_account": str(account.pk), "iban": "", "payment_method": ""}

    quote = given.quote(version, basis={"business_partner": str(known.pk)}, person=payment)

    assert quote.contract_account == account


@pytest.mark.row("AP-085")
def test_only_bank_details_of_the_customers_own_accounts_are_offered(
    clerk: Client, known: BusinessPartner, account: ContractAccount, version: TariffVersion
) -> None:
    stranger = parties.business_partner(last_name="Fremd")
    other = parties.bank_account(stranger, "DE02120300000000202051")
    unused = parties.bank_account(known, "DE02500105170137075030")
    draft_id = begun(clerk, known)
    chosen = {"tariff_version": str(version.pk), "annual_kwh": "3.500"}
    post(clerk, draft_id, Step.TARIFF, chosen, 1)

    form = clerk.get(url(draft_id, Step.PARTIES)).context["form"]

    assert account.mandate
    offered = {value for value, _ in form.fields["bank_account"].widget.choices}
    assert offered == {"", str(account.mandate.bank_account_id)}
    assert not offered & {str(other.pk), str(unused.pk)}


@pytest.mark.row("AP-096")
@pytest.mark.parametrize(
    ("kind", "listed", "hidden"),
    [("HAUSHALT", "Rheinstrom", "Rheingas"), ("GAS", "Rheingas", "Rheinstrom")],
)
def test_only_suppliers_of_the_commodity_can_be_the_previous_one(
    clerk: Client, kind: str, listed: str, hidden: str
) -> None:
    operator = given.participant(given.OPERATOR)
    gas = given.tariff("GAS", "8", commodity="GAS", usage_types=[])
    power = given.tariff("STROM", "12")
    draft_id = uuid.uuid4()
    by_hand = {"grid_operator": str(operator.pk), "concession_class": "UPTO_25K"}
    post(clerk, draft_id, Step.BASIS, given.BASIS | by_hand | {"energy_kind": kind})
    version_id = gas.pk if kind == "GAS" else power.pk
    post(
        clerk, draft_id, Step.TARIFF, {"tariff_version": str(version_id), "annual_kwh": "3.500"}, 1
    )

    form = clerk.get(url(draft_id, Step.PARTIES)).context["form"]

    names = {name for _, name in form.fields["previous_supplier"].widget.choices}
    assert listed in names
    assert hidden not in names


@pytest.mark.row("AP-092", "AP-097", "AP-098", "AP-099", "AP-100")
def test_what_is_known_of_the_old_supply_is_stored_and_shown(
    clerk: Client, version: TariffVersion
) -> None:
    old = given.participant(given.SUPPLIER)
    known = {
        "situation": "E03",
        "previous_supplier": str(old.pk),
        "previous_contract_number": "RS-4711",
        "previous_contract_end": "30.11.2026",
        "meter_number": "1EBZ0100200300",
        "malo_id": "51238696781",
    }

    quote = given.quote(version, person=known)

    text = clerk.get(reverse("staff:quote", args=[quote.pk])).content.decode()
    for shown in ("Rheinstrom", "RS-4711", "30.11.2026", "1EBZ0100200300"):
        assert shown in text
    assert "51238696781" in text.replace("\u00a0", "").replace(" ", "").replace("\xa0", "")


@pytest.mark.row("AP-006")
def test_the_steps_are_shown_as_done_current_and_skipped(
    clerk: Client, version: TariffVersion
) -> None:
    draft_id = at_parties(clerk, version)

    states = [
        (link.label, link.state) for link in clerk.get(url(draft_id, Step.PARTIES)).context["steps"]
    ]

    assert states[1:4] == [
        ("Tarif", "done"),
        ("Konditionen", "skipped"),
        ("Vertragsdaten", "now"),
    ]


@pytest.mark.row("AP-008", "AP-009", "AP-013")
def test_a_quote_is_begun_from_the_desktop_the_list_and_the_customer(
    clerk: Client, known: BusinessPartner
) -> None:
    new = reverse("staff:quote_new")

    desktop = clerk.get(reverse("staff:start")).content.decode()
    listed = clerk.get(reverse("staff:customers")).content.decode()
    record = clerk.get(reverse("staff:customer", args=[known.pk])).content.decode()
    begun_there = clerk.get(f"{new}?kunde={known.pk}", follow=True).context["customer"]

    assert "Privatkunden-Prozesscockpit" in desktop
    assert f'href="{new}"' in desktop
    assert f'href="{new}"' in listed
    assert f'href="{new}?kunde={known.pk}"' in record
    assert begun_there == f"{known}, {known.number}"


@pytest.mark.row("AP-108", "AP-109", "AP-111")
def test_the_actions_of_a_finished_quote_work_and_stay_at_the_quote(
    clerk: Client, version: TariffVersion
) -> None:
    quote = given.quote(version)
    made = reverse("staff:quote_make_document", args=[quote.pk])
    sent = reverse("staff:quote_send", args=[quote.pk])
    finished = clerk.get(reverse("staff:quote_next", args=[quote.pk]))
    stored = clerk.get(reverse("staff:quote", args=[quote.pk]))

    for shown in (finished, stored):
        assert made in shown.content.decode()
        assert sent in shown.content.decode()
    key = str(stored.context["action"]["key"].value())
    assert clerk.post(made, {"key": key}).status_code == 302
    assert clerk.post(sent, {"key": str(uuid.uuid4())}).status_code == 302
    assert reverse("staff:quote_inquiry", args=[quote.pk]) in finished.content.decode()


@pytest.mark.row("AP-114", "AP-118")
def test_a_quote_is_listed_under_its_business_partner_with_what_was_entered(
    clerk: Client, version: TariffVersion
) -> None:
    quote = given.quote(version)

    listed = clerk.get(reverse("staff:customer", args=[quote.business_partner_id])).content.decode()
    shown = clerk.get(reverse("staff:quote", args=[quote.pk])).content.decode()

    assert reverse("staff:quote", args=[quote.pk]) in listed
    for entered in ("Domgasse 7, 50667 Köln", "3.500", "01.12.2026", "SEPA-Lastschrift", "Einzug"):
        assert entered in shown, entered
    assert quote.supply_point.number in shown
    assert Quote.objects.get(calculation__supply_point=quote.supply_point) == quote
    assert quote.requested_start == date(2026, 12, 1)


@pytest.mark.row("R-43")
def test_a_supply_point_of_somebody_else_never_reaches_a_quote(
    running: SupplyContract, version: TariffVersion
) -> None:
    stranger = parties.business_partner(last_name="Fremd")
    chosen = {"business_partner": str(stranger.pk), "supply_point": str(running.supply_point_id)}
    draft_id = given.draft(version, basis=chosen)

    with pytest.raises(commands.NotTheirs):
        commands.close_draft(fresh_call(), draft_id=draft_id, version=3, day=given.DAY)

    assert not Quote.objects.exists()
