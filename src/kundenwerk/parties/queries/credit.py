"""Reading how business partners pay."""

from __future__ import annotations

from datetime import date

from kundenwerk.parties.models import CreditRating


def current_rating(business_partner_id: int, day: date) -> CreditRating | None:
    """The latest class of a business partner that may still be used."""
    found = CreditRating.objects.filter(
        business_partner_id=business_partner_id, rated_on__lte=day, expires_on__gte=day
    )
    return found.order_by("-rated_on", "-pk").first()
