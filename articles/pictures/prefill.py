"""What a picture's file says about itself, as a first draft of the library's words."""

from urllib.parse import urlsplit

from articles.models import Image, License
from press.model_fields import longest
from press.pictures import Metadata


def from_file(said: Metadata) -> dict:
    """Return fields of Image for an editor to check; what is too long for its field is cut."""
    return {
        "alt_text": _cut("alt_text", said.alt_text),
        "caption": said.caption or said.headline,
        "credit": _cut("credit", said.credit or _joined(said.creator, said.source)),
        "creator": _cut("creator", said.creator),
        "license": license_at(said.web_statement),
        "rights_note": "\n".join(dict.fromkeys(filter(None, [said.copyright, said.usage_terms, said.web_statement]))),
        "taken_at": said.taken_at,
        "label": Image.Label.AI if said.ai_generated else Image.Label.NONE,
    }


def license_at(url: str) -> License | None:
    """Return the license whose terms stand at an address, be it written with http, www or a slash at its end or not."""
    wanted = _place(url)
    return next((one for one in License.objects.exclude(url="") if _place(one.url) == wanted), None) if wanted else None


def _place(url: str) -> str:
    parts = urlsplit(url.strip().lower())
    path = parts.path.rstrip("/").removesuffix("/legalcode").removesuffix("/deed")
    return parts.netloc.removeprefix("www.") + path


def _joined(creator: str, source: str) -> str:
    """Write a credit line as papers do: “Name / Agency”."""
    return " / ".join(dict.fromkeys(filter(None, [creator, source])))


def _cut(field: str, text: str) -> str:
    return text[: longest(Image, field)]
