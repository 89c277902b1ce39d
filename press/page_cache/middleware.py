"""The layer in front of Django that answers with kept pages."""

import contextlib
import functools
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.http.request import split_domain_port, validate_host

from . import invalidation
from .cache_key import CacheKey, cache_key
from .decorator import CachePolicy, policy_at
from .generation import UNKNOWN, Record, Stamp
from .page import PREFERENCES, Page
from .render import Reply, ask, plain, scheme_reader
from .render_lock import RenderLocks
from .storage import Disk, Memory

log = logging.getLogger(__name__)
SAFE = frozenset({"GET", "HEAD"})
KEPT = frozenset({"200", "410"})
KEPT_ASIDE = frozenset({"301", "308", "404"})  # Of such addresses there is no end.
LONGEST_HOST = 300  # With its port; a name has 253 letters at most.
LARGEST = 8 * 2**20
ASIDE = 8 * 2**20
MOST_LENT = 1000
REPLACED = {"content-length", "etag", "vary"}
Answer = tuple[Page | Reply, str]


@dataclass(frozen=True)
class Patience:
    """How long, in seconds, readers wait and old pages serve."""

    polite: float = 0.5  # Wait for another's rendering before taking the previous page…
    recent: float = 1.0  # …and take it only when it was the newest this short a time ago.
    longest: float = 10.0  # Then take the last good page, or make one's own.
    rest: float = 1.0  # After a failure, answer with the last good page without asking Django again.
    outage: float = 86_400.0  # A page that has been failing for longer is not answered any more.


@dataclass
class Visit:
    """A request for a page that may be kept."""

    key: CacheKey
    policy: CachePolicy
    environ: dict  # As it was sent; the application gets `plain` of it.
    encoding: str
    previous: Page | None = None


class PageCache:
    """A WSGI application that keeps the pages of another one.

    `folder` must be the PAGE_CACHE of the settings, where verbs leave their word. `version` names the program that
    makes the pages (see `fingerprint`). What begins with one of `files` is not a page, whatever the URLs say of it.
    `memory` is in bytes per process, `disk` in bytes for all.
    """

    def __init__(
        self,
        application: Callable,
        *,
        folder: Path,
        version: str = "",
        files: tuple[str, ...] = (),
        memory: int = 32 * 2**20,
        disk: int = 2**30,
        patience: Patience = Patience(),
    ) -> None:
        self.application, self.program, self.files, self.patience = application, version, files, patience
        self.stamp, self.locks = Stamp(folder), RenderLocks(folder)
        self.memory, self.aside = Memory(memory), Memory(min(ASIDE, memory))
        self.disk = Disk(self.stamp, limit=disk)
        self.lent: dict[CacheKey, tuple[Page, float]] = {}
        self.record = UNKNOWN
        self.cookie = f"{settings.SESSION_COOKIE_NAME}="
        self.scheme = scheme_reader()
        self.told = ("HTTP_HOST", *(settings.SECURE_PROXY_SSL_HEADER or ())[:1])
        self.policy_at = functools.lru_cache(4096)(policy_at)
        self.is_ours = functools.lru_cache(64)(_is_ours)
        self.complain = functools.lru_cache(256)(_complain)  # Once about each page.
        self._lock = threading.Lock()
        with contextlib.suppress(OSError):
            self.record = self.stamp.look()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Answer from memory; these lines are the whole way of a hit, so each of them counts.

        Pages lie under the keys that `_visit` made, so a request whose own words are such a key needs no understanding.
        """
        if self.stamp.moved():
            self._notice()
        key = environ.get("HTTP_HOST"), environ["PATH_INFO"], environ.get("QUERY_STRING", ""), self.scheme(environ)
        page = self.memory.get(key) or self.aside.get(key)
        if page is None or environ["REQUEST_METHOD"] not in SAFE or self.cookie in environ.get("HTTP_COOKIE", ""):
            return self._look_further(environ, start_response)
        return page.answer(environ, start_response)

    def _look_further(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        visit = self._visit(environ)
        if visit is None:
            return self.application(environ, start_response)
        page, note = self._render(visit) if self.record is UNKNOWN else self._find(visit) or self._wait_or_make(visit)
        return page.answer(environ, start_response, note)

    def _visit(self, environ: dict) -> Visit | None:
        """Understand a request; None if it is not for a page that may be kept, or comes from staff."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in SAFE or self.cookie in environ.get("HTTP_COOKIE", ""):
            return None
        policy = None if path.startswith(self.files) else self.policy_at(path)
        key = policy and cache_key(environ, policy, scheme=self.scheme(environ))
        if policy is None or key is None or len(key.host) > LONGEST_HOST or not self.is_ours(key.host):
            return None
        return Visit(key, policy, environ, PREFERENCES[environ.get("HTTP_ACCEPT_ENCODING", "")])

    # --- Finding a fresh page ---------------------------------------------------------------------------------------

    def _find(self, visit: Visit) -> Answer | None:
        """Return a fresh page from the shelves; what else lies there is noted in the visit."""
        record = self.record
        answer = self._find_in_memory(visit.key)
        if answer:
            return answer
        page = None if visit.policy.endless else self.disk.read(visit.key)
        if page and page.version == self._version(record.generation):
            self._put_in_memory(self.memory, visit.key, page, record)
            return page, "hit"
        visit.previous = page
        return None

    def _find_in_memory(self, key: CacheKey) -> Answer | None:
        page = self.memory.get(key) or self.aside.get(key)
        if page:
            return page, "hit"
        page, until = self.lent.get(key, (None, 0.0))
        return (page, "stale; reason=error") if page and time.time() < until else None

    def _put_in_memory(self, shelf: Memory, key: CacheKey, page: Page, record: Record) -> None:
        """Put a page into memory, unless a change came since `record`."""
        with self._lock:
            if record is not UNKNOWN and record.generation == self.record.generation and page.size <= shelf.limit // 4:
                shelf.put(key, page)

    def _notice(self) -> None:
        """Look at the stamp, and begin anew if it names another generation or cannot be read."""
        try:
            record = self._look()
            if record.expires_at <= time.time():
                self._expire()
                self._look()
        except OSError:
            with self._lock:
                self._turn_to(UNKNOWN)

    def _look(self) -> Record:
        with self._lock:
            record = self.stamp.look()
            self._turn_to(record)
            self.stamp.heed(record)
        return record

    def _turn_to(self, record: Record) -> None:
        if record.generation != self.record.generation:
            self.memory.clear()
            self.aside.clear()
            self.lent.clear()
        self.record = record

    def _expire(self) -> None:
        """Begin the generation that the clock calls for."""
        close_old_connections()
        invalidation.expire(self.stamp)
        close_old_connections()

    def _version(self, generation: bytes) -> str:
        return f"{self.program}-{generation.hex()}"

    # --- Making a page ----------------------------------------------------------------------------------------------

    def _wait_or_make(self, visit: Visit) -> Answer:
        """Make the page, or take what another request makes meanwhile."""
        began = time.monotonic()
        while (turn := self.locks.take(visit.key)) is None:
            waited = time.monotonic() - began
            time.sleep(0.002 if waited < self.patience.polite else 0.02)
            answer = self._find_in_memory(visit.key) or self._take_previous(visit, waited)
            if answer:
                return answer
            if waited > self.patience.longest:
                return self._render(visit)
        with self.locks.over(turn):
            if self.stamp.moved():
                self._notice()
            return self._find(visit) or self._render(visit)

    def _take_previous(self, visit: Visit, waited: float) -> Answer | None:
        """Return an older page to a reader who has waited long enough for the new one."""
        if waited <= self.patience.polite:
            return None
        page, record = visit.previous and self.disk.read(visit.key), self.record
        was_newest = page and page.version == self._version(record.previous)
        is_recent = time.time() - record.changed_at <= self.patience.recent
        if page and (waited > self.patience.longest or (was_newest and is_recent)):
            return page, "stale; reason=slow"
        return None

    def _render(self, visit: Visit) -> Answer:
        """Ask the application; what it says is as fresh as the stamp was before."""
        record = self.record
        try:
            reply = ask(self.application, plain(visit.environ, query=visit.key.query, headers=self.told))
        except Exception:
            answer = self._last_good(visit, record)
            if answer is None:
                raise
            log.exception("A page failed; its last good copy is answered: %s", visit.key.path)
            return answer
        if reply.status.startswith("5"):
            return self._last_good(visit, record) or (reply, "")
        return self._store(visit, reply, record), "made"

    def _last_good(self, visit: Visit, record: Record) -> Answer | None:
        """Return the page that was good before Django failed, and lend it to the requests of the next moment."""
        page, now = self.disk.read(visit.key), time.time()
        if page and not page.failing_since:
            page.failing_since = now
            self.disk.write(visit.key, page, generation=record.generation)
        if page is None or now - page.failing_since > self.patience.outage:
            return None
        with self._lock:
            if len(self.lent) >= MOST_LENT:
                self.lent.clear()
            if record.generation == self.record.generation:
                self.lent[visit.key] = page, now + self.patience.rest
        return page, "stale; reason=error"

    def _store(self, visit: Visit, reply: Reply, record: Record) -> Page | Reply:
        """Keep what may be kept, and return what to answer."""
        objection = _objection(reply)
        if objection:
            self.complain(visit.key.path, objection)
        if objection or not _may_be_kept(reply):
            self.disk.remove(visit.key)
            return reply
        page = Page(reply.status, _headers(reply, visit.policy), reply.body, version=self._version(record.generation))
        page.borrow(visit.previous)
        if visit.encoding not in page.ready:
            page.prepare(visit.encoding)
        if visit.policy.endless or reply.status[:3] in KEPT_ASIDE:
            self._put_in_memory(self.aside, visit.key, page, record)
            self.disk.remove(visit.key)
        else:
            self._put_in_memory(self.memory, visit.key, page, record)
            self.disk.write(visit.key, page, generation=record.generation)
        return page


def _may_be_kept(reply: Reply) -> bool:
    asks_not_to = {"private", "no-store"} & set(reply.values("cache-control"))
    return reply.status[:3] in KEPT | KEPT_ASIDE and not asks_not_to


def _complain(path: str, objection: str) -> None:
    log.error("A page marked with @page_cache.cached is not kept, because it %s: %s", objection, path)


def _objection(reply: Reply) -> str:
    """Say why an answer cannot be the same for everybody, if it cannot."""
    varies_on = set(reply.values("vary")) - {"accept-encoding"}
    objections = {
        "sets a cookie": reply.values("set-cookie"),
        "streams": reply.streams,
        f"varies on {', '.join(sorted(varies_on))}": varies_on,
        "is encoded already": reply.values("content-encoding"),
        "is too large": len(reply.body) > LARGEST,
    }
    return next((words for words, found in objections.items() if found), "")


def _headers(reply: Reply, policy: CachePolicy) -> list[tuple[str, str]]:
    headers = [pair for pair in reply.headers if pair[0].lower() not in REPLACED]
    if not reply.values("cache-control"):
        age = f"s-maxage={policy.max_age}, stale-while-revalidate={policy.max_age}, stale-if-error=86400"
        headers.append(("Cache-Control", f"public, max-age=0, {age}"))
    return [*headers, ("Vary", "Accept-Encoding")]


def _is_ours(host: str) -> bool:
    """Tell whether Django would take this Host; if not, it shall be the one to say so."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
