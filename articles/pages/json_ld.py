"""Articles as search engines read them: schema.org in JSON-LD."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.context_processors import Link
from articles.models import Image, Revision
from articles.rights import license_terms, machine_readable
from articles.rights.syndication import absolute, picture_file, rendition_address
from masthead.models import Person, Publication
from press import richtext

POLICIES = {
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "diversity": "diversityPolicy",
    "feedback": "actionableFeedbackPolicy",
    "ownership": "ownershipFundingInfo",
    "fact-checking": "verificationFactCheckingPolicy",
    "sources": "unnamedSourcesPolicy",
    "coverage": "missionCoveragePrioritiesPolicy",
    "bylines": "noBylinesPolicy",
    "about": "publishingPrinciples",
}
also_of_the_paper: list[Callable[[dict], dict]] = []
"""What other rooms say of the paper as an organization, from its furniture; what is said here goes before it."""
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(data: dict | list) -> SafeString:
    """Return data as a JSON-LD element that nothing in it can break out of."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def without_empty(data: dict) -> dict:
    """Return data without what is empty; false stays."""
    return {name: value for name, value in data.items() if value is False or value}


def moment(at: datetime) -> str:
    """Return a moment with the paper's zone."""
    return timezone.localtime(at).isoformat()


def publisher(paper: Publication, furniture: dict[str, list[Link]]) -> dict:
    """Return the paper as a NewsMediaOrganization with those policies that there are."""
    stated = {POLICIES[one.purpose]: absolute(one.address) for one in furniture["policies"] if one.purpose in POLICIES}
    return without_empty(
        {
            "@type": "NewsMediaOrganization",
            "@id": f"{settings.SITE_URL}/#paper",
            "name": paper.name,
            "url": f"{settings.SITE_URL}/",
            "logo": absolute(paper.logo.url) if paper.logo else None,
            "foundingDate": paper.founded_on and paper.founded_on.isoformat(),
            "masthead": absolute(reverse("people")),
            "sameAs": [one.address for one in furniture["elsewhere"]],
            **{name: value for told in also_of_the_paper for name, value in told(furniture).items()},
            **stated,
        }
    )


def site(paper: Publication) -> dict:
    """Return the site with its search."""
    return {
        "@type": "WebSite",
        "@id": f"{settings.SITE_URL}/#site",
        "url": f"{settings.SITE_URL}/",
        "name": paper.name,
        "inLanguage": paper.language,
        "publisher": {"@id": f"{settings.SITE_URL}/#paper"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{settings.SITE_URL}{reverse('search')}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def picture(image: Image) -> dict | None:
    """Return a picture as an ImageObject with its rights, None if it has no file to show."""
    file = picture_file(image)
    if file is None:
        return None
    return without_empty(
        {
            "@type": "ImageObject",
            "url": file["url"],
            "contentUrl": file["url"],
            "width": file["width"],
            "height": file["height"],
            "caption": richtext.plain_text(image.caption) or image.alt_text,
            "creditText": image.credit,
            "creator": image.creator and {"@type": "Person", "name": image.creator},
            "copyrightHolder": _holder(image),
            "copyrightYear": image.taken_at and timezone.localtime(image.taken_at).year,
            "copyrightNotice": license_terms.picture_notice(image),
            "isAccessibleForFree": True,
            **machine_readable.linked_data(image.license, ask_at=license_terms.ask_for_picture(image)),
        }
    )


def _holder(image: Image) -> dict | None:
    """Return whose a picture is: a credit line may name a person, an agency or both, so it says no more than a name."""
    return {"@type": "Organization", "name": image.credit} if image.credit else None


def cuts(image: Image | None) -> list[str]:
    """Return the addresses of a picture's crops, as search engines want them in several shapes."""
    if image is None or image.taken_down_at:
        return []
    shapes = [one for slug, one in image.renditions.items() if slug.startswith("c") and slug.endswith(".jpg")]
    return [rendition_address(one) for one in sorted(shapes, key=lambda one: -one["width"])[:3]]


def article(
    revision: Revision,
    paper: Publication,
    *,
    people: dict[int, Person],
    pictures: Iterable[Image],
    corrections: list[dict],
) -> dict:
    """Return a revision as a NewsArticle; `pictures` are of its text, `corrections` CorrectionComments that hold."""
    hero = picture(revision.hero) if revision.hero else None
    license = revision.license
    return without_empty(
        {
            "@type": "NewsArticle",
            "@id": f"{absolute(revision.get_absolute_url())}#article",
            "mainEntityOfPage": absolute(revision.get_absolute_url()),
            "url": absolute(revision.get_absolute_url()),
            "headline": revision.headline,
            "description": revision.seo_description or revision.standfirst,
            "alternativeHeadline": revision.seo_title if revision.seo_title != revision.headline else "",
            "dateline": revision.dateline,
            "articleSection": revision.section and revision.section.name,
            "keywords": [tag["name"] for tag in revision.tags],
            "inLanguage": revision.language,
            "wordCount": richtext.word_count(revision.body),
            "datePublished": moment(revision.published_at),
            "dateModified": moment(revision.updated_at or revision.published_at),
            "author": [_author(line, people) for line in revision.bylines if line["role"] == "author"]
            or {"@id": f"{settings.SITE_URL}/#paper"},
            "image": [*([hero, *cuts(revision.hero)] if hero else []), *filter(None, map(picture, pictures))],
            "publisher": {"@id": f"{settings.SITE_URL}/#paper"},
            "isPartOf": {"@id": f"{settings.SITE_URL}/#site"},
            "isAccessibleForFree": True,
            "copyrightHolder": {"@type": "Organization", "name": paper.copyright_holder},
            "copyrightYear": timezone.localtime(revision.published_at).year,
            "copyrightNotice": license_terms.copyright_notice(revision, paper),
            "creditText": paper.name,
            "correction": corrections,
            **machine_readable.linked_data(license, ask_at=license_terms.ask_for_text(revision)),
        }
    )


def profile(person: Person, paper: Publication) -> dict:
    """Return the page of somebody whose name stands over articles."""
    return {
        "@type": "ProfilePage",
        "url": absolute(person.get_absolute_url()),
        "isPartOf": {"@id": f"{settings.SITE_URL}/#site"},
        "mainEntity": without_empty(
            {
                "@type": "Person",
                "name": person.name,
                "url": absolute(person.get_absolute_url()),
                "jobTitle": person.role,
                "description": person.biography,
                "image": person.photo and absolute(person.photo.url),
                "worksFor": {"@id": f"{settings.SITE_URL}/#paper"},
            }
        ),
    }


def breadcrumbs(revision: Revision, paper: Publication) -> dict:
    """Return the way from the front page to an article."""
    steps = [(paper.name, "/")]
    if revision.section:
        steps.append((revision.section.name, revision.section.get_absolute_url()))
    steps.append((revision.headline, revision.get_absolute_url()))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": {"@type": "WebPage", "@id": absolute(path)}}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


def _author(line: dict, people: dict[int, Person]) -> dict:
    person = people.get(line["person"])
    told = {"@type": "Person", "name": line["name"]}
    return told | {"url": absolute(person.get_absolute_url())} if person else told
