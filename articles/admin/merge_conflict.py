"""Two texts of one article, as the page shows them to the one who came second."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from articles import diff
from articles.desk import merge
from articles.models import Article, Image, License, Section
from press import richtext
from press.model_fields import column

NAMED: dict[str, type[Model]] = {
    "section_id": Section,
    "hero_id": Image,
    "license_id": License,
    "translation_of_id": Article,
}


@dataclass(frozen=True)
class Place:
    """One place that both changed: the words of each, in runs that are the same in both or not."""

    name: str
    label: str
    mine: list[diff.Run]
    theirs: list[diff.Run]


@dataclass
class Conflict:
    """What became of two people's changes; `sentence` says who was faster."""

    merged: merge.Merged
    sentence: str

    @property
    def names(self) -> list[str]:
        """The form's fields that both changed, each once."""
        return list(dict.fromkeys(one.name.removesuffix("_id") for one in self.merged.conflicts))

    @property
    def places(self) -> list[Place]:
        return [_place(one) for one in self.merged.conflicts]


def _place(one: merge.Conflict) -> Place:
    runs = diff.of_words(_words(one.name, one.theirs), _words(one.name, one.mine))
    return Place(
        name=one.name.removesuffix("_id"),
        label=_label(one.name),
        mine=[run for run in runs if run.kind != diff.GONE],
        theirs=[run for run in runs if run.kind != diff.NEW],
    )


def _label(name: str) -> str:
    if name in ("tags", "bylines"):
        return {"tags": _("tags"), "bylines": _("bylines")}[name]
    return str(column(Article, name.removesuffix("_id")).verbose_name)


def _words(name: str, value: Any) -> str:
    """Return one side of a conflict as text."""
    if name == "body":
        return richtext.plain_text(value)
    if name == "bylines":
        return ", ".join(line["name"] for line in value)
    if name in NAMED:
        return str(NAMED[name]._default_manager.filter(pk=value).first() or "") if value else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
