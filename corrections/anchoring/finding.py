"""The way from a selector to a span: offsets, then the difference, then the quote in its context, else nothing."""

from collections.abc import Mapping
from dataclasses import replace

from .folding import Folded, fold, is_extending
from .judging import Quote, best, found, is_closed_up
from .mapping import mapped_places
from .searching import changed_places, exact_places
from .selector import Selector, Span

REACH = 96


def locate(text: str, selector: Mapping | Selector, *, original: str | None = None) -> Span | None:
    """Return where the passage that `selector` quotes stands in `text`, or None where it is gone or cannot be told.

    `original` is the plain text that the reader saw. With it the passage is followed through the difference; without it
    the quote must be found by its words and their surroundings. Offsets are code points, 0-based, end exclusive.

    :raises ValueError: the selector makes no sense; the message says why.
    """
    selector = Selector.read(selector)
    target = fold(text)
    if original is None:
        return _at_offsets(target, selector, trusted=False) or _by_quote(target, selector)
    source = fold(original)
    known = _at_offsets(source, selector, trusted=True) or _by_quote(source, selector)
    if known is None:
        return _by_quote(target, selector)
    if original == text:
        return known
    return _by_difference(source, known, target)


def _at_offsets(folded, selector, *, trusted):
    """Return the span the offsets give if the quoted words stand there, unless the text may have changed, in their context."""
    if selector.ends is None or selector.ends[1] > len(folded.raw):
        return None
    start, end = selector.ends
    if _folded(folded.raw[start:end]).strip() != _folded(selector.exact).strip():
        return None
    place = found(folded.flat, folded.folded(start), folded.folded(end), _quote(selector), 1.0)
    return Span(start, end) if not place.sides or place.support >= (0.6 if trusted else 0.99) else None


def _by_quote(target, selector):
    quote = _quote(selector)
    place = best(exact_places(target.flat, quote), quote)
    if place:
        return _span(target, place, selector.exact, "quote")
    if is_closed_up(target.flat, quote):
        return None
    place = best(changed_places(target.flat, quote), quote)
    return place and _span(target, place, selector.exact, "fuzzy")


def _by_difference(source, known, target):
    start, end = source.folded(known.start), source.folded(known.end)
    flat = source.flat
    quote = Quote(flat[start:end], flat[max(0, start - REACH) : start], flat[end : end + REACH], start, flat.count(flat[start:end]) == 1)
    exact = source.raw[slice(*known)]
    mapped = [replace(place, bonus=0.06) for place in mapped_places(source, (start, end), target, quote)]
    new = [place for place in exact_places(target.flat, quote) if not _is_old(place, quote, flat, target.flat)]
    place = best([*mapped, *(place for place in new if (place.start, place.end) not in {(m.start, m.end) for m in mapped})], quote)
    if place:
        return _span(target, place, exact, "mapped" if place.bonus else "quote")
    places = [place for place in changed_places(target.flat, quote) if not _is_old(place, quote, flat, target.flat)]
    place = best(places, quote)
    return place and _span(target, place, exact, "fuzzy")


def _is_old(place, quote, source, target):
    """Say whether the words at `place` were there all along, as another passage."""
    words = target[place.start : place.end]
    around = target[max(0, place.start - 24) : place.end + 24]
    own = (quote.prefix + quote.exact + quote.suffix).count(around)
    if target.count(around) <= source.count(around) - own:
        return True
    own = quote.exact.count(words)
    return len(words) > 24 and target.count(words) <= source.count(words) - own


def _quote(selector):
    prefix, suffix = _folded(selector.prefix), _folded(selector.suffix)
    return Quote(_folded(selector.exact), prefix or ("" if selector.start == 0 else None), suffix or None, selector.start)


def _folded(text):
    return Folded(text).flat


def _span(target, place, exact, how):
    start, end = target.raw_start(place.start), target.raw_end(place.end)
    while start > 0 and is_extending(target.raw[start]):
        start -= 1
    while end < len(target.raw) and is_extending(target.raw[end]):
        end += 1
    return Span(start, end, how, place.likeness)
