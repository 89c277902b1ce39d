"""The body's editor: it lets through what the cleaner keeps, talks to nobody, and shows what is stored."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from articles.desk import ckeditor
from press import richtext
from press.richtext import allowlist
from tests.any_input import given, st

FORBIDDEN = (
    "exportpdf scayt wsc embed embedbase embedsemantic autoembed iframe iframedialog forms flash preview templates "
    "print save newpage smiley elementspath uploadimage uploadwidget filebrowser image image2 ajax xml about"
)
VALUES = {
    "href": "https://paper.example/a",
    "cite": "https://paper.example/a",
    "src": "/a.jpg",
    "alt": "Words",
    "title": "Words",
    "hreflang": "uk",
    "lang": "uk",
    "dir": "rtl",
    "rel": "license",
    "width": "10",
    "height": "10",
    "start": "3",
    "colspan": "2",
    "rowspan": "2",
    "scope": "row",
    "id": "place",
    "data-image": "7",
    "data-size": "wide",
}
# Where an element may stand, if not at the top of the text.
AROUND = {
    **dict.fromkeys(("td", "th"), "<table><tbody><tr>{}</tr></tbody></table>"),
    "tr": "<table><tbody>{}</tbody></table>",
    **dict.fromkeys(("tbody", "thead", "tfoot", "caption"), "<table>{}<tbody><tr><td>1</td></tr></tbody></table>"),
    "li": "<ul>{}</ul>",
    "figcaption": '<figure><img src="/a.jpg">{}</figure>',
    **dict.fromkeys(allowlist.INLINE | {"br", "img"}, "<p>Words {} words</p>"),
}
INSIDE = {
    **dict.fromkeys(("ul", "ol"), "<li>Words</li>"),
    "table": "<tbody><tr><td>Words</td></tr></tbody>",
    **dict.fromkeys(("tbody", "thead", "tfoot"), "<tr><td>Words</td></tr>"),
    "tr": "<td>Words</td>",
    "blockquote": "<p>Words</p>",
}


def written(tag: str, attributes: dict[str, str]) -> str:
    """Write an element as the editor could, at a place where it belongs."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    element = f"<{tag}{said}>" if tag in allowlist.VOID else f"<{tag}{said}>{INSIDE.get(tag, 'Words')}</{tag}>"
    return AROUND.get(tag, "{}").format(element)


def allowed(tag: str) -> dict[str, str]:
    """Return every attribute that the editor lets `tag` have, with a value."""
    rule = ckeditor.allowed_content()[tag]
    classes = {"class": " ".join(rule["classes"])} if "classes" in rule else {}
    return {name: VALUES[name] for name in rule["attributes"]} | classes


@pytest.mark.parametrize("tag", sorted(ckeditor.allowed_content()))
def test_whatever_the_editor_lets_through_survives_the_cleaner(tag):
    attributes = allowed(tag)
    if tag == "figure":  # A placeholder has no attributes but its own.
        attributes = {name: value for name, value in attributes.items() if name not in allowlist.EVERYWHERE}
    kept = richtext.clean(written(tag, attributes))
    assert re.search(rf"<{tag}[ >]", kept)
    for name, value in attributes.items():
        assert f'{name}="{value}"' in kept


@given(
    st.sampled_from(sorted(allowlist.TAGS)), st.sets(st.sampled_from(sorted({*VALUES, "class", "style", "onclick"})))
)
def test_whatever_the_cleaner_keeps_the_editor_lets_through(tag, names):
    given = {name: VALUES.get(name, "pull news-image") for name in sorted(names)}
    kept = re.search(rf"<{tag}( [^>]*)?>", richtext.clean(written(tag, given)))
    rule = ckeditor.allowed_content()[tag]
    for name, value in re.findall(r'(\S+)="([^"]*)"', kept[1] or "" if kept else ""):
        assert value in rule["classes"] if name == "class" else name in rule["attributes"]


def test_every_element_of_the_cleaner_is_known_to_the_editor():
    assert ckeditor.allowed_content().keys() == allowlist.TAGS


def test_pasting_brings_no_pictures_of_other_servers():
    assert ckeditor.allowed_content().keys() - ckeditor.pasted_content().keys() == {"img"}


def test_no_plugin_is_loaded_that_a_newsroom_does_not_need():
    assert not set(ckeditor.PLUGINS) & set(FORBIDDEN.split())


def test_every_plugin_exists():
    bundle = Path(finders.find("ckeditor/ckeditor/ckeditor.js")).read_text(encoding="utf-8")
    bundled = set(re.findall(r'CKEDITOR\.plugins\.add\("(\w+)"', bundle))
    for name in set(ckeditor.PLUGINS) - bundled:
        place = f"ckeditor-plugins/{name}" if name in ckeditor.OWN_PLUGINS else f"ckeditor/ckeditor/plugins/{name}"
        assert finders.find(f"{place}/plugin.js"), name


def test_editor_calls_nobody():
    config = json.dumps(ckeditor.config(), default=str)
    assert "http://" not in config
    assert re.findall(r"https://[^\"]*", config) == ["https://"]  # What a typed link begins with.


def test_widget_holds_the_text_and_says_where_the_picker_is():
    html = ckeditor.BodyWidget().render("body", "<p>Words &amp; <b>more</b></p>", {"id": "id_body"})
    assert 'data-picker="/admin/articles/image/picker/"' in html
    assert "&lt;p&gt;Words &amp;amp; &lt;b&gt;more&lt;/b&gt;&lt;/p&gt;</textarea>" in html
    assert "&quot;versionCheck&quot;: false" in html


def test_what_the_editor_is_given_is_clean():
    html = ckeditor.BodyWidget().render(
        "body", "<p onclick='x()'>Words</p><script>alert(1)</script>", {"id": "id_body"}
    )
    assert "&lt;p&gt;Words&lt;/p&gt;</textarea>" in html


def test_editor_speaks_the_language_of_the_desk():
    with translation.override("uk"):
        html = ckeditor.BodyWidget().render("body", "", {"id": "id_body"})
    assert "&quot;language&quot;: &quot;uk&quot;" in html
