"""Addresses of the staff screens; German, because people read them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kundenwerk.staff.pages import contracts, customers, market, me, search, start

app_name = "staff"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("suche/", search.find, name="search"),
    path("konto/", me.me, name="me"),
    path("demo/uhr/", me.play, name="clock"),
    path("kunden/", customers.customers, name="customers"),
    path("kunden/<int:partner_id>/", customers.customer, name="customer"),
    path("kunden/<int:partner_id>/notiz/", customers.add_note, name="customer_note"),
    path("anruf/", customers.call_in, name="call_in"),
    path("dokumente/<int:document_id>/", contracts.document, name="document"),
    path("vertraege/", contracts.contracts, name="contracts"),
    path("vertraege/<int:contract_id>/", contracts.contract, name="contract"),
    path("vertraege/<int:contract_id>/malo/", contracts.set_malo, name="contract_malo"),
    path("vertraege/<int:contract_id>/anmelden/", contracts.register, name="contract_register"),
    path("vertraege/<int:contract_id>/kuendigen/", contracts.terminate, name="contract_terminate"),
    path("vertraege/<int:contract_id>/widerrufen/", contracts.withdraw, name="contract_withdraw"),
    path("markt/", market.market, name="market"),
    path("markt/austausch/", market.exchange, name="market_exchange"),
    path("markt/nachricht/<int:message_id>/geklaert/", market.settle, name="market_settle"),
    path("markt/<int:interchange_id>/", market.interchange, name="interchange"),
]
