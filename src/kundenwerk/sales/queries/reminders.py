"""Which customers were told that their quote runs out."""

from __future__ import annotations

from collections.abc import Collection

from kundenwerk.correspondence.models import Dispatch
from kundenwerk.sales.models import Quote


def key_of(quote: Quote) -> str:
    """Names the reminder of a quote's last day; a longer binding period may be told again."""
    return f"sales:reminder:{quote.pk}:{quote.binding_until.isoformat()}"


def reminded(quotes: Collection[Quote]) -> set[int]:
    """The ids of those whose customers were told, with one query."""
    keys = {key_of(one): one.pk for one in quotes}
    sent = Dispatch.objects.filter(key__in=list(keys)).values_list("key", flat=True)
    return {keys[key] for key in sent}
