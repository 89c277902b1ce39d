"""The page of an article: what stands on it, when, and what never does."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import actions
from articles.models import Byline, Revision
from masthead.models import SocialLink
from tests import make

pytestmark = pytest.mark.django_db
FIGURE = '<p>Before.</p><figure class="news-image" data-image="{}" data-size="wide"></figure>'
NOON = datetime(2020, 11, 23, 12, tzinfo=UTC)
KINDS = Revision.Kind


def page(client, article) -> str:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def publish_again(article, *, kind=KINDS.UPDATE, **changes):
    for name, value in changes.items():
        setattr(article, name, value)
    actions.save_working_copy(article, by=None)
    actions.publish(article, by=None, kind=kind, reason="Told why.")


# --- When ---


def test_embargoed_article_is_not_found_until_its_hour(client):
    with time_machine.travel(NOON, tick=False):
        article = make.live(at=NOON + timedelta(hours=6))
        assert client.get(article.path).status_code == 404
    with time_machine.travel(NOON + timedelta(hours=5, minutes=59, seconds=59), tick=False):
        assert client.get(article.path).status_code == 404
    with time_machine.travel(NOON + timedelta(hours=6), tick=False):
        assert "River bridge reopens" in page(client, article)


def test_an_edited_working_copy_does_not_show(client):
    article = make.live()
    article.headline, article.body = "Secret headline", "<p>Secret words</p>"
    actions.save_working_copy(article, by=None)
    assert "Secret" not in page(client, article)


def test_scheduled_update_shows_at_its_minute_and_not_before(client):
    with time_machine.travel(NOON, tick=False):
        article = make.live()
        article.headline = "River bridge closes again"
        actions.save_working_copy(article, by=None)
        actions.publish(article, by=None, at=NOON + timedelta(hours=1))
        assert "closes again" not in page(client, article)
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert "River bridge closes again" in page(client, article)


def test_withdrawn_article_answers_410_with_its_note_and_none_of_its_words(client):
    article = make.live(body="<p>A claim that was false.</p>")
    actions.withdraw(article, by=None, note="We relied on a forged letter.")
    response = client.get(article.path)
    assert response.status_code == 410
    assert "We relied on a forged letter." in response.content.decode()
    assert "A claim that was false" not in response.content.decode()


def test_an_update_is_dated_and_a_minor_fix_claims_none(client):
    with time_machine.travel(NOON, tick=False):
        article = make.live()
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        publish_again(article, kind=KINDS.MINOR, headline="River bridge re-opens")
        assert "Updated" not in page(client, article)
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        publish_again(article, headline="River bridge open again")
        assert '<time datetime="2020-11-23T14:00:00+00:00">' in page(client, article)
        assert f'<a href="{article.path}history/">Updated' in page(client, article)


def test_times_are_told_in_the_paper_s_zone(client):
    make.publication(time_zone="Europe/Kyiv")
    with time_machine.travel(NOON, tick=False):
        assert "23 November 2020, 14:00" in page(client, make.live())


# --- What stands on it ---


def test_all_parts_of_an_article_are_printed(client):
    make.publication(owner="The Readers' Cooperative")
    terms = make.license("House terms", notice="You may republish this.", url="https://licenses.example/by/")
    article = make.live(
        kicker="Transport",
        dateline="Kyiv",
        hero=make.image(caption="The bridge at noon.", credit="Ivan Light / Agency"),
        license=terms,
        section=make.section(),
        tags=["bridges"],
        bylines=[make.person("Olha Reporter", slug="olha")],
    )
    text = page(client, article)
    for part in (
        '<p class="kicker">Transport</p>',
        "River bridge reopens</h1>",
        "Trams run again from Monday.",
        '<a rel="author" href="/author/olha/">Olha Reporter</a>',
        '<p><span class="dateline" data-furniture>Kyiv — </span>The bridge over',
        "The bridge at noon.",
        "Ivan Light / Agency",
        '<a rel="tag" href="/tag/bridges/">bridges</a>',
        '<a rel="license" href="https://licenses.example/by/">House terms</a>',
        "You may republish this.",
        "The Readers&#x27; Cooperative",
        '<link rel="canonical" href="http://localhost:8000' + article.path,
    ):
        assert part in text, part


def test_bylines_stand_in_order_by_role_and_guests_have_no_link(client):
    roles = Byline.Role
    lines = [("Petro Lens", roles.PHOTO), ("Anna Guest", roles.AUTHOR), ("Bohdan Guest", roles.AUTHOR)]
    lines = [{"person": None, "name": name, "role": role} for name, role in lines]
    article = actions.save_working_copy(make.article(), by=None, bylines=lines)
    actions.publish(article, by=None)
    article.refresh_from_db()
    text = page(client, article)
    assert "Anna Guest and Bohdan Guest" in text
    assert text.index("Anna Guest") < text.index("Photography: Petro Lens")


def test_caption_of_this_article_goes_before_the_picture_s_own(client):
    article = make.live(hero=make.image(caption="Own caption."), hero_caption="For this article.")
    assert "For this article." in page(client, article)
    assert "Own caption." not in page(client, article)


def test_pictures_in_the_text_are_told_from_the_library_as_it_stands_now(client):
    image = make.image(caption="First caption.")
    article = make.live(
        body=f'<p>Before.</p><figure class="news-image" data-image="{image.pk}" data-size="wide"></figure>'
    )
    image.caption = "Mended caption."
    image.save()
    text = page(client, article)
    assert "Mended caption." in text and "First caption." not in text
    assert '<figure class="news-image" data-size="wide"' in text


def test_a_picture_taken_down_is_not_shown_and_the_page_says_so(client):
    image = make.image(caption="A face.")
    article = make.live(
        body=f'<p>Before.</p><figure class="news-image" data-image="{image.pk}" data-size="text"></figure>'
    )
    image.taken_down_at = NOON
    image.save()
    assert "was taken down" in page(client, article)
    assert "A face." not in page(client, article)


def test_a_picture_elsewhere_becomes_a_link(client):
    body = '<p>Look: <img src="https://pictures.example/a.jpg" alt="A map"></p>'
    text = page(client, make.live(body=body))
    assert '<a href="https://pictures.example/a.jpg" rel="noopener">Picture at pictures.example: A map</a>' in text
    assert '<img src="https://' not in text


def test_a_text_of_many_parts_lists_them_and_says_how_long_it_takes(client):
    part = "<h2>Part {}</h2><p>" + "word " * 200 + "</p><h3>Less</h3>"
    text = page(client, make.live(headline="Long", body="".join(part.format(number) for number in range(4))))
    assert "4 minutes to read" in text
    assert re.findall('<li><a href="#(h-part-[0-9])">Part', text) == [f"h-part-{number}" for number in range(4)]
    assert 'id="h-part-3"' in text
    short = page(client, make.live(headline="Short", body="".join(part.format(number) for number in range(3))))
    assert 'href="#h-part' not in short


def test_translations_know_one_another(client):
    english = make.live()
    ukrainian = make.live(headline="Міст знову відкрито", language="uk", translation_of=english)
    text = page(client, english)
    assert f'hreflang="uk" href="http://localhost:8000/{ukrainian.created_at:%Y/%m/%d}/%D0%BC' in text
    assert ">Українська</a>" in text
    assert f'href="{english.path}" lang="en"' in page(client, ukrainian)


def test_language_and_direction_are_the_article_s_own(client):
    make.publication(language="en")
    text = page(client, make.live(headline="الجسر", language="ar"))
    assert '<html lang="en" dir="ltr">' in text
    assert '<article class="story" lang="ar" dir="rtl"' in text


def test_related_articles_are_the_editor_s_choice_then_those_with_most_in_common(client):
    def told(headline, *tags):
        return make.live(headline=headline, tags=tags)

    told("Far away")
    told("Shares one", "bridges")
    told("Shares two", "bridges", "trams")
    chosen = told("Chosen by hand")
    article = make.article(tags=["bridges", "trams"])
    article.related.set([chosen])
    actions.publish(article, by=None)
    article.refresh_from_db()
    text = page(client, article)
    places = [text.index(headline) for headline in ("Chosen by hand", "Shares two", "Shares one")]
    assert places == sorted(places)
    assert "Far away" not in text


# --- What never does ---


def test_scripts_in_stored_text_never_run(client):
    article = make.live()
    hostile = '<p onclick="alert(1)">Words<script>alert(2)</script></p><a href="javascript:alert(3)">x</a>'
    Revision.objects.filter(article=article).update(
        body=hostile, headline="<script>alert(4)</script>", standfirst="<img src=x onerror=alert(5)>"
    )
    text = page(client, article)
    assert "<script>" not in text and "onclick" not in text and "javascript:" not in text and "<img src=x" not in text
    assert "Words" in text


def test_page_sets_no_cookie_and_is_the_same_for_staff_and_strangers(client, admin_client):
    article = make.live(section=make.section(), hero=make.image())
    for path in (article.path, f"{article.path}history/", "/", "/section/city/", "/archive/", "/about/"):
        stranger, staff = client.get(path), admin_client.get(path)
        assert stranger.content == staff.content, path
        assert not stranger.cookies, path
        assert "Cookie" not in stranger.get("Vary", ""), path
        assert "csrf" not in stranger.content.decode().lower(), path


def test_page_loads_nothing_from_elsewhere_and_has_no_inline_style_or_script(client):
    text = page(client, make.live(hero=make.image(), dateline="Kyiv"))
    assert " style=" not in text and "<style" not in text and "<script>" not in text
    assert 'src="http' not in text


def test_article_asks_for_six_files_at_most(client):
    make.publication(accent="#1f5a68")
    text = page(
        client, make.live(hero=make.image(renditions={"w640.jpg": {"name": "a.jpg", "width": 640, "height": 400}}))
    )
    asked = re.findall(
        '<script[^>]* src="|<link rel="stylesheet"|<link rel="icon" href="(?!data:)|loading="eager"', text
    )
    assert 1 + len(asked) <= 6


@pytest.mark.django_db(transaction=True)
def test_article_costs_six_queries_and_two_more_once_after_a_change(client, django_assert_max_num_queries):
    make.publication()
    SocialLink.objects.create(publication_id=1, label="Elsewhere", url="https://social.example/")
    image, tags = make.image(), ["bridges", "trams"]
    for number in range(8):
        make.live(headline=f"Other {number}", tags=tags, hero=image)
    article = make.live(
        body=FIGURE.format(image.pk),
        hero=make.image(),
        license=make.license(),
        section=make.section(),
        tags=tags,
        bylines=[make.person(), make.person("Ivan Light")],
    )
    with django_assert_max_num_queries(8):
        page(client, article)
    with django_assert_max_num_queries(6):
        page(client, article)
