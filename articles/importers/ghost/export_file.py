"""Reading what Ghost exports: one file of JSON with tables in it.

Whatever stands where it should not counts as empty.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from articles.importers.errors import BadExport
from press import richtext

Row = dict


@dataclass
class Post:
    """A post or page; `status` and `visibility` are Ghost's words."""

    key: str
    title: str
    slug: str
    is_page: bool
    status: str
    visibility: str
    email_only: bool
    published: datetime | None
    row: Row
    meta: Row
    tags: list[Row]
    authors: list[Row]

    def text(self, name: str) -> str:
        """Return what the post says of itself, or what stands beside it, under one name."""
        return text(self.row, name) or text(self.meta, name)

    def __str__(self) -> str:
        return f"{'page' if self.is_page else 'post'} “{self.title or self.slug}”"


@dataclass
class Export:
    title: str
    language: str
    version: str
    posts: list[Post]
    users: list[Row]

    @property
    def counts(self) -> Counter:
        """How many there are of each kind and status."""
        return Counter(("page" if post.is_page else "post", post.status) for post in self.posts)


def open_export(path: Path) -> Export:
    """Read an export.

    :raises BadExport: it is no JSON, or holds no posts of Ghost.
    """
    data, version = _data(path)
    settings = {text(row, "key"): text(row, "value") for row in rows(data, "settings")}
    export = Export(
        title=settings.get("title", "") or path.stem,
        language=settings.get("locale") or settings.get("lang") or settings.get("default_locale", ""),
        version=version,
        posts=_posts(data),
        users=rows(data, "users"),
    )
    if not export.posts:
        raise BadExport(f"{path.name} holds no posts.")
    return export


def _data(path: Path) -> tuple[Row, str]:
    """Return the tables, and the version of Ghost that wrote them; the wrapper `db` may be missing."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadExport(f"{path.name} is not well-formed JSON; export it again.") from error
    except OSError as error:
        raise BadExport(f"{path.name} cannot be read: {error}.") from error
    if isinstance(whole, dict) and isinstance(whole.get("db"), list) and whole["db"]:
        whole = whole["db"][0]
    data = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("posts"), list):
        raise BadExport(f"{path.name} has no table of posts, so it is no export of Ghost.")
    meta = whole.get("meta")
    return data, text(meta, "version") if isinstance(meta, dict) else ""


def _posts(data: Row) -> list[Post]:
    tags = {text(row, "id"): row for row in rows(data, "tags")}
    users = {text(row, "id"): row for row in rows(data, "users")}
    meta = {text(row, "post_id"): row for row in rows(data, "posts_meta")}
    tagged, written = _joined(data, "posts_tags", "tag_id"), _joined(data, "posts_authors", "author_id")
    return [
        _post(
            row,
            meta=meta.get(text(row, "id"), {}),
            tags=[tags[one] for one in tagged.get(text(row, "id"), []) if one in tags],
            authors=[users[one] for one in written.get(text(row, "id"), [text(row, "author_id")]) if one in users],
        )
        for row in rows(data, "posts")
    ]


def _joined(data: Row, table: str, name: str) -> dict[str, list[str]]:
    """Return what belongs to each post, in its order."""
    found: dict[str, list[str]] = {}
    for row in sorted(rows(data, table), key=lambda row: _number(row.get("sort_order"))):
        found.setdefault(text(row, "post_id"), []).append(text(row, name))
    return found


def _post(row: Row, *, meta: Row, tags: list[Row], authors: list[Row]) -> Post:
    slug = text(row, "slug").strip()
    return Post(
        key=text(row, "uuid") or f"{text(row, 'id')} {slug}",
        title=text(row, "title").strip(),
        slug=slug,
        is_page=text(row, "type") == "page" or _is_on(row.get("page")),
        status=text(row, "status") or "draft",
        visibility=text(row, "visibility") or "public",
        email_only=text(row, "status") == "sent" or _is_on(meta.get("email_only")),
        published=_moment(row.get("published_at")),
        row=row,
        meta=meta,
        tags=tags,
        authors=authors,
    )


def rows(data: Row, table: str) -> list[Row]:
    found = data.get(table)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def text(row: Row, name: str) -> str:
    """Return a value as text that can be stored; nothing if it is neither text nor number."""
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return richtext.writable(value) if isinstance(value, str) else ""


def _number(value: Any) -> float:
    return value if isinstance(value, int | float) else 0


def _is_on(value: Any) -> bool:
    return value in (1, True, "1")


def _moment(value: Any) -> datetime | None:
    """Return a moment that was written in words of ISO 8601 or in milliseconds since 1970."""
    try:
        if isinstance(value, int):
            moment = datetime.fromtimestamp(value / 1000, UTC)
        else:
            moment = datetime.fromisoformat(str(value).strip())
    except (ValueError, OverflowError, OSError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if 1970 < moment.year < 9000 else None
