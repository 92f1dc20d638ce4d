"""What a merge would move, and what became of it since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.apps import apps

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence.models import Document
from kundenwerk.debtors.models import ContractAccount, SepaMandate
from kundenwerk.ledger import queries as ledger
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.parties.queries import business_partner_data
from kundenwerk.parties.queries.merging import Merged, belongings
from kundenwerk.parties.rules.merging import Side, sides
from kundenwerk.platform.changes import Row
from kundenwerk.sales.models import Merge, PossibleDuplicate, Quote

_BOOKED = "seitdem abgerechnet oder gebucht"
_ANOTHER_CONTRACT = "seitdem kam ein Vertrag dazu"
_ANOTHER_MANDATE = "seitdem gilt ein anderes SEPA-Mandat"
_OVERTAKEN = "seitdem geändert"
_NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Moving:
    """One kind of thing that moves: what it is called, how many, and the first of them."""

    label: str
    count: int
    names: str


def moving(emptied: BusinessPartner, kept: BusinessPartner) -> list[Moving]:
    """What would move now, by kind; columns of one table count once."""
    ids: dict[str, set[int]] = {}
    for model, _column, found in belongings(emptied, kept):
        if found:
            ids.setdefault(model._meta.label, set()).update(found)
    return sorted((_moving(label, found) for label, found in ids.items()), key=lambda m: m.label)


def _moving(label: str, ids: set[int]) -> Moving:
    model = apps.get_model(label)
    first = model._base_manager.filter(pk__in=sorted(ids)[:_NAMED_AT_MOST]).order_by("pk")  # noqa: SLF001
    plain = str(model._meta.verbose_name_plural)
    told = [str(one) for one in first] if len(ids) <= _NAMED_AT_MOST else []
    return Moving(plain, len(ids), ", ".join(told))


def both_sides(emptied_id: int, kept_id: int, *, day: date) -> list[Side]:
    """The values of both records, group by group."""
    emptied, kept = (business_partner_data(one, day=day) for one in (emptied_id, kept_id))
    return sides(emptied, kept)


def not_taken_back(pair_id: int) -> Merge | None:
    """The merge of a pair that still holds."""
    return Merge.objects.filter(pair=pair_id, taken_back_on__isnull=True).first()


def last_merge(pair_id: int) -> Merge | None:
    """The latest merge of a pair, taken back or not."""
    return Merge.objects.filter(pair=pair_id).order_by("-pk").first()


def to_be_taken_back(*, day: date) -> list[Merge]:
    """Every merge that can still be taken back, the latest first."""
    found = Merge.objects.filter(taken_back_on__isnull=True, last_day__gte=day)
    return list(found.select_related("pair__newcomer", "pair__known").order_by("-pk"))


@dataclass(slots=True)
class Held:
    """Rows that cannot go back, each with the reason.

    Args:
        new_documents: letters written since for the kept record; they stay with it.
    """

    rows: dict[Row, str] = field(default_factory=dict)
    new_documents: int = 0

    def keep(self, model: type, ids: Iterable[int], reason: str) -> None:
        """Let rows of a table stay."""
        for pk in ids:
            self.rows.setdefault((model._meta.label, pk), reason)  # type: ignore[attr-defined]


def held_since(merged: Merged, at: datetime, pair: PossibleDuplicate) -> Held:
    """What was billed, signed or added since a merge, and all that hangs on it."""
    held = Held()
    contracts = merged.ids("contracts.SupplyContract")
    _hold_accounts(held, merged, contracts)
    for contract in SupplyContract.objects.filter(pk__in=contracts):
        account = (ContractAccount._meta.label, contract.contract_account_id)
        if account in held.rows:
            held.keep(SupplyContract, [contract.pk], held.rows[account])
        elif contract.contract_account.business_partner_id == pair.known_id and (
            contract.contract_account_id not in merged.ids("debtors.ContractAccount")
        ):
            held.keep(SupplyContract, [contract.pk], "steht jetzt auf einem anderen Vertragskonto")
    _hold_quotes(held, merged, contracts)
    if _stays_customer(held, merged, pair, contracts):
        held.keep(BusinessPartner, [pair.known_id], "hat eigene Verträge")
    written = Document.objects.filter(business_partner=pair.known_id, created_at__gt=at)
    held.new_documents = written.exclude(pk__in=merged.ids("correspondence.Document")).count()
    return held


def _hold_accounts(held: Held, merged: Merged, contracts: set[int]) -> None:
    banks = merged.ids("parties.BankAccount")
    mandates = merged.ids("debtors.SepaMandate")
    accounts = ContractAccount.objects.filter(pk__in=merged.ids("debtors.ContractAccount"))
    for account in accounts.select_related("mandate"):
        mandate = account.mandate
        if ledger.entries(account.ledger_account_id) or ledger.items(account.ledger_account_id):
            reason = _BOOKED
        elif account.contracts.exclude(pk__in=contracts).exists():
            reason = _ANOTHER_CONTRACT
        elif mandate and mandate.bank_account_id not in banks and mandate.pk not in mandates:
            reason = _ANOTHER_MANDATE
        else:
            continue
        held.keep(ContractAccount, [account.pk], reason)
        signed = SepaMandate.objects.filter(account=account)
        held.keep(SepaMandate, signed.values_list("pk", flat=True), reason)
        held.keep(BankAccount, signed.values_list("bank_account_id", flat=True), reason)


def _hold_quotes(held: Held, merged: Merged, contracts: set[int]) -> None:
    for quote in Quote.objects.filter(pk__in=merged.ids("sales.Quote")):
        contract = (SupplyContract._meta.label, quote.contract_id or 0)
        if contract in held.rows:
            reason = held.rows[contract]
        elif quote.contract_id and quote.contract_id not in contracts:
            reason = "seitdem angenommen"
        else:
            continue
        held.keep(Quote, [quote.pk], reason)
        if quote.bank_account_id:
            held.keep(BankAccount, [quote.bank_account_id], reason)


def _stays_customer(
    held: Held, merged: Merged, pair: PossibleDuplicate, contracts: set[int]
) -> bool:
    """Whether the kept record has contracts when everything else has gone back."""
    if pair.known_id not in merged.ids("parties.BusinessPartner"):
        return False
    own = SupplyContract.objects.filter(business_partner=pair.known_id).exclude(pk__in=contracts)
    return own.exists() or any(table == "contracts.SupplyContract" for table, _ in held.rows)


def told(stayed: Sequence[Row], values: Sequence[str], held: Held) -> list[str]:
    """What did not go back, one German sentence each."""
    sentences = [f"{name}: {_OVERTAKEN}" for name in values]
    rest: Counter[tuple[str, str]] = Counter()
    for table, pk in stayed:
        if table == BusinessPartner._meta.label:
            continue
        model = apps.get_model(table)
        row = model._base_manager.filter(pk=pk).first()  # noqa: SLF001
        reason = held.rows.get((table, pk), _OVERTAKEN if row else "seitdem gelöscht")
        kind = str(model._meta.verbose_name)
        if row is None:
            rest[kind, reason] += 1
        else:
            sentences.append(f"{kind} {row}: {reason}")
    sentences += [f"{count} × {kind}: {reason}" for (kind, reason), count in rest.items()]
    if held.new_documents:
        sentences.append(f"{held.new_documents} seitdem geschriebene Dokumente")
    return sentences
