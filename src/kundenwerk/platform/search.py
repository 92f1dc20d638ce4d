"""Search over everything with a name or a number: word prefixes and sounds, no extension.

Source: word prefixes over ``tsvector('simple')``; sounds after Kölner Phonetik (Postel 1969).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

from kundenwerk.kernel.text import cologne, normalise
from kundenwerk.platform.models import SearchEntry

MAX_WORDS = 8
MAX_LENGTH = 100
_BATCH = 2000
_LONGEST_SOUND = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One object to be found.

    Args:
        text: every word and number that leads to it.
        names: names that may be misspelt; found by sound.
        sort_key: normalised; defaults to the title.
    """

    kind: str
    object_id: int
    title: str
    subtitle: str
    url: str
    text: str
    names: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One object found."""

    kind: str
    object_id: int
    title: str
    subtitle: str
    url: str


_UPSERT = """
    INSERT INTO platform_searchentry
        (kind, object_id, title, subtitle, url, sort_key, doc, phonetic)
    SELECT kind, object_id, title, subtitle, url, sort_key, to_tsvector('simple', words),
           string_to_array(sounds, ' ')
    FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[],
                %s::text[], %s::text[])
        AS new (kind, object_id, title, subtitle, url, sort_key, words, sounds)
    ON CONFLICT (kind, object_id) DO UPDATE SET
        title = excluded.title, subtitle = excluded.subtitle, url = excluded.url,
        sort_key = excluded.sort_key, doc = excluded.doc, phonetic = excluded.phonetic
"""


def index(entries: Iterable[Entry]) -> None:
    """Write or renew entries, in batches."""
    remaining = iter(entries)
    while batch := list(islice(remaining, _BATCH)):
        rows = [_row(entry) for entry in batch]
        columns = [list(column) for column in zip(*rows, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, columns)


def _row(entry: Entry) -> tuple[str, int, str, str, str, str, str, str]:
    words = normalise(f"{entry.title} {entry.text}")
    sounds = {cologne(word)[:_LONGEST_SOUND] for word in normalise(entry.names).split()} - {""}
    return (
        entry.kind,
        entry.object_id,
        entry.title[:200],
        entry.subtitle[:200],
        entry.url,
        normalise(entry.title)[:200],
        words,
        " ".join(sorted(sounds)),
    )


def remove(kind: str, object_ids: Collection[int]) -> None:
    """Forget objects."""
    SearchEntry.objects.filter(kind=kind, object_id__in=object_ids).delete()


_FIND = """
    SELECT kind, object_id, title, subtitle, url FROM (
        SELECT *, 0 AS how FROM platform_searchentry
        WHERE doc @@ to_tsquery('simple', %(prefixes)s)
          AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
        LIMIT %(reach)s) AS hits
    ORDER BY doc @@ to_tsquery('simple', %(exact)s) DESC, sort_key, object_id LIMIT %(limit)s
"""

_FIND_SOUND = """
    SELECT kind, object_id, title, subtitle, url FROM platform_searchentry
    WHERE phonetic @> %(sounds)s AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
      AND doc @@ to_tsquery('simple', %(numbers)s)
    ORDER BY sort_key, object_id LIMIT %(limit)s
"""

# Common prefixes match tens of thousands; ranking more than this many makes nobody happier.
_REACH = 500


def find(text: str, *, kinds: Collection[str] | None = None, limit: int = 8) -> list[Hit]:
    """Objects whose words begin with every word typed; else whose names sound alike.

    An empty text finds nothing; long texts are cut to ``MAX_LENGTH`` characters.
    """
    words = normalise(text[:MAX_LENGTH]).split()[:MAX_WORDS]
    if not words:
        return []
    values: dict[str, Any] = {
        "kinds": sorted(kinds) if kinds else None,
        "prefixes": " & ".join(f"{word}:*" for word in words),
        "exact": " | ".join(words),
        "limit": limit,
        "reach": _REACH,
    }
    hits = _query(_FIND, values)
    if len(hits) < limit and (sounding := _sounds(words)):
        numbers = [word for word in words if word.isdigit()]
        values |= {"sounds": sounding, "numbers": " & ".join(f"{n}:*" for n in numbers)}
        sql = (
            _FIND_SOUND
            if numbers
            else _FIND_SOUND.replace("AND doc @@ to_tsquery('simple', %(numbers)s)", "")
        )
        hits += [hit for hit in _query(sql, values) if hit not in hits]
    return hits[:limit]


def _sounds(words: list[str]) -> list[str]:
    return [
        code
        for word in words
        if len(word) > 2 and word.isalpha() and (code := cologne(word)[:_LONGEST_SOUND])
    ]


def _query(sql: str, values: dict[str, Any]) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Hit(*row) for row in cursor.fetchall()]
