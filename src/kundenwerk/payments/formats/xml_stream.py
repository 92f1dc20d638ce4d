"""Reads large XML piece by piece, without namespaces, entities or surprises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from kundenwerk.payments.formats.errors import UnreadableStatement

_MOST_DEPTH = 60
_MOST_TEXT = 1_000_000
_MOST_NODES = 200_000


@lru_cache(maxsize=256)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


@dataclass(slots=True)
class Node:
    """One element: its local name, text, children, and the line where it starts."""

    tag: str
    line: int
    text: str = ""
    children: list[Node] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)

    def find(self, path: str) -> Node | None:
        """The first element at a path of local names, e.g. ``Refs/EndToEndId``."""
        node = self
        for step in _steps(path):
            for child in node.children:
                if child.tag == step:
                    node = child
                    break
            else:
                return None
        return node

    def all(self, tag: str) -> list[Node]:
        """The direct children of that name."""
        return [child for child in self.children if child.tag == tag]

    def value(self, *paths: str) -> str:
        """The stripped text at the first path that has one, else empty."""
        for path in paths:
            node = self.find(path)
            if node is not None and (text := node.text.strip()):
                return text
        return ""


class Reader:
    """Hands every wanted element to a callback and forgets it."""

    def __init__(self, wanted: frozenset[str], opened: Callable[[str], None]) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._wanted = wanted
        self._opened = opened
        self._stack: list[Node] = []
        self._depth = 0
        self._nodes = 0
        self._text: list[str] = []
        self._tags: dict[str, str] = {}
        self._size = 0
        self.on_node: Callable[[Node], None] = lambda _: None
        self.namespace = ""

    def fail(self, reason: str, line: int = 0) -> UnreadableStatement:
        """The refusal at the present position, to be raised."""
        parser = self._parser
        return UnreadableStatement(
            reason, line=line or parser.CurrentLineNumber, byte=max(parser.CurrentByteIndex, 0)
        )

    def read(self, data: bytes) -> None:
        """Read a whole file.

        Raises:
            UnreadableStatement: the file is not well-formed, or has a document type.
        """
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
        except expat.ExpatError as fault:
            reason = f"Die Datei ist kein lesbares XML: {expat.ErrorString(fault.code)}."
            raise UnreadableStatement(
                reason, line=fault.lineno, byte=max(self._parser.ErrorByteIndex, 0)
            ) from fault
        except (LookupError, ValueError) as fault:
            raise self.fail("Die Zeichenkodierung der Datei ist unbekannt.") from fault

    def _doctype(self, *_: object) -> None:
        raise self.fail("Die Datei enthält eine DOCTYPE-Angabe und wird nicht gelesen.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise self.fail("Die Datei ist zu tief verschachtelt.")
        tag = self._tags.get(name)
        if tag is None:
            tag = self._tags[name] = name.rpartition(" ")[2]
        if self._depth == 1:
            self.namespace = name.rpartition(" ")[0]
        if self._stack or tag in self._wanted:
            self._open(tag, attributes)
        else:
            self._opened(tag)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise self.fail("Eine Buchung in der Datei ist zu umfangreich.")
        node = Node(tag, self._parser.CurrentLineNumber, attributes=attributes)
        if self._stack:
            self._stack[-1].children.append(node)
        else:
            self._parser.CharacterDataHandler = self._characters
        self._stack.append(node)
        self._text.clear()
        self._size = 0

    def _characters(self, text: str) -> None:
        self._size += len(text)
        if self._size > _MOST_TEXT:
            raise self.fail("Ein Text in der Datei ist zu lang.")
        self._text.append(text)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if not self._stack:
            return
        node = self._stack.pop()
        if not node.children:
            node.text = "".join(self._text)
        self._text.clear()
        self._size = 0
        if not self._stack:
            self._nodes = 0
            self._parser.CharacterDataHandler = None
            self.on_node(node)
