"""The republish kit: one revision in four forms, with all that has to go along and nothing that may not."""

import json
import re
from html import unescape

import pytest
from django.conf import settings
from markdown_it import MarkdownIt

from articles import actions
from articles.actions.pictures import describe
from articles.models import License
from articles.rights import license_terms
from corrections.actions import announce
from licensing.kits import kit
from press import richtext
from tests import make

pytestmark = pytest.mark.django_db

# What the schema of ninjs 3.1 requires: of the item itself, and of the things in its lists.
REQUIRED = {"uri"}
REQUIRED_IN = {
    "headlines": {"value"},
    "bodies": {"value"},
    "descriptions": {"value"},
    "associations": {"name", "uri"},
    "renditions": {"name"},
}
KNOWN = {
    *("uri", "standard", "type", "version", "pubStatus", "firstCreated", "versionCreated", "language", "located"),
    *("copyrightHolder", "copyrightNotice", "altIds", "representationType", "usageTerms", "rightsInfo", "headlines"),
    *("descriptions", "by", "edNote", "subjects", "infoSources", "bodies", "associations", "renditions", "name", "rel"),
}


def shown(**fields):
    """Make a picture with a file to show."""
    return make.image(renditions={"w1280.jpg": {"name": "x/w1280.jpg", "width": 1280, "height": 800}}, **fields)


def free_article(**fields):
    make.publication()
    return make.live(license=License.objects.get(slug="cc-by-4-0"), **fields)


def republish(client, article, form=""):
    return client.get(f"/licensing/republish{article.path}{f'kit.{form}' if form else ''}")


def check_item(item, *, required=REQUIRED):
    assert required <= item.keys()
    assert item.keys() <= KNOWN
    assert item.get("pubStatus", "usable") in ("usable", "withheld", "canceled")
    for name, needed in REQUIRED_IN.items():
        for part in item.get(name, []):
            assert needed <= part.keys()
    for part in item.get("associations", []):
        check_item(part, required={"uri", "name"})


class TestForms:
    def test_all_carry_headline_byline_attribution_link_and_license(self, client):
        article = free_article(headline="River <b> & bridge", bylines=[make.person("Olha Reporter")], dateline="Kyiv")
        address = f"{settings.SITE_URL}{article.path}"
        for form, headline in {"html": "River &lt;b&gt; &amp; bridge", "txt": "River <b> & bridge"}.items():
            said = republish(client, article, form).content.decode()
            for words in (headline, "By Olha Reporter · Kyiv", address, "CC BY 4.0"):
                assert words in said
        assert f'<a href="{address}">{address}</a>' in republish(client, article, "html").content.decode()

    def test_markdown_says_what_the_html_says(self):
        article = free_article(
            body="<h2>1. Why *now*?</h2><p>It is <strong>open,</strong>again_and_again &amp;amp; <em>so</em>.</p>"
            "<ul><li>rails<ol><li>first</li></ol></li><li>trams</li></ul><blockquote><p># Nobody</p></blockquote>"
            "<table><tr><th>Year|s</th><th>Spent</th></tr><tr><td>2025</td><td>19</td></tr></table>"
            '<p>- <a href="https://river.example/a_(b)">Lozna [sic]</a><br>+ 2</p><pre>iron  `steel`</pre>'
        )
        made = kit(article.revisions.for_reading().get(), make.publication())
        back = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(made.markdown)
        assert richtext.plain_text(back) == richtext.plain_text(made.html)
        assert richtext.links(back) == richtext.links(made.html)

    def test_the_item_of_ninjs_has_what_its_schema_requires(self, client):
        article = free_article(hero=shown(), tags=["river"], dateline="Kyiv")
        item = json.loads(republish(client, article, "json").content)
        check_item(item)
        assert (item["version"], item["pubStatus"]) == ("1", "usable")
        assert item["bodies"][0]["contentType"] == "text/html"
        assert item["associations"][0]["renditions"][0]["href"].startswith(settings.SITE_URL)
        assert item["rightsInfo"] == {"linkedRights": "https://creativecommons.org/licenses/by/4.0/"}

    def test_a_correction_is_the_same_item_with_a_higher_version(self, client):
        article = free_article()
        first = json.loads(republish(client, article, "json").content)
        article.body = "<p>It reopened on Tuesday.</p>"
        revision = actions.publish(
            actions.save_working_copy(article, by=None), by=None, kind="correction", reason="The day."
        )
        announce(revision, kind="correction", text="It was Tuesday, not Monday.", by=None)
        for form in ("html", "txt", "md", "json"):
            assert "It was Tuesday, not Monday." in republish(client, article, form).content.decode()
        second = json.loads(republish(client, article, "json").content)
        assert (second["uri"], second["version"]) == (first["uri"], "2")
        assert second["descriptions"][-1]["role"] == "correction"

    def test_links_in_the_text_lead_to_the_original(self):
        article = free_article(body='<h2 id="why">Why</h2><p><a href="#why">See</a> <a href="/about/">us</a></p>')
        made = kit(article.revisions.for_reading().get(), make.publication())
        assert f"{settings.SITE_URL}{article.path}#why" in richtext.links(made.html)
        assert f"{settings.SITE_URL}/about/" in richtext.links(made.html)

    def test_words_of_ours_are_in_the_language_of_the_article(self):
        article = free_article(language="uk", hero=shown(license=License.objects.get(slug="agency-picture")))
        made = kit(article.revisions.for_reading().get(), make.publication(language="en"))
        assert '<article lang="uk"' in made.html

    def test_an_extract_is_as_long_as_was_granted_and_brings_no_picture(self):
        article = free_article(hero=shown(), body=f"<p>{'Every word of it. ' * 40}</p>")
        made = kit(article.revisions.for_reading().get(), make.publication(), most=120)
        assert len(made.words) <= 120
        assert "<img" not in made.html
        assert made.ninjs["representationType"] == "partial"
        check_item(made.ninjs)

    def test_a_credit_line_of_a_grant_takes_the_place_of_the_licenses(self):
        article = free_article()
        made = kit(article.revisions.for_reading().get(), make.publication(), credit="By kind permission of {paper}.")
        assert richtext.plain_text(made.attribution).startswith("By kind permission of The Test. http")
        assert made.address in made.html


class TestPictures:
    @pytest.mark.parametrize(("slug", "goes"), [("cc-by-4-0", True), ("agency-picture", False), (None, False)])
    @pytest.mark.parametrize("place", ["hero", "text"])
    def test_go_along_only_where_their_own_license_says_so(self, slug, goes, place):
        image = shown(credit="Olha / Agency")
        figure = f'<figure class="news-image" data-image="{image.pk}" data-size="text"></figure>'
        article = free_article(**({"hero": image} if place == "hero" else {"body": f"<p>Before.</p>{figure}"}))
        describe(image, by=None, license=License.objects.filter(slug=slug).first())
        made = kit(article.revisions.for_reading().get(), make.publication())
        assert ("<img" in made.html, "![" in made.markdown, bool(made.pictures)) == (goes, goes, goes)
        assert ("a picture that may not be passed on" in made.html) != goes
        assert ("Olha / Agency" in made.html) == goes

    def test_a_picture_of_which_we_know_no_terms_stays_here(self):
        article = free_article(body='<p><img src="https://elsewhere.example/x.jpg" alt="A tram"> Words.</p>')
        made = kit(article.revisions.for_reading().get(), make.publication())
        assert "elsewhere.example" not in made.html


class TestPage:
    def test_shows_every_form_in_an_area_of_its_own(self, client):
        article = free_article(headline="Bridge & <river>")
        page = republish(client, article).content.decode()
        areas = re.findall("<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
        made = kit(article.revisions.for_reading().get(), make.publication())
        assert [unescape(area) for area in areas[:3]] == [made.html, made.text, made.markdown]
        assert json.loads(unescape(areas[3])) == made.ninjs

    def test_costs_few_queries(self, client, django_assert_max_num_queries):
        article = free_article(hero=shown())
        with django_assert_max_num_queries(5):
            republish(client, article)

    def test_without_permission_it_says_how_to_ask(self, client):
        article = make.live(license=License.objects.default())
        for form in ("", "html", "json"):
            answer = republish(client, article, form)
            assert answer.status_code == 403
            assert "may not be printed elsewhere without our permission" in answer.content.decode()
            assert "The bridge over the river" not in answer.content.decode()

    def test_unknown_and_embargoed_articles_are_not_found(self, client):
        assert client.get("/licensing/republish/2026/01/01/nothing/").status_code == 404
        assert client.get("/licensing/republish/2026/01/01/x%00/").status_code == 404

    def test_a_withdrawn_article_is_gone_and_its_item_canceled(self, client):
        article = free_article(headline="A secret")
        actions.withdraw(article, by=None, note="A court said so.")
        answer = republish(client, article)
        assert answer.status_code == 410
        answer = republish(client, article, "json")
        item = json.loads(answer.content)
        check_item(item)
        assert (answer.status_code, item["pubStatus"], item["version"]) == (410, "canceled", "2")
        assert "A secret" not in answer.content.decode()

    def test_a_file_has_its_name_and_names_the_original(self, client):
        answer = republish(client, free_article(), "md")
        assert answer.headers["Content-Disposition"].endswith('river-bridge-reopens.md"')
        assert answer.headers["X-Robots-Tag"] == "noindex"

    def test_an_address_in_other_letters_is_written_as_headers_and_robots_read_it(self, client):
        article = free_article(slug="міст", language="uk")
        answer = republish(client, article, "md")
        assert "filename*=utf-8''%D0%BC" in answer.headers["Content-Disposition"]
        assert answer.headers["Link"].endswith('/%D0%BC%D1%96%D1%81%D1%82/>; rel="canonical"')
        assert "/%D0%BC%D1%96%D1%81%D1%82/" in client.get("/rsl.xml").content.decode()
        assert "/%D0%BC%D1%96%D1%81%D1%82/" in client.get("/robots.txt").content.decode()
        assert client.get(article.path).status_code == client.get(f"/licensing/quote{article.path}").status_code == 200


class TestAttribution:
    def line(self, template, **fields):
        said = {"headline": "<i>", "byline": "", "paper": "The Test", "license": None, "address": "https://p.example/"}
        return license_terms.attribution(template, **said | fields)

    def test_fills_in_its_places_and_nothing_else(self):
        assert self.line("{headline} {paper.name} {0} {link}") == (
            '&lt;i&gt; {paper.name} {0} <a href="https://p.example/">https://p.example/</a>'
        )

    def test_never_goes_without_the_link(self):
        assert self.line("From {paper}").endswith('<a href="https://p.example/">https://p.example/</a>')

    def test_names_the_paper_where_nobody_signed(self):
        assert self.line("by {byline}").startswith("by The Test")


class TestQuoting:
    """The page with the line to copy, for those without JavaScript, and the page of our rules."""

    def quote(self, client, article):
        return client.get(f"/licensing/quote{article.path}")

    def test_the_line_stands_there_in_three_forms(self, client):
        make.publication(name="River Post")
        article = make.live(bylines=[make.person("Olha Reporter")])
        page = self.quote(client, article).content.decode()
        address = f"{settings.SITE_URL}{article.path}"
        assert f"&lt;a href=&quot;{address}&quot;&gt;" in page
        assert f"[{address}]({address})</textarea>" in page
        assert "“River bridge reopens” by Olha Reporter, River Post, All rights reserved" in page
        assert page.count("<textarea") == 3

    def test_where_nothing_may_be_quoted_withdrawn_and_unknown_it_says_so(self, client):
        article = make.live(license=License.objects.get(slug="agency-picture"))
        assert self.quote(client, article).status_code == 403
        assert "data-quote-link" not in client.get(article.path).content.decode()
        actions.withdraw(article, by=None, note="A court said so.")
        assert self.quote(client, article).status_code == 410
        assert client.get("/licensing/quote/2026/01/01/nothing/").status_code == 404

    def test_the_rules_have_examples_from_what_was_published_last(self, client):
        make.publication(name="River Post", reprints_email="reprints@paper.example")
        make.live(headline="Old story", body="<p>Old words.</p>")
        make.live(headline="New story", body=f"<p>{'New words. ' * 100}</p>")
        free_article(headline="Free story")
        page = client.get("/licensing/").content.decode()
        assert "“New story” by" in page and "“Free story” by" in page and "“Old story”" not in page
        assert page.count("New words.") < 25
        assert "reprints@paper.example" not in page and page.count('class="address"') == 2

    def test_the_rules_of_a_paper_that_published_nothing_are_there_too(self, client):
        assert "Up to 500 characters may be quoted" in client.get("/licensing/").content.decode()
