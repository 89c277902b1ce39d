"""The nameplate and the foot are printed once for all pages, and are never older than the pages themselves."""

import pytest
from django.db import transaction
from django.utils import translation

from articles.models import Section
from masthead.models import Publication
from press import page_cache
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_section_that_the_desk_renames_has_its_new_name_on_every_page_at_the_next_request(client):
    make.publication()
    article = make.live(section=make.section("City"))
    city = Section.objects.get()
    page_cache.invalidate()
    before = [read(client, address) for address in (article.path, "/", "/section/city/")]
    assert all('<a href="/section/city/"' in page and ">City</a>" in page for page in before)

    client.force_login(make.user(is_superuser=True))
    form = {"name": "Town", "slug": "city", "description": "", "position": "100", "in_navigation": "on"}
    assert client.post(f"/admin/articles/section/{city.pk}/change/", form).status_code == 302
    client.logout()
    after = [read(client, address) for address in (article.path, "/", "/section/city/")]
    assert all(">Town</a>" in page and ">City</a>" not in page for page in after)


def test_each_page_marks_its_own_section(client):
    make.publication()
    city, river = make.section("City"), make.section("River", position=101)
    in_town, on_water = make.live(section=city), make.live(section=river)
    for _time in range(2):
        for article, section in ((in_town, city), (on_water, river)):
            page = read(client, article.path)
            assert f'<a href="{section.get_absolute_url()}" aria-current="page">' in page
            assert page.count("aria-current") == 1
        assert "aria-current" not in read(client, "/")


def test_the_foot_speaks_the_language_that_the_paper_turned_to(client):
    make.publication(language="en")
    assert "About the paper" in read(client, "/")
    Publication.objects.update(language="uk")
    page_cache.invalidate()
    with translation.override("uk"):
        about = translation.gettext("About the paper")
    assert about != "About the paper"
    assert about in read(client, "/")


def test_what_is_printed_within_a_transaction_reaches_no_other_page(client):
    make.publication()
    make.section("City")
    page_cache.invalidate()
    read(client, "/")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Section.objects.update(name="Town")
        assert ">Town</a>" in read(client, "/")
        raise ZeroDivisionError
    assert ">City</a>" in read(client, "/")
