"""What pages tell search engines and other sites about themselves, in their heads."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from articles.models import Image
from articles.pages.json_ld import article, breadcrumbs, profile, publisher, script, site
from articles.rights import syndication
from masthead.models import Person

register = template.Library()

CARD = "c1200x630.jpg"


@register.simple_tag(takes_context=True)
def article_json_ld(context: Context, corrections: list[dict]) -> SafeString:
    """Print an article, the way to it, and the paper, as schema.org knows them."""
    revision, paper = context["copy"], context["publication"]
    people = {
        line["person"].pk: line["person"] for group in context["credits"] for line in group["people"] if line["person"]
    }
    graph = [
        article(revision, paper, people=people, pictures=context["pictures"].values(), corrections=corrections),
        breadcrumbs(revision, paper),
        publisher(paper, context["furniture"]),
        site(paper),
    ]
    return script({"@context": "https://schema.org", "@graph": graph})


@register.simple_tag(takes_context=True)
def site_json_ld(context: Context) -> SafeString:
    """Print the paper and its site, as schema.org knows them."""
    paper = context["publication"]
    graph = [publisher(paper, context["furniture"]), site(paper)]
    return script({"@context": "https://schema.org", "@graph": graph})


@register.simple_tag(takes_context=True)
def person_json_ld(context: Context, person: Person) -> SafeString:
    """Print who somebody is and for which paper they write, as schema.org knows it."""
    paper = context["publication"]
    graph = [profile(person, paper), publisher(paper, context["furniture"]), site(paper)]
    return script({"@context": "https://schema.org", "@graph": graph})


register.filter("full_address", syndication.absolute)


@register.filter
def card_picture(image: Image | None) -> dict | None:
    """Return the file that other sites show of a picture: its card crop, else the whole."""
    if not image or image.taken_down_at:
        return None
    crop = image.renditions.get(CARD)
    if crop is None:
        return syndication.picture_file(image)
    return {**crop, "url": syndication.rendition_address(crop), "alt": image.alt_text}
