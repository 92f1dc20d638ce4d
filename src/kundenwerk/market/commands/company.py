"""Save what the supplier tells about itself."""

from __future__ import annotations

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.models import MarketParticipant, OwnCompany
from kundenwerk.market.rules.company import CompanyData, check_company
from kundenwerk.market.rules.vocabulary import MarketRole
from kundenwerk.platform.commands import command


class CompanyChanged(Exception):
    """Somebody else saved the company in the meantime."""


@command
def save_own_company(*, data: CompanyData, version: int = 0, is_fictitious: bool = False) -> int:
    """Store the supplier and make it a market participant; returns the new version.

    Args:
        data: all fields; empty ones are emptied.
        version: the version that was on the screen; 0 when there was none or it does not matter.
        is_fictitious: the codes are for tests and demonstrations only.

    Raises:
        CompanyRefused: with a German reason per field.
        CompanyChanged: another version is stored by now.
    """
    values = check_company(data)
    company, _ = OwnCompany.objects.select_for_update().get_or_create(pk=1)
    if version and company.version != version:
        raise CompanyChanged
    codes = {Commodity.ELECTRICITY: values.pop("bdew_code"), Commodity.GAS: values.pop("dvgw_code")}
    own = {
        commodity: _participant(code, commodity, values["name"], is_fictitious=is_fictitious)
        for commodity, code in codes.items()
    }
    for name, value in values.items():
        setattr(company, name, value)
    company.participant = own[Commodity.ELECTRICITY]
    company.gas_participant = own[Commodity.GAS]
    company.version += 1
    company.save()
    return company.version


def _participant(
    code: str, commodity: Commodity, name: str, *, is_fictitious: bool
) -> MarketParticipant | None:
    """Our own entry among the participants; an older one of this commodity is no longer ours."""
    former = MarketParticipant.objects.filter(is_own=True, commodity=commodity)
    former.exclude(code=code).update(is_own=False)
    if not code:
        return None
    participant, _ = MarketParticipant.objects.update_or_create(
        code=code,
        defaults={
            "name": name,
            "role": MarketRole.LF.value,
            "commodity": commodity.value,
            "is_own": True,
            "is_fictitious": is_fictitious,
        },
    )
    return participant
