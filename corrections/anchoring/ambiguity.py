"""When what looks like the passage may be another one: its twin elsewhere in the text, or its sibling in a list."""

import re
from collections import Counter

from .alignment import IS_DENSE, STOP, likeness
from .context import EDGE, Found, Quote, is_sentence_gone, weight

BESIDE = 16
NEARBY = 200
LISTED = 0.6
UNIQUE = 80
MOST_IN_A_ROW = 500
NUMBER = re.compile(r"\d+")


def may_be_twin(place: Found, text: str, quote: Quote) -> bool:
    """Say whether the very words may have stood here all along, and the quoted ones were deleted elsewhere.

    That is what a passage looks like that has left both its neighbours behind, unless it is too long to stand in a text
    twice, has changed places with a neighbour, or went up the page and so pushed them down by its length.
    """
    if not place.sides or weight(quote.exact) >= UNIQUE:
        return False
    if place.sides[-1] >= 0.5 and (place.support >= 0.95 or not is_sentence_gone(text, quote)):
        return False
    return not (_has_changed_places(place, text, quote) or _has_gone_up(place, text, quote))


def _beside(quote: Quote) -> tuple[str, str]:
    return (quote.prefix or "").strip()[-BESIDE:], (quote.suffix or "").strip()[:BESIDE]


def _has_changed_places(place: Found, text: str, quote: Quote) -> bool:
    """Say whether a sentence that stood beside the passage now stands on its other side; in a list, any row near by."""
    before, after = _beside(quote)
    nothing = "\n"  # A folded text holds none, so an unknown side is found nowhere.
    _, over, skipped = text[max(0, place.start - NEARBY) : place.start].rpartition(after or nothing)
    passed, under, _ = text[place.end : place.end + NEARBY].partition(before or nothing)
    stretches = [over + skipped] * bool(over) + [passed + under] * bool(under)
    return any(_is_listed(quote) or _is_one_sentence(stretch.strip()) for stretch in stretches)


def _is_one_sentence(stretch: str) -> bool:
    return not STOP.search(stretch[:-2]) and not (IS_DENSE.search(stretch) and " " in stretch)


def _has_gone_up(place: Found, text: str, quote: Quote) -> bool:
    """Say whether the old neighbours stand lower than they did, by the length of the passage, and the passage above."""
    if quote.at is None or place.start >= quote.at:
        return False
    end, slack = quote.at + len(quote.exact), min(BESIDE, len(quote.exact)) // 2
    above, below = text[max(0, end - BESIDE - slack) : end + slack], text[end - slack : end + BESIDE + slack]
    return any(
        len(part) > BESIDE // 2 and part in there for part, there in zip(_beside(quote), (above, below), strict=True)
    )


def in_a_row(text: str, start: int, end: int) -> int:
    """Return how often the words of [start, end) stand there in a row: of fewer equal ones, any may be the one gone."""
    words = text[start:end].strip()
    row, low, high = 1, start, end
    while words and text[high : high + 1 + len(words)].lstrip().startswith(words) and row < MOST_IN_A_ROW:
        high, row = text.index(words, high) + len(words), row + 1
    while words and text[max(0, low - 1 - len(words)) : low].rstrip().endswith(words) and row < 2 * MOST_IN_A_ROW:
        low, row = text.rindex(words, 0, low), row + 1
    return row


def may_be_sibling(place: Found, others: list[Found], text: str, quote: Quote) -> bool:
    """Say whether changed words may as well be another row of the same list, where the quoted row was deleted.

    So it is where the quote stood in a list, where numbers of it are missing, or where `others` resemble it nearly as
    much. A row that was mended stands between the very neighbours it had.
    """
    sides = place.sides or [0.0]
    # Rows differ in a number or a name, as a mended row does from itself: only the neighbours tell them apart.
    if place.likeness == 1 or (sides[-1] > 0.97 and (sides[0] > 0.97 or sides[0] == EDGE)):
        return False
    if sides[0] < 0.9 and _is_listed(quote):
        return True
    missing = Counter(NUMBER.findall(quote.exact)) - Counter(NUMBER.findall(text, place.start, place.end))
    if sides[0] < 0.75 and (missing.total() > 1 or (missing and weight(quote.exact) < 8)):
        return True
    return place.likeness < 0.93 and any(
        other.likeness > place.likeness - 0.1 and not other.overlaps(place) for other in others
    )


def _is_listed(quote: Quote) -> bool:
    """Say whether what stood beside the passage is much like it, as the rows of a list are."""
    before, after = (quote.prefix or "").strip(), (quote.suffix or "").strip()
    pairs = (after, quote.exact[: len(after)]), (before, quote.exact[-len(before) :])
    return any(len(beside) >= BESIDE and likeness(beside, own) > LISTED for beside, own in pairs)
