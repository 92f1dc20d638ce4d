"""Which kinds of energy are offered: shipped as data, added, hidden and ordered."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given as over
from hypothesis import strategies as some

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.platform import undo
from kundenwerk.sales.commands import (
    LastKind,
    StaleKind,
    add_energy_kind,
    move_energy_kind,
    rename_energy_kind,
    show_energy_kind,
)
from kundenwerk.sales.models import EnergyKind
from kundenwerk.sales.queries.kinds import energy_kinds, every_kind
from kundenwerk.sales.rules.kinds import KindRefused, checked_kind, free_code, kind_of, moved
from tests.factories.calls import fresh_call

HOUSEHOLD = UsageType.HOUSEHOLD


def codes() -> list[str]:
    return [kind.code for kind in energy_kinds()]


def one(code: str) -> EnergyKind:
    return EnergyKind.objects.get(code=code)


def add(label: str = "Nachtstrom", usage: UsageType | None = UsageType.STORAGE_HEATING) -> int:
    return add_energy_kind(
        fresh_call(), label=label, icon="plug", commodity=Commodity.ELECTRICITY, usage=usage
    )


@pytest.mark.row("AP-014", "AP-015", "AP-019")
@pytest.mark.django_db
def test_the_five_standard_energy_kinds_exist_and_gas_has_no_usage_type() -> None:
    mapping = {kind.label: (kind.energy.commodity, kind.energy.usage) for kind in energy_kinds()}

    assert mapping == {
        "Haushaltsstrom": (Commodity.ELECTRICITY, UsageType.HOUSEHOLD),
        "Ladestrom": (Commodity.ELECTRICITY, UsageType.EV_CHARGING),
        "Heizstrom": (Commodity.ELECTRICITY, UsageType.STORAGE_HEATING),
        "Wärmepumpenstrom": (Commodity.ELECTRICITY, UsageType.HEAT_PUMP),
        "Gas": (Commodity.GAS, None),
    }


@pytest.mark.row("AP-016")
@pytest.mark.django_db
def test_a_kind_is_added_at_the_end_once_per_key() -> None:
    call = fresh_call()
    values = {"label": "Nachtstrom", "icon": "plug", "commodity": Commodity.ELECTRICITY}

    first = add_energy_kind(call, usage=UsageType.STORAGE_HEATING, **values)
    again = add_energy_kind(call, usage=UsageType.STORAGE_HEATING, **values)

    assert first == again
    assert codes() == ["HAUSHALT", "LADEN", "HEIZEN", "WAERMEPUMPE", "GAS", "NACHTSTROM"]
    # A supply point belongs to the first of several kinds that mean the same.
    assert kind_of(energy_kinds(), "ELECTRICITY", "STORAGE_HEATING").code == "HEIZEN"  # type: ignore[union-attr]


@pytest.mark.row("AP-016")
@pytest.mark.django_db
def test_a_hidden_kind_is_offered_no_more_and_comes_back() -> None:
    show_energy_kind(fresh_call(), kind_id=one("LADEN").pk, is_visible=False)
    assert "LADEN" not in codes()

    show_energy_kind(fresh_call(), kind_id=one("LADEN").pk, is_visible=True)
    assert codes()[1] == "LADEN"


@pytest.mark.row("AP-016")
@pytest.mark.django_db
def test_one_kind_always_stays() -> None:
    for kind in every_kind()[1:]:
        show_energy_kind(fresh_call(), kind_id=kind.pk, is_visible=False)

    with pytest.raises(LastKind):
        show_energy_kind(fresh_call(), kind_id=one("HAUSHALT").pk, is_visible=False)
    assert codes() == ["HAUSHALT"]


@pytest.mark.row("AP-016")
@pytest.mark.django_db
def test_the_order_changes_by_one_place_and_is_taken_back() -> None:
    call = fresh_call("vera")

    move_energy_kind(call, kind_id=one("GAS").pk, up=True)
    assert codes()[-2:] == ["GAS", "WAERMEPUMPE"]

    offered = undo.offer_of(call)
    assert offered
    undo.take_back(offered.pk, actor="vera")
    assert codes()[-2:] == ["WAERMEPUMPE", "GAS"]


@pytest.mark.django_db
def test_a_move_is_not_taken_back_over_another_one() -> None:
    call = fresh_call("vera")
    move_energy_kind(call, kind_id=one("GAS").pk, up=True)
    move_energy_kind(fresh_call(), kind_id=one("HAUSHALT").pk, up=False)

    offered = undo.offer_of(call)
    assert offered
    with pytest.raises(undo.Overtaken):
        undo.take_back(offered.pk, actor="vera")


@pytest.mark.django_db
def test_a_rename_keeps_the_code_and_refuses_what_was_changed_meanwhile() -> None:
    shown = {"label": "Gas", "icon": "flame"}
    kind_id = one("GAS").pk

    rename_energy_kind(fresh_call(), kind_id=kind_id, shown=shown, label="Erdgas", icon="flame")

    assert (one("GAS").label, one("GAS").code) == ("Erdgas", "GAS")
    with pytest.raises(StaleKind):
        rename_energy_kind(fresh_call(), kind_id=kind_id, shown=shown, label="Biogas", icon="flame")


@pytest.mark.django_db
@pytest.mark.parametrize("label", ["Gas", "gas", "GAS"])
def test_two_kinds_never_share_a_name(label: str) -> None:
    with pytest.raises(KindRefused) as refusal:
        add(label)

    assert refusal.value.errors == {"label": "So heißt schon eine andere Energieart."}


@pytest.mark.parametrize(
    ("label", "icon", "commodity", "usage", "field"),
    [
        ("", "bolt", Commodity.GAS, None, "label"),
        ("…", "bolt", Commodity.GAS, None, "label"),
        ("a\u202eb", "bolt", Commodity.GAS, None, "label"),
        ("x" * 41, "bolt", Commodity.GAS, None, "label"),
        ("Nacht", "javascript", Commodity.GAS, None, "icon"),
        ("Nacht", "bolt", Commodity.GAS, HOUSEHOLD, "usage"),
        ("Nacht", "bolt", Commodity.ELECTRICITY, None, "usage"),
    ],
)
def test_a_kind_that_cannot_be_is_refused_at_its_field(
    label: str, icon: str, commodity: Commodity, usage: UsageType | None, field: str
) -> None:
    with pytest.raises(KindRefused) as refusal:
        checked_kind(label, icon, commodity, usage)

    assert list(refusal.value.errors) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"commodity": "GAS", "usage_type": "HOUSEHOLD"},
        {"commodity": "ELECTRICITY", "usage_type": ""},
        {"commodity": "WATER", "usage_type": ""},
    ],
)
def test_the_database_refuses_a_usage_that_does_not_fit(values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match="energy_kind_is_usable"), transaction.atomic():
        EnergyKind.objects.create(code="X", label="X", icon="bolt", position=99, **values)


@over(
    labels=some.lists(some.text("aäA b1", min_size=1, max_size=60), min_size=1, max_size=12),
)
def test_every_name_gives_a_code_of_its_own(labels: list[str]) -> None:
    taken: list[str] = []
    for label in labels:
        try:
            kind = checked_kind(label, "bolt", Commodity.GAS, None)
        except KindRefused:
            continue
        code = free_code(kind.code, taken)
        assert code not in taken
        assert 0 < len(code) <= 20
        taken.append(code)


@over(order=some.permutations(range(6)), chosen=some.integers(0, 5), up=some.booleans())
def test_a_move_and_its_opposite_meet_except_at_the_ends(
    order: list[int], chosen: int, *, up: bool
) -> None:
    there = moved(order, chosen, up=up)

    assert sorted(there) == sorted(order)
    if there != order:
        assert moved(there, chosen, up=not up) == order


@pytest.mark.row("AP-016")
def test_kinds_added_at_once_get_places_of_their_own(committed: None) -> None:
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            add(f"Art {number}")
        except Exception as error:  # noqa: BLE001 - told by the main thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert sorted(kind.position for kind in every_kind()) == list(range(1, 10))
