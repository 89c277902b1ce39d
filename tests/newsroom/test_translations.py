"""Readers of a Ukrainian paper are told everything in Ukrainian."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation.template import templatize

from articles.models import Byline, Image, Revision
from corrections.models import Correction
from corrections.models.report import Kind
from licensing.models import Event, Extent
from support.models import Tier

ROOT = Path(__file__).parents[2]
TEMPLATES = [path for path in (ROOT / "templates").rglob("*.html") if "admin" not in path.parts]
PUBLIC = (
    "*/views.py",
    "*/views/*.py",
    "*/feeds.py",
    "*/letters.py",
    "press/public_forms.py",
    "articles/diff.py",
    "articles/rights/syndication.py",
    "articles/search/facets.py",
    "articles/rights/license_terms.py",
    "articles/pages/search.py",
    "articles/templatetags/articles.py",
    "corrections/forms.py",
    "corrections/correction_marks.py",
    "corrections/suggestions.py",
    "corrections/templatetags/corrections.py",
    "licensing/asking.py",
    "licensing/errors.py",
    "licensing/forms.py",
    "licensing/kits.py",
    "licensing/verdicts.py",
    "support/actions/ballots.py",
    "support/forms.py",
)
MODULES = [path for pattern in PUBLIC for path in ROOT.glob(pattern)]
CHOICES = (Byline.Role, Image.Label, Revision.Kind, Correction.Kind, Kind, Extent, Event.Action, Tier.Period)
MARKED = re.compile(r"\b(?:n?gettext|_)\(u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
MARKS = {"_", "gettext", "gettext_lazy", "ngettext"}
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}|%%|</?\w[^>]*>")


@pytest.fixture(scope="module")
def words() -> dict:
    """Return what the compiled catalog has: words, or words and the number of a plural form, and their translation."""
    with (ROOT / "locale/uk/LC_MESSAGES/django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)._catalog


def in_template(path: Path) -> set[str]:
    return {ast.literal_eval(literal) for literal in MARKED.findall(templatize(path.read_text()))}


def in_module(path: Path) -> set[str]:
    """Return the words that a module marks, without the names by which the desk knows its letters."""
    tree = ast.parse(path.read_text())
    names = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "label"}
    desk = names if path.name == "letters.py" else set()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in desk]
    marked = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in MARKS]
    return {first.value for first in marked if isinstance(first, ast.Constant)}


def test_everything_that_readers_see_is_told_in_ukrainian(words):
    known = {key if isinstance(key, str) else key[0] for key in words}
    found = {path: in_template(path) for path in TEMPLATES} | {path: in_module(path) for path in MODULES}
    missing = {str(path.relative_to(ROOT)): sorted(told - known) for path, told in found.items() if told - known}
    assert not missing


@pytest.mark.parametrize("kinds", CHOICES, ids=lambda kinds: kinds.__qualname__)
def test_kinds_and_states_that_readers_see_are_told_in_ukrainian(kinds):
    with translation.override("en"):
        english = {one: str(one.label) for one in kinds}
    with translation.override("uk"):
        assert not [label for one, label in english.items() if str(one.label) == label]


def places(text: str) -> set[str]:
    return set(PLACES.findall(text))


def test_a_translation_has_the_places_and_marks_of_what_it_translates(words):
    pairs = [(key if isinstance(key, str) else key[0], told) for key, told in words.items() if key]
    assert not [(said, told) for said, told in pairs if places(said) != places(told)]
