"""Addresses of tariff management."""

from __future__ import annotations

from django.urls import URLPattern, path

from kundenwerk.staff.pages.tariffs import (
    conditions,
    editor,
    imports,
    products,
    settings,
    versions,
    withdrawing,
)

_TARIFF, _VERSION = "preise/tarif/<int:tariff_id>/", "preise/stand/<int:version_id>/"

urlpatterns: list[URLPattern] = [
    path("preise/", products.prices, name="prices"),
    path("preise/einlesen/", imports.import_table, name="prices_import"),
    path("preise/einstellungen/", settings.settings, name="tariff_settings"),
    path("preise/einstellungen/speichern/", settings.save, name="tariff_settings_save"),
    path(
        "preise/einstellungen/vorschlaege/<slug:kind>/", settings.save_presets, name="presets_save"
    ),
    path("preise/beschaffung/", settings.add_procurement, name="procurement_add"),
    path(
        "preise/beschaffung/<int:price_id>/entfernen/",
        settings.remove_procurement,
        name="procurement_remove",
    ),
    path("preise/tarif/neu/", products.create, name="tariff_new"),
    path(_TARIFF, products.tariff, name="tariff"),
    path(f"{_TARIFF}aendern/", products.edit, name="tariff_edit"),
    path(f"{_TARIFF}anpassen/", products.prepare, name="tariff_prepare"),
    path(f"{_TARIFF}preisstand/", editor.create, name="version_new"),
    path(_VERSION, versions.version, name="version"),
    path(f"{_VERSION}bearbeiten/", editor.edit, name="version_edit"),
    path(f"{_VERSION}konditionen/<int:place>/", conditions.edit, name="version_conditions"),
    path(f"{_VERSION}freigeben/", versions.approve, name="version_approve"),
    path(f"{_VERSION}zuruecknehmen/", withdrawing.withdraw, name="version_withdraw"),
    path(f"{_VERSION}beenden/", versions.end, name="version_end"),
    path(f"{_VERSION}loeschen/", versions.drop, name="version_delete"),
    path(f"{_VERSION}umstellen/", versions.apply, name="version_apply"),
]
