"""What editors do to an article, and what becomes of a passage marked in it."""

import random
import unicodedata

from tests.corrections.anchoring_articles import CLOSE, OPEN, SIGNS, bare, letters, remark


def mistyped(word: str, dice: random.Random) -> str:
    """Return `word` as a hurried writer types it: letters swapped, dropped, doubled or wrong."""
    signs = letters(word)
    slots = [i for i, sign in enumerate(signs[:-1]) if sign[0].isalpha()]
    if not slots:
        return word + dice.choice(",.")
    at = dice.choice(slots)
    if signs[at] != signs[at + 1] and dice.random() < 0.4:
        signs[at : at + 2] = signs[at + 1], signs[at]
    else:
        signs[at] = dice.choice(["", signs[at] * 2, signs[-1]])
    return "".join(signs)


# Each of the following changes an article in place.


def insert_before(article):
    """Put new text somewhere before the passage, often directly before it."""
    p, s = article.marked()[0]
    if article.dice.random() < 0.5:
        article.paragraphs.insert(
            article.dice.randint(0, p), [new_sentence(article) for _ in range(article.dice.randint(1, 4))]
        )
    else:
        article.paragraphs[p].insert(s, new_sentence(article))


def insert_after(article):
    p, s = article.marked()[-1]
    article.paragraphs[p].insert(s + 1, new_sentence(article))


def delete_before(article):
    """Take away one to three sentences before the passage, or all that stood before it."""
    first = article.marked()[0]
    before = [place for place in article.places() if place < first]
    for place in sorted(before[-article.dice.choice([1, 1, 2, 3, 99]) :], reverse=True):
        del article.paragraphs[place[0]][place[1]]


def move_paragraphs(article):
    """Put the paragraphs in another order; a passage across two of them keeps them together."""
    first, last = article.marked()[0][0], article.marked()[-1][0]
    blocks = [[p] for p in article.paragraphs[:first]] + [article.paragraphs[first : last + 1]]
    blocks += [[p] for p in article.paragraphs[last + 1 :]]
    article.dice.shuffle(blocks)
    article.paragraphs = [paragraph for block in blocks for paragraph in block]


def move_sentence(article):
    """Take the marked sentence out of its paragraph and put it into another."""
    (p, s), *_ = article.marked()
    words = article.paragraphs[p].pop(s)
    target = article.dice.choice([i for i in range(len(article.paragraphs)) if i != p])
    article.paragraphs[target].insert(article.dice.randint(0, len(article.paragraphs[target])), words)


def mend_nearby(article):
    """Change one or two words next to the passage, never in it."""
    places, marked = article.places(), article.marked()
    near = [place for place in places if abs(places.index(place) - places.index(marked[0])) <= 1]
    slots = [(place, i) for place in near for i, word in enumerate(article.at(place)) if _is_outside(article, place, i)]
    slots.sort(key=lambda slot: _distance(article, slot))
    for place, i in slots[: article.dice.randint(1, 2)]:
        words = article.at(place)
        words[i] = mistyped(words[i], article.dice) if article.dice.random() < 0.7 else article.word()


def change_neighbour(article):
    """Write the sentence before or the one after the passage anew."""
    places, marked = article.places(), article.marked()
    beside = [i for i in (places.index(marked[0]) - 1, places.index(marked[-1]) + 1) if 0 <= i < len(places)]
    p, s = places[article.dice.choice(beside)]
    article.paragraphs[p][s] = new_sentence(article)


def mend_inside(article):
    """Mistype one longer word of the passage (which of the two is the mended one makes no difference)."""
    slots = [(place, i) for place, i in _inside(article) if len(bare(article.at(place)[i])) > 2]
    place, i = article.dice.choice(slots or _inside(article))
    word = article.at(place)[i]
    article.at(place)[i] = remark(word, mistyped(bare(word), article.dice))


def reword(article):
    """Write the marked sentence as a colleague would, or exchange, drop and add three words in ten."""
    place = article.marked()[0]
    known = article.sentence(place)
    if known and known.rewrite and len(_inside(article)) == len(known.words) and article.dice.random() < 0.6:
        article.paragraphs[place[0]][place[1]] = [
            OPEN + known.rewrite[0],
            *known.rewrite[1:-1],
            known.rewrite[-1] + CLOSE,
        ]
        return
    inside = _inside(article)
    for place, i in article.dice.sample(inside, max(1, round(len(inside) * 0.3))):
        word, words = article.at(place)[i], article.at(place)
        new = {
            "swap": article.word(),
            "drop": "",
            "add": f"{bare(word)}{'' if article.language in SIGNS else ' '}{article.word()}",
        }
        words[i] = remark(word, new[article.dice.choice(["swap", "swap", "swap", "drop", "add"])])


def delete(article):
    """Delete the sentences the passage stands in; now and then their whole paragraph."""
    marked = article.marked()
    whole = article.dice.random() < 0.25
    for p, s in sorted(marked, reverse=True):
        if whole:
            article.paragraphs[p] = []
        else:
            del article.paragraphs[p][s]


def replace(article):
    """Put quite another sentence where the passage was."""
    for p, s in article.marked():
        article.paragraphs[p][s] = new_sentence(article)


def change_elsewhere(article):
    """Do up to three things an editor does in passing, at least two sentences from the passage."""
    for _ in range(article.dice.randint(0, 3)):
        places = article.others(3)
        if not places:
            return
        p, s = article.dice.choice(places)
        what = article.dice.choice(["delete", "insert", "word", "typo"])
        words = article.paragraphs[p][s]
        if what == "delete":
            del article.paragraphs[p][s]
        elif what == "insert":
            article.paragraphs[p].insert(s, new_sentence(article))
        else:
            i = article.dice.randrange(len(words))
            words[i] = article.word() if what == "word" else mistyped(words[i], article.dice)


# Each of the following changes a text with its marks.


def decomposed(text, dice):
    return unicodedata.normalize("NFD", text)


def other_quotes(text, dice):
    """Exchange straight and typographic quotes, apostrophes and dashes."""
    pairs = dice.choice([{"'": "’", "“": '"', "”": '"', "—": "–"}, {"'": "ʼ", "«": "“", "»": "”", "„": '"', "–": "-"}])
    return "".join(pairs.get(char, char) for char in text)


def other_spaces(text, dice):
    """Make spaces non-breaking, double or thin, and break or join lines."""
    return "".join(dice.choice(["\u00a0", "  ", "\u202f", "\n", " ", " "]) if char == " " else char for char in text)


def unseen(text, dice):
    """Sprinkle soft hyphens, zero-width spaces and bidi marks."""
    return "".join(
        char + (dice.choice("\u00ad\u200b\u200e\u200f\u2060") if dice.random() < 0.08 else "") for char in text
    )


def capitals(text, dice):
    """Write the passage with a capital first letter, or wholly in capitals."""
    start, end = text.index(OPEN) + 1, text.index(CLOSE)
    passage = text[start:end]
    return text[:start] + dice.choice([passage.upper(), passage.title(), passage.lower()]) + text[end:]


def emoji_before(text, dice):
    start = text.index(OPEN)
    return dice.choice(["🎉🎉 ", "👩‍👩‍👧 ", "🇺🇦 ", "👍🏽"]) + text[:start].replace(" ", " 😀 ", 2) + text[start:]


def new_sentence(article):
    """Return a sentence that no one has seen: the words of two others, shuffled, none from the passage's own."""
    marked = {bare(word) for place in article.marked() for word in article.at(place)} if article.is_marked() else set()
    words = [*article.dice.choice(article.known).words, *article.dice.choice(article.known).words]
    words = [word for word in words if word.strip() and word not in marked and not set(word) & set("“”„«»。，")]
    article.dice.shuffle(words)
    return [*words[: article.dice.randint(5, 12)], "。" if article.language == "zh" else "."]


def _inside(article):
    """Return the (place, index) of the words in the passage."""
    slots = [(place, i) for place in article.marked() for i in range(len(article.at(place)))]
    opens = next(n for n, (place, i) in enumerate(slots) if OPEN in article.at(place)[i])
    closes = next(n for n, (place, i) in enumerate(slots) if CLOSE in article.at(place)[i])
    return slots[opens : closes + 1]


def _is_outside(article, place, i):
    return (place, i) not in _inside(article) if place in article.marked() else True


def _distance(article, slot):
    slots = [(place, i) for place in article.places() for i in range(len(article.at(place)))]
    inside = _inside(article)
    at = slots.index(slot)
    return min(abs(at - slots.index(inside[0])), abs(at - slots.index(inside[-1])))
