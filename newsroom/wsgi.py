"""The door for web servers: Django behind the page store."""

import os
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from press import pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def _version() -> str:
    """Name all that pages are made from beside the database: code, templates, translations, static names, settings."""
    rooms = [Path(app.path) for app in apps.get_app_configs()]
    rest = ["templates", "locale", "requirements.txt", settings.STATIC_ROOT / "staticfiles.json"]
    told = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("NEWSROOM_"))
    return pages.fingerprint([*rooms, *(settings.ROOT / name for name in rest)], also="\n".join(told))


application = get_wsgi_application()
if not settings.DEBUG:
    files = (settings.STATIC_URL, settings.MEDIA_URL)
    application = pages.PageStore(application, folder=settings.PAGE_STORE, version=_version(), files=files)
