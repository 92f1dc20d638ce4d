"""The work of a dunning run: one command for each account."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.ledger.commands import MonthClosed
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import Outcome, report_done, run_kind
from kundenwerk.receivables.commands import DUNNING, NotDue, dun_account


@run_kind(DUNNING)
def dun_part(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Write to the accounts of one part; who is no longer due stops nobody else."""
    run_id = _run_id(params)
    accounts = ContractAccount.objects.in_bulk(items)
    problems: list[dict[str, Any]] = []
    for position, account_id in enumerate(items, start=1):
        if reason := _dun(call, params, account_id, run_id):
            problems.append({"id": account_id, **_named(accounts[account_id]), "reason": reason})
        report_done(position - len(problems))
    return Outcome(len(items) - len(problems), problems)


def _dun(call: Call, params: dict[str, Any], account_id: int, run_id: int | None) -> str:
    """Why nothing was written; empty when it was."""
    day = date.fromisoformat(params["day"])
    try:
        dun_account(call.derive(account_id), account_id=account_id, day=day, run_id=run_id)
    except NotDue as refusal:
        return str(refusal)
    except MonthClosed:
        return "Der Monat ist abgeschlossen; die Mahnkosten lassen sich nicht buchen."
    return ""


def _run_id(params: dict[str, Any]) -> int | None:
    return Run.objects.filter(key=params["key"]).values_list("pk", flat=True).first()


def _named(account: ContractAccount) -> dict[str, str]:
    return {
        "item": f"Vertragskonto {account.number}",
        "url": f"/kunden/{account.business_partner_id}/",
    }
