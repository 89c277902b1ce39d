"""The way from a selector to a span: offsets, then the difference, then the quote in its context, else nothing."""

from collections.abc import Mapping
from dataclasses import replace

from .alignment import Pair
from .ambiguity import in_a_row, may_be_sibling, may_be_twin
from .context import Found, Quote, found, is_closed_up
from .diff_mapping import mapped_places
from .normalize import UNSEEN, Folded, fold, is_extending
from .scoring import best, is_credible
from .search import changed_places, exact_places
from .selector import GAP, Selector, Span

# All numbers here were found by trying them on thousands of edited texts (tests/corrections/anchoring_cases.py): what a
# change of one does to all languages is seen there, not in a single case.
REACH = 96
TELLING = 20
CERTAIN = 0.8
MAPPED = 0.06
MENDED = 0.9
LONG = 400
ZERO_WIDTH_JOINER = "\u200d"


def locate(text: str, selector: Mapping | Selector, *, original: str | None = None) -> Span | None:
    """Return where the passage that `selector` quotes stands in `text`, or None where it is gone or cannot be told.

    `original` is the plain text that the reader saw. With it the passage is followed through the difference; without it
    the quote must be found by its words and their surroundings. Offsets are code points, 0-based, end exclusive.

    :raises ValueError: the selector makes no sense; the message says why.
    """
    selector = Selector.read(selector)
    target = fold(text)
    if original is None:
        return _at_offsets(target, selector, trusted=False) or _by_words(target, selector)
    source = fold(original)
    # Offsets are of the reader's own text, so they are believed there with less around them than in a text of today.
    known = _at_offsets(source, selector, trusted=True) or _by_words(source, selector)
    if original == text:
        return known
    if known:
        return _by_difference(source, known, target)
    # The original has the words but cannot tell which are meant: nor can any later text.
    return None if _folded(selector.exact) in source.flat else _by_words(target, selector)


def _at_offsets(folded: Folded, selector: Selector, *, trusted: bool) -> Span | None:
    """Return the span the offsets give if the words stand there; unless the text is `trusted`, in context."""
    if selector.ends is None or selector.ends[1] > len(folded.raw):
        return None
    start, end = selector.ends
    if _is_verbatim(folded.raw, selector, start, end):
        return Span(start, end)
    if not _holds(_folded(folded.raw[start:end]).strip(), selector):
        return None
    place = found(folded, *folded.range(start, end), _quote(selector), 1.0)
    return Span(start, end) if not place.sides or place.support >= (0.6 if trusted else 0.99) else None


def _is_verbatim(raw: str, selector: Selector, start: int, end: int) -> bool:
    whole = selector.prefix + selector.exact + selector.suffix
    return raw[start:end] == selector.exact and raw.startswith(whole, max(0, start - len(selector.prefix)))


def _holds(words: str, selector: Selector) -> bool:
    """Say whether `words` are the quoted ones; of a shortened quote, whether they begin and end as it does."""
    if not selector.shortened:
        return words == _folded(selector.exact).strip()
    head, tail = _ends_of(selector)
    return len(words) >= len(head) + len(tail) and words.startswith(head) and words.endswith(tail)


def _ends_of(selector: Selector) -> tuple[str, str]:
    head, _, tail = selector.exact.partition(GAP)
    return _folded(head).strip(), _folded(tail).strip()


def _by_words(target: Folded, selector: Selector) -> Span | None:
    """Return where the quote stands by its words and surroundings, to the letter if these are found only once."""
    whole = selector.prefix + selector.exact + selector.suffix
    at = target.raw.find(whole)
    if at >= 0 and whole != selector.exact and target.raw.find(whole, at + 1) < 0:
        start = at + len(selector.prefix)
        return Span(start, start + len(selector.exact), "quote")
    quote = _quote(selector)
    if selector.shortened:
        return _by_ends(target, selector, quote)
    return _by_quote(target, quote, selector.exact)


def _by_quote(target: Folded, quote: Quote, exact: str) -> Span | None:
    if not quote.exact.strip():
        return None
    places = exact_places(target, quote)
    place = best(places, quote)
    twins = places if place and may_be_twin(place, target.flat, quote) else []
    # The very words are no proof: without certainty, changed words elsewhere have a hearing before they are believed.
    if place is None or place.support < CERTAIN or twins:
        changed = [] if is_closed_up(target.flat, quote) else changed_places(target, quote)
        changed = [place for place in changed if not any(map(place.overlaps, twins))]
        place = best(changed if twins else _merged(places, changed), quote)
        if place and may_be_sibling(place, changed, target.flat, quote):
            return None
    return _span(target, place, exact, "quote" if place in places else "fuzzy") if place else None


def _by_ends(target: Folded, selector: Selector, quote: Quote) -> Span | None:
    """Find the first and the last words of a shortened quote each by themselves."""
    head, tail = _ends_of(selector)
    first = _by_quote(target, replace(quote, exact=head, suffix=None), head)
    last = _by_quote(target, Quote(tail, None, quote.suffix, selector.end and selector.end - len(tail)), tail)
    if first is None or last is None or first.end > last.start:
        return None
    return Span(first.start, last.end, last.how if first.how == "quote" else first.how, min(first.score, last.score))


def _by_difference(source: Folded, known: Span, target: Folded) -> Span | None:
    start, end = source.range(*known)
    old, new, exact = source.flat, target.flat, source.raw[slice(*known)]
    words = old[start:end]
    if not words:
        return None
    # As many as before: then the same words elsewhere are the passage moved, and not a copy that was always there.
    kept = new.count(words) >= old.count(words)
    quote = Quote(words, old[max(0, start - REACH) : start], old[end : end + REACH], kept=kept)
    mapped = [replace(place, bonus=MAPPED) for place in mapped_places(source, (start, end), target, quote)]
    mapped = [place for place in mapped if place.likeness == 1 or not _is_old(place, quote, old, new)]
    # Of equal rows of which one is gone nobody can say which: so a shorter row yields nothing.
    row = 1 if kept else in_a_row(old, start, end)
    mapped = [place for place in mapped if row == 1 or in_a_row(new, place.start, place.end) >= row]
    # One place, the same words, the same neighbours: the usual case, and the only one that may skip all doubts.
    if len(mapped) == 1 and mapped[0].likeness == 1 and mapped[0].support > CERTAIN:
        return _span(target, mapped[0], exact, "mapped")
    if not words.strip() or (row > 1 and not mapped):
        return None
    same = _new(exact_places(target, quote), quote, old, new)
    places = _merged(mapped, same)
    if not any(_is_settled(place) for place in mapped):
        places = _elsewhere(places, quote, old, target)
    place = best(places, quote)
    if place is None or not _leads_back(place, target, (start, end), source):
        return None
    return _span(target, place, exact, "mapped" if place.bonus else "quote" if place in same else "fuzzy")


def _leads_back(place: Found, target: Folded, passage: Pair, source: Folded) -> bool:
    """Say whether nothing else in the source is more like the words now found, as another row of a list may be."""
    if place.likeness >= MENDED or place.end - place.start > LONG:
        return True
    words = Quote(target.flat[place.start : place.end], None, None)
    others = [other for other in changed_places(source, words) if other.end <= passage[0] or passage[1] <= other.start]
    return all(other.likeness < place.likeness + 0.06 for other in others)


def _elsewhere(places: list[Found], quote: Quote, source: str, target: Folded) -> list[Found]:
    """Add where the words stand changed; but where the passage was taken out, only the very same words will do."""
    if is_closed_up(target.flat, quote):
        return [place for place in places if place.likeness == 1]
    return _merged(places, _new(changed_places(target, _telling(quote, source)), quote, source, target.flat))


def _is_settled(place: Found) -> bool:
    """Say whether nothing better can be hoped for: much the same words between the same neighbours."""
    return place.likeness > 0.7 and len(place.sides) == 2 and place.sides[0] > CERTAIN


def _telling(quote: Quote, source: str) -> Quote:
    """Return the quote without surroundings that the source has more than once: they vouch for nothing."""
    prefix, suffix = (quote.prefix or "")[-TELLING:], (quote.suffix or "")[:TELLING]
    once = [part and source.count(part) == 1 for part in (prefix, suffix)]
    return replace(quote, prefix=quote.prefix if once[0] else None, suffix=quote.suffix if once[1] else None)


def _new(places: list[Found], quote: Quote, source: str, target: str) -> list[Found]:
    """Return the places that may be meant and were not there all along as another passage."""
    return [place for place in places if is_credible(place, quote) and not _is_old(place, quote, source, target)]


def _is_old(place: Found, quote: Quote, source: str, target: str) -> bool:
    """Say whether the words at `place`, with their neighbours, were there all along as another passage."""
    start, end = place.start, place.end
    parts = [target[max(0, start - 24) : end], target[start : end + 24]]
    if place.whole or end - start > 24:
        parts.append(target[start:end])
    return any(target.count(part) <= source.count(part) - _own(part, quote) for part in parts)


def _own(part: str, quote: Quote) -> int:
    """Return how often `part` stands where the passage itself is."""
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    return (prefix + quote.exact + suffix).count(part) - prefix.count(part) - suffix.count(part)


def _merged(*groups: list[Found]) -> list[Found]:
    """Return the places of all groups, each place once, as the first group has it."""
    places: dict[Pair, Found] = {}
    for place in (place for group in groups for place in group):
        places.setdefault((place.start, place.end), place)
    return list(places.values())


def _quote(selector: Selector) -> Quote:
    """Return the folded quote; where one side alone is known, the passage stood at the other end of the text."""
    exact, prefix, suffix = (_folded(part) for part in (selector.exact, selector.prefix, selector.suffix))
    if not prefix and not suffix:
        return Quote(exact, None, None, selector.start)
    return Quote(exact, prefix, suffix, selector.start)


def _folded(text: str) -> str:
    return Folded(text).flat


def _span(target: Folded, place: Found, exact: str, how: str) -> Span:
    """Return the place in the raw text, with the unseen ends of `exact` if any, and no visible character cut in two."""
    raw = target.raw
    start, end = target.raw_start(place.start), target.raw_end(place.end)
    for _ in range(len(exact) - len(exact.lstrip(UNSEEN))):
        start -= start > 0 and raw[start - 1] in UNSEEN
    for _ in range(len(exact) - len(exact.rstrip(UNSEEN))):
        end += end < len(raw) and raw[end] in UNSEEN
    while start > 0 and (is_extending(raw[start]) or raw[start - 1] == ZERO_WIDTH_JOINER):
        start -= 1
    while end < len(raw) and (is_extending(raw[end]) or raw[end - 1] == ZERO_WIDTH_JOINER):
        end += 1
    return Span(start, end, how, place.likeness)
