"""Stages, steps and reasons of leads, and the states of a planned return to a quote."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.kernel.states import LifeCycle
from kundenwerk.sales.rules.vocabulary import REJECTION_LABELS


class LeadStage(StrEnum):
    """How far a lead has come."""

    NEW = "NEW"
    CONTACTED = "CONTACTED"
    QUALIFIED = "QUALIFIED"
    QUOTED = "QUOTED"
    WON = "WON"
    LOST = "LOST"


STAGE_LABELS: Final = {
    LeadStage.NEW: "neu",
    LeadStage.CONTACTED: "in Kontakt",
    LeadStage.QUALIFIED: "qualifiziert",
    LeadStage.QUOTED: "Angebot liegt vor",
    LeadStage.WON: "gewonnen",
    LeadStage.LOST: "verloren",
}
ENDED: Final = frozenset({LeadStage.WON, LeadStage.LOST})


class LeadAction(StrEnum):
    """What moves a lead on or back."""

    CONTACT = "CONTACT"
    QUALIFY = "QUALIFY"
    BACK = "BACK"
    QUOTE = "QUOTE"
    WIN = "WIN"
    LOSE = "LOSE"
    RESUME = "RESUME"


ACTION_LABELS: Final = {
    LeadAction.CONTACT: "Kontakt aufgenommen",
    LeadAction.QUALIFY: "Qualifiziert",
    LeadAction.BACK: "Eine Stufe zurück",
    LeadAction.QUOTE: "Angebot gemacht",
    LeadAction.WIN: "Gewonnen",
    LeadAction.LOSE: "Verloren",
    LeadAction.RESUME: "Wieder aufnehmen",
}
# What a clerk decides; the other steps follow from quotes.
BY_HAND: Final = frozenset(
    {
        LeadAction.CONTACT,
        LeadAction.QUALIFY,
        LeadAction.BACK,
        LeadAction.LOSE,
        LeadAction.RESUME,
    }
)

LEAD_LIFE_CYCLE: Final = LifeCycle(
    {
        (LeadStage.NEW, LeadAction.CONTACT): LeadStage.CONTACTED,
        (LeadStage.NEW, LeadAction.QUALIFY): LeadStage.QUALIFIED,
        (LeadStage.NEW, LeadAction.QUOTE): LeadStage.QUOTED,
        (LeadStage.NEW, LeadAction.LOSE): LeadStage.LOST,
        (LeadStage.CONTACTED, LeadAction.QUALIFY): LeadStage.QUALIFIED,
        (LeadStage.CONTACTED, LeadAction.QUOTE): LeadStage.QUOTED,
        (LeadStage.CONTACTED, LeadAction.LOSE): LeadStage.LOST,
        (LeadStage.CONTACTED, LeadAction.BACK): LeadStage.NEW,
        (LeadStage.QUALIFIED, LeadAction.QUOTE): LeadStage.QUOTED,
        (LeadStage.QUALIFIED, LeadAction.LOSE): LeadStage.LOST,
        (LeadStage.QUALIFIED, LeadAction.BACK): LeadStage.CONTACTED,
        (LeadStage.QUOTED, LeadAction.QUOTE): LeadStage.QUOTED,
        (LeadStage.QUOTED, LeadAction.WIN): LeadStage.WON,
        (LeadStage.QUOTED, LeadAction.LOSE): LeadStage.LOST,
        (LeadStage.LOST, LeadAction.RESUME): LeadStage.CONTACTED,
        (LeadStage.LOST, LeadAction.QUOTE): LeadStage.QUOTED,
        (LeadStage.LOST, LeadAction.WIN): LeadStage.WON,
        (LeadStage.WON, LeadAction.QUOTE): LeadStage.WON,
        (LeadStage.WON, LeadAction.WIN): LeadStage.WON,
    }
)


class LossReason(StrEnum):
    """Why a lead was lost; the first six are those of a rejected quote."""

    PRICE = "PRICE"
    OTHER_SUPPLIER = "OTHER_SUPPLIER"
    NO_FITTING_TARIFF = "NO_FITTING_TARIFF"
    TERM = "TERM"
    LATER = "LATER"
    OTHER = "OTHER"
    NOT_REACHED = "NOT_REACHED"
    EXPIRED = "EXPIRED"
    NO_CONSENT = "NO_CONSENT"


LOSS_LABELS: Final[dict[LossReason, str]] = {
    **{LossReason(code.value): label for code, label in REJECTION_LABELS.items()},
    LossReason.NOT_REACHED: "nicht erreicht",
    LossReason.EXPIRED: "Bindefrist abgelaufen",
    LossReason.NO_CONSENT: "Einwilligung widerrufen",
}


class LeadSource(StrEnum):
    """Where a lead comes from."""

    PHONE = "PHONE"
    WEBSITE = "WEBSITE"
    EVENT = "EVENT"
    RECOMMENDATION = "RECOMMENDATION"
    MAILING = "MAILING"
    REJECTION = "REJECTION"
    OTHER = "OTHER"


SOURCE_LABELS: Final = {
    LeadSource.PHONE: "Anruf",
    LeadSource.WEBSITE: "Website, Tarifrechner",
    LeadSource.EVENT: "Messe, Veranstaltung",
    LeadSource.RECOMMENDATION: "Empfehlung",
    LeadSource.MAILING: "Anschreiben, Flyer",
    LeadSource.REJECTION: "abgelehntes Angebot",
    LeadSource.OTHER: "anderes",
}


class NextStep(StrEnum):
    """What is to be done with a lead."""

    NONE = ""
    CALL = "CALL"
    MAIL = "MAIL"
    MEETING = "MEETING"
    INFORMATION = "INFORMATION"
    QUOTE = "QUOTE"
    FOLLOW_UP = "FOLLOW_UP"


NEXT_STEP_LABELS: Final = {
    NextStep.CALL: "anrufen",
    NextStep.MAIL: "E-Mail schreiben",
    NextStep.MEETING: "Termin wahrnehmen",
    NextStep.INFORMATION: "Unterlagen schicken",
    NextStep.QUOTE: "Angebot erstellen",
    NextStep.FOLLOW_UP: "nachfassen",
}


class ConsentHow(StrEnum):
    """In which way somebody consented."""

    PHONE = "PHONE"
    PERSONAL = "PERSONAL"
    WRITTEN = "WRITTEN"
    ONLINE = "ONLINE"


CONSENT_LABELS: Final = {
    ConsentHow.PHONE: "am Telefon",
    ConsentHow.PERSONAL: "im Gespräch vor Ort",
    ConsentHow.WRITTEN: "schriftlich",
    ConsentHow.ONLINE: "online",
}


class FollowUpState(StrEnum):
    """Where a planned return to a quote stands."""

    PLANNED = "PLANNED"
    DONE = "DONE"
    STOPPED = "STOPPED"


FOLLOW_UP_LABELS: Final = {
    FollowUpState.PLANNED: "geplant",
    FollowUpState.DONE: "geschehen",
    FollowUpState.STOPPED: "entfallen",
}
