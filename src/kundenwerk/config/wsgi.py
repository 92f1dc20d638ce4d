"""The web application for any WSGI server, loaded whole before the server forks."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenwerk.config.settings")

# What loads stays: looking for garbage in it takes a third of the start, and looking again later
# would copy the memory that the server's processes share.
gc.disable()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - reading it loads every page
gc.freeze()
gc.enable()
