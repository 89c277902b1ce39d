"""Who sent a form: our own pages, or somebody else's."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_ours(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page of this site, as far as the browser says.

    Readers' pages carry no token, so that they are the same for everyone; browsers say of every form where it came
    from. What says nothing at all is no browser of this decade, and could say anything.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or _host(origin) in (request.get_host(), _host(settings.SITE_URL))


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).netloc
    except ValueError:  # An address that is none, as "http://[".
        return None
