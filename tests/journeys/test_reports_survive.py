"""An acknowledged report is there, whatever happens to the server; `bench.report_intake` shows it at length."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def measure(*arguments: str) -> dict:
    """Run the benchmark, which has a server, a database and a folder of its own; return what it found."""
    command = [sys.executable, "-m", "bench.report_intake", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=480)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_every_acknowledged_report_outlives_a_server_that_is_killed_again_and_again():
    found = measure("kill", "--reports", "40", "--kills", "2")
    assert (found["acknowledged"], found["of them in the database"], found["rows"]) == (40, 40, 40)


def test_a_flood_beside_a_publishing_editor_is_taken_in_whole():
    found = measure("flood", "--rate", "15", "--seconds", "4")
    assert found["answers by status"] == {"201": 60}
    assert found["of them in the database"] == 60
    assert found["publishing"]["times"] >= 2
