"""`make bench` measures a paper that it fills itself, and leaves the figures in a file."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_a_paper_is_filled_and_all_its_pages_are_measured(tmp_path):
    out = tmp_path / "figures.json"
    options = ["--sizes", "200", "--rounds", "1", "--uncached-only", "--json", str(out)]
    command = [sys.executable, "manage.py", "bench", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=480)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {row["page"]: row["costs"]["200"] for row in json.loads(out.read_text())["uncached"]["pages"]}
    assert {"article", "front", "section", "feed", "search, common", "desk: articles"} <= set(pages)
    assert all(cost["ms"] > 0 and cost["calls"] > 1000 and cost["queries"] > 0 for cost in pages.values())
    assert pages["section"]["steps"] > 100
    assert "front" in done.stdout and str(out) in done.stdout
