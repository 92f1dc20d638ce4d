"""Which services are asked in which order, and how they have answered so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from kundenwerk.market.models import LookupAnswer, LookupCall, Provider, ProviderSecret
from kundenwerk.market.rules.lookups import FAILURES, Outcome, ProviderKind, Service
from kundenwerk.platform.pages import once_a_page

LATEST_CALLS = 20


def chain(service: Service) -> list[Provider]:
    """The services switched on for a question, in the order they are asked."""
    return [one for one in _switched_on() if one.service == service]


@once_a_page
def _switched_on() -> list[Provider]:
    return list(Provider.objects.filter(is_enabled=True).order_by("position", "pk"))


def is_on(service: Service, kind: ProviderKind) -> bool:
    """Whether a way to an answer is switched on."""
    return any(one.kind == kind for one in chain(service))


def base_address(provider: Provider) -> str:
    """Where a service listens; an empty address means the installation's usual one."""
    usual: str = settings.LOOKUP_ADDRESS
    return provider.base_address or usual


def secret_of(provider: Provider) -> str:
    """What opens a service; empty for none."""
    kept = ProviderSecret.objects.filter(provider=provider).first()
    return kept.secret if kept else ""


def paused_until(provider: Provider, at: datetime) -> datetime | None:
    """Until when a service is left in peace; None when it may be asked."""
    latest = LookupCall.objects.filter(provider=provider).order_by("-pk").first()
    until = latest.paused_until if latest else None
    return until if until and until > at else None


def latest_outcomes(provider: Provider, limit: int) -> list[Outcome]:
    """How the last calls ended, the latest first."""
    rows = LookupCall.objects.filter(provider=provider).order_by("-pk")
    return [Outcome(code) for code in rows.values_list("outcome", flat=True)[:limit]]


def kept_answer(provider: Provider, question: str, day: date) -> LookupAnswer | None:
    """The answer a service gave to the same question on the same day."""
    return LookupAnswer.objects.filter(provider=provider, question=question, day=day).first()


@dataclass(frozen=True, slots=True)
class ProviderState:
    """A service as the administrator sees it."""

    provider: Provider
    address: str
    has_secret: bool
    paused_until: datetime | None
    last_call: LookupCall | None


def providers(at: datetime) -> list[ProviderState]:
    """Every service with its state, in the order they are asked."""
    found = Provider.objects.order_by("service", "position", "pk")
    latest = {
        call.provider_id: call
        for call in LookupCall.objects.order_by("provider_id", "-pk").distinct("provider_id")
    }
    opened = set(ProviderSecret.objects.values_list("provider_id", flat=True))
    return [_state(one, latest.get(one.pk), at, has_secret=one.pk in opened) for one in found]


def provider_state(provider_id: int, at: datetime) -> ProviderState | None:
    """One service with its state."""
    return next((one for one in providers(at) if one.provider.pk == provider_id), None)


def calls(*, service: str = "", ending: str = "") -> QuerySet[LookupCall]:
    """Calls in no order; ``ending`` is ``gut`` or ``fehler``, empty for all."""
    found = LookupCall.objects.select_related("provider")
    if service:
        found = found.filter(provider__service=service)
    failures = [one.value for one in FAILURES]
    if ending == "fehler":
        return found.filter(outcome__in=failures)
    return found.exclude(outcome__in=failures) if ending else found


def latest_calls(provider_id: int) -> Sequence[LookupCall]:
    """The last calls of a service, the latest first."""
    return list(LookupCall.objects.filter(provider_id=provider_id).order_by("-pk")[:LATEST_CALLS])


def _state(
    provider: Provider,
    last: LookupCall | None,
    at: datetime,
    *,
    has_secret: bool,
) -> ProviderState:
    until = last.paused_until if last else None
    return ProviderState(
        provider,
        base_address(provider) if provider.kind == ProviderKind.HTTP else "",
        has_secret,
        until if until and until > at else None,
        last,
    )
