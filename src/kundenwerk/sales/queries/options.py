"""Reading the lists an administrator may change."""

from __future__ import annotations

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.platform.pages import once_a_page
from kundenwerk.sales.models import OfferedOption, Quote
from kundenwerk.sales.rules.options import OptionList


@once_a_page
def every_option(belongs_to: OptionList) -> list[OfferedOption]:
    """All entries of a list with the hidden ones, in their order."""
    return list(OfferedOption.objects.filter(belongs_to=belongs_to.value).order_by("position"))


def next_actions() -> list[OfferedOption]:
    """What is offered after a quote, in order (AP-108, AP-110)."""
    return [one for one in every_option(OptionList.NEXT_ACTION) if one.is_shown]


def situations() -> list[tuple[str, str]]:
    """The supply situations on offer as choices of a form (AP-091)."""
    return [(one.code, one.label) for one in every_option(OptionList.SITUATION) if one.is_shown]


def meanings() -> dict[str, SupplySituation]:
    """What each supply situation means to the market, hidden ones too."""
    rows = every_option(OptionList.SITUATION)
    return {one.code: SupplySituation(one.meaning) for one in rows}


def switching() -> frozenset[str]:
    """The supply situations in which somebody else supplied before."""
    return frozenset(code for code, one in meanings().items() if one is SupplySituation.SWITCH)


def situation(code: str) -> OfferedOption | None:
    """One supply situation, a hidden one too."""
    return OfferedOption.objects.filter(belongs_to=OptionList.SITUATION, code=code).first()


def situation_label(code: str) -> str:
    """What a supply situation is called, a hidden one too."""
    found = situation(code)
    return found.label if found else ""


def situation_of(quote: Quote) -> str:
    """What the supply situation of a quote is called; nothing while it is open."""
    option = quote.situation_option
    return option.label if option else situation_label(quote.situation)


def situation_of_contract(contract: SupplyContract) -> str:
    """The same for a contract, as its quote said it."""
    quote = Quote.objects.filter(contract=contract).select_related("situation_option").first()
    return situation_of(quote) if quote else situation_label(contract.situation)
