"""Marking a passage on a page: markup stays whole, and no word changes."""

import pytest

from press.richtext import clean, mark, plain_text, text_on_page

FIGURE = (
    '<figure class="news-image" data-size="text"><picture><source srcset="a.webp 1w"><img alt="1 > 0" src="a.jpg">'
    "</picture><figcaption><span>Of no text.</span></figcaption></figure>"
)
ASIDE = "<aside data-furniture><p>Please <span>give</span>.</p><aside>More</aside></aside>"
NOTE = "<a data-furniture>*</a>"


def marked(html: str, words: str, *, nth: int = 0, behind: str = "") -> str:
    text = text_on_page(html)
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    found = mark(html, start, start + len(words), before="[", after="]", behind=behind)
    assert text_on_page(found.replace("[", "").replace("]", "")) == text
    return found


@pytest.mark.parametrize(
    "html, words, expected",
    [
        ("<p>A dog barks.</p>", "dog", "<p>A [dog] barks.</p>"),
        ("<p>A <b>big</b> dog.</p>", "big dog", "<p>A <b>[big]</b> [dog].</p>"),
        ("<p>One</p>\n<p>Two</p>", "One\nTwo", "<p>[One]</p>\n<p>[Two]</p>"),
        ("<p>One<br>Two</p>", "One\nTwo", "<p>[One]<br>[Two]</p>"),
        ("<p>Fish &amp; chips</p>", "& chips", "<p>Fish [&amp; chips]</p>"),
        ("<p>1 &lt; 2</p>", "< 2", "<p>1 [&lt; 2]</p>"),
        ("<p>Ten&nbsp;  men</p>", "Ten men", "<p>[Ten\xa0  men]</p>"),
        ("<p>A 🚋 runs</p>", "🚋 runs", "<p>A [🚋 runs]</p>"),
        (
            "<table><tbody><tr><td>One</td> <td>Two</td></tr></tbody></table>",
            "One\nTwo",
            "<table><tbody><tr><td>[One]</td> <td>[Two]</td></tr></tbody></table>",
        ),
        (f"<p>One</p>{FIGURE}<p>Two</p>", "One\nTwo", f"<p>[One]</p>{FIGURE}<p>[Two]</p>"),
        (f"<p>One {ASIDE}two</p>", "One two", f"<p>[One] {ASIDE}[two]</p>"),
        ("<pre>a\n  b</pre>", "a b", "<pre>[a\n  b]</pre>"),
        ('<p title="a > b">One</p><!-- no --><p>Two</p>', "Two", '<p title="a > b">One</p><!-- no --><p>[Two]</p>'),
    ],
)
def test_every_stretch_of_words_is_marked_between_tags(html, words, expected):
    assert marked(html, words) == expected


def test_of_several_like_words_those_at_the_place_are_marked():
    assert marked("<p>one one one</p>", "one", nth=1) == "<p>one [one] one</p>"


@pytest.mark.parametrize(
    "html, words, expected",
    [
        ("<p>A dog.</p>", "dog", f"<p>A [dog]{NOTE}.</p>"),
        ("<p>A <b>dog</b>.</p>", "A dog", f"<p>[A] <b>[dog]{NOTE}</b>.</p>"),
        (
            '<p>A <a href="/x">big <em>dog</em> ran</a>.</p>',
            "dog",
            f'<p>A <a href="/x">big <em>[dog]</em> ran</a>{NOTE}.</p>',
        ),
        ('<p>A <a href="/x">dog</a> ran.</p>', "dog ran", f'<p>A <a href="/x">[dog]</a> [ran]{NOTE}.</p>'),
    ],
)
def test_what_comes_behind_is_never_inside_a_link(html, words, expected):
    assert marked(html, words, behind=NOTE) == expected


@pytest.mark.parametrize("span", [(0, 0), (3, 3), (99, 120)])
def test_where_nothing_is_meant_nothing_changes(span):
    assert mark("<p>A dog.</p>", *span, before="[", after="]", behind=NOTE) == "<p>A dog.</p>"


@pytest.mark.parametrize("html", ["", "<p></p>", "text", "<p>a<", "a > b < c", f"{FIGURE}{ASIDE}", "<p>one<p>two"])
def test_the_text_of_a_page_is_read_whatever_the_markup(html):
    assert isinstance(text_on_page(html), str)


def test_page_and_body_have_the_same_text():
    body = clean(
        "<h2>A</h2><p>b&nbsp; <i>c</i><br>d</p><ul><li>e</li></ul><blockquote><p>f</p></blockquote><hr><p>g</p>"
    )
    assert text_on_page(body + FIGURE + ASIDE) == plain_text(body)
