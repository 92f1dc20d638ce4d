"""Who the supplier is, for the foot of every public page: ``{% load public %}``."""

from __future__ import annotations

from django import template

from kundenwerk.market.models import OwnCompany
from kundenwerk.market.queries import own_company

register = template.Library()


@register.simple_tag
def company() -> OwnCompany:
    """The supplier's own data.

    Source: § 5 DDG.
    """
    return own_company()
