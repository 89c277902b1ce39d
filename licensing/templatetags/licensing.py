"""What templates need so that readers can quote and reprint."""

from django import template
from django.template import Context

from articles.models import Revision
from articles.rights import license_terms, syndication
from licensing import kits

register = template.Library()


@register.inclusion_tag("licensing/_quote.html", takes_context=True)
def quote_dialog(context: Context, copy: Revision) -> dict:
    """Print what “Quote this” opens, for an article of which something may be quoted."""
    return {
        "article": copy.article_id,
        "license": copy.license,
        "line": kits.attribution(copy, context["publication"]),
        "address": syndication.absolute(copy.get_absolute_url()),
        "page": license_terms.usage_address(copy.license),
    }
