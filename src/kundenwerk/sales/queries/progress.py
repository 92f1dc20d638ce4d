"""How far a draft has come, and what its steps say."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kundenwerk.sales.queries.customers import address_of, chosen_point
from kundenwerk.sales.queries.grid import grid_of
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.options import meanings
from kundenwerk.sales.queries.places import places
from kundenwerk.sales.queries.settings import own_ibans
from kundenwerk.sales.rules.basis import Basis, read_basis
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.parties import Circumstances, Parties, SupplyAddress, read_parties
from kundenwerk.sales.rules.selection import is_answered, read_selection
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import Condition
from kundenwerk.tariffs.queries import conditions_for


@dataclass(frozen=True, slots=True)
class Progress:
    """Which steps are complete and which one comes next."""

    done: frozenset[Step]
    skipped: frozenset[Step]

    @property
    def first_open(self) -> Step:
        """The step to go on with."""
        return next(
            (step for step in Step if step not in self.done and step not in self.skipped),
            Step.CHECK,
        )

    def reaches(self, step: Step) -> bool:
        """Whether everything before a step is complete."""
        before = list(Step)[: list(Step).index(step)]
        return all(one in self.done or one in self.skipped for one in before)


def basis_of(data: Mapping[str, str], *, day: date, to_compare: bool = False) -> Basis:
    """The first step of a draft; ``to_compare`` needs no street.

    Raises:
        Incomplete: with a German sentence per field.
    """
    point = chosen_point(data)
    given = dict(data) | (address_of(point) if point else {})
    basis = read_basis(
        given,
        today=day,
        places=places(given.get("postcode", "")),
        kinds=energy_kinds(),
        to_compare=to_compare,
    )
    if point and point.commodity != basis.kind.energy.commodity:
        raise Incomplete(
            {
                "energy_kind": "Die gewählte Lieferstelle hat eine andere Sparte. Bitte setzen Sie "
                "die Auswahl des Anlagenkontos zurück."
            }
        )
    return basis


def parties_of(data: Mapping[str, str], basis: Basis, *, day: date) -> Parties:
    """The fourth step of a draft.

    Raises:
        Incomplete: with a German sentence per field.
    """
    given = circumstances(basis, day=day)
    return read_parties(
        data, dataclasses.replace(given, own_ibans=own_ibans(), situations=meanings())
    )


def circumstances(basis: Basis, *, day: date) -> Circumstances:
    """What the first step settles for the fourth."""
    return Circumstances(
        today=day,
        address=SupplyAddress(
            street=basis.street,
            house_number=basis.house_number,
            postcode=basis.postcode,
            town=basis.town,
            state=basis.state,
        ),
        commodity=basis.kind.energy.commodity,
        start=None if basis.next_possible else basis.start,
        business_partner_id=basis.business_partner_id,
    )


def progress_of(data: Mapping[str, str], *, day: date) -> Progress:
    """Which steps of a draft are complete; a tariff without conditions has no step for them."""
    done: set[Step] = set()
    skipped: set[Step] = set()
    try:
        basis = basis_of(data, day=day)
        done.add(Step.BASIS)
        if data.get("tariff_version"):
            done.add(Step.TARIFF)
            asked = _conditions(data, basis, day)
            if not asked:
                skipped.add(Step.CONDITIONS)
            elif is_answered(data, asked[0].tier_id):
                done.add(Step.CONDITIONS)
        parties_of(data, basis, day=day)
        done.add(Step.PARTIES)
    except Incomplete:
        pass
    return Progress(frozenset(done), frozenset(skipped))


def _conditions(data: Mapping[str, str], basis: Basis, day: date) -> list[Condition]:
    """What the chosen tariff offers beside its prices."""
    return conditions_for(
        read_selection(data).version_id,
        Decimal(basis.annual_kwh),
        lambda: grid_of(basis, day=day).grid_operator_id,
    )
