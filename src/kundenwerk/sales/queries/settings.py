"""How this installation sells."""

from __future__ import annotations

from kundenwerk.market.queries import own_company
from kundenwerk.sales.models import SalesSettings


def settings() -> SalesSettings:
    """The settings of sales; an installation that saved none has the usual ones."""
    return SalesSettings.objects.filter(pk=1).first() or SalesSettings()


def own_ibans() -> tuple[str, ...]:
    """The supplier's own accounts, which no customer can pay from."""
    company = own_company()
    return (company.iban,) if company.iban else ()
