"""Root addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kundenwerk.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("zugang/", include("kundenwerk.accounts.urls")),
    path("portal/", include("kundenwerk.portal.urls")),
    path("api/v1/", include("kundenwerk.api.urls")),
    path("", include("kundenwerk.portal.public_urls")),
    path("", include("kundenwerk.staff.urls")),
]

handler500 = "kundenwerk.config.faults.server_error"
