"""The paper is found: by feed readers, search engines and its own search page."""

import json
import re
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
import time_machine
from django.utils import timezone

from articles import actions, search
from articles.actions.pictures import take_down
from articles.models import Article, License
from articles.pages.json_ld import POLICIES
from articles.pages.sitemaps import PIECE
from articles.rights import websub
from masthead.models import PolicyPage
from press import page_cache
from tests import make, paper, schema_org

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
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
        actions.save_working_copy(fresh, by=None)
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

    @pytest.mark.parametrize("address", ["/feed/", "/feed/atom/"])
    def test_pictures_come_with_their_size_and_maker(self, client, address):
        files = {"w640.jpg": {"name": "r/x.jpg", "width": 640, "height": 400}}
        make.live(hero=make.image(renditions=files, credit="Ivan Light"))
        entry = feedparser.parse(client.get(address).content).entries[0]
        picture = entry.media_content[0]
        assert (picture["width"], picture["height"], picture["url"]) == (
            "640",
            "400",
            "http://localhost:8000/media/r/x.jpg",
        )
        assert entry.media_credit[0]["content"] == "Ivan Light"
        told = json.loads(client.get("/feed.json").content)["items"][0]
        assert told["_picture"]["width"] == 640

    @pytest.mark.parametrize("address", ["/feed/", "/feed/atom/"])
    def test_an_update_is_dated_and_keeps_its_first_date(self, client, address):
        with time_machine.travel(NOON, tick=False):
            article = make.live()
        with time_machine.travel(NOON + timedelta(hours=2), tick=False):
            actions.publish(article, by=None)
            entry = feedparser.parse(client.get(address).content).entries[0]
        assert entry.published_parsed[3:5] == (12, 0)
        assert entry.updated_parsed[3:5] == (14, 0)

    @pytest.mark.parametrize("address", ["/feed/", "/feed/atom/", "/feed.json"])
    def test_a_hub_is_named_where_there_is_one(self, client, settings, address):
        make.live(section=make.section("City"))
        assert "hub.example" not in client.get(address).content.decode()
        settings.WEBSUB_HUB = "https://hub.example/"
        page_cache.invalidate()
        assert "https://hub.example/" in client.get(address).content.decode()
        assert "https://hub.example/" not in client.get("/section/city" + address).content.decode()

    def test_the_hub_hears_of_a_change_and_of_nothing_else(self, settings, monkeypatch):
        settings.WEBSUB_HUB = "https://hub.example/"
        told = []
        monkeypatch.setattr(websub, "urlopen", lambda *call, timeout: told.append(call) or nullcontext())
        websub.tell_hub()
        make.live()
        websub.tell_hub()
        with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
            websub.tell_hub()
        assert len(told) == 1
        assert b"hub.mode=publish&hub.url=http%3A%2F%2Flocalhost%3A8000%2Ffeed%2F&" in told[0][1]

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
            ("?section=none&author=x&tag=x&language=%22", 200),
            ("?q=bridge&page=1", 200),
            ("?q=bridge&page=2", 404),
            ("?q=x&page=0", 404),
            ("?q=x&page=99999999999999", 404),
            ("?q=x&page=²", 404),
        ],
    )
    def test_anything_typed_gets_an_answer(self, client, query, status):
        make.live()
        assert client.get("/search/" + query).status_code == status

    def test_what_was_found_can_be_narrowed_by_choosing(self, client):
        olha, ivan = make.person("Olha Writer", slug="olha"), make.person("Ivan Writer", slug="ivan")
        make.live(headline="Bridge opens", bylines=[olha], tags=["trams"], language="en")
        make.live(headline="Bridge closes", bylines=[ivan], tags=["Floods"], language="uk")
        make.live(
            headline="Nothing else",
            standfirst="",
            body="<p>No.</p>",
            bylines=[make.person("Nobody Here", slug="nobody")],
        )
        page = client.get("/search/?q=bridge&author=olha").content.decode()
        assert '<option value="olha" selected>Olha Writer</option>' in page
        assert "Bridge</mark> closes" not in page
        page = client.get("/search/?q=bridge").content.decode()
        for option in ('"ivan">Ivan Writer', '"trams">Trams', '"uk">Українська'):
            assert f"<option value={option}</option>" in page
        assert "nobody" not in page
        assert '<details class="narrowing">' in page

    def test_a_choice_that_finds_nothing_is_shown_and_can_be_undone(self, client):
        make.live(headline="Bridge opens")
        page = client.get("/search/?q=bridge&author=gone&language=xx").content.decode()
        assert '<option value="gone" selected>gone</option>' in page
        assert '<option value="xx" selected>xx</option>' in page
        assert '<a href="?q=bridge">' in page

    def test_a_subject_of_drafts_alone_is_not_named(self, client):
        make.live(headline="Bridge opens")
        make.article(tags=["Operation Swan"])
        make.live(tags=["Bribe Inquiry"], at=timezone.now() + timedelta(hours=1))
        for slug in ("operation-swan", "bribe-inquiry"):
            page = client.get(f"/search/?q=bridge&tag={slug}").content.decode()
            assert f'<option value="{slug}" selected>{slug}</option>' in page

    def test_how_many_were_found_is_said_as_far_as_it_is_known(self, client, monkeypatch):
        for number in range(3):
            make.live(headline=f"Bridge {number}")
        assert "3 articles" in client.get("/search/?q=bridge").content.decode()
        monkeypatch.setattr(search, "MOST", 2)
        page_cache.invalidate()
        assert "More than 2 articles" in client.get("/search/?q=bridge").content.decode()

    def test_headlines_are_suggested(self, client):
        article = make.live(headline="Bridge opens")
        assert client.get("/search/suggestions/?q=bri").json() == {
            "found": [{"title": "Bridge opens", "url": article.path}]
        }


class TestStructured:
    """What search engines read in the head of a page."""

    def document(self, client, path):
        page = client.get(path).content.decode()
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert len(found) == 1
        return json.loads(found[0])

    def graph(self, client, path):
        return {node["@type"]: node for node in self.document(client, path)["@graph"]}

    def test_every_type_and_property_is_one_of_schema_org(self, client):
        article = paper.fill()
        for purpose in set(POLICIES) - set(PolicyPage.objects.values_list("purpose", flat=True)):
            PolicyPage.objects.create(title=purpose, slug=purpose, purpose=purpose)
        for path in ("/", article.path, "/author/olha/"):
            assert schema_org.faults(self.document(client, path)) == [], path

    def test_the_check_against_the_vocabulary_finds_faults(self):
        wrong = {"@type": "NewsArticle", "masthead": "/x", "url": "no address", "author": {"@type": "Place"}}
        faults = schema_org.faults({"@graph": [wrong, {"@type": "Nonsense"}, {"publisher": {"@id": "#nobody"}}]})
        assert faults == [
            "Nothing has the id #nobody",
            "A NewsArticle has no masthead",
            "url of a NewsArticle cannot be 'no address'",
            "author of a NewsArticle cannot be {'@type': 'Place'}",
            "There is no type Nonsense",
        ]

    def test_corrections_and_all_pictures_go_along_with_an_article(self, client):
        graph = self.graph(client, paper.fill().path)
        assert [one["@type"] for one in graph["NewsArticle"]["correction"]] == ["CorrectionComment"] * 2
        pictures = [one for one in graph["NewsArticle"]["image"] if isinstance(one, dict)]
        assert [one["width"] for one in pictures] == [1280] * 4
        assert graph["NewsArticle"]["isPartOf"]["@id"] == graph["WebSite"]["@id"]

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
        assert 'property="og:image:width" content="1200"' in page
        assert (
            'property="og:image" content="http://localhost:8000/media/r/card.jpg"' in client.get("/").content.decode()
        )

    def test_a_picture_that_was_taken_down_is_on_no_card(self, client):
        files = {"c1200x630.jpg": {"name": "r/card.jpg", "width": 1200, "height": 630}}
        hero = make.image(renditions=files)
        article = make.live(hero=hero)
        take_down(hero, by=None, reason="They asked.")
        page = client.get(article.path).content.decode()
        assert "og:image" not in page
        assert 'name="twitter:card" content="summary"' in page

    def test_a_list_tells_its_place_its_neighbors_and_its_feeds(self, client):
        paper.fill()
        first, second = (client.get("/section/city/" + page).content.decode() for page in ("", "?page=2"))
        assert '<link rel="canonical" href="http://localhost:8000/section/city/">' in first
        assert '<link rel="next" href="/section/city/?page=2">' in first
        assert '<link rel="canonical" href="http://localhost:8000/section/city/?page=2">' in second
        assert '<link rel="prev" href="/section/city/">' in second
        assert 'type="application/rss+xml" title="City (RSS)" href="/section/city/feed/"' in first


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
