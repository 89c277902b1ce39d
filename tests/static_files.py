"""Static files for the servers that tests start: hashed and compressed once, as long as none of them changes."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".venv" / "test-static"


def lend(data: Path) -> None:
    """Put them into a data folder as a start leaves them there, so that the next start finds nothing to do."""
    from newsroom import startup  # Apps are loaded by now; they are not yet where conftest.py imports this.

    if (data / "static.stamp").exists():
        return
    fingerprint = startup.static_fingerprint()
    collected = CACHE / fingerprint[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Of several processes one collects.
        if not collected.exists():
            _collect(collected)
        shutil.copytree(collected, data / "static", copy_function=_link)
    (data / "static.stamp").write_text(fingerprint)


def _collect(to: Path) -> None:
    for old in CACHE.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
    data = CACHE / "data"
    command = [sys.executable, ROOT / "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"NEWSROOM_DATA": str(data)}, check=True)
    (data / "static").rename(to)


def _link(source: str, to: str) -> None:
    """Give a file one more name, which is instant, or a copy where folders are on different disks."""
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)
