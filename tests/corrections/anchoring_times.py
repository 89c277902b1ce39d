"""How long anchoring takes in long texts: `python -m tests.corrections.anchoring_times` prints a table of milliseconds.

Times are processor time of one call in a process that has not seen the texts before; the worst of five.
"""

import random
import sys
import time

from corrections.anchoring import locate
from corrections.anchoring.normalize import fold
from tests.corrections.anchoring_articles import SIGNS, article_of

LENGTHS = (1, 40, 120, 1000)


def long_article(language: str, words: int, seed: int) -> str:
    """Return paragraphs of four sentences each, made of our prose with half of the words exchanged."""
    dice = random.Random(seed)
    sentences = [article_of(language, part, dice).known for part in ("first", "second", "third")]
    known = [sentence.words for part in sentences for sentence in part]
    pool = [word for sentence in known for word in sentence if word.strip()]
    space, paragraphs, count = "" if language in SIGNS else " ", [], 0
    while count < words:
        chosen = [[dice.choice([word, dice.choice(pool)]) for word in dice.choice(known)] for _ in range(4)]
        paragraphs.append(" ".join(space.join(sentence) for sentence in chosen))
        count += sum(map(len, chosen))
    return "\n".join(paragraphs)


def edits_of(text: str, other: str, start: int, end: int) -> dict[str, str]:
    """Return what may have become of `text`, from nothing to quite another one."""
    dice = random.Random(1)
    paragraphs = text.split("\n")
    edited = [
        p if dice.random() < 0.5 else f"{p[: len(p) // 2]} XYZ, indeed {p[len(p) // 2 + 9 :]}" for p in paragraphs
    ]
    shuffled = dice.sample(paragraphs, len(paragraphs))
    return {
        "same": text,
        "paragraph inserted": f"{text[:300]}\nA new paragraph. {text[300:]}",
        "every other paragraph edited": "\n".join(edited),
        "passage deleted": text[: max(0, start - 200)] + text[end + 200 :],
        "paragraphs shuffled": "\n".join(shuffled),
        "another text": other,
    }


def milliseconds(text: str, selector: dict, original: str | None) -> float:
    spent = []
    for _ in range(5):
        fold.cache_clear()
        began = time.process_time()
        locate(text, selector, original=original)
        spent.append(1000 * (time.process_time() - began))
    return max(spent)


def rows(language: str, words: int) -> dict[str, list[float]]:
    """Return for every edit the times by length of the passage, first all without the original, then all with it."""
    text, other = long_article(language, words, 1), long_article(language, words, 2)
    start = len(text) // 2
    table = {}
    for original in (None, text):
        for length in LENGTHS:
            end = start + length
            selector = {"exact": text[start:end], "prefix": text[start - 32 : start], "suffix": text[end : end + 32]}
            selector |= {"start": start, "end": end}
            for name, edited in edits_of(text, other, start, end).items():
                table.setdefault(name, []).append(milliseconds(edited, selector, original))
    return table


def main() -> None:
    for language, words in (("en", 5000), ("th", 5000), ("en", 20000), ("th", 20000)):
        size = len(long_article(language, words, 1))
        lengths = " | ".join(f"{length} {way}" for way in ("without", "with") for length in LENGTHS)
        sys.stdout.write(f"\n| {language}, {words} words, {size} characters | {lengths} |\n{'|---' * 9}|\n")
        for name, times in rows(language, words).items():
            sys.stdout.write(f"| {name} | {' | '.join(f'{spent:.1f}' for spent in times)} |\n")


if __name__ == "__main__":
    main()
