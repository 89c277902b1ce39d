"""Made reprints of the demo paper's own prose, and how well the checker reads them.

`python -m tests.licensing.reprint_cases` prints the figures by kind. Every run makes the same pages.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from pathlib import Path
from random import Random

from demo.parser import front_matter
from press import richtext

STORIES = Path(__file__).resolve().parents[2] / "demo" / "stories"
STRANGERS = 8  # So many stories are not in the paper: what others wrote themselves.
OF_EACH = 40
LIMIT = 500
SITE = "http://localhost:8000"
KINDS = (
    "verbatim",
    "cut",
    "reordered",
    "lightly edited",
    "quoted within the limit",
    "link missing",
    "link nofollow",
    "other article",
)


@dataclass(frozen=True)
class Story:
    slug: str
    language: str
    headline: str
    body: str

    @cached_property
    def paragraphs(self) -> list[str]:
        return [line for line in richtext.plain_text(self.body).split("\n") if line.strip()]


@dataclass(frozen=True)
class Case:
    """A page, what it is made from (None: nothing of ours), how many of our characters, and whether that is fine."""

    kind: str
    page: str
    story: str | None
    taken: int
    fine: bool


@cache
def stories() -> tuple[list[Story], list[Story]]:
    """Return the stories of the paper, and those that others wrote."""
    found = []
    for path in sorted(STORIES.glob("*.md")):
        head, body = front_matter(path)
        found.append(Story(path.stem, head["language"], head["headline"], body))
    strangers = found[:: len(found) // STRANGERS][:STRANGERS]
    return [one for one in found if one not in strangers], strangers


def cases(address: Callable[[str], str]) -> Iterator[Case]:
    """Yield all made pages; `address` gives the path of a story that is in the paper."""
    ours, others = stories()
    for kind in KINDS:
        for number in range(OF_EACH):
            chance = Random(f"{kind} {number}")
            story, filler = ours[(number * 7) % len(ours)], others[number % len(others)]
            yield _case(kind, number, chance, story, filler, address)


def _case(kind: str, number: int, chance: Random, story: Story, filler: Story, address) -> Case:
    link = _link(address(story.slug), number)
    whole = story.paragraphs
    if kind == "verbatim":
        return _made(kind, whole, story, filler, link, number)
    if kind == "cut":
        first = chance.randrange(len(whole) // 3)
        return _made(kind, whole[first : first + max(3, len(whole) // 2)], story, filler, link, number)
    if kind == "reordered":
        return _made(kind, chance.sample(whole, len(whole)), story, filler, link, number)
    if kind == "lightly edited":
        return _made(kind, [_edited(line, chance) for line in whole], story, filler, link, number)
    if kind == "other article":
        page = _page(filler, filler.paragraphs, f'<a href="{SITE}/">{escape("The paper")}</a>' if number % 2 else "")
        return Case(kind, page, None, 0, True)
    quote = [_quote(whole, chance)]
    if kind == "link missing":
        link = ["", f"Source: {SITE}{address(story.slug)}", f'<a href="{SITE}/">the paper</a>'][number % 3]
    if kind == "link nofollow":
        link = link.replace("<a ", '<a rel="nofollow noopener" ')
    return _made(kind, quote, story, filler, link, number, fine=kind == "quoted within the limit")


def _made(kind: str, lines: list[str], story: Story, filler: Story, link: str, number: int, *, fine=None) -> Case:
    taken = sum(map(len, lines))
    return Case(
        kind, _page(filler, lines, link, amid=number % 3), story.slug, taken, taken <= LIMIT if fine is None else fine
    )


def _link(path: str, number: int) -> str:
    """Return a link to a story, written in one of the ways that people write it."""
    ways = [
        SITE + path,
        SITE + path.rstrip("/"),
        f"{SITE}{path}?utm_source=copy",
        SITE + path.upper(),
        f"//localhost:8000{path}",
    ]
    return f'<a href="{escape(ways[number % len(ways)])}">Source: <b>the paper</b></a>'


def _quote(lines: list[str], chance: Random) -> str:
    """Return 100 to 450 characters from the midst of a paragraph, whole words."""
    long = [line for line in lines if len(line) > 160]
    words = chance.choice(long).split()
    start = chance.randrange(max(1, len(words) - 30))
    quote = ""
    for word in words[start:]:
        if len(quote) + len(word) > 440:
            break
        quote = f"{quote} {word}".strip()
    return quote if len(quote) > 100 else " ".join(words)[:440].rsplit(" ", 1)[0]


def _edited(line: str, chance: Random) -> str:
    """Return a paragraph with about one word in twelve dropped, doubled, exchanged or added."""
    words = []
    for word in line.split():
        if chance.random() >= 1 / 12:
            words.append(word)
        else:
            words += chance.choice([[], [word, word], ["rewritten"], [word, "indeed"], [word.upper() + "x"]])
    return " ".join(words)


def _page(filler: Story, lines: list[str], link: str, *, amid: int = 0) -> str:
    """Return a page of another paper: its own words around ours, in one of three kinds of HTML or as plain text."""
    own = filler.paragraphs
    before, after = own[: amid * 2], own[amid * 2 : amid * 4]
    body = "\n".join(f"<p>{escape(line)}</p>" for line in [*before, *lines, *after])
    return (
        "<!doctype html><html><head><title>Copy</title><style>p{color:red}</style></head><body>"
        f"<nav><a href='/'>Home</a><a href='/news/'>News</a></nav><article><h1>{escape(filler.headline)}</h1>{body}"
        f"<p>{link}</p></article><script>var p = 1;</script></body></html>"
    )


@dataclass
class Figures:
    """How a kind was read: of `pages`, how many were `named` (rightly: `right`), judged rightly, flagged."""

    pages: int = 0
    ours: int = 0
    named: int = 0
    right: int = 0
    judged: int = 0
    off: int = 0
    taken: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.named if self.named else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.ours if self.ours else 1.0

    @property
    def verdicts(self) -> float:
        return self.judged / self.pages

    @property
    def error(self) -> float:
        """The share of characters by which what was measured differs from what was taken."""
        return self.off / self.taken if self.taken else 0.0


def measure(check: Callable[[str], tuple[str | None, int, bool]], address: Callable[[str], str]) -> dict[str, Figures]:
    """Return the figures by kind; `check` returns the story it finds in a page, characters taken, and whether fine."""
    found: dict[str, Figures] = defaultdict(Figures)
    for case in cases(address):
        story, taken, fine = check(case.page)
        for figures in (found[case.kind], found["all"]):
            figures.pages += 1
            figures.ours += case.story is not None
            figures.named += story is not None
            figures.right += story is not None and story == case.story
            figures.judged += fine == case.fine
            figures.off += abs(taken - case.taken)
            figures.taken += case.taken
    return {kind: found[kind] for kind in (*KINDS, "all")}


def table(found: dict[str, Figures]) -> str:
    """Return the figures as a table for people."""
    lines = [f"{'kind':26}{'pages':>6}{'precision':>11}{'recall':>8}{'verdict':>9}{'off by':>8}"]
    for kind, one in found.items():
        lines.append(f"{kind:26}{one.pages:6}{one.precision:11.3f}{one.recall:8.3f}{one.verdicts:9.3f}{one.error:8.1%}")
    return "\n".join(lines)


def publish() -> dict[str, str]:
    """Put the paper's stories before readers; return their paths by name."""
    from articles.models import License
    from tests import make

    terms, _made = License.objects.get_or_create(
        slug="extracts", defaults={"name": "Extracts", "max_extract": LIMIT, "link_required": True}
    )
    paths = {}
    for story in stories()[0]:
        article = make.live(
            headline=story.headline,
            standfirst="",
            body=story.body,
            language=story.language,
            license=terms,
            slug=story.slug,
        )
        paths[story.slug] = article.path
    return paths


def check(paths: dict[str, str]) -> Callable[[str], tuple[str | None, int, bool]]:
    """Return the paper's checker as `measure` takes it."""
    from licensing import reprint_checker, source_matching, verdicts

    names = {path: slug for slug, path in paths.items()}

    def look(page: str) -> tuple[str | None, int, bool]:
        match = source_matching.find(reprint_checker.read(page))
        if match is None:
            return None, 0, True
        verdict = verdicts.of(match, [])
        return names[match.revision.article.path], match.overlap.taken, verdict.fine

    return look


def main() -> None:
    import os
    import tempfile

    os.environ.update(NEWSROOM_DATA=tempfile.mkdtemp(), DJANGO_SETTINGS_MODULE="newsroom.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    paths = publish()
    print(table(measure(check(paths), paths.__getitem__)))  # noqa: T201


if __name__ == "__main__":
    main()
