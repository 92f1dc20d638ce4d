from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from kundenwerk.kernel.money import Money
from kundenwerk.ui.exports import BOM, FileKind, Sheet, content
from kundenwerk.ui.forms import CommandForm, DayField, EuroField, KwhField, NameField
from kundenwerk.ui.templatetags import ui


class Sample(CommandForm):
    kwh = KwhField(label="Verbrauch")
    amount = EuroField(label="Betrag", required=False)
    day = DayField(label="Tag", required=False)
    name = NameField(label="Name", max_length=80, required=False)


def filled(**values: str) -> Sample:
    key = str(Sample().initial["key"])
    return Sample({"key": key, "kwh": "3.500", **values})


@pytest.mark.django_db
def test_german_input_is_read_and_shown_again_in_german() -> None:
    form = filled(amount="1.234,56", day="1.12.2026")

    assert form.is_valid()
    assert form.cleaned_data["kwh"] == Decimal(3500)
    assert form.cleaned_data["amount"] == Money(123456)
    assert form.cleaned_data["day"] == date(2026, 12, 1)


@pytest.mark.row("BAD-D12", "BAD-B03")
@pytest.mark.django_db
@pytest.mark.parametrize("text", ["0x1", "-1", "3,5", "1e5", "1_000", "٣٠٠٠", "NaN", "9" * 400])
def test_an_unreadable_consumption_is_refused_at_the_field(text: str) -> None:
    form = filled(kwh=text)

    assert not form.is_valid()
    assert list(form.errors) == ["kwh"]


@pytest.mark.row("BAD-D16", "BAD-D28", "BAD-B16")
@pytest.mark.parametrize(
    "name", ["\u200b", "abc\u202e321", "Z" + "\u0300" * 50, "X" * 200, "a\x1bb", "\ud800"]
)
def test_names_nobody_has_are_refused(name: str) -> None:
    with pytest.raises(forms.ValidationError):
        NameField(max_length=80).clean(name)


@pytest.mark.row("BAD-D16")
@pytest.mark.parametrize(
    "name", ["X", "O'Neil", "Müller-Lüdenscheidt", "von und zu", "Li", "Yılmaz"]
)
def test_names_people_have_are_accepted(name: str) -> None:
    assert NameField(max_length=80).clean(name) == name


def test_a_form_without_its_key_is_refused() -> None:
    form = Sample({"kwh": "3.500"})

    assert list(form.errors) == ["key"]


@pytest.mark.row("BAD-I01", "BAD-B15")
def test_an_export_is_readable_in_germany_and_harmless_in_a_spreadsheet() -> None:
    rows = [
        ["=1+1", Money(-123456), Decimal("29.7312"), date(2026, 12, 1), None],
        ["@x", 1, "", "＝1", "-2"],
    ]

    sheet = Sheet("liste", ["a", "b", "c", "d", "e"], rows, date(2026, 11, 22))

    text = content(sheet, FileKind.CSV).decode()
    assert text.startswith(BOM)
    assert text.removeprefix(BOM).splitlines() == [
        "a;b;c;d;e",
        "'=1+1;-1234,56;29,7312;01.12.2026;",
        "'@x;1;;'＝1;'-2",
        "Stand 22.11.2026",
    ]


def test_amounts_and_prices_are_shown_in_german() -> None:
    assert ui.balance_words(Money(8600)) == "86,00 € offen"
    assert ui.balance_words(Money(-2788)) == "27,88 € Guthaben"
    assert ui.ct(Decimal("29.7312")) == "29,7312\u00a0ct/kWh"
    assert ui.spaced("51238696781") == "51\u00a0238\u00a0696\u00a0781"
    assert ui.day_in(date(2026, 11, 21), date(2026, 11, 22)) == "Gestern"
