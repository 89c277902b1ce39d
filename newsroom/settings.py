"""All settings, from the environment, safe by default and loud when wrong.

A site needs none of them to run on one machine; `docs/settings.md` lists what each is for.
"""

import os
import secrets
from collections.abc import Callable, Collection
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from newsroom.database_guard import Connection

ROOT = Path(__file__).resolve().parent.parent


def switch(name: str, default: bool) -> bool:
    """Read a setting that is on or off, written as 1 or 0."""
    value = os.environ.get(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def whole(name: str, default: int, *, most: int, least: int = 0) -> int:
    """Read a setting that is a whole number."""
    value = os.environ.get(name, str(default))
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def one_of(name: str, default: str, choices: Collection[str]) -> str:
    """Read a setting that is one of a few words."""
    value = os.environ.get(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def words(name: str) -> list[str]:
    """Read a setting that is a list, separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def networks(name: str) -> list[str]:
    """Read a setting that is a list of network addresses."""
    for value in words(name):
        try:
            ip_network(value, strict=False)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be addresses as 127.0.0.1 or 10.0.0.0/8, not {value!r}.") from None
    return words(name)


def service(name: str, read: Callable[[str], dict], *, example: str, default: str = "") -> dict:
    """Read a setting that is the address of a service, empty without one; nobody is told the password in it."""
    value = os.environ.get(name) or default
    try:
        return read(value) if value else {}
    except (ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(f"{name} must look like {example}.") from None


def stored_secret(path: Path) -> str:
    """Read the secret kept in the data folder; make it at the first start, readable by the owner alone."""
    if not path.exists():
        mine = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(mine, path)  # Whole or not at all, and the first of several starts wins.
        mine.unlink()
    return path.read_text()


# --- Where things lie -----------------------------------------------------------------------------------------------

DATA = Path(os.environ.get("NEWSROOM_DATA", ROOT / "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)
PORT = whole("PORT", 8000, least=1, most=65_535)
LISTEN = os.environ.get("NEWSROOM_LISTEN", "127.0.0.1")
PROCESSES = whole("NEWSROOM_PROCESSES", 2, least=1, most=1000)
SITE_URL = os.environ.get("NEWSROOM_URL", f"http://localhost:{PORT}").rstrip("/")
try:
    SITE = urlsplit(SITE_URL)
    is_whole = SITE.scheme in ("http", "https") and SITE.hostname and SITE.port != 0
    is_whole = is_whole and f"{SITE.scheme}://{SITE.netloc}" == SITE_URL
except ValueError:  # As in https://paper.example:port
    is_whole = False
if not is_whole:
    raise ImproperlyConfigured(f"NEWSROOM_URL must look like https://paper.example, not {SITE_URL!r}.")
LOCAL = SITE.hostname in ("localhost", "127.0.0.1")
DEMO = switch("NEWSROOM_DEMO", LOCAL)  # Whether an empty house is filled with the demonstration paper.

# --- Safety ---------------------------------------------------------------------------------------------------------

DEBUG = switch("NEWSROOM_DEBUG", False)
SECRET_KEY = os.environ.get("NEWSROOM_SECRET_KEY") or stored_secret(DATA / "secret_key")
ALLOWED_HOSTS = [str(SITE.hostname), *words("NEWSROOM_HOSTS"), *(["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = networks("NEWSROOM_TRUSTED_PROXIES")

HTTPS = SITE.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "newsroom.error_views.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SECURE_SSL_REDIRECT = HTTPS and switch("NEWSROOM_SSL_REDIRECT", True)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "ckeditor.W001",  # CKEditor 4 is not our security boundary: SECURITY.md says what is.
    "security.W005",  # Subdomains of a paper are often run by others.
    "security.W019",  # The desk previews pages in a frame of its own.
    "security.W021",
]

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # Else a stranger who goes on keeps the door shut for ever.
AXES_CLIENT_IP_CALLABLE = "press.rate_limit.counted_address"
AXES_VERBOSE = False
LOGIN_URL = "admin:login"

# --- Rooms ----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "taggit",
    "ckeditor",
    "axes",
    "django_tasks_db",
    "newsroom.apps.NewsroomConfig",
    "press",
    "masthead",
    "articles",
    "corrections",
    "licensing",
    "support",
    *(name for name in ("demo",) if (ROOT / name).is_dir()),  # A paper in earnest may leave it out.
]
INSTALLED_APPS += [name for name in ("bench",) if (ROOT / name / "apps.py").exists()]  # A paper runs without it.

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "press.media_files.files",
    "press.security_headers.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "masthead.middleware.publication",
    "axes.middleware.AxesMiddleware",
]

FORMS_URLFIELD_ASSUME_HTTPS = True  # An address typed without a scheme; what Django 6 does by itself.
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "masthead.context_processors.publication",
                "articles.context_processors.furniture",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "newsroom.loaders.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]

# --- Data -----------------------------------------------------------------------------------------------------------

DATABASE = service(
    "DATABASE_URL",
    environ.Env.db_url_config,
    example="postgres://user:password@host:5432/name",
    default=f"sqlite:///{DATA / 'newsroom.sqlite3'}",
)
DATABASES = {"default": DATABASE}
if not DATABASE.get("ENGINE", "").endswith((".sqlite3", ".postgresql")):
    raise ImproperlyConfigured("DATABASE_URL must name PostgreSQL or SQLite, as in postgres://user:password@host/name.")
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["OPTIONS"] = {
        "factory": Connection,
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;"
        "PRAGMA cache_size=-2000;",
    }
else:
    DATABASE["CONN_HEALTH_CHECKS"] = True
DATABASE.setdefault("CONN_MAX_AGE", 60)  # Opening SQLite's file costs as much as a page's queries.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "media", "base_url": "/media/"},
    },
    "originals": {  # As uploaded, with all that cameras write into them: never served to readers.
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "originals", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "newsroom.static_storage.HashedStatic"},
}
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
FILE_UPLOAD_TEMP_DIR = DATA / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
PICTURE_MAX_BYTES = whole("NEWSROOM_PICTURE_MAX_MB", 40, least=1, most=10_000) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "newsroom.static_finders.LeanApps"]
PAGE_CACHE = DATA / "pages"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "OPTIONS": {}}}

WEBSUB_HUB = os.environ.get("NEWSROOM_WEBSUB_HUB", "")  # Sends the feeds on; told of every change.
if WEBSUB_HUB and urlsplit(WEBSUB_HUB).scheme not in ("http", "https"):
    raise ImproperlyConfigured(f"NEWSROOM_WEBSUB_HUB must be an http address, not {WEBSUB_HUB!r}.")
REPORT_DATA_DAYS = whole(
    "NEWSROOM_REPORT_DATA_DAYS", 90, most=36_500
)  # How long names and addresses are kept after a decision.

KIT_COUNTER = switch("NEWSROOM_KIT_COUNTER", False)  # Whether republished articles count their readers.
AIPREF = switch("NEWSROOM_AIPREF", True)  # Whether preferences go out in the form of a draft of the IETF's.

# --- Providers of payments: without its key, what one of them tells is not listened to -------------------------------

PATREON_WEBHOOK_SECRET = os.environ.get("NEWSROOM_PATREON_SECRET", "")
PATREON_CURRENCY = os.environ.get("NEWSROOM_PATREON_CURRENCY", "USD")
STRIPE_WEBHOOK_SECRET = os.environ.get("NEWSROOM_STRIPE_SECRET", "")
LIQPAY_PRIVATE_KEY = os.environ.get("NEWSROOM_LIQPAY_PRIVATE_KEY", "")
MONOBANK_PUBLIC_KEY = os.environ.get("NEWSROOM_MONOBANK_PUBLIC_KEY", "")
if len(PATREON_CURRENCY) != 3 or not PATREON_CURRENCY.isupper():
    raise ImproperlyConfigured(f"NEWSROOM_PATREON_CURRENCY must look like USD, not {PATREON_CURRENCY!r}.")

# --- Mail -----------------------------------------------------------------------------------------------------------

EMAIL_TIMEOUT = 30  # Seconds: a mail server that says nothing must not hold up the jobs behind a letter.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
vars().update(
    service("EMAIL_URL", environ.Env.email_url_config, example="smtp+tls://user:password@host:587"),
)
DEFAULT_FROM_EMAIL = os.environ.get("NEWSROOM_FROM_EMAIL", f"newsroom@{SITE.hostname}")

# --- Language and time ----------------------------------------------------------------------------------------------

LANGUAGES = [
    ("en", _("English")),
    ("uk", _("Ukrainian")),
]  # What the desk and the paper's own words are translated into.
LANGUAGE_CODE = one_of("NEWSROOM_LANGUAGE", "en", dict(LANGUAGES))
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "UTC"  # What readers and editors see is in the publication's own zone.
USE_TZ = True

# --- Rich text ------------------------------------------------------------------------------------------------------

TAGGIT_CASE_INSENSITIVE = True
CKEDITOR_BASEPATH = "/static/ckeditor/ckeditor/"
# `articles.desk.ckeditor` holds the configuration of the one editor that we have.
CKEDITOR_CONFIGS: dict[str, dict] = {"default": {}}

LOG_LEVEL = one_of("NEWSROOM_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
