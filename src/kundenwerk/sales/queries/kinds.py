"""Reading the kinds of energy."""

from __future__ import annotations

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.energy import EnergyKind as Energy
from kundenwerk.platform import rows
from kundenwerk.platform.pages import once_a_page
from kundenwerk.sales.models import EnergyKind
from kundenwerk.sales.rules.kinds import Kinds, OfferedKind

_VISIBLE = """
    SELECT code, label, icon, commodity, usage_type FROM sales_energykind
    WHERE is_visible ORDER BY position
"""


@once_a_page
def energy_kinds() -> Kinds:
    """The kinds on offer, in the order of their buttons."""
    return [
        OfferedKind(code, label, icon, Energy(Commodity(commodity), _usage(usage)))
        for code, label, icon, commodity, usage in rows.every(_VISIBLE, [])
    ]


def every_kind() -> list[EnergyKind]:
    """All kinds with the hidden ones, in their order."""
    return list(EnergyKind.objects.order_by("position"))


def kind_labels() -> dict[str, str]:
    """What each kind is called, hidden ones too: quotes and drafts may still name them."""
    return dict(EnergyKind.objects.values_list("code", "label"))


def _usage(code: str) -> UsageType | None:
    return UsageType(code) if code else None
