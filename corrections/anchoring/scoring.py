"""When a place may be taken for the passage, and which one where there are several."""

from .context import Found, Quote, weight

MARGIN = 0.04


def is_credible(place: Found, quote: Quote) -> bool:
    """Say whether a place may be taken for the passage: the less the words tell, the more must stand around them."""
    if place.likeness < 1:
        return place.likeness >= _likeness_needed(place)
    if not place.sides:
        return quote.prefix is None and quote.suffix is None
    return place.support >= _support_needed(place, quote)


def _support_needed(place: Found, quote: Quote) -> float:
    """Whole sentences need least: they can be moved, above all where the text has them as often as the original had.

    A few letters need both sides, or one of them to the very letter; numbers, which tables are full of, nearly all.
    """
    tells = weight(quote.exact)
    if tells >= 48 or (place.whole and tells >= (10 if quote.kept else 28)):
        return 0.0
    if place.bonus and any(map(str.isalnum, quote.exact)):
        return 0.36
    if quote.exact.strip().isdecimal():
        return 0.95
    if place.sides[-1] > 0.97 and quote.exact.isalnum():
        return 0.48
    if tells < 4 and place.sides[0] == 0 and place.touch < 0.75:
        return 0.6
    return 0.4 if tells >= 32 else 0.5 - place.touch / 10


def _likeness_needed(place: Found) -> float:
    """With both sides in agreement half of the words will do, with one of them most, with neither nearly all."""
    sides = place.sides or [0.0]
    if len(sides) == 2 and sides[0] >= 0.55:
        return 0.5 if sides[0] > 0.85 else 0.55
    if place.bonus and place.support > 0.35:
        return 0.62
    if sides[-1] >= 0.75:
        return 0.65 if sides[-1] > 0.9 else 0.72
    return 0.93 if place.support > 0.45 or not place.sides else 1.0


def best(places: list[Found], quote: Quote) -> Found | None:
    """Return the one place that is meant, or None where two could be."""
    places = sorted((p for p in places if is_credible(p, quote)), key=lambda p: _score(p, quote), reverse=True)
    if not places:
        return None
    # A wrong place is worse than none: the desk would mend other words. So near rivals mean that nobody can tell.
    enough = _score(places[0], quote) - MARGIN
    rivals = [place for place in places[1:] if _score(place, quote) > enough and _is_other(place, places[0])]
    if rivals:
        return _nearest([places[0], *rivals], quote)
    return max((place for place in places if place.overlaps(places[0])), key=lambda place: place.likeness)


def _is_other(place: Found, first: Found) -> bool:
    """Say whether a place is not just the first one with other ends."""
    return not place.overlaps(first) or place.likeness == first.likeness == 1


def _score(place: Found, quote: Quote) -> float:
    """Weigh words and surroundings alike; a place near to where the passage was has a little in its favour."""
    near = 0.0 if quote.at is None or place.support < 0.4 else 50 / (50 + abs(place.start - quote.at))
    return (place.likeness + place.support) / 2 + place.bonus + 0.06 * near + 0.08 * place.touch


def _nearest(places: list[Found], quote: Quote) -> Found | None:
    """Return the place much nearer to where the quote stood than the next, if it is better or they lie far apart."""
    at = quote.at
    if at is None or places[0].support < 0.5:
        return None
    first, second = sorted(places, key=lambda place: abs(place.start - at))[:2]
    near, far = abs(first.start - at), abs(second.start - at)
    better = first == places[0] and first.support > places[1].support + 0.03
    return first if near == 0 or (near * 4 <= far and (near + far > 400 or better)) else None
