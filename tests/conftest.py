"""What every test stands on: a data folder of its own, the database of choice, quick passwords.

`DATABASE_URL` may name PostgreSQL; without it SQLite is used, in a file, so that real servers and threads can share it.
"""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
for name in [name for name in os.environ if name.startswith("NEWSROOM_") or name in ("EMAIL_URL", "PORT")]:
    del os.environ[name]
os.environ["NEWSROOM_DATA"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"


def pytest_configure() -> None:
    """Settle what tests do differently, before Django reads it."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Have processes that run tests for this one read the settings as late as it did: with folders of their own."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that the database makes no difference to; it need not run on every kind."""
    if not item.get_closest_marker("django_db") and "django_db_setup" not in item.fixturenames:
        item.add_marker("bare")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Settle what depends on which tests there are."""
    plugin = session.config.pluginmanager.get_plugin("hypothesispytest")
    if plugin and "hypothesis" not in sys.modules:
        session.config.pluginmanager.unregister(plugin)  # It would import it in the end, to have nothing to say.
    gc.freeze()  # What is loaded by now stays: pytest need not look through it for litter in the end, twice.


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_createdb, django_db_blocker):
    """Have a database there that is migrated already; `--create-db` has Django migrate one from nothing."""
    from tests import template_database

    if not django_db_createdb:
        with django_db_blocker.unblock():
            template_database.prepare()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Have Django take the database that is there."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Have every test begin with the rows that migrating put there, also after one that committed its own."""
    from django.test import TransactionTestCase

    from tests import tables

    with django_db_blocker.unblock():
        tables.remember()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", tables.put_back)
        yield


@pytest.fixture(autouse=True)
def empty_shelves():
    """Take away the pictures that a test left in the data folder, and what pages remember of its rows."""
    from press import page_cache

    yield
    page_cache.clear_memoized()
    for name in ("media", "originals"):
        shutil.rmtree(FOLDER / name, ignore_errors=True)


@pytest.fixture
def run_jobs():
    """Return a function that does all background jobs that are due, and raises if one of them failed."""
    from press import worker

    def run() -> int:
        done = worker.drain()
        failed = [row.traceback for row in done if row.traceback]
        assert not failed, "\n".join(failed)
        return len(done)

    return run
