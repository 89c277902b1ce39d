"""What web servers get: kept pages, static files before Django, and the desk as it is."""

import pytest
from django.core.handlers.wsgi import WSGIHandler

from articles import actions
from newsroom.wsgi import StaticFiles
from press import page_cache
from tests import make
from tests.press.small.reader import read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def application(settings, tmp_path):
    settings.PAGE_CACHE = tmp_path / "pages"
    settings.ALLOWED_HOSTS = ["paper.test"]
    make.publication()
    return page_cache.PageCache(WSGIHandler(), folder=settings.PAGE_CACHE)


def refuse(environ, start_response):
    raise AssertionError("Django was asked.")


def test_static_files_are_answered_before_django(settings, tmp_path):
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, False
    (tmp_path / "site.css").write_text("p { margin: 0 }")
    answer = read(StaticFiles(refuse), "/static/site.css")
    assert (answer.status, answer.text) == (200, "p { margin: 0 }")
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_no_static_file_is_djangos(settings, tmp_path):
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, False
    with pytest.raises(AssertionError, match="Django was asked"):
        read(StaticFiles(refuse), "/static/nothing.css")


def test_a_published_article_is_read_at_the_next_request(application):
    article = make.article(headline="The harbour opens")
    assert "The harbour opens" not in read(application, "/").text
    assert read(application, "/").note == "hit"
    actions.publish(article, by=make.user())
    assert "The harbour opens" in read(application, "/").text


def test_a_withdrawn_article_is_gone_at_the_next_request(application):
    article = make.article(headline="The harbour opens")
    actions.publish(article, by=make.user())
    article.refresh_from_db()
    assert read(application, article.path).status == 200
    actions.withdraw(article, by=make.user(), note="It was not so.")
    answer = read(application, article.path)
    assert (answer.status, answer.note) == (410, "made")
    assert read(application, article.path).note == "hit"


def test_the_desk_is_never_kept(application):
    assert read(application, "/admin/login/").note is None
    assert read(application, "/admin/").note is None


def test_without_a_page_folder_the_paper_is_published_and_read(settings, tmp_path):
    settings.PAGE_CACHE, settings.ALLOWED_HOSTS = tmp_path / "pages", ["paper.test"]
    settings.PAGE_CACHE.write_text("in the way")
    make.publication()
    application = page_cache.PageCache(WSGIHandler(), folder=settings.PAGE_CACHE)
    article = make.article(headline="The harbour opens")
    actions.publish(article, by=make.user())
    article.refresh_from_db()
    addresses = ["/", article.path, "/feed/", "/search/?q=harbour", "/corrections/", "/admin/login/", "/healthz"]
    assert {address: read(application, address).status for address in addresses} == dict.fromkeys(addresses, 200)
    actions.withdraw(article, by=make.user(), note="It was not so.")
    assert read(application, article.path).status == 410
