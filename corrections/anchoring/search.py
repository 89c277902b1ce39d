"""Finding a quote by its words and their surroundings, without the text it was taken from."""

from collections import defaultdict

from .alignment import IS_DENSE, Pair, Vocabulary, chain, likeness, transfer
from .context import CONTEXT, Found, Quote, found
from .normalize import Folded

MOST_PLACES = 60
SHORT = 8
MOST_SEEDS = 20
MOST_WINDOWS = 2
LONG = 200
MOST_HITS = 40
CLEAR = 0.9


def exact_places(target: Folded, quote: Quote) -> list[Found]:
    """Return where the words stand unchanged; where they do so very often, the places with the right neighbours."""
    text, size = target.flat, len(quote.exact)
    starts = [at for at in _starts(text, quote) if size >= SHORT or _is_cut_alike(text, at, at + size, quote)]
    return [found(target, at, at + size, quote, 1.0) for at in starts]


def _is_cut_alike(text: str, start: int, end: int, quote: Quote) -> bool:
    """Say whether the place begins and ends within a word, or not, where the quote does: 3 is not meant in 33."""
    pairs = (quote.prefix or "")[-1:], text[max(0, start - 1) : start], (quote.suffix or "")[:1], text[end : end + 1]
    before, there, after, then = (char.isalnum() for char in pairs)
    return (not quote.prefix or before == there) and (not quote.suffix or after == then)


def changed_places(target: Folded, quote: Quote) -> list[Found]:
    """Return where words like the quote's stand, found by themselves or by their surroundings."""
    text = target.flat
    prefix, suffix = (quote.prefix or "")[-CONTEXT:], (quote.suffix or "")[:CONTEXT]
    pattern = prefix + quote.exact + suffix
    passage = len(prefix), len(prefix) + len(quote.exact)
    vocabulary = Vocabulary()
    old = vocabulary.words(pattern)
    places: dict[Pair, Found] = {}
    for start, end in _windows(target, pattern, passage):
        new = vocabulary.words(text, start, end)
        place = transfer(pattern, passage, target.lines, chain(old.keys, new.keys), (old, new))
        if place and place not in places:
            places[place] = found(target, *place, quote, likeness(quote.exact, text[slice(*place)]))
            if places[place].likeness > CLEAR and places[place].support > CLEAR:
                break
    return list(places.values())


def _starts(text: str, quote: Quote) -> list[int]:
    """Return where the words begin, asking for ever more of their neighbours until few places are left."""
    for reach in (0, 2, 6, 16):
        before = (quote.prefix or "")[-reach:] if reach else ""
        after = (quote.suffix or "")[:reach]
        starts = {at + len(before) for at in _hits(text, before + quote.exact, MOST_PLACES + 1)}
        starts.update(_hits(text, quote.exact + after, MOST_PLACES + 1))
        if len(starts) <= MOST_PLACES:
            break
    return sorted(starts)


def _windows(target: Folded, pattern: str, passage: Pair) -> list[Pair]:
    """Return the stretches of the text that share most with the passage, then those that do with all of `pattern`."""
    slack = 48 + len(pattern) // 3
    is_long = passage[1] - passage[0] > LONG  # So many letters leave no doubt, and take long.
    most = 1 if is_long else MOST_WINDOWS
    parts = [passage] if is_long or passage[1] - passage[0] == len(pattern) else [passage, (0, len(pattern))]
    chosen: list[int] = []
    for part in parts:
        votes = _votes(target.lower, pattern.lower(), part)
        best = sorted(votes, key=votes.__getitem__, reverse=True)[: 4 * most]
        apart = [shift for i, shift in enumerate(best) if all(abs(shift - other) > slack for other in best[:i])]
        chosen += [shift for shift in apart[:most] if all(abs(shift - other) > slack // 2 for other in chosen)]
    return [(max(0, shift - slack), min(len(target.flat), shift + len(pattern) + 2 * slack)) for shift in chosen]


def _votes(text: str, pattern: str, part: Pair) -> dict[int, float]:
    """Count for every shift, in steps, the letter groups of this part of `pattern` that stand in `text` so much on."""
    size = 3 if IS_DENSE.search(pattern) else 5
    first, last = part
    step = max(1, (last - first - size) // MOST_SEEDS)
    grain = 24 + len(pattern) // 6
    votes: dict[int, float] = defaultdict(float)
    for offset in range(first, last - size + 1, step):
        hits = _hits(text, pattern[offset : offset + size], MOST_HITS)
        for hit in hits:
            near = (hit - offset) // grain * grain
            # A letter group that stands everywhere says little of each place; half a vote next door spares shifts
            # that lie on the border of two steps.
            votes[near] += 1 / len(hits)
            votes[near + grain] += 0.5 / len(hits)
    return votes


def _hits(text: str, part: str, most: int) -> list[int]:
    hits: list[int] = []
    at = text.find(part)
    while at >= 0 and len(hits) < most:
        hits.append(at)
        at = text.find(part, at + 1)
    return hits
