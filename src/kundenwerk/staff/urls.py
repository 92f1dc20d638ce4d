"""Addresses of the staff screens; German, because people read them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kundenwerk.staff.pages import (
    billing,
    billing_runs,
    bulk,
    channels,
    collections,
    consents,
    contracts,
    customer_edit,
    customers,
    design,
    duplicates,
    equipment,
    exports,
    general_terms,
    handovers,
    interfaces,
    ledger,
    load_curves,
    losses,
    market,
    me,
    payments,
    peeks,
    places,
    providers,
    readings,
    runs,
    sales_options,
    sales_settings,
    saved_views,
    search,
    start,
    tariff_exchange,
    tasks,
    undo,
)
from kundenwerk.staff.pages.campaigns.pages import urlpatterns as campaigns
from kundenwerk.staff.pages.leads.editing import urlpatterns as leads
from kundenwerk.staff.pages.logins.customers import urlpatterns as portal_logins
from kundenwerk.staff.pages.logins.pages import urlpatterns as logins
from kundenwerk.staff.pages.quotes.urls import urlpatterns as quotes
from kundenwerk.staff.pages.tariffs.urls import urlpatterns as tariffs

app_name = "staff"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.entrance, name="start"),
    path("suche/", search.find, name="search"),
    path("konto/", me.me, name="me"),
    path("demo/uhr/", me.play, name="clock"),
    path("rueckgaengig/<uuid:offer_id>/", undo.take_back, name="undo"),
    path("aufgaben/<int:task_id>/erledigt/", tasks.finish, name="task_finish"),
    *campaigns,
    *leads,
    *logins,
    *portal_logins,
    *losses.urlpatterns,
    *quotes,
    path("kunden/", customers.customers, name="customers"),
    path("kunden/<int:business_partner_id>/", customers.customer, name="customer"),
    path("kunden/<int:business_partner_id>/notiz/", customers.add_note, name="customer_note"),
    path("kunden/<int:business_partner_id>/aendern/", customer_edit.edit, name="customer_edit"),
    path(
        "kunden/<int:business_partner_id>/notiz/<int:entry_id>/entfernen/",
        customers.remove_note,
        name="note_remove",
    ),
    *consents.urlpatterns,
    path("anruf/", customers.call_in, name="call_in"),
    path("lieferstellen/<int:supply_point_id>/", places.supply_point, name="supply_point"),
    path("dokumente/<int:document_id>/", contracts.document, name="document"),
    path("vertraege/", contracts.contracts, name="contracts"),
    path("vertraege/<int:contract_id>/", contracts.contract, name="contract"),
    path("vertraege/<int:contract_id>/malo/", contracts.set_malo, name="contract_malo"),
    path("vertraege/<int:contract_id>/anmelden/", contracts.register, name="contract_register"),
    path(
        "vertraege/<int:contract_id>/serviceanbieter/",
        contracts.provider,
        name="contract_provider",
    ),
    path(
        "vertraege/<int:contract_id>/altlieferant-kuendigen/",
        contracts.release,
        name="contract_release",
    ),
    path("vertraege/<int:contract_id>/kuendigen/", contracts.terminate, name="contract_terminate"),
    path("vertraege/<int:contract_id>/widerrufen/", contracts.withdraw, name="contract_withdraw"),
    path("markt/", market.market, name="market"),
    path("markt/austausch/", market.exchange, name="market_exchange"),
    path("markt/nachricht/<int:message_id>/geklaert/", market.settle, name="market_settle"),
    path("markt/<int:interchange_id>/", market.interchange, name="interchange"),
    path("nebenbuch/", ledger.ledger, name="ledger"),
    path("nebenbuch/konto/<int:account_id>/", ledger.debtor, name="debtor"),
    path("nebenbuch/buchung/<int:entry_id>/", ledger.entry, name="entry"),
    path(
        "nebenbuch/buchung/<int:entry_id>/stornieren/", ledger.reverse_entry, name="entry_reverse"
    ),
    path("zahlungen/", payments.payments, name="payments"),
    path("zahlungen/abholen/", payments.fetch, name="payments_fetch"),
    path("zahlungen/auszuege/", payments.statements, name="statements"),
    path("zahlungen/auszuege/<int:statement_id>/", payments.statement, name="statement"),
    path(
        "zahlungen/auszuege/<int:statement_id>/verbuchen/", payments.accept, name="statement_accept"
    ),
    path("zahlungen/<int:payment_id>/", payments.assign, name="payment"),
    path("zahlungen/<int:payment_id>/zuruecknehmen/", payments.undo, name="payment_undo"),
    path("zahlungen/lastschriften/", collections.collections, name="collections"),
    path("zahlungen/lastschriften/<int:run_id>/", collections.collection, name="collection"),
    path(
        "zahlungen/lastschriften/<int:run_id>/datei/", collections.download, name="collection_file"
    ),
    path(
        "zahlungen/lastschriften/<int:run_id>/senden/",
        collections.hand_over,
        name="collection_send",
    ),
    path(
        "zahlungen/lastschriften/<int:run_id>/verwerfen/",
        collections.cancel,
        name="collection_cancel",
    ),
    path("gestaltung/", design.design, name="design"),
    path("aufgaben/", start.tasks, name="tasks"),
    path("nebenbuch/posten/", ledger.open_items, name="open_items"),
    path("zahlungen/alle/", payments.payment_list, name="payment_list"),
    *bulk.urlpatterns,
    *channels.urlpatterns,
    *handovers.urlpatterns,
    *interfaces.urlpatterns,
    *exports.urlpatterns,
    *sales_options.urlpatterns,
    *duplicates.urlpatterns,
    *general_terms.urlpatterns,
    *sales_settings.urlpatterns,
    *providers.urlpatterns,
    *saved_views.urlpatterns,
    *billing.urlpatterns,
    *peeks.urlpatterns,
    *billing_runs.urlpatterns,
    *readings.urlpatterns,
    *load_curves.urlpatterns,
    *equipment.urlpatterns,
    *runs.urlpatterns,
    *tariff_exchange.urlpatterns,
    *tariffs,
]
