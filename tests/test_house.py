"""The house checks itself: what no single room would notice."""

import re
import shutil
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command, get_commands
from django.db import connection
from django.template.loader import get_template
from django.urls import reverse

from tests import make
from tests.database import refuse_to_write

ROOT = Path(__file__).parent.parent
ROOMS = ("newsroom", "press", "masthead", "articles", "corrections", "licensing", "support")
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


def test_readme_names_commands_that_exist():
    words = (ROOT / "README.md").read_text() + "".join(path.read_text() for path in (ROOT / "docs").glob("*.md"))
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)", words)) <= set(targets)
    assert set(re.findall(r"manage\.py ([a-z_]+)", words)) <= set(get_commands())


def test_links_between_our_pages_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert not broken


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
