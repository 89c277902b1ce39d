"""The tests' browser: one that is there, else Debian's, else Playwright's. `python -m tests.chromium` installs it."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


def find() -> str | None:
    """Return the program of a Chromium of this machine, or None: then Playwright has to bring its own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> int:
    """Install a Chromium in the way that this machine allows; return the exit status."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
        if not subprocess.run(["apt-get", "update", "--quiet"], stdout=subprocess.DEVNULL).returncode:
            quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            if not subprocess.run(apt, env=quiet, stdout=subprocess.DEVNULL).returncode:
                return 0
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode


if __name__ == "__main__":
    if find() is None:
        print("Installing Chromium …", flush=True)  # noqa: T201
        sys.exit(install())
