"""One question, one answer: JSON over HTTP with an end in time and size, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NoReturn

import httpx

from kundenwerk.market.rules.lookups import Outcome

MAX_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a service listens and what opens it.

    Args:
        username: with it the secret is a password, without it a token.
        seconds: for everything together, from the name of the host to the last byte.
    """

    base_address: str
    username: str = ""
    secret: str = field(default="", repr=False)
    seconds: float = 4.0


class LookupFailed(Exception):
    """There is no usable answer; ``outcome`` says why.

    Args:
        wait_seconds: how long the service asked to be left in peace.
    """

    def __init__(
        self, outcome: Outcome, status: int | None = None, wait_seconds: int | None = None
    ) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome
        self.status = status
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class Reply:
    """A readable answer: its JSON and the text it came as."""

    value: Any
    text: str


def ask(endpoint: Endpoint, path: str, question: dict[str, Any] | None = None) -> Reply:
    """Ask a service; without a question only whether it is there.

    Raises:
        LookupFailed: nobody answered in time, or not as agreed.
    """
    client = httpx.Client(timeout=endpoint.seconds, follow_redirects=False)
    # A library's time-out starts anew with every byte; only a second thread sees the whole.
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lookup")
    try:
        work = pool.submit(_exchange, client, endpoint, path, question)
        return _readable(work.result(timeout=endpoint.seconds))
    except TimeoutError:
        raise LookupFailed(Outcome.TOO_SLOW) from None
    finally:
        client.close()
        pool.shutdown(wait=False)


def _exchange(
    client: httpx.Client, endpoint: Endpoint, path: str, question: dict[str, Any] | None
) -> bytes:
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    request: dict[str, Any] = {"headers": headers, "json": question}
    if endpoint.username:
        request["auth"] = httpx.BasicAuth(endpoint.username, endpoint.secret)
    elif endpoint.secret:
        headers["Authorization"] = f"Bearer {endpoint.secret}"
    verb = "GET" if question is None else "POST"
    try:
        with client.stream(verb, f"{endpoint.base_address}/{path}", **request) as response:
            _require_success(response)
            return _limited(response)
    except httpx.TimeoutException:
        raise LookupFailed(Outcome.TOO_SLOW) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
        raise LookupFailed(Outcome.UNREACHABLE) from None


_MEANINGS: Final[dict[int, Outcome]] = {
    401: Outcome.DENIED,
    403: Outcome.DENIED,
    408: Outcome.TOO_SLOW,
    429: Outcome.BUSY,
    504: Outcome.TOO_SLOW,
}


def _require_success(response: httpx.Response) -> None:
    status = response.status_code
    if status == 200:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json" or response.headers.get("Content-Encoding"):
            raise LookupFailed(Outcome.UNREADABLE, status)
        return
    general = {3: Outcome.MOVED, 5: Outcome.BROKEN}.get(status // 100, Outcome.REFUSED)
    raise LookupFailed(_MEANINGS.get(status, general), status, _wait(response))


def _wait(response: httpx.Response) -> int | None:
    text = response.headers.get("Retry-After", "").strip()
    if response.status_code not in {429, 503} or not (text.isascii() and text.isdigit()):
        return None
    return int(text[:6])


def _limited(response: httpx.Response) -> bytes:
    content = bytearray()
    for piece in response.iter_raw():
        content += piece
        if len(content) > MAX_BYTES:
            raise LookupFailed(Outcome.TOO_LARGE, response.status_code)
    return bytes(content)


def _readable(content: bytes) -> Reply:
    try:
        text = content.decode("utf-8")
        return Reply(parse(text), text)
    except (ValueError, RecursionError):
        raise LookupFailed(Outcome.UNREADABLE, 200) from None


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)


# Prices must not pass through binary fractions, and NaN is no price.
parse: Callable[[str], Any] = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse).decode
