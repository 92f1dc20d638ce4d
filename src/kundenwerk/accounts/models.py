"""The login of a person."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES, Role
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.constraints import choices, one_of


class User(AbstractUser):
    """A login with one role; customers' logins belong to a business partner."""

    role = models.CharField("Rolle", max_length=14, choices=choices(ROLE_LABELS))
    partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="logins",
        verbose_name="Geschäftspartner",
    )
    letter_keys = models.BooleanField("Tastenkürzel mit Buchstaben", default=True)
    roomy = models.BooleanField("Luftige Darstellung", default=False)

    class Meta:
        verbose_name = "Zugang"
        verbose_name_plural = "Zugänge"
        constraints: ClassVar = [
            one_of("user_role_known", "role", Role),
            models.CheckConstraint(
                name="user_customer_has_a_partner",
                condition=~Q(role="CUSTOMER") | Q(partner__isnull=False),
            ),
        ]

    @property
    def works_here(self) -> bool:
        """Whether the login belongs to staff."""
        return self.role in STAFF_ROLES
