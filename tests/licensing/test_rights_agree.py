"""Whatever is said of rights, in words or to machines, is said from one record: so all of it agrees.

What each preset means is written down here once more, by hand. Every format is read as its own readers read it.
"""

import itertools
import json
import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import feedparser
import pytest
from django.conf import settings

from articles import actions, jobs
from articles.actions import licenses
from articles.actions.pictures import describe
from articles.models import Image, License
from articles.rights import license_terms, syndication
from licensing import declarations
from press.pictures.xmp import Packet
from tests import make

pytestmark = pytest.mark.django_db

CC = "https://creativecommons.org/"
#                     extract republish mine  train link  address of the terms
MEANT = {
    "all-rights-reserved": (500, False, False, False, True, ""),
    "cc-by-4-0": (None, True, True, True, True, f"{CC}licenses/by/4.0/"),
    "cc-by-sa-4-0": (None, True, True, True, True, f"{CC}licenses/by-sa/4.0/"),
    "cc-by-nd-4-0": (None, True, True, False, True, f"{CC}licenses/by-nd/4.0/"),
    "cc-by-nc-nd-4-0": (None, True, True, False, True, f"{CC}licenses/by-nc-nd/4.0/"),
    "cc0-1-0": (None, True, True, True, False, f"{CC}publicdomain/zero/1.0/"),
    "agency-picture": (0, False, False, False, True, ""),
}
PAIRS = list(itertools.product(MEANT, MEANT))
PLUS = "http://ns.useplus.org/ldf/vocab/DMI-"
WORDS = "Every word counts here. " * 60
PICTURE = "/media/r/hero.jpg"


def terms(slug):
    return MEANT[slug][5] or f"{settings.SITE_URL}/licensing/#{slug}"


def reserved(slug):
    return not (MEANT[slug][2] and MEANT[slug][3])


@pytest.fixture
def picture():
    return make.image(
        renditions={"w1280.jpg": {"name": "r/hero.jpg", "width": 1280, "height": 800}}, credit="Olha / Agency"
    )


@pytest.fixture
def article(picture):
    make.publication(name="River Post", owner="River Trust")
    figure = f'<figure class="news-image" data-image="{picture.pk}" data-size="text"></figure>'
    return make.live(hero=picture, body=f"<p>{WORDS}</p>{figure}", standfirst="")


def put(article, slug):
    """Publish an article anew under a license."""
    article.refresh_from_db()
    article.license = License.objects.get(slug=slug)
    actions.publish(actions.save_working_copy(article, by=None), by=None)


def graph(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    return next(node for node in json.loads(found[1])["@graph"] if node["@type"] == "NewsArticle")


@pytest.mark.parametrize(("text", "image"), PAIRS)
def test_an_article_and_its_picture_say_their_own_terms_everywhere(client, article, picture, text, image):
    put(article, text)
    describe(picture, by=None, license=License.objects.get(slug=image))
    extract, republish, *_rest = MEANT[text]

    answer = client.get(article.path)
    page = answer.content.decode()
    assert re.findall(r'rel="license" href="([^"]*)"', page) == [terms(text)] * 2  # In the head, and at the end.
    assert ("/licensing/republish/" in page) == republish
    assert page.count(License.objects.get(slug=image).name) >= 1

    news = graph(page)
    for said, slug in ((news, text), (news["image"][0], image)):
        assert said["license"] == terms(slug)
        assert said["usageInfo"] == f"{settings.SITE_URL}/licensing/#{slug}"
        assert said["isAccessibleForFree"] is True
    assert news["copyrightHolder"]["name"] == "River Trust"
    assert news["copyrightNotice"] == f"© {news['copyrightYear']} River Trust"
    assert news["creditText"] == "River Post"
    assert ("/licensing/republish/" in news["acquireLicensePage"]) == republish
    assert news["image"][0]["creditText"] == "Olha / Agency"
    assert news["image"][0]["copyrightNotice"] == "© Olha / Agency"
    assert news["image"][0]["acquireLicensePage"] == f"{settings.SITE_URL}/licensing/#{image}"

    assert answer.headers["tdm-reservation"] == str(int(reserved(text)))
    assert answer.headers.get("tdm-policy", "") == (f"{settings.SITE_URL}/licensing/#{text}" if reserved(text) else "")
    assert answer.headers["Content-Usage"] == f"train-ai={'y' if MEANT[text][3] else 'n'}"

    xmp = Packet(jobs.rights_of(Image.objects.get()).xmp())
    assert xmp.text("xmpRights:WebStatement") == terms(image)
    assert xmp.text("xmpRights:UsageTerms") == license_terms.terms_in_a_line(License.objects.get(slug=image))
    assert xmp.text("dc:rights") == news["image"][0]["copyrightNotice"]
    assert xmp.text_anywhere("plus:LicensorURL") == news["image"][0]["acquireLicensePage"]
    mining = "ALLOWED" if MEANT[image][3] else "PROHIBITED-AIMLTRAINING"
    assert xmp.text("plus:DataMining") == PLUS + (
        mining if MEANT[image][2] else "PROHIBITED-EXCEPTSEARCHENGINEINDEXING"
    )

    kit = client.get(f"/licensing/republish{article.path}kit.html")
    assert kit.status_code == (200 if republish else 403)
    assert (PICTURE in kit.content.decode()) == (republish and MEANT[image][1])

    for form in ("/feed/", "/feed/atom/"):
        entry = feedparser.parse(client.get(form).content).entries[0]
        whole = entry.get("content", [{"value": ""}])[0]["value"]
        assert (whole.count("Every word") == 60) == republish
        assert (PICTURE in whole) == (republish and MEANT[image][1])
        assert extract is None or len(entry.get("summary", "")) <= extract
        assert [link.href for link in entry.links if link.rel == "license"] == [terms(text)]
        assert "River Trust" in entry.rights and License.objects.get(slug=text).name in entry.rights
    item = json.loads(client.get("/feed.json").content)["items"][0]
    assert ("content_html" in item) == republish
    assert extract is None or len(item.get("content_text", "")) <= extract
    assert item["_rights"]["license"] == terms(text)
    assert ("image" in item) == (MEANT[image][0] != 0)


@pytest.mark.parametrize(("default", "text"), PAIRS)
def test_the_site_declares_its_default_and_what_differs_from_it(client, article, picture, default, text):
    put(article, text)
    licenses.make_default(License.objects.get(slug=default))
    describe(picture, by=None, license=License.objects.get(slug=default))

    rows = {row["location"]: row for row in json.loads(client.get("/.well-known/tdmrep.json").content)}
    assert rows["/"]["tdm-reservation"] == int(reserved(default))
    assert rows["/"].get("tdm-policy", "") == (f"{settings.SITE_URL}/licensing/#{default}" if reserved(default) else "")
    assert rows["/media/"]["tdm-reservation"] == int(reserved(default))

    robots = client.get("/robots.txt").content.decode()
    parser = RobotFileParser()
    parser.parse(robots.splitlines())
    for crawler in ("GPTBot", "CCBot", "Google-Extended"):
        assert parser.can_fetch(crawler, article.path) == MEANT[text][3]
        assert parser.can_fetch(crawler, "/about/") == MEANT[default][3]
        assert parser.can_fetch(crawler, PICTURE) == MEANT[default][3]
        assert not parser.can_fetch(crawler, "/admin/")
    assert parser.can_fetch("Googlebot", article.path)
    assert not parser.can_fetch("Googlebot", "/licensing/grant/x/")
    assert f"Content-Usage: train-ai={'y' if MEANT[default][3] else 'n'}\n" in robots
    assert f"License: {settings.SITE_URL}/rsl.xml\n" in robots

    answer = client.get("/rsl.xml")
    assert answer.headers["Content-Type"] == "application/rsl+xml"
    space = {"r": declarations.RSL}
    contents = {one.get("url"): one for one in ElementTree.fromstring(answer.content).findall("r:content", space)}
    assert contents.keys() == {"/"} | ({article.path} if text != default else set())
    for address, slug in (("/", default), *([(article.path, text)] if text != default else [])):
        found = contents[address]
        permits, prohibits = (
            set((found.findtext(f"r:license/r:{name}", "", space)).split(",")) - {""}
            for name in ("permits", "prohibits")
        )
        mine, train = MEANT[slug][2:4]
        assert permits | prohibits == {"search", "ai-train", "ai-index", "ai-input"}
        assert permits == {"search"} | ({"ai-index", "ai-input"} if mine else set()) | (
            {"ai-train"} if train else set()
        )
        assert found.find("r:license/r:payment", space).get("type") == ("attribution" if MEANT[slug][4] else "free")
        assert found.findtext("r:license/r:payment/r:standard", "", space) == MEANT[slug][5]
        assert found.findtext("r:copyright", "", space) == "River Trust"
        assert found.findtext("r:terms", "", space) == f"{settings.SITE_URL}/licensing/#{slug}"

    front = client.get("/").content.decode()
    assert License.objects.get(slug=default).notice in front.replace("&#x27;", "'")


@pytest.mark.parametrize("slug", MEANT)
def test_the_page_of_licenses_says_the_same_in_words(client, article, slug):
    put(article, slug)
    page = client.get("/licensing/").content.decode()
    section = page.split(f'id="{slug}"')[1].split("</section>")[0]
    extract, republish, mine, train, link, _address = MEANT[slug]
    limit = {None: "Any part of it may be quoted", 0: "Nothing of it may be taken"}
    assert limit.get(extract, f"Up to {extract} characters may be quoted") in section
    assert ("All of it may be republished without asking" in section) == republish
    assert ("you need our written permission" in section) == (not republish)
    assert ("An active link to the original is required" in section) == link
    assert ("training of AI are allowed" in section) == (mine and train)
    assert ("training of AI is reserved" in section) == (mine and not train)
    assert ("training of AI are reserved" in section) == (not mine and not train)


def test_a_paper_without_licenses_reserves_everything(client, article):
    article.revisions.update(license=None)
    Image.objects.update(license=None)
    License.objects.update(is_default=False)
    answer = client.get(article.path)
    assert (answer.status_code, answer.headers["tdm-reservation"]) == (200, "1")
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    assert not parser.can_fetch("GPTBot", article.path)
    assert b"ai-train" in client.get("/rsl.xml").content
    assert client.get("/licensing/").status_code == 200
    assert client.get(f"/licensing/republish{article.path}").status_code == 403
    assert "Every word" not in client.get("/feed/").content.decode()


def test_the_draft_of_preferences_can_be_left_unsent(client, article, settings):
    settings.AIPREF = False
    assert "Content-Usage" not in client.get(article.path).headers
    assert "Content-Usage" not in client.get("/robots.txt").content.decode()


def test_where_too_many_differ_nothing_goes_out_that_one_reserves(client, article, monkeypatch):
    monkeypatch.setattr(declarations, "MOST", 1)
    licenses.make_default(License.objects.get(slug="cc0-1-0"))
    for number in range(3):
        make.live(headline=f"Reserved {number}", license=License.objects.get(slug="all-rights-reserved"))
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    assert not parser.can_fetch("GPTBot", "/about/")
    root = ElementTree.fromstring(client.get("/rsl.xml").content)
    assert "ai-train" in root.findall("r:content", {"r": declarations.RSL})[-1][0][1].text


def test_pictures_carry_words_that_were_mended(article, picture, run_jobs):
    license = picture.license
    license.notice = "Mended words."
    licenses.save(license)
    assert license_terms.terms_in_a_line(license) == jobs.rights_of(Image.objects.get()).usage_terms
    assert syndication.picture_file(picture)
