"""Says in a sentence or two whether a page keeps to the terms of what it took."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import License
from articles.rights import license_terms
from licensing.models import Grant
from licensing.reprint_checker import Linked
from licensing.source_matching import Match


@dataclass(frozen=True)
class Verdict:
    """Whether a page is `fine`, and why, in sentences; `faults` are those that the outlet is to put right."""

    fine: bool
    sentences: list[str]
    faults: list[str]


def of(match: Match, grants: list[Grant]) -> Verdict:
    """Judge a page by the license of the article and the grants in force to the outlet."""
    license = match.revision.license
    faults = [*_length(match, license, grants), *_changes(match, license, grants), *_link(match, license)]
    faults += _pictures(match)
    return Verdict(not faults, faults or [_fine(match, license, grants)], faults)


def _covers(grant: Grant, characters: int) -> bool:
    return grant.most is None or characters <= grant.most


def _granted(match: Match, grants: list[Grant]) -> Grant | None:
    return next((grant for grant in grants if _covers(grant, match.overlap.taken)), None)


def _length(match: Match, license: License | None, grants: list[Grant]) -> list[str]:
    taken, most = match.overlap.taken, license.max_extract if license else 0
    if most is None or taken <= most or license_terms.is_free(license) or _granted(match, grants):
        return []
    words = {"taken": taken, "percent": match.overlap.percent, "most": max([most, *(one.most or 0 for one in grants)])}
    if grants:
        return [_("It has %(taken)s characters (%(percent)s %%) of the article; the grant lets out %(most)s.") % words]
    return [
        _("It has %(taken)s characters (%(percent)s %%) of the article; %(most)s may be taken without asking.") % words
    ]


def _changes(match: Match, license: License | None, grants: list[Grant]) -> list[str]:
    """Find fault with edited passages where the whole text is let out, but not in other words."""
    edited = any(stretch.edited for stretch in match.overlap.stretches)
    may = license is not None and license.may_change
    whole = license_terms.is_free(license) or _granted(match, grants)
    if not edited or may or not whole:
        return []
    return [_("Some passages were edited; the text may only be printed as it is.")]


LINKS = {
    Linked.NOFOLLOW: lambda: _("The link to the article tells search engines not to follow it (nofollow)."),
    Linked.EMPTY: lambda: _("The link to the article has no words, so nobody sees it."),
    Linked.BARE: lambda: _("The address of the article stands there, but cannot be clicked."),
    Linked.ELSEWHERE: lambda: _("It links to our site, but not to the article."),
    Linked.NO: lambda: _("There is no link to the article."),
}


def _link(match: Match, license: License | None) -> list[str]:
    if match.linked == Linked.YES or (license is not None and not license.link_required):
        return []
    return [LINKS[match.linked]()]


def _pictures(match: Match) -> list[str]:
    kept = [image for image in match.pictures if not license_terms.is_free(image.license)]
    if not kept:
        return []
    sentence = ngettext(
        "It shows a picture that may not be passed on: %(names)s.",
        "It shows pictures that may not be passed on: %(names)s.",
        len(kept),
    )
    return [sentence % {"names": ", ".join(image.filename for image in kept)}]


def _fine(match: Match, license: License | None, grants: list[Grant]) -> str:
    words = {"taken": match.overlap.taken, "percent": match.overlap.percent, "license": license}
    grant = _granted(match, grants)
    most = license.max_extract if license else 0
    if grant and most is not None and match.overlap.taken > most:
        by_grant = words | {"number": grant.number}
        return _("Fine: %(taken)s characters (%(percent)s %%), by grant %(number)s.") % by_grant
    if license_terms.is_free(license):
        return _("Fine: %(taken)s characters (%(percent)s %%), free to republish under %(license)s.") % words
    return _("Fine: an extract of %(taken)s characters (%(percent)s %%), within the terms.") % words
