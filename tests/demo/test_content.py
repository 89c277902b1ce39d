"""The demo paper's content: it is whole, it can be published as it stands, and every picture is there."""

import re
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from demo import parser
from demo.paper import HERE, load
from demo.pictures import FOLDER, PICTURES
from demo.records import When
from press import pictures, richtext

PAPER = load()
KYIV = ZoneInfo("Europe/Kyiv")
BODIES = [
    *((story.slug, story.words.body) for story in PAPER.stories),
    *((page.slug, page.body) for page in PAPER.pages),
]
SHORT = {"counting-lamps"}


def words(story):
    return len(re.sub("<[^>]+>", " ", story.words.body).split())


def stories(**wanted):
    return [story for story in PAPER.stories if all(getattr(story, name) == value for name, value in wanted.items())]


def resolved(body):
    """Return the body as a loader would store it: numbers for picture keys, paths for links."""
    body = re.sub(r'data-image="[^"]+"', 'data-image="7"', body)
    return re.sub(r'href="(story|page):([^"]+)"', r'href="/\1/\2/"', body)


def test_the_paper_is_large_enough_to_fill_every_screen():
    assert len(PAPER.stories) >= 26
    assert len(PAPER.sections) == 6
    assert len(PAPER.people) >= 9
    assert len(PAPER.reports) >= 12
    assert all(stories(section=section.slug) for section in PAPER.sections)


def test_stories_are_as_long_as_news_is():
    lengths = {story.slug: words(story) for story in PAPER.stories if story.slug not in SHORT}
    assert all(300 <= length <= 1500 for length in lengths.values()), lengths
    long_reads = [slug for slug, length in lengths.items() if length >= 1200]
    assert len(long_reads) >= 2
    assert all(len(richtext.headings(PAPER.story(slug).words.body)) >= 4 for slug in long_reads)


def test_no_paragraph_is_printed_twice():
    paragraphs = Counter(text for _slug, body in BODIES for text in re.findall(r"<(?:p|li)>(.{60,}?)</(?:p|li)>", body))
    assert [text for text, times in paragraphs.items() if times > 1] == []


def test_some_stories_are_in_ukrainian_and_two_of_them_are_translations():
    ukrainian = stories(language="uk")
    assert len(ukrainian) >= 4
    translations = [story for story in ukrainian if story.translation_of]
    assert len(translations) == 2
    assert all(PAPER.story(story.translation_of).language == "en" for story in translations)
    assert all(re.search("[іїєґ]", story.words.body) for story in ukrainian)


def test_the_paper_has_work_at_every_stage():
    assert {story.stage for story in PAPER.stories} == {"draft", "review", "published"}
    assert any(story.withdrawal for story in PAPER.stories)
    assert any(story.sensitive for story in PAPER.stories)
    schedules = {(story.published.days, f"{story.published.at:%H:%M}") for story in PAPER.stories if story.published}
    assert {(1, "06:00"), (2, "09:00")} <= schedules


def test_a_live_story_has_an_update_that_waits_for_its_hour():
    updates = [(story.published, story.revisions[-1].when) for story in PAPER.stories if len(story.revisions) > 1]
    assert any(first.days <= 0 and last.days > 0 for first, last in updates)


def test_corrections_say_what_was_wrong_and_what_is_right():
    notices = [(story, r) for story in PAPER.stories for r in story.revisions if r.notice]
    assert len(notices) >= 4
    for story, revision in notices:
        before, now = (story.revisions[revision.number - n].words for n in (2, 1))
        assert before != now
        assert revision.notice.was != revision.notice.now
        assert revision.notice.text.endswith(".")


@pytest.mark.parametrize(("slug", "body"), BODIES, ids=[slug for slug, _body in BODIES])
def test_bodies_come_through_cleaning_unchanged(slug, body):
    stored = resolved(body)
    cleaned = richtext.clean(stored)
    assert richtext.plain_text(cleaned) == richtext.plain_text(stored)
    assert Counter(re.findall(r"<(\w+)", cleaned)) == Counter(re.findall(r"<(\w+)", stored))
    assert len(richtext.figures(cleaned)) == body.count("<figure")


def test_every_revision_fits_the_fields_of_an_article():
    for story in PAPER.stories:
        for copy in {story.words, *(revision.words for revision in story.revisions)}:
            assert len(copy.headline) <= 110
            assert len(copy.kicker) <= 80
            assert len(copy.standfirst) <= 300
        assert len(story.seo_title) <= 70
        assert len(story.seo_description) <= 160


def test_what_happened_today_lies_between_midnight_and_now():
    for hour in (0, 7, 23):
        now = datetime(2030, 5, 17, hour, 1, tzinfo=KYIV)
        first, second = (When(share=share).moment(now) for share in (0.2, 0.6))
        assert now.replace(hour=0, minute=0) < first < second < now


def test_no_story_is_in_the_future_but_those_that_are_meant_to_be():
    now = datetime(2030, 5, 17, 0, 5, tzinfo=KYIV)
    coming = [story.slug for story in PAPER.stories if story.published and story.published.moment(now) > now]
    assert sorted(coming) == ["market-hall-leases", "sunday-ferry"]
    oldest = min(story.published.moment(now) for story in PAPER.stories if story.published)
    assert now - timedelta(days=36) < oldest


def test_stories_come_in_the_order_of_their_publication():
    now = datetime(2030, 5, 17, 12, 0, tzinfo=KYIV)
    moments = [story.published.moment(now) for story in PAPER.stories if story.published]
    assert moments == sorted(moments)
    assert PAPER.stories[-1].published is None


def test_nobody_real_can_be_written_to_or_paid():
    text = "".join(path.read_text("utf-8") for path in HERE.rglob("*.md")) + (HERE / "support.toml").read_text("utf-8")
    addresses = re.findall(r"[\w.+-]+@([\w.-]+)", text + (HERE / "paper.toml").read_text("utf-8"))
    hosts = re.findall(r"https?://([\w.-]+)", text)
    assert all(host.endswith("example.org") for host in (*addresses, *hosts))


def test_account_numbers_pass_their_own_check():
    accounts = [channel.value for channel in PAPER.support.channels if channel.kind == "bank"]
    assert accounts
    for account in accounts:
        assert int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def test_a_story_that_contradicts_itself_is_named(tmp_path):
    path = tmp_path / "lame.md"
    head = 'section = "city"\nlanguage = "en"\nbylines = [{ person = "lystvyn" }]\ndays_ago = 1\nat = "07:00"\n'
    edit = '[[revisions]]\nkind = "minor"\ntoday = 0.5\nby = "lystvyn"\nreason = "A typo."\n[[revisions.edits]]\n'
    path.write_text(f'+++\n{head}{edit}earlier = "nigt"\nlater = "night"\n+++\n<p>By day.</p>', "utf-8")
    with pytest.raises(parser.Malformed, match=r"lame\.md: “night” must occur once in the body"):
        parser.story(path, default_license="all-rights-reserved")


def test_a_file_without_front_matter_is_named(tmp_path):
    path = tmp_path / "bare.md"
    path.write_text("<p>Only a body.</p>", "utf-8")
    with pytest.raises(parser.Malformed, match=r"bare\.md: there is no block"):
        parser.front_matter(path)


def test_every_picture_is_described():
    assert len(PICTURES) >= 24
    for picture in PICTURES.values():
        assert 30 <= len(picture.alt_text) <= 300
        assert picture.caption and picture.credit and picture.creator
        assert all(0 <= share <= 1 for share in picture.focal_point)
        assert picture.license in {license.key for license in PAPER.licenses}


def test_every_picture_is_printed_somewhere():
    printed = {story.hero for story in PAPER.stories} | {person.photo for person in PAPER.people}
    printed |= {key for _slug, body in BODIES for key in re.findall(r'data-image="([^"]+)"', body)}
    assert set(PICTURES) <= printed


@pytest.mark.parametrize("picture", PICTURES.values(), ids=list(PICTURES))
def test_a_picture_is_large_enough_and_taken_by_the_library(picture):
    with picture.file.open("rb") as file:
        found = pictures.inspect(file)
    leads = {story.hero for story in PAPER.stories}
    is_portrait = picture.key.startswith("portrait-") and picture.key not in leads
    assert max(found.width, found.height) >= (800 if is_portrait else 1600)


def test_pictures_are_small_enough_to_lie_in_the_repository():
    files = list(FOLDER.iterdir())
    assert {file.stem for file in files} == set(PICTURES)
    assert sum(file.stat().st_size for file in files) <= 3_000_000
