"""Marking words on a page as a reader does, and an article with everything that can be marked."""

from pathlib import Path

from playwright.sync_api import Page

from tests import make

LONG = "Every word of this is needed. " * 60 + "That is all."
DATELINE = "Kyiv"
HEADLINE = "River bridge reopens after two years"
STANDFIRST = "Trams run again from Monday, slowly."
CAPTION = "The bridge in the first days of spring."
SELECT = (Path(__file__).parent / "text_selection.js").read_text()


def rich_article(**fields):
    """Publish an article with links, lists, a table, a picture and many scripts."""
    image = make.image(caption=CAPTION, credit="Photo: Olha Reporter")
    return make.live(
        headline=HEADLINE, standfirst=STANDFIRST, dateline=DATELINE, body=rich_body(image), hero=make.image(), **fields
    )


def rich_body(image) -> str:
    return f"""
<p>The <strong>old</strong> bridge over <a href="https://river.example/">the river Lozna</a> is <em>open</em> again.</p>
<figure class="news-image" data-image="{image.pk}" data-size="text"></figure>
<p>It cost 40&nbsp;million,   “a lot”, said the mayor.</p>
<h2>What comes next</h2>
<ul><li>First the rails are laid.</li><li>Then the trams come.</li></ul>
<blockquote><p>Nobody believed it.</p></blockquote>
<table><tbody><tr><th>Year</th><th>Spent</th></tr><tr><td>2025</td><td>19 million</td></tr></tbody></table>
<p>A tram 🚋 and a flag 🇺🇦 pass by. Їжак у Києві. שלום עולם. ภาษาไทยสวย.</p>
<p>Roses are red,<br>rails are blue.</p>
<pre>iron   steel   wood</pre>
<p>He said he would come. He said he would stay.</p>
<p>{LONG}</p>
<p>&lt;img src=x onerror=alert(1)&gt; is what the sign says.</p>
"""


def mark(page: Page, start: str, end: str = "", *, nth: int = 0) -> None:
    """Mark from the beginning of the words `start`, the nth such ones, to the end of the words `end`."""
    page.evaluate(SELECT, [start, end or start, nth])
