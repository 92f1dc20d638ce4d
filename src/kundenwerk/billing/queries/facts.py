"""What a bill says beside its figures, kept with it word for word."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.billing.queries.inputs import Loaded, Recipient
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules.deadlines import EndTerms, earliest_end
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.metering.rules.usage import Shown, Usage
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.rules.vocabulary import SupplyKind


def of(contract: SupplyContract, wanted: Wanted, loaded: Loaded, issued_on: date) -> dict[str, Any]:
    """The facts of a bill as plain values.

    Source: § 40 Abs. 2 EnWG (contents of a bill); § 40a Abs. 1 S. 5 EnWG (origin of readings).
    """
    return {
        "customer_number": contract.partner.number,
        "recipient": _recipient(loaded.recipients[contract.pk]),
        "supply": _supply(loaded.points[contract.supply_point_id]),
        "contract": _contract(contract, wanted, issued_on),
        "account_number": contract.contract_account.number,
        "readings": [_reading(usage) for usage in loaded.usages_of(contract)],
        "payment": _payment(contract, loaded),
    }


def _recipient(recipient: Recipient) -> dict[str, Any]:
    partner, address = recipient.partner, recipient.address
    return {
        "partner_id": partner.pk,
        "number": partner.number,
        "name": str(partner),
        "salutation": partner.salutation,
        "street": f"{address.street} {address.house_number}".strip(),
        "postcode": address.postcode,
        "town": address.town,
        "country": address.country,
    }


def _supply(point: SupplyPoint) -> dict[str, Any]:
    metering = point.metering_operator
    return {
        "commodity": point.commodity,
        "street": f"{point.street} {point.house_number}".strip(),
        "postcode": point.postcode,
        "town": point.town,
        "malo_id": point.malo_id or "",
        "grid_operator": point.grid_operator.name,
        "grid_operator_code": point.grid_operator.code,
        "metering_operator": metering.name if metering else "",
        "metering_operator_code": metering.code if metering else "",
        "forecast_kwh": point.forecast_annual_kwh,
    }


def _contract(contract: SupplyContract, wanted: Wanted, issued_on: date) -> dict[str, Any]:
    terms = [row for row in contract.terms.all() if row.valid.intersect(wanted.period)]
    last = terms[-1]
    assert contract.supply is not None  # checked before
    end = contract.supply.end or earliest_end(
        EndTerms(
            SupplyKind(contract.tariff.supply_kind),
            contract.supply.start,
            last.minimum_term_months,
            last.notice_weeks,
        ),
        issued_on,
    )
    return {
        "number": contract.number,
        "tariff": contract.tariff.name,
        "version": last.tariff_version.label,
        "supply_kind": contract.tariff.supply_kind,
        "start": contract.supply.start.isoformat(),
        "notice_weeks": last.notice_weeks,
        "is_ending": contract.supply.end is not None,
        "next_last_day": (end - ONE_DAY).isoformat(),
    }


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


def _payment(contract: SupplyContract, loaded: Loaded) -> dict[str, Any]:
    mandate = loaded.mandates.get(contract.contract_account_id)
    if mandate is None or contract.contract_account.payment_method != PaymentMethod.DIRECT_DEBIT:
        return {"method": PaymentMethod.TRANSFER.value}
    return {
        "method": PaymentMethod.DIRECT_DEBIT.value,
        "mandate_id": mandate.pk,
        "mandate": mandate.reference,
        "iban_last4": mandate.bank_account.iban_last4,
    }
