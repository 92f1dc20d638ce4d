"""Direct debit files and their single debits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.debtors.models import ContractAccount, SepaMandate
from kundenwerk.payments.models.banks import HouseBank
from kundenwerk.payments.rules import DEBIT_STATE_LABELS, RUN_STATE_LABELS, DebitState, RunState
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import MoneyField
from kundenwerk.platform.models import StoredFile


class CollectionRun(models.Model):
    """One file of direct debits; its bytes are kept and never made again."""

    house_bank = models.ForeignKey(HouseBank, models.PROTECT, verbose_name="Hausbank")
    collect_on = models.DateField("Einzug am")
    state = models.CharField(
        "Status", max_length=9, choices=choices(RUN_STATE_LABELS), default="CREATED"
    )
    message_id = models.CharField("Kennung", max_length=35, unique=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="Datei")
    count = models.IntegerField("Anzahl")
    amount = MoneyField("Summe")
    excluded = models.JSONField("Ausgeschlossen", default=list)
    created_at = models.DateTimeField("Erstellt am", db_default=Now())
    sent_at = models.DateTimeField("Übergeben am", null=True)

    class Meta:
        verbose_name = "Lastschriftlauf"
        verbose_name_plural = "Lastschriftläufe"
        constraints: ClassVar = [one_of("collection_run_state_known", "state", RunState)]

    def __str__(self) -> str:
        return f"{self.collect_on:%d.%m.%Y}: {self.count} Lastschriften"


class CollectionItem(models.Model):
    """One debit of a file; an open item is in at most one live debit."""

    run = models.ForeignKey(CollectionRun, models.PROTECT, related_name="items")
    open_item = models.ForeignKey(
        "ledger.OpenItem", models.PROTECT, related_name="collections", verbose_name="Posten"
    )
    account = models.ForeignKey(ContractAccount, models.PROTECT, verbose_name="Vertragskonto")
    mandate = models.ForeignKey(SepaMandate, models.PROTECT, verbose_name="Mandat")
    amount = MoneyField("Betrag")
    end_to_end_id = models.CharField("Ende-zu-Ende-Referenz", max_length=35, unique=True)
    state = models.CharField(
        "Status", max_length=9, choices=choices(DEBIT_STATE_LABELS), default="LIVE"
    )
    return_reason = models.CharField("Rückgabegrund", max_length=10, blank=True)
    returned_on = models.DateField("Zurückgegeben am", null=True)

    class Meta:
        verbose_name = "Lastschrift"
        verbose_name_plural = "Lastschriften"
        constraints: ClassVar = [
            one_of("collection_item_state_known", "state", DebitState),
            models.UniqueConstraint(
                fields=["open_item"],
                condition=Q(state="LIVE"),
                name="collection_item_once_at_a_time",
            ),
            models.CheckConstraint(name="collection_item_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return self.end_to_end_id
