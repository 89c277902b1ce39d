"""Builds the paper: `python -m tests.upgrade.version_0_1 FOLDER`, in a checkout of version 0.1 with this folder in it.

It is built on SQLite and on a PostgreSQL server of its own, and readers must be shown the same by both.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from difflib import unified_diff
from importlib import import_module
from pathlib import Path

import django

from tests.postgres import programs, server

from .clock import fix_chance

SETTINGS = {
    "NEWSROOM_SECRET_KEY": "of no use but for the paper of version 0.1, whose sessions and votes it signs",
    "NEWSROOM_URL": "https://lamp.example",
}


def build_both(target: Path) -> None:
    with tempfile.TemporaryDirectory() as place, server(programs()) as url:
        for name, database in (("sqlite", {}), ("postgres", {"DATABASE_URL": url})):
            there = {"NEWSROOM_DATA": f"{place}/data-{name}", "PYTHONHASHSEED": "0"}
            command = [sys.executable, "-m", "tests.upgrade.version_0_1", "--here", f"{place}/{name}"]
            subprocess.run(command, env=os.environ | SETTINGS | there | database, check=True)
        made = [Path(place) / name for name in ("sqlite", "postgres")]
        _refuse_differences(*((each / "shown.json").read_text().splitlines() for each in made))
        for each in made:
            shutil.copytree(each, target, dirs_exist_ok=True)


def _refuse_differences(sqlite: list[str], postgres: list[str]) -> None:
    if differing := list(unified_diff(sqlite, postgres, "sqlite", "postgres", n=1)):
        raise SystemExit("\n".join(["The two databases show different pages:", *differing]))


def build_here(target: Path) -> None:
    """Build it on the database that the environment names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    fix_chance()
    import_module("tests.upgrade.visitor").prepare()
    django.setup()
    target.mkdir(parents=True)
    import_module("tests.upgrade.version_0_1.paper").build(target, environment=SETTINGS)


if __name__ == "__main__":
    build_here(Path(sys.argv[2])) if sys.argv[1] == "--here" else build_both(Path(sys.argv[1]))
