"""Who pays for the paper, as search engines read it."""

from django.urls import reverse

from articles.pages import json_ld
from articles.rights.syndication import absolute
from support import sitewide


def funding(furniture: dict) -> dict:
    """Return the properties of the paper as an organization that say who gives; a policy page on it goes first."""
    standing = sitewide.of(furniture)
    return {
        "ownershipFundingInfo": absolute(reverse("support")) if standing.is_open else None,
        "funder": [_funder(one) for one in standing.funders],
    }


def _funder(funder: dict) -> dict:
    logo = funder["logo"] and absolute(funder["logo"]["url"])
    words = {"@type": "Organization", "name": funder["name"], "url": funder["link"], "logo": logo}
    return json_ld.without_empty(words)


json_ld.also_of_the_paper.append(funding)
