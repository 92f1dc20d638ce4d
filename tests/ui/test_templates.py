"""What templates must not hold besides inline code: trusted text, forms without a token."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template

import kundenwerk

SOURCE = Path(kundenwerk.__file__).parent
TEMPLATES = {
    str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8")
    for path in sorted(SOURCE.rglob("templates/**/*.html"))
}


def holding(pattern: str) -> list[str]:
    return [name for name, text in TEMPLATES.items() if re.search(pattern, text)]


def test_no_template_trusts_text() -> None:
    assert holding(r"\|\s*safe\b|autoescape off") == []


def test_no_button_hides_what_it_does() -> None:
    assert holding(r"<button[^>]*>\s*(OK|Absenden|Weiter gehts|Submit)\s*<") == []


def test_every_form_that_posts_carries_the_token() -> None:
    without = [
        name
        for name, text in TEMPLATES.items()
        for form in re.findall(r'<form[^>]*method="post".*?</form>', text, re.DOTALL)
        if "csrf_token" not in form and "{% slot" not in form
    ]

    assert without == []


@pytest.mark.parametrize(
    ("steps", "current"),
    [
        ('<li><a href="/x/">Leads</a></li><li>{{ name }}</li>', "&lt;b&gt;"),
        ('<li><a href="/x/">Leads</a></li><li><a href="/y/">Meyer</a></li>', None),
    ],
)
def test_the_last_step_of_the_way_is_the_page_itself(steps: str, current: str | None) -> None:
    page = Template(f"{{% load ui %}}{{% crumbs %}}{steps}{{% endcrumbs %}}")

    drawn = page.render(Context({"name": "<b>"}))

    assert drawn.startswith('<nav aria-label="Weg"><ol class="crumbs"><li><a href="/x/">')
    assert re.findall(r'<li aria-current="page">(.*?)</li>', drawn) == (
        [current] if current else []
    )
