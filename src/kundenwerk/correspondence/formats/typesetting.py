"""Turns data into a PDF; the text of customers is data, never code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
FONTS = TEMPLATES.parent / "fonts"
_LONGEST_TEXT = 4_000
_MOST_DATA = 2_000_000
_SECONDS = 30
_PROGRAM = Path(__file__).with_name("typeset_one.py")


class NotTypeset(Exception):
    """The document could not be set; the message says why."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF that says the same in another form."""

    name: str
    content: str
    description: str


@dataclass(frozen=True, slots=True)
class Order:
    """What to set: a template by name, its data, drawings as SVG by name.

    ``created_at`` is written into the file instead of the clock, so that the same order gives the
    same bytes.
    """

    template: str
    data: Mapping[str, Any]
    created_at: datetime
    drawings: Mapping[str, str] = field(default_factory=dict)
    attachment: Attachment | None = None


def typeset(order: Order) -> bytes:
    """The PDF/A-3a and PDF/UA-1 file, set in a process of its own.

    Raises:
        NotTypeset: the template is unknown or refuses the data, a text is longer than 4,000
            characters, or setting takes longer than 30 seconds.
    """
    path = TEMPLATES / f"{order.template}.typ"
    if not (order.template.isalnum() and path.is_file()):
        raise NotTypeset(f"unknown template {order.template}")
    request = _request(order)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, data through its input
            [sys.executable, "-I", str(_PROGRAM)],
            input=request.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotTypeset("setting takes too long") from late
    if done.returncode != 0:
        raise NotTypeset(done.stderr.decode(errors="replace")[-2_000:])
    return done.stdout


def _request(order: Order) -> str:
    attachment = order.attachment
    inputs = {"data": json.dumps(_clean(order.data)), "drawings": json.dumps(dict(order.drawings))}
    if attachment is not None:
        inputs["attachment"] = json.dumps(
            {
                "name": attachment.name,
                "content": attachment.content,
                "description": attachment.description,
            }
        )
    request = json.dumps(
        {
            "template": order.template,
            "root": str(TEMPLATES),
            "fonts": str(FONTS),
            "timestamp": int(order.created_at.timestamp()),
            "inputs": inputs,
        }
    )
    if len(request) > _MOST_DATA:
        raise NotTypeset("too much data for one document")
    return request


def _clean(value: Any) -> Any:
    """Only texts, numbers, lists and maps; texts without what no letter may carry.

    Raises:
        NotTypeset: a text is too long.
    """
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            raise NotTypeset("a text is too long for a letter")
        return "".join(mark for mark in value if _printable(mark))
    if isinstance(value, Mapping):
        return {str(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    raise NotTypeset(f"a {type(value).__name__} is no data for a letter")


def _printable(mark: str) -> bool:
    is_bidirectional = "\u202a" <= mark <= "\u202e" or "\u2066" <= mark <= "\u2069"
    is_surrogate = "\ud800" <= mark <= "\udfff"
    return (mark >= " " or mark == "\n") and not is_bidirectional and not is_surrogate
