"""The tests' browser: one that is there, else Debian's, else Playwright's. `python -m tests.chromium` installs it."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium-headless-shell", "chromium")  # Without a window's trimmings the tests take half the time.
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
        _apt("update")
        if any(_apt("install", "--yes", "--no-install-recommends", name, "fonts-dejavu-core") for name in PACKAGES):
            return 0
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode


def _apt(*arguments: str) -> bool:
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    return subprocess.run(["apt-get", "--quiet", *arguments], **quiet).returncode == 0


if __name__ == "__main__":
    if find() is None:
        print("Installing Chromium …", flush=True)  # noqa: T201
        sys.exit(install())
