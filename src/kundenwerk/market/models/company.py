"""The supplier this installation belongs to; one row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kundenwerk.kernel.energy import Commodity


def _text(label: str, length: int = 80) -> models.CharField[str, str]:
    return models.CharField(label, max_length=length, blank=True, default="")


class OwnCompany(models.Model):
    """Name, numbers and look of the supplier, printed on letters and sent to the market."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    name = _text("Firma", 120)
    street = _text("Straße")
    house_number = _text("Hausnummer", 20)
    postcode = _text("Postleitzahl", 5)
    town = _text("Ort")
    phone = _text("Telefon", 40)
    email = _text("E-Mail", 120)
    website = _text("Internetseite", 120)
    management = _text("Geschäftsführung", 200)
    register_court = _text("Registergericht")
    register_number = _text("Registernummer", 40)
    vat_id = _text("USt-IdNr.", 11)
    tax_number = _text("Steuernummer", 20)
    participant = models.ForeignKey(
        "market.MarketParticipant",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Marktpartner Strom",
    )
    gas_participant = models.ForeignKey(
        "market.MarketParticipant",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Marktpartner Gas",
    )
    balancing_group = _text("Bilanzkreis Strom (EIC)", 16)
    gas_balancing_group = _text("Bilanzkreis Gas", 16)
    creditor_id = _text("Gläubiger-Identifikationsnummer", 35)
    iban = _text("IBAN", 34)
    bic = _text("BIC", 11)
    bank_name = _text("Bank", 120)
    brand_color = _text("Hausfarbe", 7)
    version = models.IntegerField("Version", default=1)

    class Meta:
        verbose_name = "eigenes Unternehmen"
        verbose_name_plural = "eigenes Unternehmen"
        constraints: ClassVar = [
            models.CheckConstraint(name="own_company_once", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def bdew_code(self) -> str:
        """The code under which the market knows us for electricity."""
        return self.code_for(Commodity.ELECTRICITY)

    def code_for(self, commodity: Commodity) -> str:
        """The code under which the market knows us for a commodity; empty when it does not."""
        own = self.gas_participant if commodity is Commodity.GAS else self.participant
        return own.code if own else ""

    def balancing_group_for(self, commodity: Commodity) -> str:
        """Our balancing group for a commodity; empty when we have none."""
        return self.gas_balancing_group if commodity is Commodity.GAS else self.balancing_group
