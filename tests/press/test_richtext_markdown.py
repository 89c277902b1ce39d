"""Rich text as Markdown: read back by a parser of it, it says what it said."""

import pytest
from markdown_it import MarkdownIt

from press.richtext import clean, links, markdown, plain_text
from tests.any_input import example, given, st

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = ["<p>", "</p>", "<b>", "</b>", "<em>", "</em>", "<ul><li>", "</li></ul>", "<blockquote>", "</blockquote>"]
PIECES += ["<h2>", "</h2>", "<s>", "</s>", "<del>", "</del>", "<a href='https://river.example/'>", "</a>", "!"]
PIECES += [
    "*",
    "_",
    "#",
    "- ",
    "1. ",
    "<br>",
    "`",
    "&amp;lt;",
    "[x](y)",
    "|",
    "word",
    " ",
    "слово",
    "> ",
    "+",
    "~~",
    "=",
]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>1. Why *now*?</h2><p>It is <strong>open,</strong>again_and_again &amp;amp; <em>so</em>.</p>",
        "<ul><li>rails<ol><li>first</li><li><p>a</p><p>b</p></li></ol></li><li>trams</li></ul>",
        "<blockquote><p># Nobody</p><p>&gt; believed</p></blockquote><hr><p>---</p>",
        "<table><caption>Sums</caption><tr><th>Year|s</th><th>Spent</th></tr><tr><td>2025</td></tr></table>",
        '<p>- <a href="https://river.example/a_(b)">Lozna <b>[sic]</b></a><br>+ 2 <s>gone</s> <code>a`b</code></p>',
        '<h3>What is C #</h3><p>Look!<a href="https://river.example/">Here</a> <s>un<del>(der)</del></s>stood</p>',
        "<table><tr><td><code>a|b</code></td><td>or</td></tr></table>",
        "<pre>iron  ```steel```\n  wood</pre>",
    ],
)
def test_every_part_of_a_text_survives(html):
    html = clean(html)
    back = PARSER.render(markdown(html))
    assert plain_text(back) == plain_text(html)
    assert links(back) == links(html)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("<b>*</b><b>*")
@example("<b>word</b><em>*</em>")
def test_no_words_are_lost_whatever_the_text(html):
    html = clean(html)
    said = "".join(plain_text(PARSER.render(markdown(html))).split())
    assert said == "".join(plain_text(html).split())
