"""Addresses everybody may open."""

from __future__ import annotations

from django.urls import path

from kundenwerk.portal.pages import (
    calculator,
    conditions,
    offer,
    ordering,
    terms,
    unsubscribing,
    wishing,
    withdrawing,
)

app_name = "public"

urlpatterns = [
    path("tarifrechner/", calculator.calculator, name="calculator"),
    path("tarifrechner/waehlen/", calculator.choose, name="choose"),
    path("tarifrechner/merken/", wishing.wish, name="wish"),
    path("tarifrechner/gemerkt/", wishing.wished, name="wished"),
    path("bestellen/", ordering.delivery, name="delivery"),
    path("bestellen/konditionen/", conditions.conditions, name="conditions"),
    path("bestellen/person/", ordering.person, name="person"),
    path("bestellen/pruefen/", ordering.check, name="check"),
    path("bestellen/fertig/", ordering.done, name="done"),
    path("angebot/<str:token>/", offer.offer, name="offer"),
    path("angebot/<str:token>/angebot.pdf", offer.document, name="offer_document"),
    path("angebot/<str:token>/ablehnen/", offer.decline, name="offer_decline"),
    path("abmelden/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("agb/", terms.general_terms, name="terms"),
    path("agb/<int:terms_id>/", terms.general_terms, name="terms_version"),
    path("widerrufsbelehrung/", terms.instructed, name="instruction"),
    path("widerruf/", withdrawing.withdraw, name="withdraw"),
    path("widerruf/eingegangen/", withdrawing.withdrawn, name="withdrawn"),
]
