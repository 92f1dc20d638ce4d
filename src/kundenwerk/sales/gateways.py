"""Tells another system of hand-overs over HTTPS, signed."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import os
import socket
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import httpx

TIMEOUT: Final = httpx.Timeout(10, connect=5)
SIGNATURE: Final = "Kundenwerk-Signature"
# Hosts inside the supplier's own network that may be told, also without TLS; by comma.
INTERNAL_HOSTS: Final = "KUNDENWERK_INTERNAL_HOSTS"


class NotTaken(Exception):
    """The receiver did not take the notice; ``reason`` is a German sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnusableTarget(ValueError):
    """Nothing is sent to this address; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to send: the address with the host as a number, and the host's name."""

    url: str
    host: str
    host_header: str


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """What the receiver compares: HMAC-SHA256 over time and body.

    Args:
        secret: shared with the receiver.
        timestamp: seconds since 1970; an old one is a repeated message.
        body: the bytes sent.
    """
    signed = f"{timestamp}.".encode() + body
    return f"t={timestamp},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def target(address: str) -> Target:
    """Look a receiver up once, so that what was checked is what is called.

    Raises:
        UnusableTarget: no HTTPS address, unknown, or inside our own network.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    is_internal = host in os.environ.get(INTERNAL_HOSTS, "").split(",") and bool(host)
    if parts.scheme != "https" and not (is_internal and parts.scheme == "http"):
        raise UnusableTarget("Die Adresse muss mit https:// beginnen.")
    if not host or parts.username or parts.password:
        raise UnusableTarget("Die Adresse braucht einen Namen und darf kein Kennwort enthalten.")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError) as fault:
        raise UnusableTarget(f"Der Rechner „{host[:60]}“ ist nicht bekannt.") from fault
    numbers = [str(entry[4][0]) for entry in found]
    if not is_internal and not all(_is_public(number) for number in numbers):
        raise UnusableTarget("Die Adresse liegt im eigenen Netz. Das ist nicht zugelassen.")
    number = f"[{numbers[0]}]" if ":" in numbers[0] else numbers[0]
    url = urlunsplit((parts.scheme, f"{number}:{port}", parts.path or "/", parts.query, ""))
    return Target(url, host, parts.netloc)


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def send(address: str, secret: str, event: dict[str, Any], *, timestamp: int) -> None:
    """Hand one notice over; the receiver takes it with any 2xx.

    Raises:
        UnusableTarget: see ``target``.
        NotTaken: away, too slow, or any other answer; redirects are not followed.
    """
    where = target(address)
    body = json.dumps(event, ensure_ascii=False, sort_keys=True).encode()
    headers = {
        "Host": where.host_header,
        "Content-Type": "application/json",
        "User-Agent": "Kundenwerk",
        SIGNATURE: signature(secret, timestamp, body),
    }
    try:
        with httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client:
            answer = client.post(
                where.url,
                content=body,
                headers=headers,
                extensions={"sni_hostname": where.host},
            )
    except httpx.HTTPError as fault:
        raise NotTaken("Der Empfänger ist nicht erreichbar.") from fault
    if not answer.is_success:
        raise NotTaken(f"Der Empfänger antwortet mit {answer.status_code}.")
