"""The door for web servers: kept pages first, then static files, then Django."""

import os
from pathlib import Path
from wsgiref.headers import Headers
from wsgiref.types import WSGIApplication

from django.apps import apps
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise
from whitenoise.middleware import WhiteNoiseMiddleware

from press import page_cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise with Django's settings but in front of Django, where a file takes a third of the work."""

    def __init__(self, application: WSGIApplication) -> None:
        super().__init__()
        self.application = application

    __call__ = WhiteNoise.__call__
    serve = staticmethod(WhiteNoise.serve)

    def add_cache_headers(self, headers: Headers, path: str, url: str) -> None:
        super().add_cache_headers(headers, path, url)
        headers["X-Content-Type-Options"] = "nosniff"


def _version() -> str:
    """Name all that pages are made from beside the database: code, templates, translations, static names, settings."""
    rooms = [Path(app.path) for app in apps.get_app_configs()]
    rest: list[str | Path] = ["templates", "locale", "requirements.txt", settings.STATIC_ROOT / "staticfiles.json"]
    told = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("NEWSROOM_"))
    return page_cache.fingerprint([*rooms, *(settings.ROOT / name for name in rest)], also="\n".join(told))


application: WSGIApplication = get_wsgi_application()
if not settings.DEBUG:
    files = (settings.STATIC_URL, settings.MEDIA_URL)
    application = StaticFiles(application)
    application = page_cache.PageCache(application, folder=settings.PAGE_CACHE, version=_version(), files=files)
