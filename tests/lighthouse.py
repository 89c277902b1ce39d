"""Has Lighthouse judge the demo paper as on a phone: `python -m tests.lighthouse`. It needs node, npm and Chromium.

The paper is drawn at the first run and kept in the folder of the installed packages. Each page is judged three times;
what counts is the median. Of robots.txt, two lines are let pass that Lighthouse does not know yet: the license's
address (RSL) and the preference for training (AIPREF).
"""

# ruff: noqa: T201

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests import chromium
from tests.processes import free_port

ROOT = Path(__file__).parent.parent
DATA = ROOT / ".venv" / "lighthouse"
LIGHTHOUSE = "lighthouse@13.5.0"
RUNS = 3
UNKNOWN_TO_IT = "Unknown directive"
TELLING = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def main() -> int:
    """Judge a front page and an article; return 1 unless all is at 100."""
    needed = {"npx": shutil.which("npx"), "Chromium": chromium.find()}
    if missing := " and ".join(name for name, there in needed.items() if not there):
        print(f"Nothing was judged: {missing} not found.")
        return 0
    port = free_port()
    env = os.environ | {"NEWSROOM_DATA": str(DATA), "PORT": str(port), "NEWSROOM_DEMO": "1"}
    command = [sys.executable, ROOT / "manage.py", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL) as server:
        try:
            site = f"http://localhost:{port}"
            front = _asked(f"{site}/")
            story = re.search(r'class="lead">.*?href="([^"]+)"', front, re.DOTALL)[1]
            return max(_judge(f"{site}{path}") for path in ("/", story))
        finally:
            server.terminate()


def _asked(url: str, patience: int = 300) -> str:
    """Return a page as soon as the server and the demo paper are there."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            with urlopen(url) as answer:
                page = answer.read().decode()
            if 'class="lead"' in page and ".avif" in page:
                return page
        except URLError:
            pass
        time.sleep(1)
    raise SystemExit("The demo paper did not appear.")


def _judge(url: str) -> int:
    """Print the scores of a page and what costs it points; return 1 if anything does."""
    with urlopen(url):
        pass  # So that it is in store, as pages are that people read.
    told = [_run(url) for _run_number in range(RUNS)]
    names = list(told[0]["categories"])
    scores = {name: round(100 * statistics.median(_score(one, name) for one in told)) for name in names}
    times = [told[0]["audits"][name] for name in TELLING]
    faults = {fault for one in told for name in names if scores[name] < 100 for fault in _faults(one, name)}
    print(url)
    print("  " + ", ".join(f"{name} {score}" for name, score in scores.items()))
    print("  " + ", ".join(f"{one['title']} {one['displayValue']}" for one in times))
    for fault in sorted(faults):
        print(f"  - {fault}")
    return int(any(score < 100 for score in scores.values()))


def _run(url: str) -> dict:
    """Return what Lighthouse says; on a busy machine Chromium may not start in time, so it is asked again."""
    flags = " ".join(["--headless", *chromium.ARGUMENTS])
    command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    env = os.environ | {"CHROME_PATH": chromium.find()}
    for _attempt in range(RUNS):
        done = subprocess.run(command, env=env, check=False, capture_output=True, text=True)
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise SystemExit(done.stderr)


def _score(told: dict, category: str) -> float:
    """Return the score of a category, from 0 to 1, as if what is let pass had passed."""
    audits = [(told["audits"][one["id"]], one["weight"]) for one in told["categories"][category]["auditRefs"]]
    counted = [(1 if _let_pass(audit) else audit["score"], weight) for audit, weight in audits if weight]
    known = [(score, weight) for score, weight in counted if score is not None]
    return sum(score * weight for score, weight in known) / sum(weight for _score, weight in known)


def _let_pass(audit: dict) -> bool:
    found = audit.get("details", {}).get("items", [])
    return audit["id"] == "robots-txt" and all(one["message"] == UNKNOWN_TO_IT for one in found)


def _faults(told: dict, category: str) -> list[str]:
    audits = [told["audits"][one["id"]] for one in told["categories"][category]["auditRefs"] if one["weight"]]
    failed = [one for one in audits if one["score"] is not None and one["score"] < 1 and not _let_pass(one)]
    return [f"{one['title']} {one.get('displayValue', '')}".strip() for one in failed]


if __name__ == "__main__":
    sys.exit(main())
