"""Where a reader is sent who asks for an address at which nothing stands."""

import re

from django.db.models import QuerySet
from django.urls import Resolver404, resolve

from articles.models import Revision
from masthead.models import PolicyPage

LAST_NAME = re.compile(r"/(?:[^/]+/){0,4}([-\w]+)/")
DATELESS = re.compile(r"/(?:\d+/){0,3}([-\w]+)/")


def spellings(path: str) -> list[str]:
    """Return `path` as it came and as it should have been written: in lower case, with a slash at its end."""
    slashed = path if path.endswith("/") else f"{path}/"
    return list(dict.fromkeys([path, slashed, slashed.lower()]))


def forwarding(path: str) -> str | None:
    """Return where a reader who asks for a `path` that leads nowhere should be sent, None if there is no such place.

    That is an article that had this address, or one with this address name whatever the date, or a page of the paper
    that is spelled a little differently. What readers cannot know yet is not betrayed.
    """
    seen = Revision.objects.in_force().order_by("-published_at", "-pk").values_list("article__path", flat=True)
    moved = seen.filter(article__old_addresses__path__in=spellings(path)).first()
    return moved or _undated(seen, path) or _respelled(path) or _about(path)


def _undated(seen: QuerySet[Revision, str | None], path: str) -> str | None:
    name = DATELESS.fullmatch(spellings(path)[-1])
    if name is None:
        return None
    # The slug may be one that an editor has chosen and readers do not know yet; the path is what they know.
    return seen.filter(article__slug=name[1], article__path__endswith=f"/{name[1]}/").first()


def _about(path: str) -> str | None:
    """Return the page about the paper that has the last name in `path`: other systems have such pages anywhere."""
    name = LAST_NAME.fullmatch(spellings(path)[-1])
    page = PolicyPage.objects.public().filter(slug=name[1]).first() if name else None
    return page.get_absolute_url() if page else None


def _respelled(path: str) -> str | None:
    """Return another spelling of `path` under which there is a page other than an article."""
    return next((one for one in spellings(path)[1:] if _page_at(one)), None)


def _page_at(path: str) -> bool:
    try:
        return resolve(path).url_name != "article"
    except Resolver404:
        return False
