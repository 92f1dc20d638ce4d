"""Where everything that is decided once can be found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.settings_pages import settings_of


@page(Permission.SETTINGS_READ)
def settings(request: HttpRequest) -> HttpResponse:
    """All pages of the settings this login may open."""
    return render(request, "staff/settings/page.html", {"groups": settings_of(request.user)})


urlpatterns = [path("einstellungen/", settings, name="settings")]
