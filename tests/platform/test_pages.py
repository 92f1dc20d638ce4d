"""A page asks the same thing once; what writes asks each time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kundenwerk.config.context import of_one_day
from kundenwerk.platform.pages import once_a_page, one_page

asked: list[str] = []


@once_a_page
def answer_to(question: str, *, loud: bool = False) -> str:
    asked.append(question)
    return question.upper() if loud else question


def twice(_: HttpRequest) -> HttpResponse:
    return HttpResponse(answer_to("a") + answer_to("a"))


def test_a_page_asks_the_same_question_once() -> None:
    asked.clear()

    with one_page():
        answers = [answer_to("a"), answer_to("a"), answer_to("b"), answer_to("a", loud=True)]
    with one_page():
        answer_to("a")

    assert answers == ["a", "a", "b", "A"]
    assert asked == ["a", "b", "a", "a"]


def test_outside_of_a_page_every_question_is_asked() -> None:
    asked.clear()

    answer_to("a")
    answer_to("a")

    assert asked == ["a", "a"]


def test_a_request_that_writes_asks_each_time() -> None:
    asked.clear()
    page = of_one_day(twice)

    page(RequestFactory().get("/"))
    page(RequestFactory().post("/"))

    assert asked == ["a"] * 3
