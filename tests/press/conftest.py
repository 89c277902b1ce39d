"""What tests of the machinery share."""

import pytest
from django.core.handlers.wsgi import WSGIHandler

from press import page_cache
from press.page_cache import invalidation
from tests.press.small import urls


@pytest.fixture
def small_paper(settings, tmp_path, monkeypatch, db):
    """Return a function that opens the page cache of the small paper, as one more worker process does.

    The small paper has no rows; but the store looks after the database's connections, so they must be allowed.
    """
    settings.PAGE_CACHE = tmp_path / "pages"
    settings.ROOT_URLCONF = "tests.press.small.urls"
    settings.MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
    settings.ALLOWED_HOSTS = ["paper.test"]
    monkeypatch.setattr(invalidation, "foretellers", [urls.next_change])
    urls.asked.clear()

    def open_store(**options):
        return page_cache.PageCache(WSGIHandler(), **{"folder": settings.PAGE_CACHE, "version": "1"} | options)

    return open_store
