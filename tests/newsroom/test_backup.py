"""Backup and restore: all comes back, nothing else is touched, and a damaged file is refused."""

import shutil
import subprocess
import sys
import tarfile
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import connection

from tests import make
from tests.processes import environment

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]
COUNT = "from articles.models import *; print(Article.objects.get().headline, Image.objects.count())"


@pytest.fixture
def kept(tmp_path):
    """A backup of a paper with one live article and one picture."""
    image = make.image()
    image.file = storages["originals"].save("2026/01/one.jpeg", ContentFile(b"as it was uploaded"))
    image.renditions = {"w640.jpeg": {"name": default_storage.save("one.jpeg", ContentFile(b"small")), "width": 640}}
    image.save()
    make.live(headline="Kept", hero=image)
    call_command("backup", tmp_path / "kept.tar.gz", stdout=StringIO())
    return tmp_path / "kept.tar.gz"


@pytest.fixture
def elsewhere(tmp_path):
    """The environment of another, empty site on the same kind of database."""
    data = tmp_path / "elsewhere"
    if connection.vendor == "sqlite":
        yield environment(NEWSROOM_DATA=str(data), DATABASE_URL=f"sqlite:///{data}/newsroom.sqlite3")
        return
    url = environment()["DATABASE_URL"]
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS elsewhere")
        cursor.execute("CREATE DATABASE elsewhere")
    yield environment(NEWSROOM_DATA=str(data), DATABASE_URL=url.rpartition("/")[0] + "/elsewhere")
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE elsewhere")


def manage(env, *arguments) -> str:
    command = [sys.executable, ROOT / "manage.py", *arguments]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_all_comes_back_elsewhere(kept, elsewhere):
    said = manage(elsewhere, "restore", kept)
    assert "Pictures: 1, of which 0 lack a file." in said
    assert "All 1 revisions are what was sealed." in said
    assert manage(elsewhere, "shell", "--no-imports", "-c", COUNT) == "Kept 1\n"
    assert (Path(elsewhere["NEWSROOM_DATA"]) / "secret_key").read_text() == settings.SECRET_KEY


def test_what_is_there_is_not_overwritten_unless_forced_and_then_put_aside(kept, elsewhere):
    manage(elsewhere, "restore", kept)
    data = Path(elsewhere["NEWSROOM_DATA"])
    (data / "originals" / "2026" / "01" / "one.jpeg").write_bytes(b"newer")
    assert "The data folder is in use" in manage(elsewhere, "restore", kept)
    assert "Brought back" in manage(elsewhere, "restore", kept, "--force")
    (aside,) = data.glob("replaced-*/originals/2026/01/one.jpeg")
    assert aside.read_bytes() == b"newer"


@pytest.mark.parametrize("harm", ["cut", "flip", "flip early", "text", "empty"])
def test_a_damaged_file_is_refused_and_changes_nothing(kept, harm):
    whole = kept.read_bytes()
    middle, early = len(whole) // 2, 12
    kept.write_bytes(
        {
            "cut": whole[:middle],
            "flip": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
            "flip early": whole[:early] + b"\xff\xff\xff" + whole[early + 3 :],  # No gzip begins in this way.
            "text": b"not a backup",
            "empty": b"",
        }[harm]
    )
    with pytest.raises(CommandError, match="This is not a whole backup"):
        call_command("restore", kept, force=True)
    assert (settings.DATA / "originals" / "2026" / "01" / "one.jpeg").exists()


@pytest.mark.parametrize("name", ["backup.json", "data/one.jpeg"])
def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path, name):
    folder = tarfile.TarInfo(name)
    folder.type = tarfile.DIRTYPE
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        tar.addfile(folder)
    with pytest.raises(CommandError, match="not a backup of ours"):
        call_command("restore", tmp_path / "bad.tar.gz", force=True)


def test_a_file_that_would_write_elsewhere_is_refused(tmp_path):
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("data/../../escaped"))
    with pytest.raises(CommandError, match="not a backup of ours"):
        call_command("restore", tmp_path / "bad.tar.gz", force=True)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("restore", tmp_path / "nowhere.tar.gz", force=True)


def test_a_backup_is_for_its_owner_alone_and_overwrites_nothing(kept):
    assert kept.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", kept)


def test_into_a_folder_it_is_named_by_its_time(tmp_path):
    call_command("backup", tmp_path, stdout=StringIO())
    (made,) = tmp_path.glob("newsroom-*.tar.gz")
    assert tarfile.is_tarfile(made)


def test_what_can_be_made_again_is_left_out(kept):
    with tarfile.open(kept) as tar:
        tops = {name.split("/")[1] for name in tar.getnames() if name.startswith("data/")}
    assert {"media", "originals", "secret_key"} <= tops
    assert not tops & {"static", "pages", "uploads", "test.sqlite3"}


def test_postgres_needs_its_own_programs(kept, monkeypatch, tmp_path):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite needs no program.")
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(CommandError, match="pg_dump is needed"):
        call_command("backup", tmp_path / "other.tar.gz")
