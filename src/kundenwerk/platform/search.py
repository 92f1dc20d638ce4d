"""Search over everything with a name or a number: word prefixes and sounds, no extension.

Source: word prefixes over ``tsvector('simple')``; sounds after Kölner Phonetik (Postel 1969).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from django.db import connection
from django.db.models import QuerySet

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
    SELECT kind, object_id, title, subtitle, url, sort_key,
           strip(to_tsvector('simple', words)), string_to_array(sounds, ' ')
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
    text = f"{entry.title} {entry.text}"
    words = " ".join([normalise(text), *_joined(text)])
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


# Hits beyond this many are not ranked: common words match tens of thousands.
_REACH = 200
_FIND = """
    SELECT kind, object_id, title, subtitle, url FROM (
        SELECT * FROM platform_searchentry
        WHERE {} AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
        LIMIT %(reach)s) AS hits
    ORDER BY doc @@ %(any)s::tsquery DESC, sort_key, object_id LIMIT %(limit)s
"""
_BY_WORDS = "doc @@ %({0})s::tsquery"
_BY_SOUND = "(phonetic @> ARRAY[%({0}_sound)s]::varchar[] OR doc @@ %({0})s::tsquery)"
_NUMBER = re.compile(r"\d+")
_LONG_NUMBER = 6
_TELLING = 3  # so many whole words mean what was found, and nothing that only begins so
_PARTICLE = 2  # "am" and "zu" are whole words among others; thousands of words begin so
_HOUSE_NUMBER = re.compile(r"\d{1,3}")
_HOUSE_LETTERS = ("", *"abcdef")


def find(text: str, *, kinds: Collection[str] | None = None, limit: int = 8) -> list[Hit]:
    """Objects with every word typed, then with words that begin so, then with names that sound so.

    Several words that lead to somebody are taken at their word: sounds are asked when they do not.

    An empty text finds nothing; long texts are cut to ``MAX_LENGTH`` characters.
    """
    typed = text[:MAX_LENGTH]
    words = normalise(typed).split()[:MAX_WORDS]
    hits = _Hits(sorted(kinds) if kinds else None, limit)
    joined = _joined(_SPACED_NUMBER.sub(_closed_up, typed))[:MAX_WORDS]
    for wanted in (words,) if joined == words else (joined, words):
        if wanted and not hits.found:
            hits.add_words(wanted)
            if len(wanted) == 1 or not hits.found:  # several words are misspelt or they are not
                hits.add_sounds(wanted)
    return hits.found[:limit]


def sounding(name: str, *, kind: str) -> QuerySet[SearchEntry, int] | None:
    """Ids of the objects with a name whose every word sounds so; None for words without a sound."""
    sounds = [sound for word in normalise(name).split() if (sound := _sound(word))]
    if not sounds:
        return None
    found = SearchEntry.objects.filter(kind=kind, phonetic__contains=sounds)
    return found.values_list("object_id", flat=True)


class _Hits:
    """What was found, the closest first; nothing is added to enough."""

    def __init__(self, kinds: list[str] | None, limit: int) -> None:
        self.found: list[Hit] = []
        self._values = {"kinds": kinds, "limit": limit, "reach": max(limit, _REACH)}
        self._limit = limit

    def add_words(self, words: list[str]) -> None:
        beginnings = [f"{word}:*" for word in words]
        likely = beginnings if len(words) == 1 else [_likely(word) for word in words]
        if not _is_long_number(words):  # few begin so; the ranking puts the whole one first
            self._add([_BY_WORDS.format("all")], words, {"all": " & ".join(words)})
        if self.found and len(words) >= _TELLING:
            return
        self._add([_BY_WORDS.format("all")], words, {"all": " & ".join(likely)})
        grows = _HOUSE_NUMBER.fullmatch(words[-1]) is not None  # 1 may become 18
        if likely != beginnings and (grows or not self.found):
            self._add([_BY_WORDS.format("all")], words, {"all": " & ".join(beginnings)})

    def add_sounds(self, words: list[str]) -> None:
        """A word is a name that sounds so, or another word that begins so (a town, a street)."""
        conditions: list[str] = []
        values: dict[str, str] = {}
        for name, word in ((f"word{place}", word) for place, word in enumerate(words)):
            if sound := _sound(word):
                conditions.append(_BY_SOUND.format(name))
                values |= {name: f"{word}:*", f"{name}_sound": sound}
            elif number := _NUMBER.match(word):
                conditions.append(_BY_WORDS.format(name))
                values[name] = f"{number[0]}:*"
        if any(map(_sound, words)):
            self._add(conditions, words, values)

    def _add(self, conditions: list[str], words: list[str], values: dict[str, str]) -> None:
        if len(self.found) >= self._limit:
            return
        with connection.cursor() as cursor:
            sql = _FIND.format(" AND ".join(conditions))
            cursor.execute(sql, self._values | values | {"any": " | ".join(words)})
            rows = cursor.fetchall()
        known = {(hit.kind, hit.object_id) for hit in self.found}
        self.found += [Hit(*row) for row in rows if (row[0], row[1]) not in known]


def _is_long_number(words: list[str]) -> bool:
    return len(words) == 1 and words[0].isdigit() and len(words[0]) >= _LONG_NUMBER


def _likely(word: str) -> str:
    """What a word among others stands for: a house number is complete, a name may go on."""
    if word.isalpha() and len(word) <= _PARTICLE:
        return word
    if _HOUSE_NUMBER.fullmatch(word):
        return f"({' | '.join(word + letter for letter in _HOUSE_LETTERS)})"
    return f"{word}:*"


def _sound(word: str) -> str:
    return cologne(word)[:_LONGEST_SOUND] if len(word) > 2 and word.isalpha() else ""


_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SPACED_NUMBER = re.compile(r"(?<!\S)\d+(?:\s+\d+)+(?!\S)")
_LONG_TOGETHER = 8


def _joined(text: str) -> list[str]:
    """Words in which numbers, days and addresses written with separators are one each.

    So ``R-2026-000123``, ``18.07.1989`` and ``erika@example.org`` meet few words, not many.
    """
    words: list[str] = []
    for part in text.split():
        parts = normalise(_DAY.sub(_two_digits, part)).split()
        is_one = "@" in part or any(map(str.isdigit, part))
        words += ["".join(parts)] if is_one and parts else parts
    return words


def _closed_up(number: re.Match[str]) -> str:
    """``51 238 696 781`` without its spaces; short numbers beside each other stay apart."""
    together = "".join(number[0].split())
    return together if len(together) >= _LONG_TOGETHER else number[0]


def _two_digits(day: re.Match[str]) -> str:
    return f"{int(day[1]):02}.{int(day[2]):02}.{day[3]}"
