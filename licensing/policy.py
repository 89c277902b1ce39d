"""Our rules for those who use our work, in plain words, with examples from what we published last."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.models import License, Revision
from licensing.kits import attribution
from masthead.models import Publication
from press import richtext

QUOTED = 240  # Characters of an example; a license may let out less.


@dataclass(frozen=True)
class Example:
    """A passage quoted as a license wants it: `line` names the source, `length` counts the characters."""

    revision: Revision
    passage: str
    line: SafeString

    @property
    def length(self) -> int:
        return len(self.passage)


def context(paper: Publication) -> dict:
    """Return what the page of our rules prints: the licenses in use, the default first, and examples of their use."""
    licenses = list(License.objects.in_use().listed())
    default = next((one for one in licenses if one.is_default), None)
    free = next((one for one in licenses if one.may_republish), None)
    return {
        "licenses": licenses,
        "default": default,
        "quotation": _example(default, paper),
        "free": free,
        "republished": _example(free, paper),
    }


def _example(license: License | None, paper: Publication) -> Example | None:
    """Return an example from the newest article under a license, None if there is none or nothing may be taken."""
    if license is None or not license.lets_out(1):
        return None
    revision = Revision.objects.live().filter(license=license).newest().select_related("article", "license").first()
    if revision is None:
        return None
    first = richtext.plain_text(revision.body).split("\n")[0]
    passage = richtext.truncate(first, min(QUOTED, license.max_extract or QUOTED))
    return Example(revision, passage, attribution(revision, paper)) if passage else None
