"""What a consumer is told about the right to withdraw, in the words of the law."""

from __future__ import annotations

from dataclasses import dataclass

FORM_TITLE = "Muster-Widerrufsformular"


@dataclass(frozen=True, slots=True)
class Instruction:
    """The instruction as titled paragraphs, and the lines of the form."""

    paragraphs: tuple[tuple[str, str], ...]
    form: tuple[str, ...]


def instruction(receiver: str, commodity: str, online: str) -> Instruction:
    """The instruction for the supply of energy that is not sold in a fixed amount.

    Args:
        receiver: name, address, telephone and mail address of the supplier in one line.
        commodity: ``Strom`` or ``Gas``.
        online: address of the page with the button; empty where there is none.

    Source: Anlage 1 zu Art. 246a § 1 Abs. 2 S. 2 EGBGB with notes 1 (contract of supply),
    2, 3 and 6; Anlage 2 for the form; § 356a BGB for the page.
    """
    how = _HOW.format(receiver=receiver)
    if online:
        how += _ONLINE.format(online=online)
    return Instruction(
        (
            ("Widerrufsrecht", _RIGHT),
            ("Ausübung", how),
            ("Frist", _TIME),
            ("Folgen des Widerrufs", _CONSEQUENCES),
            ("Lieferung vor Ablauf der Frist", _EARLY.format(commodity=commodity)),
        ),
        tuple(line.format(receiver=receiver, commodity=commodity) for line in _FORM),
    )


_RIGHT = (
    "Sie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu "
    "widerrufen. Die Widerrufsfrist beträgt vierzehn Tage ab dem Tag des Vertragsabschlusses."
)
_HOW = (
    "Um Ihr Widerrufsrecht auszuüben, müssen Sie uns ({receiver}) mittels einer eindeutigen "
    "Erklärung (z. B. ein mit der Post versandter Brief oder eine E-Mail) über Ihren Entschluss, "
    "diesen Vertrag zu widerrufen, informieren. Sie können dafür das beigefügte "
    "Muster-Widerrufsformular verwenden, das jedoch nicht vorgeschrieben ist."
)
_ONLINE = (
    " Sie können Ihr Widerrufsrecht auch online unter {online} ausüben. Wenn Sie diese "
    "Online-Funktion nutzen, übermitteln wir Ihnen auf einem dauerhaften Datenträger (z. B. per "
    "E-Mail) unverzüglich eine Eingangsbestätigung mit dem Inhalt Ihrer Erklärung sowie dem Datum "
    "und der Uhrzeit ihres Eingangs."
)
_TIME = (
    "Zur Wahrung der Widerrufsfrist reicht es aus, dass Sie die Mitteilung über die Ausübung des "
    "Widerrufsrechts vor Ablauf der Widerrufsfrist absenden."
)
_EARLY = (
    "Haben Sie verlangt, dass die Lieferung von {commodity} während der Widerrufsfrist beginnen "
    "soll, so haben Sie uns einen angemessenen Betrag zu zahlen, der dem Anteil der bis zu dem "
    "Zeitpunkt, zu dem Sie uns von der Ausübung des Widerrufsrechts hinsichtlich dieses Vertrags "
    "unterrichten, bereits gelieferten Menge {commodity} im Vergleich zum Gesamtumfang der im "
    "Vertrag vorgesehenen Lieferung entspricht."
)
_FORM = (
    (
        "Wenn Sie den Vertrag widerrufen wollen, dann füllen Sie bitte dieses Formular aus und "
        "senden Sie es zurück."
    ),
    "An {receiver}",
    (
        "Hiermit widerrufe(n) ich/wir (*) den von mir/uns (*) abgeschlossenen Vertrag über die "
        "Lieferung von {commodity}"
    ),
    "Bestellt am (*) / erhalten am (*): ______________________",
    "Name des/der Verbraucher(s): ______________________",
    "Anschrift des/der Verbraucher(s): ______________________",
    "Unterschrift des/der Verbraucher(s) (nur bei Mitteilung auf Papier): ______________",
    "Datum: ______________________",
    "(*) Unzutreffendes streichen.",
)
_CONSEQUENCES = (
    "Wenn Sie diesen Vertrag widerrufen, haben wir Ihnen alle Zahlungen, die wir von Ihnen "
    "erhalten haben, unverzüglich und spätestens binnen vierzehn Tagen ab dem Tag zurückzuzahlen, "
    "an dem die Mitteilung über Ihren Widerruf dieses Vertrags bei uns eingegangen ist. Für diese "
    "Rückzahlung verwenden wir dasselbe Zahlungsmittel, das Sie bei der ursprünglichen Transaktion "
    "eingesetzt haben, es sei denn, mit Ihnen wurde ausdrücklich etwas anderes vereinbart; in "
    "keinem Fall werden Ihnen wegen dieser Rückzahlung Entgelte berechnet."
)
