"""New versions of the general terms, dated; what a quote was made under stays."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from kundenwerk.correspondence.commands import keep
from kundenwerk.correspondence.rules import DocumentKind
from kundenwerk.kernel.numbers import format_day
from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.models import GeneralTerms
from kundenwerk.sales.rules.terms import TermsRefused, check_terms


class TermsInForce(Exception):
    """The version holds already, or a quote was made under it."""


@command
def add_terms(*, content: bytes, valid_from: date, day: date) -> int:
    """Keep a version of the general terms; returns its id.

    Raises:
        TermsRefused: it cannot be, with a German sentence at its field.
    """
    check_terms(content, valid_from, day=day)
    digest = hashlib.sha256(content).hexdigest()
    document = keep(
        DocumentKind.TERMS,
        number=f"AGB-{valid_from.isoformat()}-{digest[:12]}",
        title=f"Allgemeine Geschäftsbedingungen, Stand {format_day(valid_from)}",
        content=content,
        name=f"AGB-{valid_from.isoformat()}.pdf",
    )
    try:
        with transaction.atomic():
            made = GeneralTerms.objects.create(
                valid_from=valid_from, document=document, uploaded_by=current_call().actor
            )
    except IntegrityError:
        raise TermsRefused(
            "valid_from",
            f"Ab dem {format_day(valid_from)} gilt schon eine Fassung. Nehmen Sie einen anderen "
            "Tag oder entfernen Sie jene, solange sie nicht gilt.",
        ) from None
    return made.pk


@command
def remove_terms(*, terms_id: int, day: date) -> None:
    """Take back a version that does not hold yet; once removed, again is no error.

    Raises:
        TermsInForce: it holds, or a quote was made under it.
    """
    found = GeneralTerms.objects.select_for_update().filter(pk=terms_id).first()
    if found is None:
        return
    if found.valid_from <= day:
        raise TermsInForce
    try:
        with transaction.atomic():
            found.delete()
    except ProtectedError:
        raise TermsInForce from None
