"""What templates need to speak of rights."""

from django import template

from articles import rights
from articles.models import License

register = template.Library()


@register.filter
def in_words(license: License) -> list[str]:
    """Return what a license means, in sentences."""
    return rights.in_words(license)
