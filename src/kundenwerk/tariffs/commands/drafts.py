"""Change and drop drafts of versions, seen beside what others changed meanwhile."""

from __future__ import annotations

from typing import Any

from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.tariffs.commands.tier_rows import check_operators, locked_draft, write_tiers
from kundenwerk.tariffs.commands.versions import StaleDraft, make_version
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.queries.drafts import draft_of
from kundenwerk.tariffs.rules.drafts import DraftData, apart
from kundenwerk.tariffs.rules.version import check_version


@command
def save_draft(*, version_id: int, shown: str, draft: DraftData) -> int:
    """Change a draft wholly: terms, prices, grid operators.

    Args:
        version_id: the version.
        shown: digest of the draft the change starts from.
        draft: what it shall be.

    Raises:
        NotDraft: it is approved.
        StaleDraft: somebody changed it meanwhile.
        TariffRefused: with a German reason per field.
        TiersRefused: with the row that cannot be.
    """
    version = locked_draft(version_id)
    present = draft_of(version)
    if present.digest != shown:
        raise StaleDraft(present)
    write_draft(version, draft)
    left = draft_of(version).plain()
    undo.offer(
        "Entwurf gespeichert",
        restore_draft,
        version_id=version_id,
        before=present.plain(),
        left=left,
    )
    return version_id


@undo.inverse
@command
def restore_draft(*, version_id: int, before: dict[str, Any], left: dict[str, Any]) -> int:
    """Give a draft what it held before a change.

    Raises:
        NotDraft: it is approved.
        Overtaken: somebody has changed it again.
    """
    version = locked_draft(version_id)
    present = draft_of(version)
    if present.plain() != left:
        raise undo.Overtaken(draft_differences(DraftData.of_plain(left), present))
    write_draft(version, DraftData.of_plain(before))
    return version_id


@command
def delete_draft(*, version_id: int, shown: str) -> int:
    """Drop a draft; returns its tariff.

    Raises:
        NotDraft: it is approved.
        StaleDraft: somebody changed it meanwhile.
    """
    version = locked_draft(version_id)
    present = draft_of(version)
    if present.digest != shown:
        raise StaleDraft(present)
    tariff_id = version.tariff_id
    version.delete()
    undo.offer("Entwurf gelöscht", make_draft_again, tariff_id=tariff_id, image=present.plain())
    return tariff_id


@undo.inverse
@command
def make_draft_again(*, tariff_id: int, image: dict[str, Any]) -> int:
    """Make a dropped draft anew; returns its id, which is another one."""
    draft = DraftData.of_plain(image)
    return make_version(Tariff.objects.get(pk=tariff_id), draft.version, draft.tiers).pk


def draft_differences(left: DraftData, now: DraftData) -> list[undo.Difference]:
    """What differs between two states of a draft, in words."""
    ids = {pk for draft in (left, now) for pk in draft.operators()}
    names = dict(MarketParticipant.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [undo.Difference(*difference) for difference in apart(left, now, names)]


def write_draft(version: TariffVersion, draft: DraftData) -> None:
    """Step: let a locked draft hold this.

    Raises:
        TariffRefused: with a German reason per field.
        TiersRefused: with the row that cannot be.
    """
    data = draft.version
    version.label = check_version(data, is_b2b=version.tariff.is_b2b)
    check_operators(version.tariff, data.grid_operator_ids)
    version.prices, version.sale = data.prices, data.sale
    version.price_kind = data.price_kind.value
    version.minimum_term_months = data.minimum_term_months
    version.notice_weeks = data.notice_weeks
    version.renewal_months = data.renewal_months
    version.guarantee_until = data.guarantee_until
    version.new_customer_bonus = data.new_customer_bonus
    version.instant_bonus = data.instant_bonus
    version.save()
    version.grid_operators.set(data.grid_operator_ids)
    if draft.tiers:
        write_tiers(version, draft.tiers)
    else:
        version.tiers.all().delete()
