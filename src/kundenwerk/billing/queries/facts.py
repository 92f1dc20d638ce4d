"""What a bill says beside its figures, kept with it word for word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from kundenwerk.billing.queries.inputs import Loaded
from kundenwerk.billing.queries.rows import Contract, Recipient, Terms
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.contracts.rules.deadlines import EndTerms, earliest_end
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.metering.queries.load_curves import versions_of
from kundenwerk.metering.rules.usage import Shown, Usage
from kundenwerk.parties.rules.person import display_name
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind, SupplyKind


def of(contract: Contract, wanted: Wanted, loaded: Loaded, issued_on: date) -> dict[str, Any]:
    """The facts of a bill as plain values.

    Source: § 40 Abs. 2 EnWG (contents of a bill); § 40a Abs. 1 S. 5 EnWG (origin of readings).
    """
    return {
        "customer_number": contract.customer_number,
        "recipient": _recipient(loaded.recipients[contract.pk]),
        "supply": _supply(contract),
        "contract": _contract(contract, loaded.terms[contract.pk], wanted, issued_on)
        | {"conditions": _conditions(loaded.conditions.get(contract.pk, ()))},
        "account_number": contract.account_number,
        "readings": [_reading(usage) for usage in _known(contract, loaded)],
        "payment": _payment(contract, loaded),
        **_quarter_hours(contract, loaded),
    }


def _known(contract: Contract, loaded: Loaded) -> Sequence[Usage]:
    """What registers counted, as far as a bill by quarter hours knows it."""
    found = loaded.usages[contract.pk]
    return found if isinstance(found, list) else ()


def _quarter_hours(contract: Contract, loaded: Loaded) -> dict[str, Any]:
    """Which quarter hours the bill was made from, so that it can be proved later."""
    if contract.pk not in loaded.quarters:
        return {}
    curve = loaded.quarters.curve(contract.pk)
    return {
        "quarter_hours": {
            "count": int(curve.wh.size),
            "substitutes": curve.substitutes,
            "versions": versions_of(curve),
            "grid_by_the_hour": [
                [one.valid.start.isoformat(), one.valid.end.isoformat()]
                for one in loaded.placed[contract.pk]
                if one.module.varies_by_hour and one.valid.end
            ],
        }
    }


def _recipient(recipient: Recipient) -> dict[str, Any]:
    return {
        "business_partner_id": recipient.business_partner_id,
        "number": recipient.number,
        "name": display_name(
            recipient.kind,
            recipient.title,
            recipient.first_name,
            recipient.last_name,
            recipient.organisation_name,
        ),
        "salutation": recipient.salutation,
        "street": f"{recipient.street} {recipient.house_number}".strip(),
        "postcode": recipient.postcode,
        "town": recipient.town,
        "country": recipient.country,
    }


def _supply(contract: Contract) -> dict[str, Any]:
    return {
        "commodity": contract.commodity,
        "street": f"{contract.street} {contract.house_number}".strip(),
        "postcode": contract.postcode,
        "town": contract.town,
        "malo_id": contract.malo_id or "",
        "grid_operator": contract.grid_operator,
        "grid_operator_code": contract.grid_operator_code,
        "metering_operator": contract.metering_operator or "",
        "metering_operator_code": contract.metering_operator_code or "",
        "forecast_kwh": contract.forecast_annual_kwh,
    }


def _contract(
    contract: Contract, terms: Sequence[Terms], wanted: Wanted, issued_on: date
) -> dict[str, Any]:
    last = [row for row in terms if row.valid.intersect(wanted.period)][-1]
    assert contract.supply is not None  # checked before
    end = contract.supply.end or _earliest_end(
        EndTerms(
            SupplyKind(contract.supply_kind),
            contract.supply.start,
            last.minimum_term_months,
            last.notice_weeks,
        ),
        issued_on,
    )
    return {
        "number": contract.number,
        "tariff": contract.tariff,
        "version": last.version,
        "supply_kind": contract.supply_kind,
        "start": contract.supply.start.isoformat(),
        "notice_weeks": last.notice_weeks,
        "is_ending": contract.supply.end is not None,
        "next_last_day": (end - ONE_DAY).isoformat(),
    }


def _conditions(agreed: Sequence[ConditionData]) -> list[str]:
    """What lasts; one-time amounts are lines of the first bill."""
    lasting = [one for one in agreed if one.kind != ConditionKind.ONCE]
    return [f"{one.label}: {one.words}" if one.words else one.label for one in lasting]


# Terms are few where contracts are many.
_earliest_end = lru_cache(maxsize=4096)(earliest_end)


def _reading(usage: Usage) -> dict[str, Any]:
    return {
        "meter": usage.meter_number,
        "register": usage.kind.value,
        "start": _shown(usage.start),
        "end": _shown(usage.end),
        "counted": str(usage.counted),
        "kwh": str(usage.kwh),
        "gas": usage.gas
        and {
            "volume_factor": str(usage.gas.volume_factor),
            "calorific_value": str(usage.gas.calorific_value),
        },
    }


def _shown(reading: Shown) -> dict[str, Any]:
    return {
        "day": reading.day.isoformat(),
        "value": str(reading.value),
        "origin": reading.origin.value,
        "reason": reading.reason,
    }


def _payment(contract: Contract, loaded: Loaded) -> dict[str, Any]:
    mandate = loaded.mandates.get(contract.account_id)
    if mandate is None or contract.payment_method != PaymentMethod.DIRECT_DEBIT:
        return {"method": PaymentMethod.TRANSFER.value}
    return {
        "method": PaymentMethod.DIRECT_DEBIT.value,
        "mandate_id": mandate.mandate_id,
        "mandate": mandate.reference,
        "iban_last4": mandate.iban_last4,
    }
