"""`manage.py bench`: how fast the paper is, ratios first; writes a table and a JSON file."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from articles.models import Revision
from bench import freshness, servers, throughput, uncached
from bench.seed import load

SIZES = (1_000, 10_000, 100_000)


class Command(BaseCommand):
    help = "Measure cold pages at several sizes, and our server against nginx. Needs wrk and nginx for the latter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="articles in the database")
        parser.add_argument(
            "--json", dest="out", type=Path, default=Path("bench/latest.json"), help="where to write the figures"
        )
        parser.add_argument("--inside", type=int, help="for the command itself: load so many and print the figures")

    def handle(self, *, sizes, out: Path, inside: int | None, **options) -> None:
        if inside:
            return self._inside(inside)
        found = {size: self._in_a_folder_of_its_own(size) for size in sorted(sizes)}
        self._tell_flood(found[min(found)]["flood"])
        self._tell_storm(found[min(found)]["storm"])
        self._tell_cold({size: figures["cold"] for size, figures in found.items()})
        self._write(out, found)
        return None

    def _in_a_folder_of_its_own(self, size: int) -> dict:
        self.stderr.write(f"Loading {size} articles …")
        with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
            site = {"NEWSROOM_DATA": folder, "NEWSROOM_LOG_LEVEL": "ERROR"}
            command = [sys.executable, "manage.py", "bench", "--inside", str(size)]
            env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | site
            done = subprocess.run(command, cwd=settings.ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise SystemExit(done.stderr)
        return json.loads(done.stdout.splitlines()[-1])

    def _inside(self, size: int) -> None:
        """Fill the data folder we were given, and print the figures as one line of JSON."""
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        load(size)
        settings.ALLOWED_HOSTS.append("testserver")
        figures = {"cold": uncached.measure(), "flood": {}, "storm": {}}
        if size <= SIZES[0] and not servers.missing():
            newest = Revision.objects.live().newest().select_related("article", "section")[0]
            pages = {"front": "/", "article": newest.article.path, "section": newest.section.get_absolute_url()}
            figures["flood"] = throughput.measure(
                {**pages, "feed": "/feed/", "search": "/search/?q=river"}, settings.DATA
            )
            figures["storm"] = freshness.measure()
        self.stdout.write(json.dumps(figures))

    def _tell_flood(self, found: dict) -> None:
        if not found:
            absent = " and ".join(servers.missing())
            self.stdout.write(
                f"No comparison with nginx: {absent} not found." if absent else "No comparison at this size."
            )
            return
        self.stdout.write("Kept pages against nginx serving the same bytes from a file, requests a second:")
        self.stdout.write(f"{'page':<24}{'ratio':>8}{'ours':>10}{'nginx':>10}")
        for row in found["rows"]:
            self.stdout.write(f"{row['page']:<24}{row['ratio']:>8}{row['ours']:>10}{row['nginx']:>10}")
        if not servers.BROTLI.exists():
            self.stdout.write("Nothing compressed was compared: nginx has no brotli_static here.")
        self.stdout.write(f"Memory of each worker after it: {', '.join(map(str, found['megabytes']))} MB.")

    def _tell_storm(self, found: dict) -> None:
        if found:
            self.stdout.write(
                "\nA publication a second for a minute, every other a correction, under 64 connections: "
                f"{found['anew']} of {found['asked']} pages had it at the next request of six readers at once; "
                f"{found['answers']} answers a second, the slowest after {found['slowest']} s; "
                f"publishing took {found['publishing']} s at most."
            )

    def _tell_cold(self, found: dict[int, dict]) -> None:
        sizes = list(found)
        self.stdout.write("\nA page made anew: growth from the smallest to the largest paper, then CPU ms (queries):")
        self.stdout.write(f"{'page':<18}{'growth':>8}" + "".join(f"{size:>16,}" for size in sizes))
        for place, first in enumerate(found[sizes[0]]["costs"]):
            costs = [found[size]["costs"][place] for size in sizes]
            cells = "".join(f"{cost['ms']:>10} ({cost['queries']:>3})" for cost in costs)
            self.stdout.write(f"{first['page']:<18}{costs[-1]['ms'] / max(first['ms'], 0.01):>8.2f}{cells}")
        memory = ", ".join(f"{figures['megabytes']:.0f} MB at {size:,}" for size, figures in found.items())
        self.stdout.write(f"Memory of the process that made them: {memory}.")

    def _write(self, path: Path, found: dict[int, dict]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({str(size): figures for size, figures in found.items()}, indent=1) + "\n")
        self.stdout.write(f"\nEvery figure: {path}")
