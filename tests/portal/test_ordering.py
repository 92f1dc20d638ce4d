"""Ordering without a clerk: one draft, one button, one contract."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence.models import Dispatch, Document
from kundenwerk.correspondence.queries import pdf
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.jobs import run_pending
from kundenwerk.portal.refusals import REFUSALS
from kundenwerk.sales import jobs
from kundenwerk.sales.commands.drafts import STEP_FIELDS
from kundenwerk.sales.models import Declaration, Handover, Quote, QuoteDraft
from kundenwerk.sales.rules.online import ALL_FIELDS
from tests.factories import parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.portal.shopping import (
    DELIVERY,
    PERSON,
    QUESTION,
    chosen,
    filled,
    ordered,
    sent_by,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.mark.row("KM-013", "KM-014", "DEC-06")
def test_a_visitor_orders_and_gets_quote_contract_and_case_at_once() -> None:
    visitor, version = Client(), given.tariff("PLUS", "12.5")

    answer = ordered(visitor, version)

    assert answer["Location"] == reverse("public:done")
    quote, contract = Quote.objects.get(), SupplyContract.objects.get()
    assert (quote.state, quote.decided_how, quote.contract) == ("ACCEPTED", "ONLINE", contract)
    assert quote.created_by == "web"
    assert Handover.objects.get().contract == contract
    assert contract.contract_account.mandate is not None
    assert QuoteDraft.objects.get().data == {}
    done = visitor.get(reverse("public:done")).content.decode()
    assert contract.number in done
    assert quote.number in done


@pytest.mark.row("C16")
def test_the_contract_stands_directly_before_the_button_with_the_words_of_the_law() -> None:
    page = filled(Client(), given.tariff("PLUS", "12.5")).content.decode()

    assert ">zahlungspflichtig bestellen</button>" in page
    summary = page.index("Ihr Vertrag in Kürze")
    assert summary > page.index("Liefersituation und Zähler")
    for words in ("Arbeitspreis", "Grundpreis", "Kosten im Jahr bei", "Mindestlaufzeit"):
        assert summary < page.index(words, summary) < page.index("zahlungspflichtig bestellen")
    assert "netto" not in page


@pytest.mark.row("KM-014")
def test_what_was_declared_is_kept_word_for_word_and_never_changes() -> None:
    visitor = Client()
    ordered(visitor, given.tariff("PLUS", "12.5"), early_start="on")

    declared = Declaration.objects.get()
    quote = Quote.objects.get()
    assert "zahlungspflichtig bestellen" in declared.wording
    assert str(quote.calculation.annual_gross) in declared.wording
    assert declared.early_start
    assert "vor Ablauf der Widerrufsfrist" in declared.wording
    with pytest.raises(Exception, match="final"), connection.cursor() as cursor:
        cursor.execute("UPDATE sales_declaration SET wording = 'x'")


@pytest.mark.row("KM-014", "C14")
def test_the_confirmation_goes_out_on_a_durable_medium() -> None:
    ordered(Client(), given.tariff("PLUS", "12.5"))

    run_pending()

    document = Document.objects.get(kind="CONFIRMATION")
    sent = Dispatch.objects.get(key__startswith="sales:confirmation:")
    assert (sent.recipient, sent.document) == ("petra@example.org", document)
    assert Quote.objects.get().document is not None
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(document.pk))).pages)
    for words in (
        "Widerrufsbelehrung",
        "binnen vierzehn Tagen ohne Angabe von Gründen",
        "Muster-Widerrufsformular",
        "Vertragszusammenfassung",
        "/widerruf/",
        SupplyContract.objects.get().number,
        str(Quote.objects.get().calculation.annual_gross),
    ):
        assert words.replace("\xa0", " ") in text.replace("\xa0", " ").replace("\n", " "), words


def test_a_double_click_and_a_second_window_order_once() -> None:
    visitor = Client()
    sent = sent_by(filled(visitor, given.tariff("PLUS", "12.5")))

    answers = [
        visitor.post(reverse("public:check"), sent),
        visitor.post(reverse("public:check"), sent),
        visitor.post(reverse("public:check"), sent | {"key": str(uuid.uuid4())}),
    ]

    assert {answer["Location"] for answer in answers} == {reverse("public:done")}
    assert SupplyContract.objects.count() == 1


def test_what_is_missing_is_asked_at_its_field_and_kept() -> None:
    visitor = Client()
    chosen(visitor, given.tariff("PLUS", "12.5"))

    delivery = visitor.post(reverse("public:delivery"), {"street": "Domgasse"})
    early = visitor.get(reverse("public:check"))
    visitor.post(reverse("public:delivery"), DELIVERY)
    person = visitor.post(reverse("public:person"), PERSON | {"email": "", "iban": "DE00"})

    assert delivery.status_code == person.status_code == 422
    assert {"house_number", "situation"} <= set(delivery.context["form"].errors)
    assert early["Location"] == reverse("public:delivery")
    assert {"email", "iban"} <= set(person.context["form"].errors)
    assert QuoteDraft.objects.get().data["last_name"] == "Sommer"
    assert not Quote.objects.exists()


@pytest.mark.row("BAD-D07", "R-42")
def test_no_field_reaches_what_belongs_to_others_or_changes_a_price() -> None:
    """Every field of the quote path visitors have none of, with somebody else's number."""
    victim = parties.business_partner(last_name="Opfer", email="opfer@example.org")
    visitor, version = Client(), given.tariff("PLUS", "12.5")
    cheaper = given.tariff("GROSS", "0.5", is_b2b=True)
    every = set().union(*STEP_FIELDS.values())
    foreign = dict.fromkeys(every - ALL_FIELDS, str(victim.pk))
    foreign["tariff_version"] = str(cheaper.pk)
    lies = {"annual_gross": "1", "energy_ct": "0.01", "new_customer_bonus": "9999", "price": "0"}
    sent = sent_by(filled(visitor, version, **foreign, **lies))

    visitor.post(reverse("public:check"), foreign | lies | DELIVERY | sent)

    quote = Quote.objects.select_related("calculation").get()
    assert len(foreign) > 20
    assert quote.business_partner_id != victim.pk
    assert (quote.invoice_recipient, quote.property_owner) == (None, None)
    assert quote.calculation.tariff_version == version
    assert quote.calculation.energy_ct == version.tiers.get().energy_ct
    assert quote.calculation.annual_gross == given.quote(version).calculation.annual_gross


def test_a_known_iban_or_person_is_never_shown_as_known() -> None:
    """The answer for an existing customer's data is the one for a stranger's."""
    version = given.tariff("PLUS", "12.5")
    given.quote(version)  # Petra Sommer with this IBAN is known from now on
    known = filled(Client(), version).content.decode()

    stranger = filled(Client(), version, iban="DE75512108001245126199").content.decode()

    assert "schon" not in known.lower().replace("schon vor ablauf", "")
    assert known.count("<dt>") == stranger.count("<dt>")
    assert BusinessPartner.objects.count() == 1


def test_a_draft_belongs_to_the_browser_that_began_it() -> None:
    owner, version = Client(), given.tariff("PLUS", "12.5")
    chosen(owner, version)
    draft_id = QuoteDraft.objects.get().pk
    clerks = given.draft(version)
    stranger = Client()

    unsigned = Client()
    unsigned.cookies["bestellung"] = str(draft_id)
    forged = Client()
    forged.cookies["bestellung"] = owner.cookies["bestellung"].value.replace(
        str(draft_id), str(clerks)
    )

    for visitor in (stranger, unsigned, forged):
        assert visitor.get(reverse("public:delivery")).status_code == 404
        assert visitor.get(reverse("public:done")).status_code == 404
    assert owner.get(reverse("public:delivery")).status_code == 200


def test_clerks_drafts_are_no_orders_and_visitors_drafts_no_work_for_clerks() -> None:
    from kundenwerk.sales import commands  # noqa: PLC0415
    from kundenwerk.sales.queries.drafts import open_drafts  # noqa: PLC0415

    version = given.tariff("PLUS", "12.5")
    clerks = given.draft(version)
    chosen(Client(), version)

    with pytest.raises(commands.NotOnline):
        commands.order_online(
            fresh_call("web"),
            draft_id=clerks,
            version=3,
            declared=commands.Declared(timezone.now(), early_start=False),
            day=given.DAY,
        )
    assert [one.draft_id for one in open_drafts()] == [clerks]
    assert commands.NotOnline in REFUSALS


@pytest.mark.row("DEC-07")
def test_what_is_not_finished_is_forgotten_after_a_day() -> None:
    version = given.tariff("PLUS", "12.5")
    clerks = given.draft(version)
    chosen(Client(), version)
    assert QuoteDraft.objects.count() == 2

    with connection.cursor() as cursor:
        cursor.execute("UPDATE sales_quotedraft SET updated_at = now() - interval '25 hours'")
    jobs.forget_online_drafts(int(timezone.now().timestamp()))

    assert [draft.pk for draft in QuoteDraft.objects.all()] == [clerks]


def test_a_tariff_that_left_the_sale_meanwhile_is_not_ordered() -> None:
    visitor, version = Client(), given.tariff("PLUS", "12.5")
    sent = sent_by(filled(visitor, version))
    set_business_date(fresh_call(), day=given.DAY + timedelta(days=60))

    answer = visitor.post(reverse("public:check"), sent)

    assert answer.status_code in {404, 422}
    assert not Quote.objects.exists()


@pytest.mark.row("BAD-D33")
def test_too_many_orders_from_one_place_have_to_wait() -> None:
    visitor = Client()
    answers = [visitor.post(reverse("public:choose"), QUESTION) for _ in range(42)]

    assert answers[39].status_code == 302
    assert answers[40].status_code == 429
    assert int(answers[40]["Retry-After"]) > 0


@pytest.mark.row("BAD-D30")
def test_an_order_from_another_site_is_refused() -> None:
    visitor = Client(enforce_csrf_checks=True)

    assert visitor.post(reverse("public:choose"), QUESTION).status_code == 403
    assert visitor.post(reverse("public:check"), {}).status_code == 403
