"""Which general terms hold."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet

from kundenwerk.sales.models import GeneralTerms


def terms_on(day: date) -> GeneralTerms | None:
    """The version that holds on a day; None before the first."""
    return GeneralTerms.objects.filter(valid_from__lte=day).order_by("-valid_from").first()


def version_of(terms_id: int) -> GeneralTerms | None:
    """One version, if it exists."""
    return GeneralTerms.objects.filter(pk=terms_id).first()


def every_version() -> QuerySet[GeneralTerms]:
    """All versions, the latest first, with the number of quotes made under each."""
    counted = GeneralTerms.objects.annotate(used=Count("quotes"))
    return counted.select_related("document__file").order_by("-valid_from")
