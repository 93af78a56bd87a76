"""Django's settings. Every setting a person may turn is read here, from the environment, and named in
docs/lookup/settings.md."""

from __future__ import annotations

import logging
import os
import secrets
import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

FRONT = Path(__file__).resolve().parent
VAR = Path(os.environ.get("LAGET_VAR", "var")).resolve()
try:
    VAR.mkdir(parents=True, exist_ok=True)
except OSError as fault:
    raise ImproperlyConfigured(
        f"LAGET_VAR names {VAR}, where nothing can be written ({fault.strerror}). Name another folder."
    ) from None

# -- What kind of installation this is ---------------------------------------------------------------
# A demo offers its cast by one click. No other installation has that door (see people/urls.py).
LAGET_DEMO = os.environ.get("LAGET_DEMO") == "1"
DEBUG = False
TESTING = "pytest" in sys.modules


def _secret_key() -> str:
    """The key from the environment; a demo or a test keeps its own in var/."""
    if key := os.environ.get("LAGET_SECRET_KEY"):
        return key
    if not (LAGET_DEMO or TESTING):
        raise ImproperlyConfigured(
            "LAGET_SECRET_KEY is not set. Set it to a long random text that you keep, for instance the "
            "output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'. "
            "To try Laget without one, run: make demo"
        )
    file = VAR / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("LAGET_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if "*" not in host]
# Behind TLS unless it is a demo or a test on this machine.
SECURE = not (LAGET_DEMO or TESTING)

# -- The database: SQLite on a laptop, PostgreSQL for a county -----------------------------------------
try:
    DATABASES = {
        "default": dj_database_url.parse(
            os.environ.get("LAGET_DATABASE", f"sqlite:///{VAR / 'laget.sqlite3'}"), conn_max_age=None
        )
    }
except ValueError:
    raise ImproperlyConfigured(
        "LAGET_DATABASE is no address of a database. Write sqlite:///path/to/file or postgresql://user@host/name."
    ) from None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an acknowledged deed survives a power cut, not only a killed process.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that all workers count the same guesses and know the same used codes.
CACHES = {
    "default": {
        "BACKEND": "laget.people.attempts.Attempts",
        "LOCATION": "people_attempts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# -- The rooms ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "laget.front",
    "laget.study",
    "laget.library",
    "laget.clarify",
    "laget.team",
    "laget.people",
    "laget.schools",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    # First, so that an answer refused by any of the others carries them too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "laget.front.caching.KeepNothing",
    "django.middleware.security.SecurityMiddleware",
    # Safe with forms: Django masks the CSRF token anew on each page and pads what it compresses.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "laget.front.languages.NorwegianIsBokmal",
    "django.middleware.locale.LocaleMiddleware",
    "laget.front.unreadable.RefuseNul",
    "laget.front.database_age.SameAge",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "laget.front.clock.Clock",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "laget.people.second_factor.SecondFactorRequired",
    "laget.people.scope.OwnerScope",
    "laget.front.refusals.RefusalPages",
]
ROOT_URLCONF = "laget.front.urls"
WSGI_APPLICATION = "laget.front.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "laget.front.context.page",
            ]
        },
    }
]

# -- People ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        # Not the name: of a few words it shares most letters with any other few words.
        "OPTIONS": {"user_attributes": ("email",)},
    },
    {"NAME": "laget.people.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front:home"
ACCOUNT_ADAPTER = "laget.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "laget.people.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Laget"
# The limits on failed sign-ins count by the browser's address, which the server in front passes on.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE else 0

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-laget" if SECURE else "laget"
CSRF_COOKIE_NAME = "__Host-laget-csrf" if SECURE else "laget-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "laget.front.faults.csrf_refused"

# A file that is sent is held in memory and never laid on the disk, where a refused one would stay; a larger one than
# any list of staff is read past. The table of posts has seven fields a line and 400 lines.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# -- What the browser may do ---------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# -- Languages: bokmål is the source, nynorsk and English are complete -----------------------------------
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [FRONT / "locale"]
FORMAT_MODULE_PATH = "laget.front.formats"
LANGUAGE_COOKIE_NAME = "laget-language"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

# -- Static files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 31_536_000

LOG_LEVEL = os.environ.get("LAGET_LOG", "WARNING")
if LOG_LEVEL not in logging.getLevelNamesMapping():
    raise ImproperlyConfigured(f"LAGET_LOG is {LOG_LEVEL!r}. Use WARNING, INFO or DEBUG.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
