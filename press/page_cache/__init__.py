"""The page store: whole pages kept ready in front of Django, and exactly as fresh as the database.

A reader's page is the same bytes for everyone, so one rendering can serve all until something changes. The rules:

1. A view says with `@pages.keep()` that its pages may be kept, and which query parameters they depend on. It is asked
   for them by a request without cookies and with no header but `Host`, so a kept page cannot depend on who asks.
2. Every verb that changes what readers see calls `pages.changed()`. When its transaction commits, one shared stamp
   changes, and from then on every worker process makes every page anew at its next request. Nobody names pages to
   forget: that would always be one page short.
3. What comes true by the clock alone is told by functions marked `@pages.scheduled`. When the nearest moment that they
   name has come, the stamp changes too; no background worker is needed.
4. One request makes a page, in all threads and processes; others of that moment wait for it and take what it made.
5. When Django fails, the last good page is answered, and a header says so.

`store.py` is the layer in front of Django, `stamp.py` the shared stamp, `page.py` a page with its encodings,
`shelves.py` memory and disk, `turns.py` who makes a page, `asking.py` how views are marked and asked, `changes.py` what
verbs call, `remembering.py` what all pages share, `versions.py` what a deploy changes. `docs/page-store.md` has the
reasons and the measurements.
"""

from .code_version import fingerprint
from .decorator import keep
from .invalidation import changed, scheduled
from .memoize import forget, remembered
from .middleware import PageStore

__all__ = ["PageStore", "changed", "fingerprint", "forget", "keep", "remembered", "scheduled"]
