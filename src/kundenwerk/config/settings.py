"""Settings of the product; what differs between installations is an environment variable."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from kundenwerk.platform import database, secrets


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "ja"}


HOME = Path(os.environ.get("KUNDENWERK_HOME") or user_data_path("kundenwerk"))
PACKAGE = Path(__file__).resolve().parent.parent
_SECRETS = secrets.load(HOME)

DEBUG = _flag("KUNDENWERK_DEBUG")
DEMO = _flag("KUNDENWERK_DEMO")
REQUIRE_MFA = _flag("KUNDENWERK_REQUIRE_MFA") or not (DEMO or DEBUG)
SECRET_KEY = _SECRETS["secret_key"]
FIELD_KEY = _SECRETS["field_key"]
INDEX_KEY = _SECRETS["index_key"]
ALLOWED_HOSTS = os.environ.get("KUNDENWERK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
MARKET_MAILBOX = os.environ.get("KUNDENWERK_MARKET_MAILBOX", "")
BANK_MAILBOX = os.environ.get("KUNDENWERK_BANK_MAILBOX", "")
FILE_ROOT = HOME / "files"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sites",
    "django.forms",
    "csp",
    "template_partials",
    "django_htmx",
    "procrastinate.contrib.django",
    "kundenwerk.platform",
    "kundenwerk.parties",
    "kundenwerk.market",
    "kundenwerk.work",
    "kundenwerk.supply",
    "kundenwerk.ledger",
    "kundenwerk.correspondence",
    "kundenwerk.tariffs",
    "kundenwerk.metering",
    "kundenwerk.debtors",
    "kundenwerk.contracts",
    "kundenwerk.sales",
    "kundenwerk.mako",
    "kundenwerk.billing",
    "kundenwerk.payments",
    "kundenwerk.ui",
    "kundenwerk.accounts",
    "kundenwerk.staff",
    "kundenwerk.portal",
    "kundenwerk.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "kundenwerk.config.urls"
WSGI_APPLICATION = "kundenwerk.config.wsgi.application"
FORM_RENDERER = "kundenwerk.ui.forms.Renderer"
SITE_ID = 1

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database.django_database(os.environ.get("KUNDENWERK_ROLE", "app"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "platform_cache",
    }
}

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("KUNDENWERK_STATIC", HOME / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# platform.apps imports the jobs of every context itself.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

DEFAULT_FROM_EMAIL = os.environ.get("KUNDENWERK_MAIL_FROM", "kundenservice@stadtwerke.example")
