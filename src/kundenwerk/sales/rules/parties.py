"""Fourth step of a quote: who becomes customer, how they pay, what is known of the meter."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import validate_malo
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.switching import earliest_start
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.parties.rules.bank import BankDetails, checked_iban
from kundenwerk.parties.rules.person import (
    BusinessPartnerData,
    BusinessPartnerKind,
    Salutation,
    UnusableData,
    checked,
)
from kundenwerk.sales.rules.entries import Reader, Values
from kundenwerk.sales.rules.vocabulary import PaymentChoice

PERSON_FIELDS: Final = (
    "kind",
    "salutation",
    "title",
    "first_name",
    "last_name",
    "organisation_name",
    "birth_date",
    "email",
    "phone",
    "other_address",
    "own_street",
    "own_house_number",
    "own_postcode",
    "own_town",
)
OTHER_ROLES: Final = ("recipient", "owner")
FIELDS: Final = frozenset(
    {
        "business_partner",
        *PERSON_FIELDS,
        *(f"{role}_{name}" for role in OTHER_ROLES for name in PERSON_FIELDS),
        "has_recipient",
        "recipient_business_partner",
        "has_owner",
        "owner_business_partner",
        "payment_method",
        "contract_account",
        "bank_account",
        "iban",
        "holder",
        "situation",
        "previous_supplier",
        "previous_contract_number",
        "previous_contract_end",
        "meter_number",
        "malo_id",
    }
)
AGE_OF_MAJORITY: Final = 18
_ADDRESS: Final = ("street", "house_number", "postcode", "town")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyAddress:
    """The address of the supply point, taken over unless another one is given."""

    street: str
    house_number: str
    postcode: str
    town: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """How somebody pays; at most one of the three sources of an account is given."""

    method: PaymentChoice = PaymentChoice.NONE
    contract_account_id: int | None = None
    bank_account_id: int | None = None
    bank: BankDetails | None = None
    holder: str = ""

    @property
    def has_account(self) -> bool:
        """Whether a bank account to collect from is known."""
        return bool(self.contract_account_id or self.bank_account_id or self.bank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody of the quote: an existing partner, or a new one to be created."""

    business_partner_id: int | None = None
    data: BusinessPartnerData | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The fourth step, complete.

    Args:
        situation_code: which of the situations on offer was chosen; ``situation`` is its meaning.
        previous_contract_end: the first day the previous contract no longer covers.
    """

    customer: Party
    recipient: Party | None
    owner: Party | None
    payment: Payment
    situation: SupplySituation | None
    situation_code: str
    previous_supplier_id: int | None
    previous_contract_number: str
    previous_contract_end: date | None
    meter_number: str
    malo_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is settled before the fourth step is read.

    Args:
        start: the wished day of supply; None for the next possible one.
        business_partner_id: an existing contract partner; None for a new one.
        own_ibans: accounts of the supplier, refused as a customer's.
        situations: what may be chosen, with what it means to the market.
    """

    today: date
    address: SupplyAddress
    commodity: Commodity
    start: date | None
    business_partner_id: int | None
    own_ibans: Collection[str] = ()
    situations: Mapping[str, SupplySituation] = field(default_factory=dict)


def payer_of(values: Values) -> str:
    """The role whose bank account is asked: the recipient's, else the customer's (AP-090)."""
    return "recipient" if values.get("has_recipient") == "1" else ""


def read_parties(values: Values, given: Circumstances) -> Parties:
    """Read the fourth step.

    Raises:
        Incomplete: with a German sentence per field.

    Source: AP-076 to AP-107; DEC-02 for the start.
    """
    read = Reader(values)
    customer = _party(read, "", given.business_partner_id, given)
    recipient = _other_party(read, "recipient", given)
    owner = _other_party(read, "owner", given)
    _check_age(read, given.today)
    payment = _payment(read, given.own_ibans)
    code = read.among("situation", given.situations)
    situation = given.situations[code] if code else None
    switches = situation is SupplySituation.SWITCH
    asked = "Bei einem Lieferantenwechsel brauchen wir den Altlieferanten." if switches else ""
    supplier = read.row_id("previous_supplier", missing=asked)
    parties = Parties(
        customer=customer,
        recipient=recipient,
        owner=owner,
        payment=payment,
        situation=situation,
        situation_code=code,
        previous_supplier_id=supplier,
        previous_contract_number=read.text("previous_contract_number", max_length=35),
        previous_contract_end=_previous_end(read, given.today),
        meter_number=read.checked("meter_number", _meter_number, ""),
        malo_id=read.checked("malo_id", validate_malo, ""),
    )
    _check_start(read, parties, given)
    read.finish()
    return parties


def person_data(
    values: Values, role: str, *, today: date, address: SupplyAddress
) -> BusinessPartnerData:
    """A new partner as typed so far, unchecked; also the question to the duplicate check."""
    read = Reader(values)
    return _person(read, f"{role}_" if role else "", today, address)


def _person(read: Reader, prefix: str, today: date, address: SupplyAddress) -> BusinessPartnerData:
    def typed(name: str) -> str:
        return read.values.get(prefix + name, "")

    own = {name: typed(f"own_{name}") for name in _ADDRESS}
    other = read.flag(f"{prefix}other_address")
    taken = own | {"state": ""} if other else dataclasses.asdict(address)
    return BusinessPartnerData(
        kind=read.choice(f"{prefix}kind", BusinessPartnerKind) or BusinessPartnerKind.PERSON,
        salutation=read.choice(f"{prefix}salutation", Salutation) or Salutation.NEUTRAL,
        title=typed("title"),
        first_name=typed("first_name"),
        last_name=typed("last_name"),
        organisation_name=typed("organisation_name"),
        birth_date=read.day(f"{prefix}birth_date", today=today),
        email=typed("email"),
        phone=typed("phone"),
        **taken,
    )


def _party(
    read: Reader, prefix: str, business_partner_id: int | None, given: Circumstances
) -> Party:
    if business_partner_id is not None:
        return Party(business_partner_id=business_partner_id)
    entered = _person(read, prefix, given.today, given.address)
    other = read.flag(f"{prefix}other_address")
    try:
        return Party(data=checked(entered, today=given.today))
    except UnusableData as problem:
        for name, sentence in problem.errors.items():
            field = f"own_{name}" if other and name in _ADDRESS else name
            read.errors.setdefault(prefix + field, sentence)
    return Party(data=entered)


def _check_age(read: Reader, today: date) -> None:
    """Only adults conclude a contract of continuing obligation alone.

    Source: §§ 2, 106 bis 108 BGB.
    """
    born = read.day("birth_date", today=today)
    if born and born < today < add_months(born, 12 * AGE_OF_MAJORITY):
        read.errors.setdefault("birth_date", "Vertragspartner müssen volljährig sein.")


def _other_party(read: Reader, role: str, given: Circumstances) -> Party | None:
    if not read.flag(f"has_{role}"):
        return None
    return _party(read, f"{role}_", read.row_id(f"{role}_business_partner"), given)


def _payment(read: Reader, own_ibans: Collection[str]) -> Payment:
    method = read.choice("payment_method", PaymentChoice) or PaymentChoice.NONE
    account = read.row_id("contract_account")
    stored = read.row_id("bank_account")
    if account or stored:
        return Payment(method=method, contract_account_id=account, bank_account_id=stored)
    bank = read.checked(
        "iban",
        lambda text: checked_iban(text, own_ibans=own_ibans),
        None,
        missing="Für die Lastschrift brauchen wir die IBAN."
        if method is PaymentChoice.DIRECT_DEBIT
        else "",
    )
    holder = read.checked("holder", lambda text: clean_text(text, max_length=70), "")
    return Payment(method=method, bank=bank, holder=holder)


def _meter_number(text: str) -> str:
    value = clean_text(text, max_length=20).upper()
    if not value.isascii() or not any(character.isdigit() for character in value):
        raise UnusableText("Eine Zählernummer hat höchstens 20 Zeichen, darunter Ziffern.")
    return value


def _previous_end(read: Reader, today: date) -> date | None:
    last_day = read.day("previous_contract_end", today=today)
    if last_day is None:
        return None
    if not add_months(today, -12) < last_day < add_months(today, 36):
        read.errors["previous_contract_end"] = "Bitte prüfen Sie das Vertragsende."
    return last_day + timedelta(days=1)


def _check_start(read: Reader, parties: Parties, given: Circumstances) -> None:
    if given.start is None or parties.situation is None:
        return
    previous_end = parties.previous_contract_end
    if previous_end and given.start < previous_end:
        read.errors.setdefault(
            "previous_contract_end",
            f"Der bisherige Vertrag endet erst nach dem Lieferbeginn {format_day(given.start)}.",
        )
        return
    soonest = earliest_start(given.today, given.commodity, parties.situation)
    if given.start < soonest:
        read.errors["situation"] = (
            f"Mit dieser Liefersituation beginnt die Lieferung frühestens am {format_day(soonest)}."
        )
