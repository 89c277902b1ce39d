"""What the functions that read cleaned rich text promise."""

import pytest

from press import richtext
from press.richtext import Figure, Heading

FIGURE = '<figure class="news-image" data-image="42" data-size="wide"><figcaption>A <b>dog</b></figcaption></figure>'
BARE_FIGURE = '<figure class="news-image" data-image="7" data-size="text"></figure>'


def test_figures_are_found_in_order():
    assert richtext.figures(f"<p>a</p>{FIGURE}<p>b</p>{BARE_FIGURE}") == [
        Figure(42, "wide", "A <b>dog</b>"),
        Figure(7, "text", ""),
    ]


def test_figure_that_is_no_placeholder_is_not_found():
    assert richtext.figures('<figure><img src="/a.jpg"><figcaption>a</figcaption></figure>') == []


def test_placeholders_are_replaced_and_all_else_stays_as_it_is():
    html = f'<p title="<figure">a &amp; b</p>\n{FIGURE}\n<figure><img src="/a.jpg"></figure>{BARE_FIGURE}'
    rendered = richtext.render_figures(html, lambda figure: f"[{figure.image_id} {figure.size} {figure.caption}]")
    assert rendered == (
        '<p title="<figure">a &amp; b</p>\n[42 wide A <b>dog</b>]\n<figure><img src="/a.jpg"></figure>[7 text ]'
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>a</p>\n<p>b</p>", "a\nb"),
        ("<p>a<br>b<br><br>c</p>", "a\nb\nc"),
        ("<p> a&nbsp;\u202f \n b </p>", "a b"),
        ("<p>a<b>b</b> <i>c</i></p>", "ab c"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "a\nb"),
        ("<table><tbody><tr><td>a</td><td></td><th>b</th></tr></tbody></table>", "a\nb"),
        ("<pre>  a\n  b</pre>", "a b"),
        ("<blockquote><p>a</p><p>b</p></blockquote><hr><h2>c</h2>", "a\nb\nc"),
        (f"<p>a</p>{FIGURE}<p>b</p>", "a\nb"),
        ('<figure><img src="/a.jpg" alt="x"><figcaption>a</figcaption></figure>', "a"),
        ("<p>&lt;b&gt; &amp;amp; &quot;</p>", '<b> &amp; "'),
        ("<p>co\u00adop 👩‍👧 e\u0301</p>", "co\u00adop 👩‍👧 e\u0301"),
    ],
)
def test_plain_text_is_what_the_definition_says(html, text):
    assert richtext.plain_text(html) == text


def test_plain_text_of_the_documented_example():
    html = "<p>Ten&nbsp; men<br>and <b>a dog</b>.</p>" + FIGURE + "<ul><li>One</li></ul>"
    text = richtext.plain_text(html)
    assert text == "Ten men\nand a dog.\nOne"
    assert text[14:17] == "dog"


def test_links_and_pictures_are_listed_with_their_addresses_decoded():
    html = '<p><a href="/a?b=1&amp;c=2">x</a><img src="https://example.org/a.jpg"></p>' + FIGURE.replace(
        "A <b>dog</b>", '<a href="/dog/">dog</a>'
    )
    assert richtext.links(html) == ["/a?b=1&c=2", "/dog/"]
    assert richtext.images(html) == ["https://example.org/a.jpg"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", 0),
        ("<p>—</p>", 0),
        ("<p>One well-known dog — two—three don't 3.5</p>", 7),
        (f"<p>a</p>{FIGURE}", 1),
        ("<p>Об’єднані нації</p>", 2),
        ("<p>新闻编辑室今天</p>", 4),
        ("<p>สวัสดีชาวโลก</p>", 3),
        ("<p>한국 사람</p>", 2),
    ],
)
def test_words_are_counted_in_scripts_with_and_without_spaces(html, words):
    assert richtext.word_count(html) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (230, 1), (690, 3)])
def test_reading_time_is_in_whole_minutes(words, minutes):
    assert richtext.reading_minutes(f"<p>{'word ' * words}</p>") == minutes


def test_headings_are_listed_with_the_ids_they_are_given():
    html = '<h2>Зима в Києві</h2>\n<p>a</p>\n<h3 id="own" lang="en">Own &amp; <b>bold</b></h3>\n<h2>Зима в Києві!</h2>'
    assert richtext.headings(html) == [
        Heading(2, "h-зима-в-києві", "Зима в Києві"),
        Heading(3, "own", "Own & bold"),
        Heading(2, "h-зима-в-києві-2", "Зима в Києві!"),
    ]
    assert richtext.with_heading_ids(html) == (
        '<h2 id="h-зима-в-києві">Зима в Києві</h2>\n<p>a</p>\n'
        '<h3 id="own" lang="en">Own &amp; <b>bold</b></h3>\n<h2 id="h-зима-в-києві-2">Зима в Києві!</h2>'
    )


def test_no_level_of_headings_is_left_out():
    html = "<h3>a</h3><h3>b</h3><h2>c</h2><h4>d</h4><h4>e</h4><h3>f</h3>"
    assert [heading.level for heading in richtext.headings(html)] == [2, 2, 2, 3, 3, 3]
    assert richtext.with_heading_ids("<h4>a</h4>") == '<h2 id="h-a">a</h2>'


def test_heading_without_letters_has_an_id_too():
    assert richtext.with_heading_ids("<h2>***</h2>") == '<h2 id="h-">***</h2>'


def test_tag_within_an_attribute_is_not_taken_for_a_heading():
    html = '<p><abbr title="<h2>x</h2>">a</abbr></p>'
    assert richtext.with_heading_ids(html) == html
    assert richtext.headings(html) == []


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("One two three", 13, "One two three"),
        ("One two three", 12, "One two…"),
        ("One two three", 8, "One two…"),
        ("One two three", 7, "One…"),
        ("One, two", 7, "One…"),
        ("He said “no”. Then left", 16, "He said “no”…"),
        ("Unbreakable", 5, "Unbr…"),
        ("Cafe\u0301s", 5, "Caf…"),
        ("a  b\nc", 5, "a b c"),
        ("One", 0, ""),
        ("One", 1, "…"),
    ],
)
def test_text_is_cut_between_words_and_within_the_limit(text, limit, cut):
    assert richtext.truncate(text, limit) == cut
    assert len(cut) <= limit
