"""Setting up services of others, and keeping what their calls came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kundenwerk.market.models import LookupAnswer, LookupCall, Provider, ProviderSecret
from kundenwerk.market.queries import providers as queries
from kundenwerk.market.rules.lookups import (
    Outcome,
    ProviderKind,
    checked_base_address,
    origin,
    pause_until,
)
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.platform.crypto import Secret

CALLS_KEPT = timedelta(days=30)


class ProviderChanged(Exception):
    """Somebody else saved the service in the meantime."""


class SecretNeeded(ValueError):
    """The address leads somewhere else; the kept secret must not go there."""


class NoAddress(ValueError):
    """A service cannot be switched on before its address is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderData:
    """How a service is reached.

    Args:
        position: the smaller, the earlier it is asked.
        timeout_ms: for a whole call, 100 to 30,000.
        allowed_failures: failures in a row that end in a pause, 1 to 20.
        pause_seconds: 1 to 3600.
    """

    position: int
    base_address: str = ""
    username: str = ""
    timeout_ms: int = 4000
    allowed_failures: int = 3
    pause_seconds: int = 60


@command
def save_provider(
    *,
    provider_id: int,
    version: int,
    data: ProviderData,
    secret: Secret | None = None,
    forget_secret: bool = False,
) -> int:
    """Keep how a service is reached; returns the new version.

    Args:
        provider_id: of the service.
        version: the version that was on the screen.
        data: everything but the secret.
        secret: a new one; None leaves it as it is.
        forget_secret: drop it.

    Raises:
        ProviderChanged: another version is stored by now.
        UnusableAddress: the base address cannot be.
        SecretNeeded: another place, and no secret for it was given.
    """
    provider = Provider.objects.select_for_update().get(pk=provider_id)
    if provider.version != version:
        raise ProviderChanged
    address = checked_base_address(data.base_address)
    moves = origin(address) != origin(provider.base_address)
    keeps = secret is None and not forget_secret
    if moves and keeps and ProviderSecret.objects.filter(provider=provider).exists():
        raise SecretNeeded
    provider.base_address, provider.username = address, data.username
    provider.position, provider.timeout_ms = data.position, data.timeout_ms
    provider.allowed_failures, provider.pause_seconds = data.allowed_failures, data.pause_seconds
    provider.version += 1
    provider.save()
    if not keeps:
        _replace_secret(provider, secret)
    # What the former address answered does not speak for the new one.
    LookupAnswer.objects.filter(provider=provider).delete()
    return provider.version


def _replace_secret(provider: Provider, secret: Secret | None) -> None:
    ProviderSecret.objects.filter(provider=provider).delete()
    if secret is not None:
        ProviderSecret.objects.create(provider=provider, secret=secret.text)


@undo.inverse
@command
def switch_provider(*, provider_id: int, is_enabled: bool) -> bool:
    """Switch a service on or off; returns whether it changed.

    Raises:
        NoAddress: nobody said where it listens.
    """
    provider = Provider.objects.select_for_update().get(pk=provider_id)
    if provider.is_enabled == is_enabled:
        return False
    if is_enabled and provider.kind == ProviderKind.HTTP and not queries.base_address(provider):
        raise NoAddress
    word = "eingeschaltet" if is_enabled else "ausgeschaltet"
    undo.offer(
        f"{provider.name} {word}",
        switch_provider,
        provider_id=provider_id,
        is_enabled=not is_enabled,
    )
    provider.is_enabled = is_enabled
    provider.version += 1
    provider.save(update_fields=["is_enabled", "version"])
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a call came to.

    Args:
        wait_seconds: how long the service asked to be left in peace.
        question: fingerprint of what was asked; empty when the answer is not kept.
        answer: as it came; empty for none.
    """

    duration_ms: int
    outcome: Outcome
    status: int | None = None
    wait_seconds: int | None = None
    question: str = ""
    answer: str = ""


@command
def record_call(*, provider_id: int, called: Called, day: date, at: datetime) -> int:
    """Keep how a call went, and its answer for the rest of the day."""
    provider, wait = Provider.objects.get(pk=provider_id), called.wait_seconds
    until = pause_until(
        at=at,
        outcome=called.outcome,
        earlier=queries.latest_outcomes(provider, provider.allowed_failures),
        allowed_failures=provider.allowed_failures,
        pause=timedelta(seconds=provider.pause_seconds),
        asked_to_wait=None if wait is None else timedelta(seconds=wait),
    )
    made = LookupCall.objects.create(
        provider=provider,
        at=at,
        duration_ms=called.duration_ms,
        outcome=called.outcome.value,
        status=called.status,
        paused_until=until,
    )
    if called.question and called.answer:
        LookupAnswer.objects.bulk_create(
            [
                LookupAnswer(
                    provider=provider,
                    question=called.question,
                    day=day,
                    answer=called.answer,
                    asked_at=at,
                )
            ],
            ignore_conflicts=True,
        )
    return made.pk


@command
def forget_lookups(*, day: date, at: datetime) -> int:
    """Drop the answers of earlier days and old calls; returns how many rows."""
    answers, _ = LookupAnswer.objects.filter(day__lt=day).delete()
    old, _ = LookupCall.objects.filter(at__lt=at - CALLS_KEPT).delete()
    return answers + old
