"""Addresses of the quote path."""

from __future__ import annotations

from django.urls import path

from kundenwerk.staff.pages.quotes import (
    compare,
    credit,
    detail,
    drafts,
    follow_up,
    following,
    lists,
    wizard,
)

_DRAFT = "angebote/entwurf/<uuid:draft_id>/"

urlpatterns = [
    path("angebote/", lists.quote_list, name="quotes"),
    path("angebote/neu/", wizard.begin, name="quote_new"),
    path("angebote/entwuerfe/", drafts.drafts, name="quote_drafts"),
    path(f"{_DRAFT}verwerfen/", drafts.discard, name="quote_discard"),
    path(f"{_DRAFT}ablehnen/", drafts.reject, name="quote_reject"),
    path(f"{_DRAFT}dubletten/", wizard.look_alikes, name="quote_look_alikes"),
    path(f"{_DRAFT}wer/", wizard.who, name="quote_who"),
    path(f"{_DRAFT}bonitaet/", credit.credit, name="quote_credit"),
    path(f"{_DRAFT}netz/", wizard.grid, name="quote_grid"),
    path(f"{_DRAFT}grundversorgung/", wizard.default_supply, name="quote_default_supply"),
    path(f"{_DRAFT}netzbetreiber/", wizard.operators, name="quote_operators"),
    path(f"{_DRAFT}vergleich/", compare.show, name="quote_compare"),
    path(f"{_DRAFT}vergleich/pdf/", compare.document, name="quote_compare_document"),
    path(f"{_DRAFT}vergleich/senden/", compare.send, name="quote_compare_send"),
    path(f"{_DRAFT}partner/", wizard.find_business_partner, name="quote_find_business_partner"),
    path(f"{_DRAFT}<slug:step_name>/", wizard.step, name="quote_step"),
    path(f"{_DRAFT}<slug:step_name>/speichern/", wizard.autosave, name="quote_autosave"),
    path(f"{_DRAFT}<slug:step_name>/felder/", wizard.renew, name="quote_renew"),
    path("angebote/<int:quote_id>/", detail.show, name="quote"),
    path("angebote/<int:quote_id>/weiter/", following.show, name="quote_next"),
    path("angebote/<int:quote_id>/anfrage/", following.inquiry, name="quote_inquiry"),
    path("angebote/<int:quote_id>/angebot.pdf", detail.document, name="quote_document"),
    path("angebote/<int:quote_id>/dokument/", detail.make_document, name="quote_make_document"),
    path("angebote/<int:quote_id>/senden/", detail.send, name="quote_send"),
    path("angebote/<int:quote_id>/annehmen/", detail.accept, name="quote_accept"),
    path("angebote/<int:quote_id>/ablehnen/", detail.decline, name="quote_decline"),
    path("angebote/<int:quote_id>/nachfassen/", follow_up.follow_up, name="quote_follow_up"),
    path("angebote/<int:quote_id>/zusammenfassung/", follow_up.send_summary, name="quote_summary"),
    path("angebote/nachfassen/<int:plan_id>/entfaellt/", follow_up.cancel, name="follow_up_cancel"),
]
