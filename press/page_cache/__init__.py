"""The page cache: whole pages kept ready in front of Django, and exactly as fresh as the database.

A reader's page is the same bytes for everyone, so one rendering can serve all until something changes. The rules:

1. A view says with `@page_cache.cached()` that its pages may be kept, and which query parameters they depend on. It is
   asked for them by a request without cookies and with no header but `Host`, so a kept page cannot depend on who asks.
2. Every verb that changes what readers see calls `page_cache.invalidate()`. When its transaction commits, one shared
   stamp changes, and from then on every worker process makes every page anew at its next request. Nobody names pages
   to forget: that would always be one page short.
3. What comes true by the clock alone is told by functions marked `@page_cache.scheduled`. When the nearest moment that
   they name has come, the stamp changes too; no background worker is needed.
4. One request makes a page, in all threads and processes; others of that moment wait for it and take what it made.
5. When Django fails, the last good page is answered, and a header says so.

`middleware.py` is the layer in front of Django, `cache_key.py` what tells pages apart, `page.py` a page with its
encodings, `storage.py` memory and disk, `generation.py` the shared stamp, `render_lock.py` who makes a page,
`decorator.py` how views are marked, `render.py` how they are asked, `invalidation.py` what verbs call, `memoize.py`
what all pages share, `code_version.py` what a deploy changes, `degraded.py` what is said while the folder cannot be
used. `docs/page-cache.md` has the reasons and the measurements.
"""

from .code_version import fingerprint
from .decorator import cached
from .invalidation import invalidate, scheduled
from .memoize import clear_memoized, memoize, memoized
from .middleware import PageCache

__all__ = ["PageCache", "cached", "clear_memoized", "fingerprint", "invalidate", "memoize", "memoized", "scheduled"]
