"""One command starts everything, and stops everything."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

from newsroom import startup
from press.models import Worker
from tests.processes import free_port, manage, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://localhost:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def workers() -> list[int]:
    """Return the process numbers of workers that said that they live."""
    return [int(name.split("-")[-2]) for name in Worker.objects.values_list("name", flat=True)]


def test_a_worker_that_dies_is_replaced_and_all_stops_at_once():
    port = free_port()
    with manage("run", PORT=str(port), NEWSROOM_DEMO="0") as process:
        wait_until(lambda: answers(port), seconds=180)
        (first,) = wait_until(workers)
        os.kill(first, signal.SIGKILL)
        (second,) = wait_until(lambda: set(workers()) - {first})
        for _ in range(20):  # As when somebody presses Ctrl+C again and again.
            process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert not Path(f"/proc/{second}").exists()
    assert not answers(port)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells processes that their parent was killed.")
def test_killed_it_leaves_nobody_behind():
    port = free_port()
    with manage("run", "--no-worker", PORT=str(port), NEWSROOM_DEMO="0") as process:
        wait_until(lambda: answers(port), seconds=180)
        process.kill()
        wait_until(lambda: not answers(port))


def test_a_port_in_use_is_named(settings):
    settings.PORT = free_port()
    with subprocess.Popen(["python3", "-m", "http.server", "--bind", "127.0.0.1", str(settings.PORT)]) as other:
        try:
            wait_until(lambda: _listens(settings.PORT))
            with pytest.raises(CommandError, match=f"Somebody serves port {settings.PORT} already"):
                call_command("run")
        finally:
            other.terminate()


def test_pages_that_would_lead_to_themselves_are_told_of_before(settings):
    settings.SECURE_SSL_REDIRECT, settings.TRUSTED_PROXIES = True, []
    with pytest.raises(CommandError, match="name the proxy in front"):
        call_command("run")


def test_of_two_starts_at_once_one_waits_for_the_other(settings):
    folder = os.open(settings.DATA, os.O_RDONLY)
    with startup.alone(), pytest.raises(BlockingIOError):
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(folder)


def test_static_files_stay_collected_when_the_data_folder_moves(settings, tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.css").write_text("p {color: teal}")
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

    def start(data: Path) -> bool:
        settings.DATA, settings.STATIC_ROOT = data, data / "static"
        return startup.collect_if_changed()

    assert start(tmp_path)
    (tmp_path / "moved").mkdir()
    for name in ("static", "static.stamp"):
        (tmp_path / name).rename(tmp_path / "moved" / name)
    assert not start(tmp_path / "moved")
    (tmp_path / "source" / "a.css").write_text("p {color: navy; margin: 0}")
    assert start(tmp_path / "moved")


def _listens(port: int) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
    except OSError:
        return False
    return True
