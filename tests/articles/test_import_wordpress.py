"""A WordPress site comes over whole, once, and what stays behind is said."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from PIL import Image as Pillow

from articles.actions import pictures
from articles.importers.markup import Finder, convert
from articles.importers.wordpress.wxr import BadExport, open_export
from articles.models import Article, Image, OldAddress, Origin, Revision, Section, WantedPicture
from masthead.models import Person, PolicyPage
from press import worker
from tests import make
from tests.press.picture_files import quarters, written
from tests.terminal import Terminal

pytestmark = pytest.mark.django_db
HOME = "https://old.example"


def item(
    number, kind="post", status="publish", *, title="A title", content="<p>Words.</p>", slug="", extra="", link=""
):
    slug = slug or f"thing-{number}"
    link = link or f"{HOME}/2024/05/06/{slug}/"
    return f"""<item><title>{title}</title><link>{link}</link><dc:creator>olha</dc:creator>
    <content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
    <wp:post_id>{number}</wp:post_id><wp:post_date_gmt>2024-05-06 07:08:09</wp:post_date_gmt>
    <wp:post_name>{slug}</wp:post_name><wp:status>{status}</wp:status><wp:post_parent>0</wp:post_parent>
    <wp:post_type>{kind}</wp:post_type>{extra}</item>"""


def attachment(number, file, *, parent=0, extra=""):
    return f"""<item><title>{file}</title><link>{HOME}/{file}/</link><wp:post_id>{number}</wp:post_id>
    <excerpt:encoded><![CDATA[The river in May]]></excerpt:encoded><wp:post_parent>{parent}</wp:post_parent>
    <wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
    <wp:attachment_url>{HOME}/wp-content/uploads/2024/05/{file}</wp:attachment_url>{extra}</item>"""


def meta(key, value):
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"


def category(name, slug="", domain="category"):
    return f'<category domain="{domain}" nicename="{slug or name.lower()}"><![CDATA[{name}]]></category>'


@pytest.fixture
def export(tmp_path):
    """Write an export file of some items and return its path."""

    def write(*items, version="<wp:wxr_version>1.2</wp:wxr_version>", before=""):
        path = tmp_path / "export.xml"
        path.write_text(
            f"""<?xml version="1.0" encoding="UTF-8"?>{before}
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old Paper</title><link>{HOME}</link>
            <language>en-US</language>{version}<wp:base_blog_url>{HOME}</wp:base_blog_url>
            <wp:author><wp:author_login>olha</wp:author_login>
            <wp:author_display_name>Olha Writer</wp:author_display_name></wp:author>
            {"".join(items)}</channel></rss>""",
            encoding="utf-8",
        )
        return path

    return write


@pytest.fixture
def media(tmp_path):
    folder = tmp_path / "uploads" / "2024" / "05"
    folder.mkdir(parents=True)
    for name, color in (("river.jpg", "teal"), ("bridge.jpg", "maroon")):
        Pillow.new("RGB", (900, 600), color).save(folder / name)
    return tmp_path / "uploads"


def run(path, tmp_path, **options):
    call_command("import_wordpress", path, report=tmp_path / "report.txt", stdout=StringIO(), **options)
    return (tmp_path / "report.txt").read_text()


def test_a_post_keeps_its_words_people_subjects_hour_and_address(export, tmp_path):
    extra = category("City") + category("Rivers") + category("Bridge", domain="post_tag")
    run(export(item(1, title="River &amp; bridge", slug="river", extra=extra)), tmp_path)
    revision = Revision.objects.live().get()
    assert (revision.headline, revision.body) == ("River & bridge", "<p>Words.</p>")
    assert revision.published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert revision.article.path == "/2024/05/06/river/"
    assert revision.section == Section.objects.get(slug="city")
    assert {tag["name"] for tag in revision.tags} == {"Rivers", "Bridge"}
    assert revision.bylines[0]["name"] == Person.objects.get().name == "Olha Writer"


def test_it_says_of_every_item_once_that_it_is_done(export, tmp_path):
    terminal = Terminal()
    run(export(item(1), item(2, "page"), item(3, "nav_menu_item")), tmp_path, stderr=terminal)
    assert terminal.lines() == [f"Importing: {done} of 3" for done in (1, 2, 3)]


def test_running_it_twice_changes_nothing(export, tmp_path, media):
    path = export(attachment(7, "river.jpg"), item(1, extra=category("City")), item(2, "page", slug="about-us"))
    run(path, tmp_path, media=media)
    models = (Article, Revision, Image, Section, Person, PolicyPage, WantedPicture, OldAddress, Origin)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    report = run(path, tmp_path, media=media)
    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    assert " made" not in report


def test_a_dry_run_changes_nothing_and_counts_the_same(export, tmp_path, media):
    content = f'<img class="wp-image-7" src="{HOME}/wp-content/uploads/2024/05/river-300x200.jpg"/>'
    path = export(attachment(7, "river.jpg"), item(1, content=content, extra=meta("_thumbnail_id", 7)))
    dry = run(path, tmp_path, media=media, dry_run=True)
    assert not Article.objects.exists()
    assert not Image.objects.exists()
    assert not Origin.objects.exists()
    assert run(path, tmp_path, media=media) == dry


def test_drafts_private_and_protected_posts_stay_with_the_desk(export, tmp_path):
    report = run(
        export(
            item(1, status="draft"),
            item(2, status="private"),
            item(3, extra="<wp:post_password>secret</wp:post_password>"),
            item(4, status="pending"),
            item(5, status="trash"),
        ),
        tmp_path,
    )
    assert not Revision.objects.exists()
    assert Article.objects.count() == 4
    assert Article.objects.filter(stage=Article.Stage.IN_REVIEW).count() == 1
    assert "because a password protected it" in report
    assert "skipped: its status is “trash”" in report


def test_a_post_of_the_future_is_scheduled(export, tmp_path):
    post = item(1, status="future").replace("2024-05-06 07:08:09", "2090-01-02 03:04:05")
    run(export(post), tmp_path)
    assert Revision.objects.scheduled().get().live_from.year == 2090
    assert not Revision.objects.live().exists()


def test_a_post_of_an_impossible_future_stays_a_draft_and_stops_nothing(export, tmp_path):
    far = item(7).replace("2024-05-06 07:08:09", "9998-05-06 07:08:09")
    run(export(far, item(8, title="The next")), tmp_path)
    assert Article.objects.count() == 2
    assert Revision.objects.get().headline == "The next"


def test_pictures_come_with_their_words_and_their_places(export, tmp_path, media):
    uploads = f"{HOME}/wp-content/uploads/2024/05"
    blocks = f"""<!-- wp:image {{"id":7}} --><figure class="wp-block-image"><a href="{uploads}/river.jpg">
    <img src="{uploads}/river-300x200.jpg" class="wp-image-7"/></a><figcaption>In <em>May</em></figcaption></figure>
    <!-- /wp:image --><!-- wp:paragraph --><p>After.</p><!-- /wp:paragraph -->"""
    alt = meta("_wp_attachment_image_alt", "A river between hills")
    path = export(
        attachment(7, "river.jpg", extra=alt),
        attachment(8, "bridge.jpg"),
        item(1, content=blocks, extra=meta("_thumbnail_id", 8)),
    )
    run(path, tmp_path, media=media)
    river, bridge = Image.objects.get(filename="river.jpg"), Image.objects.get(filename="bridge.jpg")
    article = Article.objects.get()
    assert (river.alt_text, river.caption) == ("A river between hills", "The river in May")
    assert article.hero == bridge
    assert article.body == (
        f'<figure class="news-image" data-image="{river.pk}" data-size="text">'
        "<figcaption>In <em>May</em></figcaption></figure>\n<p>After.</p>"
    )


def test_a_missing_picture_is_wanted_and_stops_nothing(export, tmp_path):
    content = f'<p>See</p><img src="{HOME}/wp-content/uploads/2024/05/lost-300x200.jpg" alt="Lost"/>'
    run(export(attachment(7, "lost.jpg"), item(1, content=content)), tmp_path)
    wanted = WantedPicture.objects.get()
    assert wanted.url.endswith("/lost.jpg")
    assert wanted.article == Article.objects.get()


def test_a_broken_picture_is_wanted_with_the_reason(export, tmp_path, media):
    (media / "2024/05/broken.jpg").write_bytes(b"not a picture")
    report = run(export(attachment(7, "broken.jpg")), tmp_path, media=media)
    assert WantedPicture.objects.get().reason in report
    assert not Image.objects.exists()


def test_links_within_the_old_site_lead_to_where_things_are_now(export, tmp_path):
    content = (
        f'<a href="{HOME}/2024/05/06/second/#part">a</a> <a href="{HOME}/?p=2">b</a> <a href="{HOME}/about-us/">c</a> '
        '<a href="https://elsewhere.example/x">d</a>'
    )
    run(
        export(
            item(1, content=content), item(2, slug="second"), item(3, "page", slug="about-us", link=f"{HOME}/about-us/")
        ),
        tmp_path,
    )
    body = Article.objects.get(slug="thing-1").body
    assert 'href="/2024/05/06/second/#part"' in body
    assert 'href="/2024/05/06/second/">b' in body
    assert 'href="/about/about-us/"' in body
    assert 'href="https://elsewhere.example/x"' in body


def test_another_form_of_address_leads_on(export, tmp_path, client):
    run(export(item(1, slug="river", link=f"{HOME}/news/river.html")), tmp_path)
    assert OldAddress.objects.get().path == "/news/river.html"


def test_the_old_address_of_a_page_leads_to_it(export, tmp_path, client):
    run(export(item(3, "page", slug="our-rules", link=f"{HOME}/paper/our-rules/")), tmp_path)
    for known in ("/paper/our-rules/", "/our-rules", "/Paper/Our-Rules/"):
        assert client.get(known, follow=True).redirect_chain[-1] == ("/about/our-rules/", 301)


def test_addresses_that_are_none_stop_nothing(export, tmp_path):
    content = '<a href="https://[bad">a</a><img src="https://[worse"><iframe src="//[worst"></iframe> words'
    broken = attachment(7, "x.jpg").replace(f"{HOME}/wp-content", "https://[bad")
    run(export(broken, item(1, content=content, link="http://[::1")), tmp_path)
    assert "words" in Revision.objects.live().get().body


def test_an_address_name_never_leads_out_of_its_day(export, tmp_path):
    run(export(item(1, slug="x/../../y z?", link=f"{HOME}/?p=1")), tmp_path)
    assert Article.objects.get().path == "/2024/05/06/x-y-z/"


def test_scripts_do_not_come_along(export, tmp_path):
    content = '<p onclick="x()">Hi<script>alert(1)</script><img src=x onerror=alert(1)></p>'
    run(export(item(1, title="&lt;script&gt;alert(1)&lt;/script&gt;News", content=content)), tmp_path)
    revision = Revision.objects.get()
    assert revision.body == "<p>Hi</p>"
    assert revision.headline == "News"


def test_a_post_without_a_title_gets_its_first_words(export, tmp_path):
    run(export(item(1, title="", content="<p>Snow fell all night.</p>")), tmp_path)
    assert Article.objects.get().headline == "Snow fell all night."


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("<rss><channel><item>", "not well-formed"),
            ("", "not well-formed"),
            ("\x00\x01garbage", "not well-formed"),
            ("<rss><channel><title>x</title><item></item></channel></rss>", "does not say which WXR version"),
            ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "declares entities"),
            ('<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "declares entities"),
        ],
    )
    def test_a_file_that_is_no_export_is_refused_aloud_and_leaves_nothing(self, tmp_path, text, sentence):
        path = tmp_path / "bad.xml"
        path.write_text(text)
        with pytest.raises(CommandError, match=f"{sentence}.*Nothing was imported"):
            call_command("import_wordpress", path)
        assert not Article.objects.exists()

    def test_an_export_that_breaks_off_at_its_end_leaves_nothing(self, export, tmp_path):
        path = export(item(1), item(2))
        path.write_text(path.read_text().replace("</channel></rss>", ""))
        with pytest.raises(CommandError, match="not well-formed"):
            call_command("import_wordpress", path)
        assert not Article.objects.exists()

    def test_an_unknown_version_is_named(self, export):
        with pytest.raises(BadExport, match=r"WXR 9\.9"):
            open_export(export(item(1), version="<wp:wxr_version>9.9</wp:wxr_version>"))

    def test_a_missing_file_and_folder_are_named(self, tmp_path, export):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("import_wordpress", tmp_path / "none.xml")
        with pytest.raises(CommandError, match="is not a folder"):
            call_command("import_wordpress", export(item(1)), media=tmp_path / "none")


class TestMarkup:
    def converted(self, source, **pictures):
        finder = Finder(
            by_id=lambda number: pictures.get(f"n{number}"),
            by_url=lambda url: None,
            link=lambda href: href,
            gallery=lambda: ["1", "2"],
        )
        return convert(source, finder)

    def test_blank_lines_make_paragraphs_in_old_posts(self):
        assert self.converted("One\nmore\n\nTwo").html == "<p>One<br>more</p>\n<p>Two</p>"

    def test_a_caption_shortcode_becomes_a_figure(self):
        picture = '<a href="/f.jpg"><img class="wp-image-1" src="f.jpg"/></a>'
        source = f'Before\n\n[caption id="x" width="300"]{picture} Words here[/caption]\n\nAfter'
        assert self.converted(source, n1=11).html == (
            '<p>Before</p>\n<figure class="news-image" data-image="11" data-size="text">'
            "<figcaption>Words here</figcaption></figure>\n<p>After</p>"
        )

    def test_captions_within_captions_leave_no_marks(self):
        source = (
            '[caption id="a"][caption id="b"]<img class="wp-image-1" src="f.jpg"> Within[/caption] Without[/caption]'
        )
        converted = self.converted(source, n1=11)
        assert converted.html.count("<figure") == 1
        assert "Within" in converted.html
        assert "[" not in converted.html

    def test_of_shortcodes_around_words_the_words_stay(self):
        converted = self.converted('[row gap="2"][column]One[/column]\n\n[column]Two[/column][/row] [more')
        assert converted.html == "<p>One</p>\n<p>Two [more</p>"
        assert converted.lost == [
            "shortcode taken away, its inside kept: [column]",
            "shortcode taken away, its inside kept: [row]",
        ]

    def test_a_gallery_without_numbers_takes_the_posts_own_pictures(self):
        html = self.converted("[gallery]", n1=11, n2=12).html
        assert html.count("<figure") == 2
        assert 'data-image="11"' in html

    def test_a_pull_quote_keeps_its_place(self):
        quote = "<blockquote><p>Well said.</p></blockquote>"
        source = f'<!-- wp:pullquote --><figure class="wp-block-pullquote">{quote}</figure><!-- /wp:pullquote -->'
        assert self.converted(source).html == '<blockquote class="pull"><p>Well said.</p></blockquote>'

    def test_players_and_embeds_become_links(self):
        html = self.converted(
            '<iframe src="https://video.example/1"></iframe>\n\n[audio src="https://a.example/b.mp3"]'
        ).html
        assert 'href="https://video.example/1"' in html
        assert 'href="https://a.example/b.mp3"' in html

    def test_unknown_shortcodes_are_left_and_named(self):
        converted = self.converted('Text [donate amount="5"] more')
        assert "[donate" in converted.html
        assert converted.lost == ["shortcode left as text: [donate]"]


SHARED = Path(__file__).parents[3] / "shared" / "data" / "wordpress"


@pytest.mark.skipif(not SHARED.is_dir(), reason="WordPress' own test exports are not here")
@pytest.mark.parametrize(
    ("name", "posts", "pages"), [("themeunittestdata.wordpress.xml", 58, 21), ("64-block-test-data.xml", 61, 1)]
)
def test_the_exports_that_wordpress_tests_with_come_over(tmp_path, name, posts, pages):
    make.publication()
    run(SHARED / name, tmp_path)
    assert (Article.objects.count(), PolicyPage.objects.count()) == (posts, pages)
    assert " made" not in run(SHARED / name, tmp_path)


def test_pictures_that_came_with_a_site_wait_for_those_that_the_desk_uploads(export, media, tmp_path):
    run(export(item(1), attachment(10, "river.jpg"), attachment(11, "bridge.jpg")), tmp_path, media=media)
    uploaded = pictures.add(ContentFile(written(quarters(300, 200)), name="tram.jpg"), by=None)
    order = [(row.task.name, *row.args_kwargs["args"]) for row in worker.drain()]
    assert order[0] == ("make_renditions", uploaded.pk)
    assert [name for name, _picture in order] == ["make_renditions"] * 3 + ["make_smaller_renditions"] * 3
