"""Settings of the product; what differs between installations is an environment variable."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from kundenwerk.platform import database, secrets


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "ja"}


HOME = Path(os.environ.get("KUNDENWERK_HOME") or user_data_path("kundenwerk"))
_SECRETS = secrets.load(HOME)

DEBUG = _flag("KUNDENWERK_DEBUG")
DEMO = _flag("KUNDENWERK_DEMO")
REQUIRE_MFA = _flag("KUNDENWERK_REQUIRE_MFA") or not (DEMO or DEBUG)
SECRET_KEY = _SECRETS["secret_key"]
FIELD_KEY = _SECRETS["field_key"]
INDEX_KEY = _SECRETS["index_key"]
ALLOWED_HOSTS = os.environ.get("KUNDENWERK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
MARKET_MAILBOX = os.environ.get("KUNDENWERK_MARKET_MAILBOX", "")
# Folders of market participants whose interchanges are exchanged by files.
EXCHANGE_ROOT = Path(os.environ.get("KUNDENWERK_EXCHANGE") or HOME / "exchange")
BANK_MAILBOX = os.environ.get("KUNDENWERK_BANK_MAILBOX", "")
LOOKUP_ADDRESS = os.environ.get("KUNDENWERK_LOOKUPS", "")
# Where customers reach the public pages; without it mails carry no links to them.
PUBLIC_URL = os.environ.get("KUNDENWERK_PUBLIC_URL", "").rstrip("/")
FILE_ROOT = HOME / "files"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
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
    "kundenwerk.receivables",
    "kundenwerk.marketing",
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
    "kundenwerk.accounts.middleware.note_activity",
    "kundenwerk.accounts.middleware.require_second_factor",
    "kundenwerk.config.security.answer_headers",
    "kundenwerk.config.security.refuse_nul",
    "kundenwerk.config.context.of_one_day",
]

ROOT_URLCONF = "kundenwerk.config.urls"
WSGI_APPLICATION = "kundenwerk.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "kundenwerk.accounts.backends.PasswordBackend",
    "kundenwerk.accounts.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "kundenwerk.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "kundenwerk.accounts.forms.SignIn",
    "request_login_code": "kundenwerk.accounts.forms.RequestCode",
    "confirm_login_code": "kundenwerk.accounts.forms.ConfirmCode",
    "reset_password": "kundenwerk.accounts.forms.ForgotPassword",
    "reset_password_from_key": "kundenwerk.accounts.forms.NewPassword",
    "change_password": "kundenwerk.accounts.forms.ChangePassword",
    "reauthenticate": "kundenwerk.accounts.forms.ConfirmPassword",
}
MFA_FORMS = {
    "authenticate": "kundenwerk.accounts.forms.SecondFactor",
    "reauthenticate": "kundenwerk.accounts.forms.ConfirmFactor",
    "activate_totp": "kundenwerk.accounts.forms.SetUpApp",
    "add_webauthn": "kundenwerk.accounts.forms.AddPasskey",
    "edit_webauthn": "kundenwerk.accounts.forms.RenamePasskey",
}
MFA_ADAPTER = "kundenwerk.accounts.secrets.MFAAdapter"
MFA_TOTP_ISSUER = "Kundenwerk"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG
USERSESSIONS_TRACK_ACTIVITY = True

FORM_RENDERER = "kundenwerk.ui.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kundenwerk.config.context.surroundings",
                "kundenwerk.demo.logins.shown_logins",
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
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The assets lie inside the packages; nothing is collected, compressed or built.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# platform.apps imports the jobs of every context itself.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

EMAIL_BACKEND = "kundenwerk.accounts.mail.Outbox"
DEFAULT_FROM_EMAIL = os.environ.get("KUNDENWERK_MAIL_FROM", "kundenservice@stadtwerke.example")

_SELF = ["'self'"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": _SELF,
        "script-src": _SELF,
        "style-src": _SELF,
        "img-src": _SELF,
        "font-src": _SELF,
        "connect-src": _SELF,
        "form-action": _SELF,
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# A demonstration speaks plain HTTP on this machine; everything else must be HTTPS.
_HTTPS = not (DEMO or DEBUG)
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = ["^livez$", "^readyz$"]  # asked from inside, by the service manager
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "kundenwerk.accounts.sessions"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
SESSION_COOKIE_AGE = 10 * 60 * 60
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# One line per event to standard error; the service manager keeps them. No names, no addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "procrastinate": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
