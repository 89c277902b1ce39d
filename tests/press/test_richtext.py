"""What `press.richtext.clean` promises to readers, editors and importers."""

import re
from html.parser import HTMLParser

import pytest

from press.richtext import clean, plain_text

# Safety


class Reader(HTMLParser):
    """The standard library's reading of HTML, which is not the one that `clean` is made of."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= dict(attrs).keys()
        self.addresses += [value for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        '<img src=x onerror="alert(1)">',
        '<p onclick="alert(1)" style="background:url(javascript:alert(1))">a</p>',
        '<a href="javascript:alert(1)">a</a>',
        '<a href="java\tscript:alert(1)">a</a>',
        '<a href="java&#1;script:alert(1)">a</a>',
        '<a href="&#106;avascript&colon;alert(1)">a</a>',
        '<a href=" data:text/html,<script>alert(1)</script>">a</a>',
        '<a href="vbscript:x">a</a>',
        "<iframe src=https://evil.example></iframe>",
        "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<form action=/steal><input name=password><button>Go</button></form>",
        "<object data=x></object><embed src=x><base href=//evil.example><meta http-equiv=refresh content=0>",
        "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
        "<abbr title='<img src=x onerror=alert(1)>'>a</abbr>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<p title='<!--'>--><script>alert(1)</script>",
    ],
)
def test_nothing_that_runs_or_reaches_out_is_left(html):
    reader = Reader()
    reader.feed(clean(html))
    assert reader.tags <= {"p", "a", "img", "abbr"}
    assert reader.attributes <= {"href", "src", "alt", "title"}
    assert all(re.match("https?://|/", address) for address in reader.addresses)


def test_code_is_dropped_with_what_is_in_it():
    assert clean("<p>a</p><script>var b</script><style>.c{}</style><p>d</p>") == "<p>a</p>\n<p>d</p>"


def test_words_of_form_controls_and_drawings_are_dropped():
    assert clean("a<button>b</button><select><option>c</select><svg><text>d</text></svg>e") == "<p>ae</p>"


def test_unclosed_drawing_or_control_does_not_swallow_the_article():
    assert clean("<p>a<svg>b</p><button><p>c</p>") == "<p>ab</p>\n<p>c</p>"


def test_words_behind_a_stray_angle_bracket_are_kept():
    assert plain_text(clean("<p>5 <b and c <!-- d")) == "5 <b and c <!-- d"


# Links and pictures from elsewhere


@pytest.mark.parametrize(
    "href",
    ["https://example.org/a?b=1&amp;copy=2", "/2026/a/", "#h-a", "?page=2", "mailto:a@example.org", "tel:+38044"],
)
def test_links_that_may_be_followed_are_kept(href):
    assert clean(f'<a href="{href}">a</a>') == f'<p><a href="{href}">a</a></p>'


@pytest.mark.parametrize("href", ["javascript:1", "ftp://example.org", "http://[::1", "http://ex ample.org/", ""])
def test_link_that_leads_nowhere_leaves_its_words(href):
    assert clean(f'a <a href="{href}">b</a>') == "<p>a b</p>"


def test_address_without_scheme_becomes_https():
    assert clean(r'<a href="//example.org/a">a</a><a href="/\example.org">b</a>') == (
        '<p><a href="https://example.org/a">a</a><a href="https://example.org">b</a></p>'
    )


def test_target_goes_and_only_meaningful_relations_stay():
    html = '<a href="/a" target="_blank" rel="noopener Sponsored external">a</a>'
    assert clean(html) == '<p><a href="/a" rel="sponsored">a</a></p>'
    assert clean('<a href="https://example.org/">a</a>') == '<p><a href="https://example.org/">a</a></p>'


def test_empty_links_and_old_anchors_are_removed():
    assert clean('<p>a<a href="/b"> </a><a name="c"></a><a name="d">e</a></p>') == "<p>a e</p>"


def test_picture_from_elsewhere_keeps_source_alt_and_size_only():
    html = '<img class="x" src="https://example.org/a.jpg" srcset="b 2x" alt="A  dog" width=40 height=30 loading=lazy>'
    expected = '<p><img src="https://example.org/a.jpg" alt="A dog" width="40" height="30"></p>'
    assert clean(html) == expected


@pytest.mark.parametrize("src", ["data:image/png;base64,AAAA", "cid:1", "file:///etc/passwd", "a.jpg", "mailto:a", ""])
def test_picture_that_readers_could_not_load_is_dropped(src):
    assert clean(f'<p>a<img src="{src}"></p>') == "<p>a</p>"


# Placeholders for pictures of the library

PLACEHOLDER = (
    '<figure class="news-image" data-image="42" data-size="wide"><figcaption>A <em>dog</em></figcaption></figure>'
)


def test_placeholder_is_kept_as_it_is():
    assert clean(PLACEHOLDER) == PLACEHOLDER


def test_placeholder_keeps_nothing_but_class_number_size_and_caption():
    html = PLACEHOLDER.replace("<figure", '<figure id="x" lang="uk" style="x"').replace(
        "<figcaption>", '<picture><source srcset="x"><img src="/x.jpg"></picture><figcaption class="y" dir="rtl">'
    )
    assert clean(html) == PLACEHOLDER


@pytest.mark.parametrize(("size", "kept"), [("full", "full"), ("WIDE", "wide"), ("huge", "text"), ("", "text")])
def test_unknown_size_of_a_placeholder_becomes_text(size, kept):
    html = f'<figure class="news-image" data-image="1" data-size="{size}"></figure>'
    assert f'data-size="{kept}"' in clean(html)


@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "١", "9" * 19])
def test_figure_without_a_number_is_no_placeholder_but_keeps_its_caption(number):
    html = f'<figure class="news-image" data-image="{number}"><figcaption>a</figcaption></figure>'
    assert clean(html) == "<figure><figcaption>a</figcaption></figure>"


def test_placeholder_ends_the_paragraph_it_was_dropped_into():
    assert clean(f"<p>a {PLACEHOLDER} b</p>") == f"<p>a</p>\n{PLACEHOLDER}\n<p>b</p>"


def test_unclosed_placeholder_does_not_swallow_the_article():
    start = '<figure class="news-image" data-image="1" data-size="text">'
    assert clean(f"{start}<p>a</p><p>b</p>") == f"{start}</figure>\n<p>a</p>\n<p>b</p>"


# Regular prose


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a", "<p>a</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<div><h2><div>a</div></h2></div>", "<h2>a</h2>"),
        ("<h1>a</h1><h5>b</h5>", "<h2>a</h2>\n<h4>b</h4>"),
        ("<p>a</p><p>&nbsp;</p><p><br></p><p><b> </b></p><h2></h2><ul><li></li></ul><p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<p> a &nbsp; b&nbsp;c \n d </p>", "<p>a b&nbsp;c d</p>"),
        ("<p>a<b> b </b>c<i> </i>d</p>", "<p>a <b>b</b> c d</p>"),
        ("<p><br>a<br> <br><br>b<br></p>", "<p>a<br><br>b</p>"),
        ("<b>a<p>b</p><p>c</p></b>d", "<p><b>a</b></p>\n<p><b>b</b></p>\n<p><b>c</b></p>\n<p>d</p>"),
        ("<p><b>a<i>b</b>c</i></p>", "<p><b>a<i>b</i></b><i>c</i></p>"),
        ("<p><b>a<p>b", "<p><b>a</b></p>\n<p>b</p>"),
        ('<a href="/x"><h3>a</h3></a>', '<h3><a href="/x">a</a></h3>'),
        ("<p><b>a<strong>b<b>c</b></strong></b></p>", "<p><b>a<strong>bc</strong></b></p>"),
        ("<span class=x>a</span><font>b</font><u>c</u><o:p></o:p>", "<p>abc</p>"),
        ("<blockquote>a<p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<ul><li>a<li><p>b</p></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul>a</ul><li>b</li>", "<ul><li>a</li></ul>\n<p>b</p>"),
        ("<table><td>a<tr><td>b</table>", "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"),
        ("<pre>\n\n a\n  b</pre>", "<pre> a\n  b</pre>"),
        ("<p>a<hr>b</p>", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("<figure><img src='/a.jpg'><figcaption><p>a</p><p>b</p></figcaption></figure>",
         '<figure><img src="/a.jpg"><figcaption>a<br>b</figcaption></figure>'),
    ],
)  # fmt: skip
def test_soup_becomes_regular_prose(html, expected):
    assert clean(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>a</strong><em>b</em><b>c</b><i>d</i><s>e</s><del>f</del><ins>g</ins><mark>h</mark></p>",
        "<p><sub>a</sub><sup>b</sup><small>c</small><code>d</code><q>e</q><cite>f</cite><bdi>g</bdi></p>",
        '<p><abbr title="United Nations">UN</abbr> <span lang="uk">так</span></p>',
        '<p lang="ar" dir="rtl">سلام</p>',
        '<blockquote cite="https://example.org/" class="pull"><p>a</p></blockquote>',
        '<h2 id="a">a</h2>',
        '<ol start="3"><li>a</li></ol>',
        '<table><caption>a</caption><thead><tr><th colspan="2" scope="col">b</th></tr></thead>'
        '<tbody><tr><td rowspan="2">c</td><td></td></tr></tbody></table>',
    ],
)
def test_what_news_prose_needs_is_kept(html):
    assert clean(html) == html


def test_characters_that_feeds_and_databases_refuse_are_dropped():
    assert clean("a\x00b\x01c\ud800d\ufeffe&#1;&#xFFFE;f") == "<p>abcdef</p>"


def test_enormous_number_of_a_character_is_no_error():
    assert clean("&#" + "9" * 5000 + ";a") == "<p>\ufffda</p>"
