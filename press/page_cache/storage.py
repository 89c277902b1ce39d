"""Where pages are kept: in the memory of each process, and on a disk that all processes share."""

import contextlib
import hashlib
import json
import logging
import secrets
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

from . import degraded
from .cache_key import CacheKey
from .generation import Stamp
from .page import Page

log = logging.getLogger(__name__)
LEFT_OVER = 3600  # Seconds after which a half-written file is from a process that died.
NOT_KEPT = "A page could not be kept on disk"


class Memory:
    """Pages up to a number of bytes; the first to go are those that nobody asked for lately."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.pages: OrderedDict[Hashable, Page] = OrderedDict()
        self.get = self.pages.get
        self._lock = threading.Lock()

    def put(self, key: Hashable, page: Page) -> None:
        with self._lock:
            self._remove(key)
            self.pages[key] = page
            self.size += page.size
            while self.size > self.limit:
                self._make_room()

    def clear(self) -> None:
        with self._lock:
            self.pages.clear()
            self.size = 0

    def _remove(self, key: Hashable) -> None:
        page = self.pages.pop(key, None)
        self.size -= page.size if page else 0

    def _make_room(self) -> None:
        """Drop the oldest page, or give it another round if it was used since it was put there."""
        key, page = next(iter(self.pages.items()))
        if page.used:
            page.used = False
            self.pages.move_to_end(key)
        else:
            self._remove(key)


class Disk:
    """One file a page, named after its key, under the folder of the stamp; a file is whole or counts as missing.

    While the stamp is lost nobody knows which pages were withdrawn, so none is read, and none is written.
    """

    def __init__(self, stamp: Stamp, *, limit: int = 2**30) -> None:
        self.stamp, self.limit = stamp, limit
        self.folder = stamp.path.with_name("kept")
        self._until_sweep = 0
        self._sweeping = threading.Lock()

    def read(self, key: CacheKey) -> Page | None:
        """Return the last good page, fresh or not."""
        if self.stamp.lost:
            return None
        try:
            return _unpack(key, self._place(key).read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            degraded.enter(self.folder, error, cost=NOT_KEPT)
            return None
        except (ValueError, KeyError):
            log.warning("A kept page could not be read and will be made anew: %s%s", key.host, key.path)
            return None

    def write(self, key: CacheKey, page: Page, *, generation: bytes) -> None:
        """Keep a page, unless a change came since its generation."""
        if self.stamp.lost:
            return
        place, content = self._place(key), _pack(key, page)
        draft = place.with_name(f"{secrets.token_hex(8)}.part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(content)
            with self.stamp.standing(generation) as stands:
                if stands:
                    place.unlink(missing_ok=True)  # Replacing it would have some file systems write to disk at once.
                    draft.rename(place)
                else:
                    draft.unlink()
            degraded.leave(self.folder)
        except OSError as error:
            degraded.enter(self.folder, error, cost=NOT_KEPT)
            with contextlib.suppress(OSError):
                draft.unlink()
        self._count(len(content))

    def remove(self, key: CacheKey) -> None:
        """Keep no last good page, because Django now answers something that is not kept here."""
        if self.stamp.lost:
            return
        try:
            self._place(key).unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            degraded.enter(self.folder, error, cost="A page could not be removed, so all are put aside")
            self.stamp.distrust()

    def drop(self, paths: Iterable[str]) -> None:
        """Forget all pages of these paths, quoted or not, whatever their host and query.

        :raises OSError: some of them may still be there.
        """
        for path in paths:
            name = _short(unquote_to_bytes(path).decode("latin-1"))
            for place in (self.folder / name[:2]).glob(f"{name}-*"):
                place.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what dead processes left half-written and, when there are too many pages, the oldest fifth."""
        for aside in self.folder.parent.glob("aside.*"):
            shutil.rmtree(aside, ignore_errors=True)
        files = sorted(self._files())
        excess = sum(size for _changed_at, size, _place in files) - self.limit
        excess += self.limit // 5 if excess > 0 else 0
        for changed_at, size, place in files:
            half_written = place.suffix == ".part"
            if (half_written and changed_at < time.time() - LEFT_OVER) or (excess > 0 and not half_written):
                place.unlink(missing_ok=True)
                excess -= size

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        for place in self.folder.glob("*/*"):
            with contextlib.suppress(FileNotFoundError):
                found = place.stat()
                yield found.st_mtime, found.st_blocks * 512, place

    def _count(self, size: int) -> None:
        """Sweep in a thread of its own at the first page and after every sixteenth part of the limit."""
        self._until_sweep -= size
        if self._until_sweep < 0:
            self._until_sweep = self.limit // 16
            threading.Thread(target=self._sweep_alone, name="page-store-sweep", daemon=True).start()

    def _sweep_alone(self) -> None:
        if self._sweeping.acquire(blocking=False):
            try:
                self.sweep()
            except OSError as error:
                degraded.enter(self.folder, error, cost="Pages on disk may take more room than they should")
            finally:
                self._sweeping.release()

    def _place(self, key: CacheKey) -> Path:
        name = _short(key.path)
        return self.folder / name[:2] / f"{name}-{_short(repr(key))}"


def _short(name: str) -> str:
    return hashlib.blake2b(name.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def _pack(key: CacheKey, page: Page) -> bytes:
    """Write a page as a checksum, a line of JSON, and its bodies one after the other."""
    bodies = {"identity": page.body} | {encoding: ready.body for encoding, ready in page.ready.items()}
    about = {
        "key": key,
        "version": page.version,
        "failing_since": page.failing_since,
        "status": page.status,
        "headers": page.headers,
        "bodies": [(encoding, len(body)) for encoding, body in bodies.items()],
    }
    content = b"\n".join([json.dumps(about).encode(), b"".join(bodies.values())])
    return _checksum(content) + b"\n" + content


def _unpack(key: CacheKey, packed: bytes) -> Page:
    """Read what `_pack` wrote.

    :raises ValueError: it is not whole, or it is another page.
    """
    checksum, _newline, content = packed.partition(b"\n")
    if checksum != _checksum(content):
        raise ValueError("The file is not whole.")
    line, _newline, rest = content.partition(b"\n")
    about = json.loads(line)
    if about["key"] != list(key):
        raise ValueError("The file holds another page.")
    return _page(about, rest)


def _page(about: dict, rest: bytes) -> Page:
    bodies = {}
    for encoding, length in about["bodies"]:
        bodies[encoding], rest = rest[:length], rest[length:]
    headers = [(name, value) for name, value in about["headers"]]
    page = Page(
        about["status"], headers, bodies["identity"], version=about["version"], failing_since=about["failing_since"]
    )
    for encoding, body in bodies.items():
        page.put(encoding, page.body if body == page.body else body)
    return page


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()
