"""Somebody tries the paper: one command, and there is something to read."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.processes import free_port

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="The first start is on SQLite.")


@contextmanager
def running(data: Path):
    """Start the paper as `make run` does; give its address and what it said until it answered."""
    environment = os.environ | {"NEWSROOM_DATA": str(data), "PORT": str(free_port())}
    command = [sys.executable, ROOT / "manage.py", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        said = ""
        while "Ctrl+C stops it." not in said and (line := process.stdout.readline()):
            said += line
        try:
            yield f"http://localhost:{environment['PORT']}", said
        finally:
            process.terminate()


def test_the_first_start_has_a_paper_to_read_and_the_second_is_quick(tmp_path):
    with running(tmp_path) as (address, said):
        assert re.search(r"Demo logins: .*editor.*\n +Password of each: demo-\w+\n", said)
        front = urlopen(f"{address}/").read().decode()
        article = urlopen(address + re.search(r'href="(/\d{4}/\d\d/\d\d/[^"]+/)"', front)[1]).read().decode()
        with urlopen(address + re.search(r'<img[^>]* src="(/media/[^"]+)"', article)[1]) as picture:
            assert picture.headers["Content-Type"].startswith("image/")
    with running(tmp_path) as (address, said):
        assert not re.search("tables|static files|demo paper", said)  # So it takes two seconds.
        assert urlopen(f"{address}/").read().decode().count("<article") > 3
