"""The house checks itself: what no single room would notice."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.template.loader import get_template
from django.urls import reverse

from tests import make
from tests.database import refuse_to_write

ROOT = Path(__file__).parent.parent
ROOMS = ("newsroom", "press", "adminkit", "masthead", "articles", "corrections", "licensing", "support")
ROOMS_WITH_NEWS = ROOMS[3:]
WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
VERBS = {"actions", "sections", "licenses", "pictures", "patrons", "ballots", "appeals"}  # As admins call them.
MAY_WRITE = {
    "articles/jobs.py": "files of pictures, and which of them a picture has",
    "articles/importers/ledger.py": "what was imported, so that doing it again changes nothing",
    "licensing/readership.py": "figures for the desk",
    "masthead/letters.py": "the wording of letters before the desk has one of its own",
    "support/letters.py": "which letters went out",
}
"""Modules beside the verbs that write rows, and what; readers see none of it."""
TEMPLATES = sorted(
    str(path.relative_to(folder))
    for folder in (ROOT / "templates", *ROOT.glob("*/templates"))
    for path in folder.rglob("*")
    if path.is_file()
)
OURS = [model for model in admin.site._registry if model._meta.app_config.name in ROOMS]
NODE = shutil.which("node")


def tracked(*patterns: str) -> list[Path]:
    """Return the files of the project, as git has them."""
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(name):
    get_template(name)


@pytest.fixture
def desk(client, db):
    client.force_login(make.user(is_superuser=True))
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("door", ["changelist", "changelist?q=bridge", "add"])
def test_every_page_of_every_model_opens(desk, model, door):
    name, _mark, query = door.partition("?")
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")
    with connection.execute_wrapper(refuse_to_write):
        answer = desk.get(f"{address}?{query}", follow=True)
    may_add = admin.site._registry[model].has_add_permission(answer.wsgi_request)
    assert answer.status_code == (403 if name == "add" and not may_add else 200)


def test_every_model_of_ours_says_what_it_is():
    silent = [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS and not model.__str__]
    assert not silent


def test_rooms_import_downhill():
    done = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_module_of_the_rooms_is_under_a_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    inside = {room: one for one in contracts for room in one.get("containers", ())}
    assert set(inside) == set(ROOMS_WITH_NEWS)
    assert all(one["exhaustive"] and not one.get("ignore_imports") for one in inside.values())
    named = {
        f"{room}/{name}" for room, one in inside.items() for line in one["layers"] for name in re.findall(r"\w+", line)
    }
    modules = [path for room in ROOMS_WITH_NEWS for path in (ROOT / room).rglob("*.py") if path.parent.name]
    covered = [one for one in modules if "/".join(one.with_suffix("").relative_to(ROOT).parts[:2]) in named]
    assert {path.name for path in set(modules) - set(covered)} <= {"__init__.py"}


def test_only_verbs_write():
    """Doors and readers of rows leave all writing to the modules in `actions`."""
    found = {name for path in tracked("*.py") for name in writers(path)}
    assert found == set(MAY_WRITE)


def writers(path: Path) -> set[str]:
    """Return the name of a module of a room with news in it that is no verb and writes rows, if it is such a one."""
    name = str(path.relative_to(ROOT))
    room, *rest = name.split("/")
    if room not in ROOMS_WITH_NEWS or rest[0] in ("actions", "actions.py", "migrations"):
        return set()
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    written = [one for one in calls if isinstance(one.func, ast.Attribute) and writes_rows(one)]
    return {name} if written else set()


def writes_rows(call: ast.Call) -> bool:
    """Tell a write of rows from that of a file, a set or a form, and from a verb called by its room's name."""
    target, name = ast.unparse(call.func.value), call.func.attr
    if name == "update":
        return ".objects" in target or ".filter(" in target
    if name not in WRITES or target.split(".")[-1] in VERBS:
        return False
    return not (target in ("logo", "typed", "super()") or "formset" in target or target.endswith("storage"))


def test_readme_names_commands_that_exist():
    words = (ROOT / "README.md").read_text() + "".join(path.read_text() for path in (ROOT / "docs").glob("*.md"))
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)", words)) <= set(targets)
    assert set(re.findall(r"manage\.py ([a-z_]+)", words)) <= set(get_commands())


@pytest.mark.parametrize("build", [".ci/run", ".github/workflows/ci.yml"])
def test_every_build_asks_what_contributors_ask(build):
    asked = re.findall(r"^(?:\s*- run: )?make (?:--\S+ )*([a-z]+)", (ROOT / build).read_text(), re.MULTILINE)
    assert asked == ["check", "test"]


def test_links_between_our_pages_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert not broken


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("CKEditor", "ckeditor/ckeditor/ckeditor.js"),
        ("jQuery", "admin/js/vendor/jquery/jquery.js"),
        ("Select2", "admin/js/vendor/select2/select2.full.js"),
        ("XRegExp", "admin/js/vendor/xregexp/xregexp.js"),
    ],
)
def test_the_versions_of_what_others_made_are_told(name, file):
    told = re.search(rf"{name} ([0-9.]+)", (ROOT / "THIRD-PARTY.md").read_text())
    assert told[1] in Path(finders.find(file)).read_text()


def test_no_file_names_a_folder_of_one_machine():
    paths = re.compile(r"/(?:home|Users|root|work)/[a-z]")
    kinds = {".py", ".md", ".html", ".js", ".css", ".toml", ".txt", ".conf", ".service"}
    texts = [path for path in tracked() if path.suffix in kinds]
    assert not [path.name for path in texts if paths.search(path.read_text("utf-8", errors="ignore"))]


def test_every_setting_is_explained():
    used = set(
        re.findall(r"\"(NEWSROOM_[A-Z_]+|PORT|DATABASE_URL|EMAIL_URL)\"", (ROOT / "newsroom/settings.py").read_text())
    )
    told = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    assert used <= told


def test_no_script_imports_itself_by_a_detour():
    """A hash that depends on itself has no end, so that such scripts cannot be collected and nothing starts."""
    scripts = ROOT / "static" / "js"
    imported = re.compile(r"""\b(?:from\s*|import\s*\(?\s*)["'](\.[^"']+)["']""")
    imports = {
        path: {(path.parent / name).resolve() for name in imported.findall(path.read_text())}
        for path in scripts.rglob("*.js")
    }
    list(TopologicalSorter(imports).static_order())


@pytest.mark.skipif(NODE is None, reason="The scripts' own tests need node 20 or newer, which is not here.")
def test_scripts_pass_their_own_tests():
    version = subprocess.run([NODE, "--version"], capture_output=True, text=True).stdout
    if int(version.lstrip("v").split(".")[0]) < 20:
        pytest.skip(f"The scripts' own tests need node 20 or newer; here is {version.strip()}.")
    files = [str(path) for path in sorted((ROOT / "tests" / "js").glob("*.test.mjs"))]
    done = subprocess.run([NODE, "--test", *files], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
