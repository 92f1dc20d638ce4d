"""Addresses of the API."""

from __future__ import annotations

from django.urls import path

from kundenwerk.api import views

app_name = "api"

urlpatterns = [
    path("openapi.json", views.document, name="document"),
    path("tariffs", views.tariffs, name="tariffs"),
    path("quotes", views.create_quote, name="quotes"),
    path("quotes/<str:number>", views.show_quote, name="quote"),
    path("quotes/<str:number>/acceptance", views.accept, name="acceptance"),
    path("handovers", views.handovers, name="handovers"),
]
