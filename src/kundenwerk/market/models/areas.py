"""Market participants, places and the grid areas that join them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.rules.vocabulary import (
    COMMODITY_LABELS,
    CONCESSION_CLASS_LABELS,
    MARKET_ROLE_LABELS,
    ConcessionClass,
    MarketRole,
)
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import PeriodField


def commodity_field(*, null: bool = False) -> models.CharField[str, str]:
    """A column that holds a commodity."""
    return models.CharField(
        "Sparte", max_length=12, choices=choices(COMMODITY_LABELS), null=null, blank=null
    )


class MarketParticipant(models.Model):
    """A company with a role in the market (BO4E: Marktteilnehmer)."""

    code = models.CharField("Marktpartner-ID", max_length=13, unique=True)
    name = models.CharField("Name", max_length=120)
    role = models.CharField("Marktrolle", max_length=4, choices=choices(MARKET_ROLE_LABELS))
    commodity = commodity_field(null=True)
    is_own = models.BooleanField("eigenes Unternehmen", default=False)
    is_fictitious = models.BooleanField("Kennung nur für Test und Demo", default=False)
    source = models.CharField("Quelle", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "Marktpartner"
        verbose_name_plural = "Marktpartner"
        constraints: ClassVar = [
            one_of("participant_role_known", "role", MarketRole),
            one_of("participant_commodity_known", "commodity", Commodity),
        ]
        indexes: ClassVar = [models.Index(fields=["role", "name"], name="participant_by_role")]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A postcode and one of its towns; eleven postcodes lie in two states."""

    postcode = models.CharField("Postleitzahl", max_length=5)
    town = models.CharField("Ort", max_length=80)
    town_key = models.CharField("Suchform des Ortes", max_length=80)
    state = models.CharField("Bundesland", max_length=30)

    class Meta:
        verbose_name = "Ort"
        verbose_name_plural = "Orte"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["postcode", "town"], name="place_once"),
            models.CheckConstraint(
                name="place_postcode_digits", condition=Q(postcode__regex=r"^[0-9]{5}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.postcode} {self.town}"


class GridArea(models.Model):
    """Who runs the grid of a place, and its concession class, for a time."""

    place = models.ForeignKey(Place, models.PROTECT, verbose_name="Ort")
    commodity = commodity_field()
    grid_operator = models.ForeignKey(
        MarketParticipant, models.PROTECT, related_name="+", verbose_name="Netzbetreiber"
    )
    metering_operator = models.ForeignKey(
        MarketParticipant,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="grundzuständiger Messstellenbetreiber",
    )
    default_supplier = models.ForeignKey(
        MarketParticipant,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Grundversorger",
    )
    concession_class = models.CharField(
        "Konzessionsklasse", max_length=10, choices=choices(CONCESSION_CLASS_LABELS)
    )
    valid = PeriodField("gültig")
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Netzgebiet"
        verbose_name_plural = "Netzgebiete"
        constraints: ClassVar = [
            one_of("grid_area_commodity_known", "commodity", Commodity),
            one_of("grid_area_class_known", "concession_class", ConcessionClass),
            *[
                no_overlap(
                    f"grid_area_one_{commodity.value.lower()}_operator_per_day",
                    per="place_id",
                    during="valid",
                    condition=Q(commodity=commodity.value),
                )
                for commodity in Commodity
            ],
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.grid_operator}"
