"""What templates need to say under which terms something stands."""

from django import template

from articles import rights
from articles.models import License

register = template.Library()


@register.filter
def terms_address(license: License | None) -> str:
    """Return where the terms of a license can be read."""
    return rights.terms_address(license)


@register.filter
def in_words(license: License) -> list[str]:
    """Return what a license means, in sentences."""
    return rights.in_words(license)


@register.filter
def is_free(license: License | None) -> bool:
    """Tell whether the whole of something may be republished without asking."""
    return rights.is_free(license)
