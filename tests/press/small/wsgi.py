"""The small paper as a server runs it; each answer tells which process gave it."""

import os
from pathlib import Path

from django.conf import settings

FOLDER = Path(os.environ["SMALL_FOLDER"])
settings.configure(
    SECRET_KEY="of the small paper",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="tests.press.small.urls",
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "db.sqlite3"}},
    USE_TZ=True,
    PAGE_CACHE=FOLDER / "pages",
    LOGGING_CONFIG=None,
)

from django.core.wsgi import get_wsgi_application  # noqa: E402

from press import page_cache  # noqa: E402
from tests.press.small import urls  # noqa: E402

page_cache.scheduled(urls.next_change)
store = page_cache.PageCache(get_wsgi_application(), folder=settings.PAGE_CACHE, version="small")


def application(environ, start_response):
    def start(status, headers):
        return start_response(status, [*headers, ("X-Worker", str(os.getpid()))])

    return store(environ, start)
