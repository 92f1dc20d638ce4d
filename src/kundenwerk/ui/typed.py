"""Fields that take whatever was typed; what it means is decided by rules, in their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from kundenwerk.ui.forms import Choice, Renderer

Pairs = Iterable[tuple[str, str]]


class Typed(forms.Field):
    """Whatever was typed; ``required`` only marks the label."""

    def __init__(self, label: Any, *, longest: int = 80, mode: str = "", **kwargs: Any) -> None:
        auto = kwargs.pop("auto", "off")
        super().__init__(label=label, **kwargs)
        given = {"autocomplete": auto, "maxlength": str(longest)}
        if not isinstance(self.widget, forms.TextInput):
            given = {}
        if mode:
            given["inputmode"] = mode
        self.widget.attrs = given | self.widget.attrs

    def clean(self, value: Any) -> str:
        """Keep the text; the rules judge it."""
        return str(value or "")


def select(label: Any, pairs: Pairs, *, empty: str = "", **kwargs: Any) -> Typed:
    """A choice from a list; ``empty`` is the line that chooses nothing."""
    options = [*([("", empty)] if empty else []), *pairs]
    return Typed(label, widget=forms.Select(choices=options), **kwargs)


def buttons(label: Any, pairs: Pairs, **kwargs: Any) -> Typed:
    """A choice of one by buttons."""
    return Typed(label, widget=Choice(choices=list(pairs)), **kwargs)


class Tick(forms.CheckboxInput):
    """A box whose value is the ``"1"`` or nothing that a draft keeps."""

    def __init__(self) -> None:
        super().__init__(check_test=lambda value: value == "1")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Read what the page sent or the draft holds."""
        del files
        return "1" if data.get(name) == "1" else ""

    def format_value(self, value: Any) -> str:
        """What the box sends when it is ticked."""
        del value
        return "1"


def tick(label: Any, **kwargs: Any) -> Typed:
    """A box to tick."""
    return Typed(label, widget=Tick(), required=False, **kwargs)


class StepForm(forms.Form):
    """Shows what was typed and the sentences of the rules."""

    use_required_attribute = False
    default_renderer = Renderer

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(data=dict(values), label_suffix="")
        self.error_class.template_name = "ui/errors.html"
        self.full_clean()

    def show(self, errors: Mapping[str, str]) -> None:
        """Put each sentence at its field; what has no field here goes to the top."""
        for name, sentence in errors.items():
            self.add_error(name if name in self.fields else None, sentence)

    def offer(self, name: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Set what can be chosen in a field."""
        widget = self.fields[name].widget
        assert isinstance(widget, forms.Select | forms.RadioSelect)
        empty = [pair for pair in widget.choices if pair[0] == ""]
        widget.choices = [*empty, *pairs]
