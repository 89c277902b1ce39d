"""Words in the place of words: what readers suggest, what becomes of it elsewhere, and how a notice may put it."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.utils import translation
from django.utils.translation import gettext as _

from corrections.models import Report

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")
_UNSEEN = dict.fromkeys((*range(9), *range(14, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_LOOSE_ENDS = " \n.,;:"


def tidied(words: str) -> str:
    """Return words as they can stand in an article: one space at a time, no empty lines."""
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(filter(None, lines))


def best(words: str, reports: Iterable[Report]) -> str:
    """Return how `words`, as they stand now, should read as most readers suggest, the first of equals; else ""."""
    wanted = Counter(suggested(report.quote, report.suggestion, words) for report in reports)
    del wanted[""]
    return wanted.most_common(1)[0][0] if wanted else ""


def suggested(quote: str, suggestion: str, words: str) -> str:
    """Return what a reader who saw `quote` and suggested another wording for it means for `words`; "" if nothing.

    Signs that nobody sees and that turn the order of others around are left out.
    """
    quote, suggestion, words = tidied(quote), tidied(suggestion.translate(_UNSEEN)), tidied(words)
    if not suggestion or suggestion == quote:
        return ""
    if words.count(quote) == 1:
        wanted = words.replace(quote, suggestion)
    else:
        wanted = _inside(quote, suggestion, words) or carried_over(quote, suggestion, words) or ""
    return "" if wanted == words else wanted


def _inside(quote: str, suggestion: str, words: str) -> str:
    """Return what a suggestion for a longer quote makes of the words in its midst; "" if it changes what is around."""
    before, found, after = quote.partition(words) if words else (quote, "", "")
    is_around = suggestion.startswith(before) and suggestion.endswith(after)
    if not found or not is_around or len(suggestion) <= len(before) + len(after):
        return ""
    return suggestion[len(before) : len(suggestion) - len(after)]


def carried_over(was: str, now: str, words: str) -> str | None:
    """Return what the change from `was` to `now` makes of other `words`, None if its place in them is not certain."""
    old, new, other = (_PIECES.findall(text) for text in (was, now, words))
    blocks = SequenceMatcher(None, old, other, autojunk=False).get_matching_blocks()
    places = {block.a + n: block.b + n for block in blocks for n in range(block.size)}
    for kind, first, last, begin, end in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if kind == "equal":
            continue
        place = _place(places, old, first, last)
        if place is None:
            return None
        other[place : place + last - first] = new[begin:end]
    return "".join(other)


def _place(places: dict[int, int], old: list[str], first: int, last: int) -> int | None:
    """Return where the pieces from `first` to `last`, or, if they are none, those around stand in one row."""
    known = range(first, last) if first < last else range(max(first - 2, 0), min(first + 2, len(old)))
    found = [places[piece] for piece in known if piece in places]
    if not found or len(found) < len(known) or found[-1] - found[0] != len(found) - 1:
        return None
    return found[0] + first - known[0]


def draft_notice(was: str, now: str, language: str) -> str:
    """Return a notice to begin with, in the language of the article: what it said, and what is right."""
    words = {"was": was.strip(_LOOSE_ENDS), "now": now.strip(_LOOSE_ENDS)}
    with translation.override(language):
        if not words["now"]:
            return (
                _("An earlier version of this article said “%(was)s”. That was wrong, and we have removed it.") % words
            )
        return _("An earlier version of this article said “%(was)s”. It is “%(now)s”.") % words
