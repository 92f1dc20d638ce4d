"""Setting up the ways to market participants."""

from __future__ import annotations

from dataclasses import dataclass

from kundenwerk.mako.models import Channel, ChannelSecret
from kundenwerk.mako.rules.channels import ChannelKind, checked_place, same_receiver
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform.commands import command
from kundenwerk.platform.crypto import Secret


class ChannelChanged(Exception):
    """Somebody else saved the way in the meantime."""


class ChannelSecretNeeded(ValueError):
    """The address leads somewhere else; the kept secret must not go there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelData:
    """Where interchanges are left; ``place`` is a folder's name or a web address."""

    kind: ChannelKind
    place: str
    is_enabled: bool = True


@command
def save_channel(
    *,
    participant_id: int,
    version: int,
    data: ChannelData,
    secret: Secret | None = None,
    forget_secret: bool = False,
) -> int:
    """Keep the way to a participant; returns it.

    Args:
        participant_id: to and from whom.
        version: the version that was on the screen; 0 for a new way.
        data: everything but the secret.
        secret: a new one; None leaves it as it is.
        forget_secret: drop it.

    Raises:
        ChannelChanged: another version is stored by now.
        UnusablePlace: the folder or address cannot be.
        ChannelSecretNeeded: another place, and no secret for it was given.
    """
    place = checked_place(data.kind, data.place)
    # The participant is locked, for a new way has no row to lock yet.
    MarketParticipant.objects.select_for_update().get(pk=participant_id)
    stored = Channel.objects.filter(participant_id=participant_id).first()
    if (stored.version if stored else 0) != version:
        raise ChannelChanged
    channel = stored or Channel(participant_id=participant_id, version=0)
    keeps = secret is None and not forget_secret
    moves = not same_receiver(channel.kind, channel.place, data.kind, place)
    if stored and moves and keeps and ChannelSecret.objects.filter(channel=stored).exists():
        raise ChannelSecretNeeded
    channel.kind, channel.place, channel.is_enabled = data.kind.value, place, data.is_enabled
    channel.version += 1
    channel.save()
    if not keeps:
        _replace_secret(channel, secret)
    return channel.pk


def _replace_secret(channel: Channel, secret: Secret | None) -> None:
    ChannelSecret.objects.filter(channel=channel).delete()
    if secret is not None:
        ChannelSecret.objects.create(channel=channel, secret=secret.text)
