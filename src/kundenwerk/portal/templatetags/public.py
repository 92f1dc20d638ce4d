"""Who the supplier is, for the foot of every public page: ``{% load public %}``."""

from __future__ import annotations

from decimal import Decimal

from django import template

from kundenwerk.market.models import OwnCompany
from kundenwerk.market.queries import own_company
from kundenwerk.platform.clock import today
from kundenwerk.sales.models import GeneralTerms
from kundenwerk.sales.queries.terms import terms_on
from kundenwerk.tariffs.models import Condition

register = template.Library()


@register.simple_tag
def company() -> OwnCompany:
    """The supplier's own data.

    Source: § 5 DDG.
    """
    return own_company()


@register.simple_tag
def terms_in_force() -> GeneralTerms | None:
    """The general terms that hold today."""
    return terms_on(today())


@register.filter
def gross(condition: Condition, vat_percent: Decimal) -> str:
    """What a condition costs, with VAT; its words where it has no price."""
    told = condition.data.texts(vat_percent)[1] or condition.data.words
    return f"{told}, einmalig" if condition.once else told
