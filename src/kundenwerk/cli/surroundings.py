"""What the installation needs around it: public address, mail, folders and mailboxes of others."""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import psycopg

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST: Final = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_SENDER: Final = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_CONNECT_SECONDS: Final = 5.0
_STUCK_SECONDS: Final = 600.0
_HOSTS: Final = "localhost,127.0.0.1,[::1]"


class Verdict(StrEnum):
    """How bad a finding is; only a failure changes the exit code."""

    GOOD = "gut"
    HINT = "Hinweis"
    BAD = "FEHLT"


Finding = tuple[Verdict, str]


def findings(variables: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """Everything the environment variables name, in the order it is printed."""
    yield "Öffentlich", public_address(variables)
    yield "Mail", mail(variables)
    for title, name in (
        ("Markt", "KUNDENWERK_MARKET_MAILBOX"),
        ("Bank", "KUNDENWERK_BANK_MAILBOX"),
    ):
        yield title, mailbox(name, variables.get(name, ""))


def public_address(variables: Mapping[str, str]) -> Finding:
    """Whether links in mails lead customers to us."""
    text = variables.get("KUNDENWERK_PUBLIC_URL", "")
    if not text:
        return Verdict.HINT, "KUNDENWERK_PUBLIC_URL fehlt; E-Mails tragen keine Links"
    if fault := _fault_of_public(_split(text)):
        example = "https://kunden.stadtwerke.de"
        return (
            Verdict.BAD,
            f"KUNDENWERK_PUBLIC_URL {fault}; richtig ist zum Beispiel {example}",
        )
    host = (urlsplit(text).hostname or "").lower()
    if host in _LOOPBACK:
        return Verdict.HINT, f"{text} erreicht nur, wer an diesem Rechner sitzt"
    if not _is_served(host, variables.get("KUNDENWERK_HOSTS", _HOSTS)):
        return Verdict.BAD, f"{host} fehlt in KUNDENWERK_HOSTS; jede Seite käme als Fehler 400"
    return Verdict.GOOD, text


def _fault_of_public(parts: SplitResult | None) -> str:
    if parts is None or not parts.hostname or parts.scheme not in {"http", "https"}:
        return "ist keine Internetadresse"
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        return "nennt mehr als einen Rechner"
    host = parts.hostname.lower()
    if host in _LOOPBACK:
        return ""
    if not _HOST.fullmatch(host):
        return f"nennt mit {host} keinen Rechner, den Kunden erreichen"
    return "" if parts.scheme == "https" else "beginnt nicht mit https://"


def _is_served(host: str, allowed: str) -> bool:
    names = [name.strip().lower() for name in allowed.split(",")]
    return any(
        name in {"*", host} or (name.startswith(".") and f".{host}".endswith(name))
        for name in names
    )


def mail(variables: Mapping[str, str]) -> Finding:
    """Whether mails leave the house."""
    text = variables.get("KUNDENWERK_SMTP_URL", "")
    if not text:
        return Verdict.HINT, "KUNDENWERK_SMTP_URL fehlt; E-Mails warten, bis ein Mailserver da ist"
    parts = _split(text)
    if parts is None or parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        return Verdict.BAD, "KUNDENWERK_SMTP_URL ist nicht von der Form smtp://name:wort@server:587"
    sender = variables.get("KUNDENWERK_MAIL_FROM", "")
    if not _SENDER.fullmatch(sender):
        return Verdict.BAD, "KUNDENWERK_MAIL_FROM nennt keine E-Mail-Adresse als Absender"
    place = (parts.hostname, parts.port or (465 if parts.scheme == "smtps" else 25))
    try:
        socket.create_connection(place, _CONNECT_SECONDS).close()
    except OSError:
        return Verdict.BAD, f"Der Mailserver {place[0]}:{place[1]} antwortet nicht"
    return Verdict.GOOD, f"{place[0]}:{place[1]} antwortet, Absender {sender}"


def mailbox(name: str, text: str) -> Finding:
    """Whether letters can be left at a mailbox named by a variable."""
    if not text.strip():
        return Verdict.HINT, f"{name} fehlt; nichts wird ausgetauscht"
    parts = _split(text)
    if parts is None or ("://" in text and parts.scheme not in {"http", "https"}):
        return Verdict.BAD, f"{name} ist weder eine Adresse mit https:// noch ein Ordner"
    if parts.scheme not in {"http", "https"}:
        return folder(Path(text))
    host = parts.hostname or ""
    if not host or (parts.scheme == "http" and host not in _LOOPBACK):
        return Verdict.BAD, f"{name} führt nicht verschlüsselt zu einem Rechner; bitte mit https://"
    return Verdict.GOOD, f"über {parts.scheme}://{host}"


def folder(root: Path) -> Finding:
    """Whether the folder of a mailbox can be used, and whether something got stuck in it."""
    existing = next(path for path in (root, *root.absolute().parents) if _is_there(path))
    if not existing.is_dir():
        return Verdict.BAD, f"{existing} ist kein Ordner"
    wanted = [existing, *(root / name for name in ("in", "out", "work") if _is_there(root / name))]
    for place in wanted:
        if not os.access(place, os.R_OK | os.W_OK | os.X_OK, effective_ids=True):
            return Verdict.BAD, f"{place} ist nicht les- und beschreibbar"
    stuck = sum(_age(path) > _STUCK_SECONDS for path in _files(root / "work"))
    refused = sum(path.name.endswith(".grund.txt") for path in _files(root / "failed"))
    if stuck:
        return Verdict.BAD, f"{root}/work: {stuck} Dateien bleiben liegen; läuft der Worker?"
    if refused:
        return Verdict.HINT, f"{root}/failed: {refused} zurückgewiesene Dateien, Grund daneben"
    return Verdict.GOOD, f"Ordner {root}"


def _is_there(path: Path) -> bool:
    """Whether it can be seen; what lies in a closed folder cannot."""
    try:
        return path.exists()
    except PermissionError:
        return False


def channels(owner: psycopg.Connection[Any], root: Path) -> Finding:
    """The folders of the ways that participants have of their own."""
    rows = owner.execute(
        "SELECT DISTINCT kind, place FROM mako_channel WHERE is_enabled ORDER BY place"
    ).fetchall()
    found = [folder(root / place) for kind, place in rows if kind == "FOLDER"]
    for verdict in (Verdict.BAD, Verdict.HINT):
        if told := [text for one, text in found if one is verdict]:
            return verdict, "; ".join(told)
    if not rows:
        return Verdict.GOOD, "kein Marktpartner hat einen eigenen"
    return Verdict.GOOD, f"{len(found)} Ordner unter {root}, {len(rows) - len(found)} Adressen"


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts


def _files(place: Path) -> Iterable[Path]:
    return [path for path in place.iterdir() if path.name[0] != "."] if place.is_dir() else ()


def _age(path: Path) -> float:
    # Renaming keeps the time of the content; when it was claimed tells the inode.
    return time.time() - path.stat().st_ctime
