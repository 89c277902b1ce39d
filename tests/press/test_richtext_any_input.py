"""Rich text takes whatever comes: nothing raises, nothing hangs, nothing wobbles."""

import re
import time
from urllib.parse import urlsplit

import pytest

from press import richtext
from press.richtext import allowlist, clean
from tests.any_input import example, given, settings, st

PROSE_TAGS = sorted(allowlist.TAGS | allowlist.PARAGRAPHS | {"h1", "font", "x-y"})
OTHER_TAGS = ["script", "style", "svg", "select", "template", "textarea", "noscript", "plaintext"]
ATTRIBUTES = [
    "",
    ' href="/x"',
    " href=javascript:1",
    ' href="//[x"',
    ' class="news-image" data-image="7"',
    " class=pull",
    " src=//example.org/a.png",
    ' title="<h2>&quot;x"',
    " id=foo lang=uk dir=RTL",
    " colspan=3 scope=row",
    ' alt="a\n b"',
]
WORDS = ["one", "two ", " ", "\n", "&nbsp;", "&lt;", "<!-- c -->", "<", "\x00", "&#13;", "\ud800", "😀", '"']


def soup_of(tags, *others):
    """Tags in any order, with what `others` bring between them."""
    start = st.builds("<{}{}>".format, st.sampled_from(tags), st.sampled_from(ATTRIBUTES))
    end = st.builds("</{}>".format, st.sampled_from(tags))
    return st.lists(st.one_of(start, end, *others), max_size=40).map("".join)


any_soup = soup_of(PROSE_TAGS + OTHER_TAGS, st.sampled_from(WORDS), st.text(max_size=4))
anything = settings(max_examples=300, deadline=None, derandomize=True)


@anything
@given(any_soup)
@example("<table><td><ul><table><li>a")
@example("<h1><h2><p><h1>a</p>b")
@example("<pre><b>\n</b>\nx")
def test_cleaning_again_changes_nothing(html):
    cleaned = clean(html)
    assert clean(cleaned) == cleaned


@anything
@given(soup_of(PROSE_TAGS, st.sampled_from([" one ", " two "])))
def test_words_are_never_lost(html):
    assert re.findall("one|two", clean(html)) == re.findall("one|two", html)


@anything
@given(any_soup)
def test_no_function_raises_on_html_that_was_not_cleaned(html):
    for function in (richtext.plain_text, richtext.links, richtext.images, richtext.figures, richtext.headings):
        function(html)
    richtext.with_heading_ids(html)
    richtext.render_figures(html, str)
    richtext.reading_minutes(html)


@anything
@given(any_soup)
def test_addresses_that_come_out_can_be_taken_apart(html):
    cleaned = clean(html)
    for address in richtext.links(cleaned) + richtext.images(cleaned):
        urlsplit(address)


@anything
@given(any_soup)
def test_plain_text_is_as_regular_as_its_definition(html):
    lines = richtext.plain_text(clean(html)).split("\n")
    assert lines == [""] or all(lines)
    assert all(line == allowlist.SPACE_RUN.sub(" ", line).strip(" ") for line in lines)


@anything
@given(any_soup)
def test_heading_ids_last_and_change_no_word(html):
    cleaned = clean(html)
    with_ids = richtext.with_heading_ids(cleaned)
    assert clean(with_ids) == with_ids == richtext.with_heading_ids(with_ids)
    assert richtext.plain_text(with_ids) == richtext.plain_text(cleaned)


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<ul><li>",
        "<b class=x>a<p>",
        "<table><tr><td>",
        "<a b='",
        "<a ",
        "<!--",
        "&#9",
        "<h2>a</h2>",
        '<figure class="news-image" data-image="1"><figcaption>',
        "<button>",
    ],
)
def test_a_megabyte_of_anything_takes_seconds_and_stays_in_proportion(unit):
    begun = time.perf_counter()
    cleaned = clean(unit * (1_000_000 // len(unit)))
    richtext.plain_text(cleaned)
    richtext.with_heading_ids(cleaned)
    assert time.perf_counter() - begun < 30
    assert len(cleaned) < 5_000_000
