"""A site of Ghost comes over whole, once, and what stays behind is said."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image as Pillow

from articles.models import Article, Image, Origin, Revision, Section, WantedPicture
from masthead.models import Person, PolicyPage
from tests import make
from tests.terminal import Terminal

pytestmark = pytest.mark.django_db
HOME = "https://old.example"
TAGS = [
    {"id": "t1", "name": "City", "slug": "city"},
    {"id": "t2", "name": "Rivers", "slug": "rivers"},
    {"id": "t3", "name": "#note", "slug": "hash-note", "visibility": "internal"},
]
USERS = [{"id": "u1", "name": "Olha Writer", "slug": "olha", "bio": "Writes.", "email": "olha@old.example"}]


def post(slug="river", **more):
    start = {"id": slug, "uuid": f"uuid-{slug}", "title": "A river", "slug": slug, "html": "<p>Words.</p>"}
    published = {"status": "published", "visibility": "public", "published_at": "2024-05-06T07:08:09.000Z"}
    return start | published | {"author_id": "u1"} | more


def lexical(*nodes, **more):
    return post(html=None, lexical=json.dumps({"root": {"children": nodes}}), **more)


@pytest.fixture
def bring(tmp_path):
    """Import some posts and return the report."""

    def run(*posts, wrapped=True, media=None, dry_run=False, site=HOME, stderr=None, **tables):
        data = {"data": {"posts": posts, "tags": TAGS, "users": USERS, **tables}, "meta": {"version": "5.0"}}
        path, report = tmp_path / "ghost.json", tmp_path / "report.txt"
        path.write_text(json.dumps({"db": [data]} if wrapped else data))
        how = {"media": media, "dry_run": dry_run, "site": site}
        call_command("import_ghost", path, report=report, stdout=StringIO(), stderr=stderr or StringIO(), **how)
        return report.read_text()

    return run


@pytest.fixture
def media(tmp_path):
    folder = tmp_path / "images" / "2024" / "05"
    folder.mkdir(parents=True)
    Pillow.new("RGB", (900, 600), "teal").save(folder / "river.jpg")
    return tmp_path / "images"


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_post_keeps_its_words_people_subjects_hour_and_address(bring, client, wrapped):
    tagged = [{"post_id": "river", "tag_id": f"t{n}", "sort_order": n} for n in (2, 3, 1)]
    bring(post(custom_excerpt="All of it."), posts_tags=tagged, wrapped=wrapped)
    revision = Revision.objects.live().get()
    assert (revision.headline, revision.standfirst, revision.body) == ("A river", "All of it.", "<p>Words.</p>")
    assert revision.published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert revision.section == Section.objects.get(slug="city")
    assert [tag["name"] for tag in revision.tags] == ["Rivers"]
    assert revision.bylines[0]["name"] == Person.objects.get(slug="olha").name
    assert client.get("/river/", follow=True).redirect_chain == [("/2024/05/06/river/", 301)]


def test_running_it_twice_changes_nothing(bring, media):
    posts = [post(feature_image="__GHOST_URL__/content/images/2024/05/river.jpg"), post("rules", type="page")]
    bring(*posts, media=media)
    models = (Article, Revision, Image, Section, Person, PolicyPage, WantedPicture, Origin)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    assert " made" not in bring(*posts, media=media)
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_a_dry_run_changes_nothing_and_counts_the_same(bring, media):
    picture = "__GHOST_URL__/content/images/size/w600/2024/05/river.jpg"
    posts = [post(feature_image=picture, html=f'<img src="{picture}"><p>a</p>'), post("two", feature_image=picture)]
    dry = bring(*posts, media=media, dry_run=True)
    assert not Article.objects.exists()
    assert not Image.objects.exists()
    assert bring(*posts, media=media) == dry


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"status": "draft"}, "because its status is “draft”"),
        ({"status": "sent"}, "because it was only sent by e-mail"),
        ({"visibility": "paid"}, "because not everybody could read it"),
        ({"visibility": "tiers"}, "because not everybody could read it"),
        ({"status": "scheduled"}, "because its scheduled hour has passed"),
        ({"published_at": "soon"}, "because it has no date"),
    ],
)
def test_what_not_everybody_could_read_stays_with_the_desk(bring, facts, why):
    report = bring(post(**facts))
    assert Article.objects.get().body == "<p>Words.</p>"
    assert not Revision.objects.exists()
    assert why in report


def test_a_post_to_come_is_scheduled(bring):
    tagged = [{"post_id": "river", "tag_id": "t1"}]
    bring(post(status="scheduled", published_at="2090-01-02T03:04:05.000Z"), posts_tags=tagged)
    assert Revision.objects.scheduled().get().live_from.year == 2090


def test_pages_become_pages_about_the_paper(bring, client):
    bring(post("our-rules", title="Our rules", type="page"), post("hidden", page=1, status="draft"))
    assert client.get("/our-rules/", follow=True).redirect_chain == [("/about/our-rules/", 301)]
    assert client.get("/about/hidden/").status_code == 404


def test_pictures_come_with_their_captions(bring, media):
    source = "__GHOST_URL__/content/images/size/w1000/2024/05/river.jpg"
    figure = f'<figure class="kg-card kg-image-card"><img src="{source}"><figcaption>In May</figcaption></figure>'
    details = [{"post_id": "river", "feature_image_alt": "A river", "feature_image_caption": "<i>Ours</i>"}]
    bring(post(html=figure, feature_image=source), media=media, posts_meta=details)
    article, image = Article.objects.get(), Image.objects.get()
    assert (article.hero, article.hero_caption) == (image, "Ours")
    assert f'data-image="{image.pk}"' in article.body
    assert "<figcaption>In May</figcaption>" in article.body


@pytest.mark.parametrize(("site", "shown"), [(HOME, f"{HOME}/content/images/a.jpg"), ("", "/content/images/a.jpg")])
def test_missing_pictures_are_wanted_and_stop_nothing(bring, site, shown):
    bring(post(html='<img src="__GHOST_URL__/content/images/a.jpg" alt="Lost">'), site=site)
    assert WantedPicture.objects.get().url == shown
    assert f'src="{shown}"' in Revision.objects.live().get().body


def test_links_within_the_old_site_lead_to_where_things_are_now(bring):
    links = ["__GHOST_URL__/second/#part", f"{HOME}/our-rules/", "/tag/city/", "https://elsewhere.example/second/"]
    html = "".join(f'<p><a href="{link}">x</a></p>' for link in links)
    tagged = [{"post_id": "second", "tag_id": "t1"}]
    bring(post(html=html), post("second"), post("our-rules", type="page"), posts_tags=tagged)
    body = Article.objects.get(slug="river").body
    for now in ("/2024/05/06/second/#part", "/about/our-rules/", "/section/city/", "https://elsewhere.example/second/"):
        assert f'href="{now}"' in body


def test_bookmarks_and_players_become_links_and_cards_without_words_are_named(bring):
    html = (
        '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://a.example/b">'
        '<div class="kg-bookmark-title">A title</div><img src="https://a.example/icon.png"></a></figure>'
        '<div class="kg-card kg-signup-card"><form><button>Go</button></form></div><iframe src="https://v.example/1">'
    )
    report = bring(post(html=html + "</iframe>"))
    body = Article.objects.get().body
    assert '<a href="https://a.example/b">A title</a>' in body
    assert 'href="https://v.example/1"' in body
    assert "icon" not in body
    assert "Go" not in body
    assert "card kept only as words: signup" in report


def test_lexical_is_read_where_nothing_was_rendered(bring):
    words = {"type": "extended-text", "text": "Bold & brave", "format": 3}
    link = {"type": "link", "url": f"{HOME}/x", "children": [{"type": "text", "text": "there"}]}
    item = {"type": "listitem", "children": [{"type": "text", "text": "one"}]}
    report = bring(
        lexical(
            {"type": "extended-heading", "tag": "h2", "children": [{"type": "text", "text": "Head"}]},
            {"type": "paragraph", "children": [words, {"type": "linebreak"}, link]},
            {"type": "list", "listType": "number", "children": [item]},
            {"type": "image", "src": "https://p.example/a.jpg", "alt": "Alt", "caption": "Cap"},
            {"type": "product", "productTitle": "Mug"},
        )
    )
    assert Article.objects.get().body.replace("\n", "") == (
        '<h2>Head</h2><p><em><strong>Bold &amp; brave</strong></em><br><a href="/x">there</a></p><ol><li>one</li></ol>'
        '<figure><img src="https://p.example/a.jpg" alt="Alt"><figcaption>Cap</figcaption></figure>'
    )
    assert "card left out: product" in report


def test_mobiledoc_is_read_where_nothing_was_rendered(bring):
    document = {
        "version": "0.3.1",
        "markups": [["em"], ["a", ["href", "https://a.example/"]]],
        "atoms": [["soft-return", "", {}]],
        "cards": [["hr", {}], ["markdown", {"markdown": "One *two*\n\nThree"}], ["poll", {}]],
        "sections": [
            [1, "p", [[0, [0, 1], 2, "Words"], [1, [], 0, 0], [0, [], 0, "more"]]],
            [3, "ul", [[[0, [], 0, "item"]]]],
            [10, 0],
            [10, 1],
            [10, 2],
        ],
    }
    report = bring(post(html="", mobiledoc=json.dumps(document)))
    assert Article.objects.get().body.replace("\n", "") == (
        '<p><em><a href="https://a.example/">Words</a></em><br>more</p><ul><li>item</li></ul><hr>'
        "<p>One *two*</p><p>Three</p>"
    )
    assert "card left out: poll" in report


@pytest.mark.parametrize("text", ["{", "[]", '{"root": 7}', '{"root": {"children": [1]}, "sections": [[10, 9]]}'])
@pytest.mark.parametrize("kind", ["lexical", "mobiledoc"])
def test_documents_that_are_none_are_named_and_stop_nothing(bring, kind, text):
    report = bring(post(html=None, **{kind: text}), post("next"))
    assert f"its text could not be read: {kind}" in report
    assert Article.objects.count() == 2


def test_scripts_do_not_come_along(bring):
    html = '<p onclick="x()">Hi<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:x">j</a></p>'
    report = bring(post(html=html, title="<script>alert(1)</script>News", codeinjection_head="<script>"))
    revision = Revision.objects.get()
    assert revision.headline == "News"
    assert not any(word in revision.body for word in ("script", "alert", "onclick", "onerror", "<img"))
    assert "code injected into it was left behind" in report


def test_whatever_stands_where_it_should_not_stops_nothing(bring):
    odd = [None, 7, {}, {"slug": []}, post("../x y", title="A\0b\ud800", html="<p>x\0\ud800</p>")]
    bring(*odd, tags=7, posts_tags=[{"post_id": [], "sort_order": "x"}], posts_meta="no", settings=[[]])
    assert Article.objects.get(slug="x-y").body.startswith("<p>x")


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "not well-formed"),
            (b'{"db": [', "not well-formed"),
            ("{'ä'}".encode("latin-1"), "not well-formed"),
            (b"[" * 100_000, "not well-formed"),
            (b"[]", "no table of posts"),
            (b'{"db": [{"data": {"posts": {}}}]}', "no table of posts"),
            (b'{"data": {"posts": []}}', "holds no posts"),
        ],
    )
    def test_a_file_that_is_no_export_is_refused_aloud_and_leaves_nothing(self, tmp_path, content, sentence):
        path = tmp_path / "bad.json"
        path.write_bytes(content)
        with pytest.raises(CommandError, match=f"{sentence}.*Nothing was imported"):
            call_command("import_ghost", path)
        assert not Article.objects.exists()

    @pytest.mark.parametrize(("how", "sentence"), [({"site": "old"}, "no address"), ({}, "cannot be read")])
    def test_wrong_options_are_named(self, tmp_path, how, sentence):
        with pytest.raises(CommandError, match=sentence):
            call_command("import_ghost", tmp_path / "none.json", **how)


SHARED = Path(__file__).parents[3] / "shared" / "data" / "ghost" / "valid.json"


@pytest.mark.skipif(not SHARED.is_file(), reason="Ghost's own test export is not here")
def test_the_export_that_ghost_tests_with_comes_over(tmp_path):
    make.publication()
    for made in (True, False):
        call_command("import_ghost", SHARED, report=tmp_path / "report.txt", stdout=StringIO())
        assert (" made" in (tmp_path / "report.txt").read_text()) is made
    assert Revision.objects.live().count() == 2


def test_a_terminal_is_told_how_far_it_is_in_one_line_that_goes_away(bring):
    terminal = Terminal()
    bring(post("river"), post("bridge"), stderr=terminal)
    assert terminal.lines() == ["Importing: 1 of 2", "Importing: 2 of 2"]
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_log_is_told_how_far_it_is_by_the_tenth(bring):
    stderr = StringIO()
    bring(*(post(f"river-{number}") for number in range(40)), stderr=stderr)
    assert stderr.getvalue().splitlines() == [f"Importing: {done} of 40" for done in range(4, 41, 4)]
