"""The play: a year and a bit in the life of a small supplier, day after day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from kundenwerk.billing import commands as billing
from kundenwerk.contracts import commands as contracts
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.demo import grid, logins, offering, supplier
from kundenwerk.demo.acquisition import win_leads
from kundenwerk.demo.facts import LAST_DAY
from kundenwerk.demo.households import Wave, households
from kundenwerk.demo.meters import Meters
from kundenwerk.demo.money import Cashier, bill_everybody
from kundenwerk.demo.pipeline import Asking, Pipeline
from kundenwerk.demo.reminding import RUNS, promise, remind
from kundenwerk.demo.settling import settle
from kundenwerk.kernel.calendar import add_months, berlin_time
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call, command
from kundenwerk.sales import commands as sales
from kundenwerk.tariffs import commands as tariffs

FIRST_DAY: Final = date(2025, 9, 29)
ANNOUNCED_ON: Final = date(2026, 2, 12)
READ_ON: Final = date(2026, 11, 1)
BILLED_ON: Final = date(2026, 11, 4)
BILLS_DUE_ON: Final = date(2026, 11, 18)
FIRST_INSTALMENT: Final = date(2025, 11, 15)
ORDERED_ON: Final = {
    Wave.NOVEMBER_2025: date(2025, 10, 1),
    Wave.DECEMBER_2025: date(2025, 11, 3),
    Wave.MARCH_2026: date(2026, 2, 2),
    Wave.JULY_2026: date(2026, 6, 1),
    Wave.DECEMBER_2026: date(2026, 11, 19),
}
_MORNING: Final = time(10, 0)


@command
def begin_town(*, customers: int) -> int:
    """Note how large the town is to be; a town that was begun cannot grow.

    Raises:
        KeyReused: it was begun with another size.
    """
    return customers


def town_call() -> Call:
    """The caller of everything the town is made of; begun anew it goes on where it stopped."""
    return Call.of_job("demo_town")


Tell = Callable[[str], None]


@dataclass
class Town:
    """A town in the making."""

    customers: int
    tell: Tell
    call: Call = field(default_factory=town_call)
    versions: dict[str, int] = field(default_factory=dict)

    def begin(self) -> None:
        """Note the size of the town.

        Raises:
            KeyReused: it was begun with another size.
        """
        begin_town(self.call.derive("begin"), customers=self.customers)

    def play(self) -> None:
        """Make the whole town, from the first day to the last."""
        self._day(FIRST_DAY)
        self.tell("Unternehmen, Marktdaten und Tarife")
        house_bank_id = supplier.set_up(self.call.derive("supplier"))
        self.versions = offering.open_shop(self.call.derive("tariffs"), day=FIRST_DAY)
        offering.buy_energy(self.call.derive("purchases"))
        self.meters = Meters(self.customers)
        self.cashier = Cashier(self.customers, house_bank_id)
        self.tell("Kunden, Verträge und Zahlungen von November 2025 bis Oktober 2026")
        self._year()
        self.tell("Ablesung und Abrechnung")
        self._yearly_bills()
        self.tell("Interessenten und Angebote")
        self._autumn()
        self._day(LAST_DAY)
        promise(self.call.derive("promise"), LAST_DAY)
        logins.create_logins(self.call.derive("logins"), customer_id=self._first_customer())
        logins.keep_views(self.call.derive("views"))

    def _day(self, day: date) -> None:
        clock.set_business_date(self.call.derive("day", day), day=day)

    def _year(self) -> None:
        """Every month: who ordered is registered, who waits is supplied, what is due is paid."""
        due = FIRST_INSTALMENT
        waves = [(ORDERED_ON[wave], wave) for wave in Wave if ORDERED_ON[wave] < READ_ON]
        while due < READ_ON:
            first = due.replace(day=1)
            for ordered_on, wave in waves:
                if add_months(first, -1) <= ordered_on < first:
                    self._welcome(wave, ordered_on)
            self._begin_month(first)
            if first in RUNS:
                self._day(RUNS[first])
                remind(self.call.derive("remind", first), RUNS[first])
            self.cashier.round(self.call.derive("round", due), due)
            due = add_months(due, 1)

    def _welcome(self, wave: Wave, day: date) -> None:
        mine = self.call.derive("wave", wave.value)
        self._day(day)
        at = berlin_time(day, _MORNING)
        contract_ids = settle(
            mine.derive("settle"),
            customers=self.customers,
            wave=wave,
            versions=self.versions,
            day=day,
            at=at,
        )
        grid.register(mine.derive("register"), contract_ids, at=at)
        self._plan(contract_ids, wave.start, day)

    def _plan(self, contract_ids: list[int], first_day: date, day: date) -> None:
        if contract_ids:
            billing.plan_instalments_of(
                self.call.derive("plan", first_day, day),
                contract_ids=contract_ids,
                first_day=first_day,
                planned_on=day,
            )

    def _begin_month(self, first: date) -> None:
        mine = self.call.derive("month", first)
        self._day(first)
        at = berlin_time(first, time())
        if first == offering.NEW_PRICES:
            offering.end_first_prices(mine.derive("old prices"), day=first)
        tariffs.advance_versions(mine.derive("sale"), day=first)
        contracts.start_due_supplies(mine.derive("start"), day=first, at=at)
        self.meters.report_start(mine.derive("readings"), first)
        if first.month == 1:
            self.meters.report(mine.derive("new year"), first, every=2)
        billing.demand_instalments(mine.derive("instalments"), day=first)
        if first == add_months(offering.NEW_PRICES, -1):
            self._change_prices()

    def _change_prices(self) -> None:
        mine = self.call.derive("new prices")
        self.versions = offering.change_prices(mine, announced_on=ANNOUNCED_ON)
        at = berlin_time(ANNOUNCED_ON, _MORNING)
        for code, version_id in self.versions.items():
            contracts.apply_tariff_version(
                mine.derive("apply", code),
                version_id=version_id,
                announced_on=ANNOUNCED_ON,
                at=at,
            )

    def _yearly_bills(self) -> None:
        self._begin_month(READ_ON)
        self.meters.report(self.call.derive("yearly reading"), READ_ON)
        self.cashier.round(self.call.derive("round", "november"), date(2026, 11, 15))
        self._day(BILLED_ON)
        bill_everybody(self.call.derive("bills"), cut_off=READ_ON, issued_on=BILLED_ON)
        ended = SupplyContract.objects.filter(supply__startswith=Wave.NOVEMBER_2025.start)
        self._plan(list(ended.order_by("pk").values_list("pk", flat=True)), READ_ON, BILLED_ON)
        self.cashier.round(self.call.derive("round", "bills"), BILLS_DUE_ON)
        self.cashier.strangers(self.call.derive("strangers"), date(2026, 11, 20))

    def _autumn(self) -> None:
        """Prospects ask and decide; between them the newest customers order."""
        pipeline = Pipeline(min(14, 6 + self.customers // 20), date(2026, 12, 1))
        calls = self.call.derive("sales")
        ordered_on = ORDERED_ON[Wave.DECEMBER_2026]
        by_day = sorted(pipeline.askings, key=lambda asking: asking.asked_on)
        quotes = self._ask(calls, pipeline, [one for one in by_day if one.asked_on <= ordered_on])
        self._welcome(Wave.DECEMBER_2026, ordered_on)
        quotes |= self._ask(calls, pipeline, [one for one in by_day if one.asked_on > ordered_on])
        self._day(LAST_DAY - ONE_DAY)
        for number, quote_id in sorted(quotes.items()):
            pipeline.decide(calls, number, quote_id, LAST_DAY - ONE_DAY)
        sales.expire_quotes(calls.derive("expire"), day=LAST_DAY)
        win_leads(calls.derive("leads"), pipeline.versions["FIX"], LAST_DAY - ONE_DAY)

    def _ask(self, calls: Call, pipeline: Pipeline, askings: list[Asking]) -> dict[int, int]:
        """Let prospects ask on their days; returns their quotes."""
        quotes = {}
        for asking in askings:
            self._day(asking.asked_on)
            quote_id = pipeline.ask(calls, asking, asking.asked_on)
            if quote_id is not None:
                quotes[asking.number] = quote_id
        return quotes

    def _first_customer(self) -> int:
        first = households(1)[0].uses[0].malo_id
        return SupplyContract.objects.get(supply_point__malo_id=first).business_partner_id
