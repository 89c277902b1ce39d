"""The paper is found: by feed readers, search engines and its own search page."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest
import time_machine
from django.utils import timezone

from articles import actions
from articles.models import Article, License
from articles.sitemaps import PIECE
from masthead.models import PolicyPage
from tests import make

pytestmark = pytest.mark.django_db
LONG = "<p>" + "Every word counts here. " * 100 + "</p>"


@pytest.fixture
def free():
    return License.objects.get(slug="cc-by-4-0")


class TestFeeds:
    @pytest.mark.parametrize("address", ["/feed/", "/feed/atom/"])
    def test_feed_readers_read_them(self, client, address):
        make.publication(name="River Post")
        article = make.live(headline="Bridge & river <open>", tags=["Bridge"], bylines=[make.person("Olha Writer")])
        parsed = feedparser.parse(client.get(address).content)
        assert not parsed.bozo
        assert parsed.feed.title == "River Post"
        entry = parsed.entries[0]
        assert entry.title == "Bridge & river <open>" or entry.title == "Bridge &amp; river &lt;open&gt;"
        assert entry.link.endswith(article.path)
        assert [tag.term for tag in entry.tags] == ["Bridge"]
        assert "Olha Writer" in str(entry.authors)

    def test_json_feed_says_the_same(self, client):
        article = make.live(headline="Bridge opens")
        feed = json.loads(client.get("/feed.json").content)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["items"][0]["url"].endswith(article.path)

    @pytest.mark.parametrize("address", ["/feed/", "/feed/atom/", "/feed.json"])
    def test_no_more_goes_out_than_the_license_lets(self, client, address):
        make.live(body=LONG, standfirst="")
        said = client.get(address).content.decode()
        assert said.count("Every word counts here.") < 25
        assert "content:encoded" not in said.replace("xmlns:content", "")

    def test_what_may_be_republished_goes_out_whole(self, client, free):
        make.live(body=LONG + '<p><a href="/about/">us</a></p>', license=free)
        entry = feedparser.parse(client.get("/feed/").content).entries[0]
        assert entry.content[0].value.count("Every word counts here.") == 100
        assert 'href="http://localhost' in entry.content[0].value

    def test_an_agency_picture_does_not_go_out_with_a_free_text(self, client, free):
        agency = License.objects.get(slug="agency-picture")
        renditions = {"w640.jpg": {"name": "renditions/x.jpg", "width": 640, "height": 400}}
        theirs = make.image(license=agency, renditions=renditions)
        ours = make.image(license=free, renditions={"w640.jpg": {**renditions["w640.jpg"], "name": "renditions/y.jpg"}})
        figure = '<figure class="news-image" data-image="{}" data-size="text"></figure>'
        make.live(body="<p>Words.</p>" + figure.format(theirs.pk) + figure.format(ours.pk), license=free)
        whole = feedparser.parse(client.get("/feed/").content).entries[0].content[0].value
        assert "renditions/y.jpg" in whole
        assert "renditions/x.jpg" not in whole
        assert "may not be passed on" in whole

    def test_an_item_keeps_its_id_when_it_is_corrected(self, client):
        article = make.live()
        before = feedparser.parse(client.get("/feed/atom/").content).entries[0]
        fresh = Article.objects.get(pk=article.pk)
        fresh.headline = "Mended"
        actions.save(fresh, by=None)
        actions.publish(fresh, by=None, kind="correction")
        after = feedparser.parse(client.get("/feed/atom/").content).entries[0]
        assert before.id == after.id
        assert after.updated_parsed >= before.updated_parsed
        assert after.published == before.published

    def test_every_part_of_the_paper_has_its_own(self, client):
        section, person = make.section("City"), make.person("Olha Writer", slug="olha")
        make.live(headline="In", section=section, bylines=[person], tags=["Bridge"])
        make.live(headline="Out")
        for address in ("/section/city/feed/", "/author/olha/feed/", "/tag/bridge/feed/"):
            parsed = feedparser.parse(client.get(address).content)
            assert [entry.title for entry in parsed.entries] == ["In"]
        assert client.get("/section/none/feed/").status_code == 404

    def test_what_is_not_public_is_not_told(self, client):
        make.live(headline="Embargoed", at=timezone.now() + timedelta(hours=1))
        actions.withdraw(make.live(headline="Gone"), by=None, note="No.")
        assert feedparser.parse(client.get("/feed/").content).entries == []

    def test_a_feed_costs_few_queries(self, client, django_assert_max_num_queries, free):
        for number in range(12):
            make.live(headline=f"Story {number}", license=free, hero=make.image())
        with django_assert_max_num_queries(4):
            client.get("/feed/")


class TestSitemaps:
    def places(self, client, address):
        root = ElementTree.fromstring(client.get(address).content)
        return [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    def test_the_index_leads_to_every_article(self, client):
        article = make.live()
        pieces = self.places(client, "/sitemap.xml")
        found = [place for piece in pieces for place in self.places(client, piece)]
        assert any(place.endswith(article.path) for place in found)

    def test_pieces_are_of_fixed_size(self, client):
        article = make.live()
        Article.objects.filter(pk=article.pk).update(headline="x")
        assert client.get(f"/sitemap-{article.pk // PIECE + 1}.xml").status_code == 200
        assert client.get("/sitemap-999999.xml").status_code == 404

    def test_what_is_not_public_is_not_listed(self, client):
        make.live(headline="later", at=timezone.now() + timedelta(hours=1))
        gone = make.live(headline="gone")
        actions.withdraw(gone, by=None, note="No.")
        make.live(headline="here")
        assert [place.rsplit("/", 2)[1] for place in self.places(client, "/sitemap-1.xml")] == ["here"]

    def test_news_are_those_of_two_days(self, client):
        make.publication(name="River Post")
        with time_machine.travel(timezone.now() - timedelta(days=3), tick=False):
            make.live(headline="Old")
        make.live(headline="New & fresh")
        page = client.get("/news-sitemap.xml").content.decode()
        assert "<news:title>New &amp; fresh</news:title>" in page
        assert "Old" not in page
        assert "<news:name>River Post</news:name>" in page

    def test_an_empty_paper_has_valid_ones(self, client):
        for address in ("/sitemap.xml", "/sitemap-pages.xml", "/news-sitemap.xml"):
            ElementTree.fromstring(client.get(address).content)


class TestSearchPage:
    def test_it_shows_what_it_found_and_marks_it(self, client):
        article = make.live(headline="Bridge opens", body="<p>The bridges are <b>safe</b>.</p>")
        page = client.get("/search/?q=bridge").content.decode()
        assert f'href="{article.path}"' in page
        assert "<mark>Bridge</mark>" in page

    def test_what_was_typed_is_shown_as_text(self, client):
        page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in page

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("", 200),
            ("?q=", 200),
            ("?q=%00", 200),
            ("?q=%22", 200),
            ("?q=" + "a" * 10_000, 200),
            ("?q=x&since=nonsense", 200),
            ("?q=x&section=none&author=%00&tag=none&language=zz", 200),
            ("?q=x&page=0", 404),
            ("?q=x&page=99999999999999", 404),
            ("?q=x&page=²", 404),
        ],
    )
    def test_anything_typed_gets_an_answer(self, client, query, status):
        make.live()
        assert client.get("/search/" + query).status_code == status

    def test_headlines_are_suggested(self, client):
        article = make.live(headline="Bridge opens")
        assert client.get("/search/suggestions/?q=bri").json() == {
            "found": [{"title": "Bridge opens", "url": article.path}]
        }


class TestStructured:
    """What search engines read in the head of a page."""

    def graph(self, client, path):
        page = client.get(path).content.decode()
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        return {node["@type"]: node for node in json.loads(found[0])["@graph"]}

    def test_an_article_says_what_it_is_and_whose(self, client, free):
        make.publication(name="River Post", owner="River Trust")
        PolicyPage.objects.create(title="How we correct", slug="corrections", purpose="corrections")
        person = make.person("Olha Writer", slug="olha")
        files = {"w640.jpg": {"name": "r/x.jpg", "width": 640, "height": 400}}
        hero = make.image(renditions=files, creator="Ivan Photo", license=free)
        article = make.live(
            headline="Bridge", hero=hero, section=make.section("City"), bylines=[person], license=free, tags=["Tram"]
        )
        graph = self.graph(client, article.path)
        news = graph["NewsArticle"]
        assert news["headline"] == "Bridge"
        assert news["author"] == [
            {"@type": "Person", "name": "Olha Writer", "url": "http://localhost:8000/author/olha/"}
        ]
        assert news["image"][0]["creditText"] == "Olha Reporter"
        assert news["image"][0]["license"] == news["license"] == free.url
        assert news["copyrightHolder"]["name"] == "River Trust"
        assert news["datePublished"] == news["dateModified"]
        assert graph["NewsMediaOrganization"]["correctionsPolicy"].endswith("/about/corrections/")
        assert "ethicsPolicy" not in graph["NewsMediaOrganization"]
        assert [step["name"] for step in graph["BreadcrumbList"]["itemListElement"]] == ["River Post", "City", "Bridge"]

    def test_a_headline_cannot_break_out(self, client):
        article = make.live(headline="</script><script>alert(1)</script>")
        assert self.graph(client, article.path)["NewsArticle"]["headline"] == "</script><script>alert(1)</script>"
        assert "<script>alert(1)" not in client.get(article.path).content.decode()

    def test_the_front_page_names_the_paper_and_its_search(self, client):
        make.publication(name="River Post")
        graph = self.graph(client, "/")
        assert graph["WebSite"]["potentialAction"]["target"].startswith("http://localhost:8000/search/?q=")
        assert graph["NewsMediaOrganization"]["name"] == "River Post"

    def test_other_sites_get_a_card(self, client):
        files = {"c1200x630.jpg": {"name": "r/card.jpg", "width": 1200, "height": 630}}
        article = make.live(hero=make.image(renditions=files))
        page = client.get(article.path).content.decode()
        assert 'property="og:image" content="http://localhost:8000/media/r/card.jpg"' in page
        assert 'name="twitter:card" content="summary_large_image"' in page


def test_robots_and_security_texts(client):
    make.publication(desk_email="desk@paper.example")
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots
    assert "/sitemap.xml" in robots
    security = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:desk@paper.example" in security
    assert "Expires: 2" in security


@pytest.mark.parametrize("number", [10**15, 10**30])
def test_a_piece_of_the_sitemap_beyond_all_numbers_is_not_there(client, number):
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/", "/news-sitemap.xml"])
def test_what_xml_cannot_say_silences_nobody(client, address):
    make.publication(name="The\x02Post")
    image = make.image(alt_text="A\x03bridge", credit="O\x04R")
    tag, person = "So\x05il", make.person("Olha\x06Writer")
    make.live(headline="Br\x01idge", standfirst="Op\uffffen", tags=[tag], bylines=[person], hero=image)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Bridge" in ElementTree.tostring(ElementTree.fromstring(answer.content), encoding="unicode")
