"""A clerk takes a prospect from the first question to the paid bill, through the pages alone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from lxml import etree
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django import Settings

from kundenwerk.accounts.commands import create_login
from kundenwerk.accounts.roles import Role
from kundenwerk.mako.models import Interchange
from kundenwerk.payments.formats import pain008
from kundenwerk.platform import books, clock
from tests import factories
from tests.browser import Site, database
from tests.journeys import supplier
from tests.journeys.hands import Hands
from tests.mako.letters import objections

pytestmark = pytest.mark.journey

PASSWORD = "Wasserturm-und-Windrad-47"
MONTH, DAY = "1 Monat weiter", "1 Tag weiter"
Picture = Callable[..., None]


@pytest.fixture
def hands(page: Page, site: Site, settings: Settings) -> Iterator[Hands]:
    """A supplier without customers, one clerk at the login page, partners on a socket."""
    with database():
        supplier.open_for_business()
        with factories.running():
            create_login(
                username="minzenmay",
                email="minzenmay@example.org",
                role=Role.ADMINISTRATOR,
                first_name="Adele",
                last_name="Minzenmay",
                password=PASSWORD,
            )
    with supplier.business_partners() as address:
        settings.MARKET_MAILBOX, settings.BANK_MAILBOX = f"{address}/market", f"{address}/bank"
        yield Hands(page, site)


@pytest.mark.row("S1", "AP-095", "KM-018", "KM-039", "DEC-12")
def test_a_prospect_becomes_a_customer_whose_bill_is_paid(hands: Hands, picture: Picture) -> None:
    sign_in(hands)
    quote(hands, picture)
    accept(hands)
    register(hands)
    hands.wait_for(date(2026, 12, 23), MONTH)
    hands.sees("in Belieferung")
    picture(hands.page, "contract")
    contract = hands.page.url
    import_next_year(hands)
    change_prices(hands, picture)
    for month in (1, 2, 3):
        hands.wait_for(date(2027, month, 23), MONTH)
    hands.page.goto(contract)
    read_meter(hands, "01.12.2026", "12.000")
    read_meter(hands, "01.03.2027", "12.640")
    hands.page.goto(contract)
    bill(hands, picture)
    hands.wait_for(date(2027, 4, 23), MONTH)
    collect(hands, picture)
    hands.page.goto(contract)
    settled(hands, picture)


def sign_in(hands: Hands) -> None:
    """Through the door like everybody."""
    hands.open("/")
    hands.fill("Anmeldename oder E-Mail-Adresse", "minzenmay")
    hands.fill("Passwort", PASSWORD)
    hands.press("Enter")
    hands.heading("Adele Minzenmay")


def quote(hands: Hands, picture: Picture) -> None:
    """First keystroke to finished letter, in a minute and 25 inputs."""
    hands.start_counting()
    hands.press("a")
    hands.fill("Postleitzahl", "10115")
    hands.press("Tab")
    hands.sees("Stromnetz Berlin GmbH")
    hands.fill("Straße", "Invalidenstraße")
    hands.fill("Hausnummer", "43")
    hands.push("2 Personen")
    hands.fill("Gewünschter Lieferbeginn", "01.12.2026")
    hands.push("Tarife zeigen")
    compare(hands, picture)
    fill_parties(hands)
    hands.push("Angaben prüfen")
    hands.sees("Commerzbank")
    hands.push("Angebot erstellen")
    hands.heading("ist fertig")
    hands.let_work()
    letter = text_of(hands.fetch("Angebotsdokument drucken"))

    assert "Petra Sommer" in letter
    assert "Musterstrom Natur" in letter
    assert hands.inputs <= 25
    assert hands.seconds <= 60


def compare(hands: Hands, picture: Picture) -> None:
    """Tariffs stand sorted by what they save; the third is chosen by its number."""
    cards = hands.page.get_by_role("article")
    expect(cards).to_have_count(4)
    saved = [_euros(text) for text in hands.page.locator(".saving b").all_inner_texts()]
    assert len(saved) == 4
    assert saved == sorted(saved, reverse=True)
    names = [name.inner_text() for name in cards.get_by_role("heading").all()]
    hands.press(str(names.index("Musterstrom Natur") + 1))
    expect(hands.page.get_by_role("button", name="Weiter mit Musterstrom Natur")).to_be_visible()
    picture(hands.page, "quote")
    hands.push("Weiter mit Musterstrom Natur")


def fill_parties(hands: Hands) -> None:
    """A person who comes from another supplier and pays by direct debit."""
    hands.choose("Anrede", "Frau")
    hands.fill("Vorname", "Petra")
    hands.fill("Nachname", "Sommer")
    hands.fill("E-Mail", "petra.sommer@example.org")
    hands.fill("IBAN", "DE89 3704 0044 0532 0130 00")
    hands.tick("Lieferantenwechsel")
    hands.choose("Altlieferant", "Vattenfall Europe Sales GmbH")
    hands.fill("Zählernummer", "1EMH0012345678")
    hands.fill("MaLo-ID", supplier.MALO)


def accept(hands: Hands) -> None:
    """The prospect says yes in a mail."""
    hands.press("o")
    hands.sees("Preiskalkulation")
    hands.press("a")
    hands.heading("nimmt das Angebot an")
    hands.tick("per E-Mail")
    hands.push("Vertrag anlegen")
    hands.page.wait_for_url(re.compile("/vertraege/"))


def register(hands: Hands) -> None:
    """The registration goes out by itself; the grid operator's consent is on the page."""
    hands.let_work()
    hands.sees("bestätigt")
    hands.sees("01.12.2026")
    with database():
        sent = Interchange.objects.get(direction="OUT", messages__pid="55001")
        assert objections(bytes(sent.content), clock.today()) == []


def import_next_year(hands: Hands) -> None:
    """Next year's levies and grid prices, each as a table."""
    hands.follow("Tarife und Preise")
    hands.follow("Tabellen einlesen")
    for table, name, new in (
        ("Umlagen, Steuern, Entgelte", "umlagen_2027.csv", 3),
        ("Preise der Netzbetreiber", "netzpreise_2027.csv", 1),
    ):
        hands.choose("Tabelle", table)
        hands.attach("Datei (CSV oder XLSX)", str(supplier.DATA / name))
        hands.push("Einlesen")
        hands.sees(f"{table}: {new} neu")


def change_prices(hands: Hands, picture: Picture) -> None:
    """A price change from the draft to the contracts, told in time."""
    hands.follow("Tarife und Preise")
    hands.page.get_by_role("link", name="Musterstrom Natur", exact=True).click()
    hands.fill("Neue Preise ab", "01.02.2027")
    hands.fill("Bezeichnung", "Preisstand 02/2027")
    hands.push("Entwurf anlegen")
    hands.fill("Staffel 1: Arbeitspreis ct/kWh", "12,40")
    hands.fill("Staffel 1: Grundpreis €/Jahr", "84")
    hands.push("Entwurf speichern")
    hands.told("Entwurf gespeichert")
    hands.press("f")
    hands.sees("gilt dann nur noch bis zum 31.01.2027")
    hands.push("Freigeben")
    hands.sees("Freigegeben.")
    hands.push("Verträge umstellen")
    hands.sees("1 Vertrag umgestellt")
    picture(hands.page, "prices")


def read_meter(hands: Hands, day: str, shown: str) -> None:
    """A reading the customer tells."""
    if "zaehlerstaende" not in hands.page.url:
        hands.press("z")
        hands.heading("Zählerstand erfassen")
    hands.fill("Abgelesen am", day)
    hands.fill("Zählerstand", shown)
    hands.push("Zählerstand erfassen")
    hands.told("Zählerstand erfasst")
    hands.sees(shown)


def bill(hands: Hands, picture: Picture) -> None:
    """Preview, issue, open the calculation, load the letter with the structured bill inside."""
    hands.press("r")
    hands.heading("abrechnen")
    hands.fill("Abrechnen bis einschließlich", "28.02.2027")
    hands.choose("Art", "Zwischenrechnung")
    hands.push("Vorschau erneuern")
    hands.sees("01.02.2027 bis 28.02.2027")
    due = hands.page.locator(".amount").inner_text()
    hands.press("r")
    hands.heading("Zwischenrechnung R-2027-000001")
    hands.sees(due)
    hands.let_work()
    for part in ("01.12.2026 bis 31.12.2026", "01.01.2027 bis 31.01.2027", "01.02.2027 bis"):
        hands.sees(part)
    hands.page.locator("summary", has_text="Rechenweg").first.click()
    hands.sees("kWh ×")
    picture(hands.page, "bill")
    letter = hands.fetch("PDF")

    with pikepdf.open(io.BytesIO(letter)) as pdf:
        assert list(pdf.attachments) == ["factur-x.xml"]
        structured = pdf.attachments["factur-x.xml"].get_file().read_bytes().decode()
    assert "R-2027-000001" in structured
    assert due in text_of(letter)


def collect(hands: Hands, picture: Picture) -> None:
    """The file for the bank, the bank's statement, nothing left to clear up."""
    hands.follow("Zahlungen")
    hands.follow("Lastschriften einziehen")
    hands.push("Datei erstellen")
    schema = etree.XMLSchema(etree.parse(str(pain008.SCHEMA)))
    assert schema.validate(etree.fromstring(hands.fetch("pain.008 herunterladen")))
    hands.push("An die Bank senden")
    hands.sees("Die Bank hat die Datei.")
    picture(hands.page, "collection")
    for day in range(24, 31):
        hands.wait_for(date(2027, 4, day), DAY)
    hands.follow("Zahlungen")
    hands.push("Bei der Bank abholen")
    hands.sees("1 Datei von der Bank abgeholt.")
    hands.sees("Alle Zahlungen sind zugeordnet.")


def settled(hands: Hands, picture: Picture) -> None:
    """The customer owes nothing; the books are in order."""
    hands.press("c")
    hands.heading("Petra Sommer")
    hands.sees("ausgeglichen")
    picture(hands.page, "customer")
    with database():
        assert [fault for faults in books.check_all().values() for fault in faults] == []


def text_of(letter: bytes) -> str:
    """What a PDF says, with its lines joined."""
    reader = PdfReader(io.BytesIO(letter))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def _euros(text: str) -> Decimal:
    return Decimal(text.split(maxsplit=1)[0].replace(".", "").replace(",", "."))
