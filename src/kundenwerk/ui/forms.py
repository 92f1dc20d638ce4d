"""Form fields that read German, and the form every command page starts from."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import (
    NotReadable,
    format_day,
    format_decimal,
    parse_day,
    parse_decimal,
    parse_euro,
    parse_kwh,
)
from kundenwerk.kernel.text import UnusableText, clean_name, clean_text
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call


class Renderer(TemplatesSetting):
    """Renders forms with the parts of the design system."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class Errors(ErrorList):
    """Error sentences as a part of the design system."""

    template_name = "ui/errors.html"


class CommandForm(forms.Form):
    """A form that ends in one command; the key is made when the form is first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("error_class", Errors)
        kwargs["initial"] = {"key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    @staticmethod
    def fresh_key() -> uuid.UUID:
        """The key for another attempt with the same values."""
        return uuid.uuid4()

    def call(self, actor: str) -> Call:
        """The caller for the command of a valid form."""
        return Call(actor, self.cleaned_data["key"])


class ShownForm(CommandForm):
    """A form that also sends what it was shown with, so that changes by others are noticed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names():
            self.fields[name].show_hidden_initial = True

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields that are entered."""
        return tuple(name for name in cls.base_fields if name not in {"key", "version"})

    def shown_values(self) -> dict[str, Any]:
        """What the fields were shown with.

        Raises:
            ValidationError: the hidden values are not what a page of ours sends.
        """
        before = {}
        for name in self.names():
            field, widget = self.fields[name], self.fields[name].hidden_widget()
            sent = widget.value_from_datadict(self.data, self.files, self.add_initial_prefix(name))
            before[name] = field.clean(sent)
        return before


class _ReadField(forms.CharField):
    """A text field whose value is read by a strict reader of the kernel."""

    input_mode = "text"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", self.input_mode)
        self.widget.attrs.setdefault("autocomplete", "off")

    def read(self, text: str) -> Any:
        """Turn the text into the value."""
        raise NotReadable(text)

    def clean(self, value: Any) -> Any:
        """Read the text; an empty optional field gives None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.read(text)
        except NotReadable as refusal:
            raise ValidationError(str(refusal)) from refusal

    def prepare_value(self, value: Any) -> Any:
        """Show a value the way it is typed."""
        match value:
            case Money():
                return str(value).removesuffix(" €")
            case Decimal() | int():
                return format_decimal(value)
            case date():
                return format_day(value)
            case _:
                return value


class KwhField(_ReadField):
    """Whole kWh; ``3.000`` is three thousand."""

    input_mode = "numeric"

    def read(self, text: str) -> Decimal:
        """Read kWh."""
        return parse_kwh(text)


class DecimalField(_ReadField):
    """A German decimal number with at most ``places`` decimals."""

    input_mode = "decimal"

    def __init__(self, *, places: int, **kwargs: Any) -> None:
        self.places = places
        super().__init__(**kwargs)

    def read(self, text: str) -> Decimal:
        """Read the number."""
        return parse_decimal(text, places=self.places)


class EuroField(_ReadField):
    """An amount in euros."""

    input_mode = "decimal"

    def read(self, text: str) -> Money:
        """Read euros and cents."""
        return parse_euro(text)


class DayField(_ReadField):
    """A day as clerks type it: ``1.3.``, ``010326``, ``heute``, ``+14``."""

    def read(self, text: str) -> date:
        """Read the day, relative words counted from the business day."""
        return parse_day(text, today=clock.today())


class TextField(forms.CharField):
    """Text without invisible characters, in composed form."""

    is_name = False

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        self.longest = max_length
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Clean the text.

        Raises:
            ValidationError: characters nobody can see, or too long.
        """
        text = super().to_python(value)
        if not text:
            return ""
        try:
            clean = clean_name if self.is_name else clean_text
            return clean(text, max_length=self.longest)
        except UnusableText as refusal:
            raise ValidationError(str(refusal)) from refusal


class NameField(TextField):
    """A name: text with at least one letter."""

    is_name = True


class Several(forms.CheckboxSelectMultiple):
    """Buttons of which any number is chosen."""

    template_name = "ui/several.html"


class Choice(forms.RadioSelect):
    """Buttons of which exactly one is chosen."""

    template_name = "ui/choice.html"
