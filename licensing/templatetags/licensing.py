"""What templates need so that readers can quote and reprint."""

from django import template

from articles import elsewhere, rights
from articles.models import Revision
from licensing import kits

register = template.Library()


@register.inclusion_tag("licensing/_quote.html", takes_context=True)
def quote_dialog(context, copy: Revision) -> dict:
    """Print what “Quote this” opens, for an article of which something may be quoted."""
    return {
        "article": copy.article_id,
        "license": copy.license,
        "line": kits.attribution(copy, context["publication"]),
        "address": elsewhere.absolute(copy.get_absolute_url()),
        "page": rights.usage_address(copy.license),
    }
