"""What the whole site declares to programs: TDMRep, RSL and the groups of robots.txt, all from the licenses.

The paper's default speaks for the site; articles under others are named. Where there are more of them than such a file
should hold, nothing goes out that one of them reserves.
"""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.conf import settings
from django.utils.encoding import iri_to_uri

from articles.models import Image, License, Revision
from articles.querysets import RevisionQuerySet
from articles.rights import license_terms, machine_readable
from masthead.models import Publication

MOST = 1000  # Articles that are named in one file; crawlers read 500 kB of a robots.txt.
RSL = "https://rslstandard.org/rsl"

# Programs that gather texts and pictures for the training of AI, by the names under which they read robots.txt.
CRAWLERS = (
    *("AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot"),
    *("cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-Extended", "GPTBot", "img2dataset"),
    *("meta-externalagent", "omgili", "PanguBot", "Timpibot", "webzio-extended"),
)


# --- TDMRep ---------------------------------------------------------------------------------------------------------


def tdmrep() -> list[dict]:
    """Return what `/.well-known/tdmrep.json` says; the header of an article goes before it.

    Of all files of pictures it can say one thing only: they are reserved if one of them is. Each says its own inside.
    """
    pictures = machine_readable.reservation(None) if Image.objects.reserved().exists() else {"tdm-reservation": 0}
    return [
        {"location": settings.MEDIA_URL, **pictures},
        {"location": "/", **machine_readable.reservation(License.objects.default())},
    ]


# --- robots.txt -----------------------------------------------------------------------------------------------------


def groups() -> dict:
    """Return what robots.txt needs: `crawlers`, the addresses they are `allowed` and `kept_from`, the `preference`."""
    default = License.objects.default()
    closed = not machine_readable.may_train(default)
    others = _addresses(Revision.objects.live().open_to_training(closed))
    if not closed and len(others) > MOST:
        closed, others = True, []
    pictures = [settings.MEDIA_URL] if Image.objects.reserved().exists() else []
    return {
        "crawlers": CRAWLERS,
        "allowed": others[:MOST] if closed else [],
        "kept_from": ["/"] if closed else [*others, *pictures],
        "preference": machine_readable.preference(default) if settings.AIPREF else "",
    }


def _addresses(revisions: RevisionQuerySet) -> list[str]:
    paths = revisions.newest().values_list("article__path", flat=True)[: MOST + 1]
    return [path for path in paths if path]


# --- RSL ------------------------------------------------------------------------------------------------------------


def rsl(paper: Publication) -> bytes:
    """Return the terms of the site and of articles under others in Really Simple Licensing 1.0."""
    default = License.objects.default()
    root = Element("rsl", xmlns=RSL)
    found = Revision.objects.live().exclude(license=default).select_related("article", "license").newest()
    others = list(found.only("article__path", "license")[: MOST + 1])
    for revision in others[:MOST]:
        _content(root, revision.get_absolute_url(), revision.license, paper)
    _content(root, "/", default if len(others) <= MOST else None, paper)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _content(root: Element, path: str, license: License | None, paper: Publication) -> None:
    content = SubElement(root, "content", url=iri_to_uri(path))
    terms = SubElement(content, "license")
    allowed = {"search": True, "ai-train": machine_readable.may_train(license)}
    allowed |= dict.fromkeys(("ai-index", "ai-input"), machine_readable.may_mine(license))
    SubElement(terms, "permits", type="usage").text = ",".join(name for name, may in allowed.items() if may)
    if not all(allowed.values()):
        SubElement(terms, "prohibits", type="usage").text = ",".join(name for name, may in allowed.items() if not may)
    payment = SubElement(terms, "payment", type="attribution" if license is None or license.link_required else "free")
    if license and license.url:
        SubElement(payment, "standard").text = license.url
    SubElement(content, "copyright", type="organization").text = paper.copyright_holder
    SubElement(content, "terms").text = license_terms.usage_address(license)
