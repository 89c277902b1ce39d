"""Public files from disk, answered before a session or a query is thought of.

Only pictures go out, each with a type by its name; whatever else may lie in the media folder is not found. On a larger
site nginx or a bucket answers these addresses, and this never runs.
"""

from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage, storages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
RENDITIONS = "renditions/"  # Their names are made from what is in them, so a name never gets other bytes.
FOR_EVER = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
POLICY = "default-src 'none'; sandbox"


def files(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer addresses under MEDIA_URL when the default storage is a folder; pass everything else on."""

    def answer(request: HttpRequest) -> HttpResponse:
        storage = storages["default"]
        if isinstance(storage, FileSystemStorage) and request.path_info.startswith(storage.base_url):
            return _answer(request, storage, request.path_info.removeprefix(storage.base_url))
        return get_response(request)

    return answer


def _answer(request: HttpRequest, storage: FileSystemStorage, name: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    kind = TYPES.get(Path(name).suffix.lower())
    content = _read(storage, name) if kind else None
    if content is None:
        return HttpResponse("Not found.", status=404, content_type="text/plain")
    response = HttpResponse(content, content_type=kind)
    response["Content-Length"] = len(content)
    response["Cache-Control"] = FOR_EVER if name.startswith(RENDITIONS) else FOR_AN_HOUR
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _read(storage: FileSystemStorage, name: str) -> bytes | None:
    """Return the bytes of a public file; renditions are small enough to be handed over whole."""
    try:
        return Path(storage.path(name)).read_bytes()
    except (SuspiciousOperation, OSError, ValueError):
        return None
