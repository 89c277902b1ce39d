"""Finding a quote by its words and their surroundings, without the text it was taken from."""

from collections import Counter

from .aligning import Vocabulary, chain, likeness, transfer
from .judging import IS_DENSE, Found, Quote, found

MOST_PLACES = 300
MOST_SEEDS = 48
MOST_WINDOWS = 4


def exact_places(text: str, quote: Quote) -> list[Found]:
    """Return where the words stand unchanged; of very many places those that fit best at first sight."""
    places, at = [], text.find(quote.exact)
    while at >= 0:
        places.append(at)
        at = text.find(quote.exact, at + 1)
    size = len(quote.exact)
    return [found(text, at, at + size, quote, 1.0) for at in _likeliest(text, places, quote)]


def changed_places(text: str, quote: Quote, low: int = 0, high: int | None = None) -> list[Found]:
    """Return where words like the quote's stand within `text[low:high]`, the surroundings leading the way."""
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    pattern = prefix + quote.exact + suffix
    passage = len(prefix), len(prefix) + len(quote.exact)
    vocabulary = Vocabulary()
    old = vocabulary.words(pattern)
    places = []
    for start, end in _windows(text, pattern, low, len(text) if high is None else high):
        new = vocabulary.words(text, start, end)
        for place in {transfer(pattern, passage, text, chain(old.keys, new.keys), (old, new))}:
            if place and not any(seen.start == place[0] and seen.end == place[1] for seen in places):
                places.append(found(text, *place, quote, likeness(quote.exact, text[slice(*place)])))
    return places


def _likeliest(text, places, quote):
    """Thin out places until few enough are left to be looked at closely."""
    for reach in (2, 6, 16):
        if len(places) <= MOST_PLACES:
            return places
        before, after = (quote.prefix or "")[-reach:], (quote.suffix or "")[:reach]
        size = len(quote.exact)
        kept = [at for at in places if text.startswith(after, at + size) or text.endswith(before, 0, at)]
        places = kept or places
    return sorted(places, key=lambda at: abs(at - (quote.at or 0)))[:MOST_PLACES]


def _windows(text, pattern, low, high):
    """Return the stretches of `text[low:high]` that share most with `pattern`, the best first."""
    votes = _votes(text, pattern, low, high)
    slack = 48 + len(pattern) // 3
    chosen = []
    for shift, _ in votes.most_common(4 * MOST_WINDOWS):
        window = max(low, shift - slack), min(high, shift + len(pattern) + 2 * slack)
        if all(abs(shift - other) > slack for other, _ in chosen):
            chosen.append((shift, window))
        if len(chosen) == MOST_WINDOWS:
            break
    return [window for _, window in chosen]


def _votes(text, pattern, low, high):
    """Count for every shift, in steps, how many letter groups of `pattern` stand in `text` shifted by so much."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    pattern = pattern.lower()
    size = 3 if IS_DENSE.search(pattern) else 5
    step = max(1, (len(pattern) - size) // MOST_SEEDS)
    grain = 24 + len(pattern) // 6
    votes = Counter()
    for offset in range(0, max(1, len(pattern) - size + 1), step):
        seed, at, hits = pattern[offset : offset + size], low, []
        while (at := lower.find(seed, at, high)) >= 0 and len(hits) < 40:
            hits.append(at)
            at += 1
        for hit in hits:
            near = (hit - offset) // grain * grain
            votes[near] += 1 / len(hits)
            votes[near + grain] += 0.5 / len(hits)
    return votes
