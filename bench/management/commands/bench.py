"""`manage.py bench`: how fast the paper is, ratios and counts first; prints tables and writes a JSON file."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from bench import freshness, growth, papers, servers, tables, throughput, uncached
from bench.seed import load

SIZES = (1_000, 10_000, 100_000)
RESULTS = settings.ROOT / "bench" / "results" / "latest.json"
SERVED = ("front", "article", "section", "feed")


class Command(BaseCommand):
    help = "Measure uncached pages at several sizes, and our server against nginx. Needs wrk and nginx for the latter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="articles in the papers")
        parser.add_argument("--rounds", type=int, default=growth.ROUNDS, help="turns that each size has for each page")
        parser.add_argument("--uncached-only", action="store_true", help="leave out what needs wrk and nginx")
        parser.add_argument("--json", dest="out", type=Path, default=RESULTS, help="where to write the figures")
        parser.add_argument("--inside", type=int, help="for the command itself: be a paper of this size")

    def handle(self, *, sizes, rounds: int, uncached_only: bool, out: Path, inside: int | None, **options) -> None:
        if inside:
            return _be_a_paper(inside)
        with ExitStack() as stack:
            filled = {size: self._fill(size, stack) for size in sorted(set(sizes))}
            found = {"uncached": self._uncached(filled, rounds)}
            self._say(tables.uncached(found["uncached"]))
            absent = servers.missing()
            if absent and not uncached_only:
                self.stdout.write(f"\nNo comparison with nginx: {' and '.join(absent)} not found.")
            elif not uncached_only:
                smallest = filled[min(filled)]
                for name in ("throughput", "freshness"):
                    found[name] = smallest.ask(name)
                    self._say(getattr(tables, name)(found[name]))
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(found, indent=1) + "\n")
        self.stdout.write(f"\nEvery figure: {out}")
        return None

    def _fill(self, size: int, stack: ExitStack) -> papers.Paper:
        self.stderr.write(f"Filling a paper with {size:,} articles …")
        return stack.enter_context(papers.filled(size))

    def _uncached(self, filled: dict[int, papers.Paper], rounds: int) -> dict:
        pages = growth.measure(filled, rounds=rounds, tell=lambda page: self.stderr.write(f"Making {page} anew …"))
        return {"pages": pages, "megabytes": {size: paper.ask("megabytes") for size, paper in filled.items()}}

    def _say(self, lines: Iterator[str]) -> None:
        self.stdout.write("\n" + "\n".join(lines))


def _be_a_paper(size: int) -> None:
    """Fill the data folder we were given, and measure what the standard input stream asks for."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load(size)
    pages = uncached.Pages()
    measures = {
        "counts": pages.counts,
        "milliseconds": pages.milliseconds,
        "megabytes": uncached.megabytes,
        "throughput": lambda: throughput.measure(_served(), settings.DATA),
        "freshness": freshness.measure,
    }
    papers.serve(pages.names, measures, sys.stdin, sys.stdout)


def _served() -> dict[str, str]:
    paths = uncached.readers_pages()
    return {name: paths[name] for name in SERVED} | {"search": "/search/?q=river"}
