"""Rows an administrator hides and orders by buttons: one press, one command, one way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kundenwerk.platform.commands import Call
from kundenwerk.staff import undoing
from kundenwerk.ui.forms import CommandForm


@dataclass(frozen=True, slots=True)
class Ordered:
    """What the buttons beside a row do.

    Args:
        name: of the rows, for the keys of their commands.
        show: the command that offers a row or hides it.
        move: the command that puts a row before its neighbour or behind.
        back: the page of a row; raises Http404 for a row that is gone.
        refusals: what is told when a command refuses.
    """

    name: str
    show: Callable[[Call, int, bool], object]
    move: Callable[[Call, int, bool], object]
    back: Callable[[int], str]
    refusals: Mapping[type[Exception], str]

    def show_pressed(self, request: HttpRequest, row_id: int) -> HttpResponse:
        """Offer a row or hide it."""
        on = request.POST.get("zeigen") == "1"
        return self.press(request, row_id, f"show {on}", lambda call: self.show(call, row_id, on))

    def move_pressed(self, request: HttpRequest, row_id: int) -> HttpResponse:
        """Put a row before its neighbour or behind it."""
        up = request.POST.get("nach") == "oben"
        return self.press(request, row_id, f"move {up}", lambda call: self.move(call, row_id, up))

    def press(
        self, request: HttpRequest, row_id: int, what: str, run: Callable[[Call], object]
    ) -> HttpResponse:
        """Run the command of a button."""
        back = self.back(row_id)
        form = CommandForm(request.POST)
        if form.is_valid():
            # The page has one key for all of its buttons.
            call = form.call(request.user.get_username()).derive(self.name, row_id, what)
            try:
                run(call)
            except tuple(self.refusals) as refusal:
                messages.error(request, self.refusals[type(refusal)])
            else:
                undoing.tell(request, call)
        return redirect(back)
