"""Which program makes the pages: when it changes, all are stale."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

SOURCES = {".py", ".html", ".txt", ".xml", ".json", ".mo"}
BOOT = Path("/proc/sys/kernel/random/boot_id")


def fingerprint(places: Iterable[Path], *, also: str = "") -> str:
    """Return a short name for the contents of source files under these folders, and of `also`.

    The machine's start counts too: files are not forced to disk, so after a power cut none of them is trusted as fresh.
    """
    digest = hashlib.blake2b(also.encode(), digest_size=8)
    if BOOT.exists():
        digest.update(BOOT.read_bytes())
    for path in sorted(_sources(places)):
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _sources(places: Iterable[Path]) -> Iterable[Path]:
    for place in places:
        if place.is_file():
            yield place
        for path in place.rglob("*") if place.is_dir() else ():
            if path.suffix in SOURCES and path.is_file():
                yield path
