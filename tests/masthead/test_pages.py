"""Pages about the paper: its rules, its people, its addresses and its color."""

import html
import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from masthead import colors
from masthead.models import PolicyPage, SocialLink
from masthead.templatetags.masthead import direction, language_name
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")


def told(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


# --- Who we are ---


def test_foot_of_every_page_tells_owner_rules_and_places_elsewhere(client):
    make.publication(name="The Landing", owner="The Readers' Cooperative")
    PolicyPage.objects.create(title="How we correct", slug="corrections", purpose="corrections")
    PolicyPage.objects.create(title="Not ready", slug="draft", published=False)
    SocialLink.objects.create(publication_id=1, label="Elsewhere", url="https://social.example/")
    for path in ("/", "/archive/", "/about/people/"):
        text = told(client, path)
        assert "Readers&#x27; Cooperative" in text
        assert '<a href="/about/corrections/">How we correct</a>' in text
        assert 'href="https://social.example/"' in text
        assert "Not ready" not in text


def test_policies_in_another_language_are_not_in_the_foot(client):
    make.publication(language="en")
    PolicyPage.objects.create(title="Приватність", slug="pryvatnist", purpose="privacy", language="uk")
    assert "Приватність" not in told(client, "/")
    assert '<article class="page" lang="uk" dir="ltr">' in told(client, "/about/pryvatnist/")


def test_a_policy_page_is_printed_clean_and_only_when_public(client):
    page = PolicyPage.objects.create(title="Ethics", slug="ethics", body="<h2>Truth</h2><script>alert(1)</script>")
    text = told(client, "/about/ethics/")
    assert "Truth</h2>" in text and "alert(1)" not in text
    PolicyPage.objects.filter(pk=page.pk).update(published=False)
    assert client.get("/about/ethics/").status_code == 404


def test_staff_list_names_those_on_it_in_their_order(client):
    make.person("Second", position=2, slug="second")
    make.person("First", position=1, slug="first", role="Editor-in-chief")
    make.person("Guest", on_staff_list=False)
    text = told(client, "/about/people/")
    assert text.index("First") < text.index("Second")
    assert "Editor-in-chief" in text and "Guest" not in text


def test_a_paper_without_a_name_people_or_rules_still_has_its_pages(client):
    for path in ("/", "/about/", "/about/people/", "/archive/"):
        assert "Newsroom" in told(client, path)


# --- Addresses ---


def as_a_plain_collector_reads(text: str) -> list[str]:
    """Return what patterns find in the source, in the source decoded once, and in its bare text."""
    decoded = html.unescape(text)
    variants = (text, text.replace("&#64;", "@"), decoded, re.sub("<[^>]+>", "", decoded))
    return [found for variant in variants for found in ADDRESS.findall(variant)]


def test_addresses_cannot_be_collected_by_a_plain_pattern(client):
    make.publication(desk_email="desk@paper.example", corrections_email="corrections@paper.example")
    for path in ("/", "/about/"):
        assert as_a_plain_collector_reads(told(client, path)) == []


def test_addresses_are_whole_for_those_who_read_and_follow_them():
    text = Template("{% load masthead %}{% address 'desk+news@paper.example' %}").render(Context())
    href = re.search('href="([^"]+)"', text)[1]
    assert html.unescape(href).startswith("mailto:%64%65%73%6B%2B")
    assert html.unescape(re.sub(r"<span hidden> </span>|</?a[^>]*>", "", text)) == "desk+news@paper.example"


def test_no_address_prints_nothing():
    assert Template("{% load masthead %}{% address '' %}").render(Context()) == ""


# --- Color and language ---


def test_a_color_of_the_paper_s_own_costs_one_stylesheet_and_the_default_none(client):
    make.publication(accent="#1F5A68")
    assert '<link rel="stylesheet" href="/theme/1f5a68.css">' in told(client, "/")
    make.publication(accent="#7a1f2b")
    assert "/theme/" not in told(client, "/")


def test_stylesheet_of_a_color_may_be_kept_for_ever(client):
    response = client.get("/theme/1f5a68.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert client.get("/theme/red.css").status_code == 404


@pytest.mark.parametrize("color", ["#ffee00", "#000000", "#ffffff", "#7a1f2b", "#808080", "#00ff00"])
@pytest.mark.parametrize("page", [colors.LIGHT_PAGE, colors.DARK_PAGE])
def test_any_color_can_be_read_on_the_page(color, page):
    assert colors.contrast(colors.readable(color, on=page), page) >= 4.5


def test_page_colors_are_those_of_the_stylesheet():
    text = (settings.ROOT / "static/css/site.css").read_text()
    assert f"--paper: {colors.LIGHT_PAGE};" in text and f"--paper: {colors.DARK_PAGE};" in text


def test_black_on_white_has_the_contrast_that_wcag_gives():
    assert colors.contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("uk", "ltr"),
        ("az-Arab", "rtl"),
        ("pa-Guru", "ltr"),
        ("ckb", "rtl"),
        ("", "ltr"),
    ],
)
def test_direction_of_a_language(language, expected):
    assert direction(language) == expected


def test_languages_are_named_in_their_own_words():
    assert language_name("uk") == "Українська"
    assert language_name("x-none") == "x-none"


# --- When something is wrong ---


def test_page_that_is_not_found_helps_on(client):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_for_faults_need_neither_paper_nor_database(name, django_assert_num_queries):

    with django_assert_num_queries(0):
        assert "To the front page" in render_to_string(name)


def test_a_ukrainian_paper_speaks_ukrainian_and_to_english_articles_english(client):
    make.publication(language="uk", desk_email="desk@paper.example")
    assert "Напишіть нам" in told(client, "/")
    assert "Архів" in told(client, "/archive/")
    text = told(client, make.live(language="en").path)
    assert "Напишіть нам" in text and "What changed in this article" in text
