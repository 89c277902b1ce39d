"""What templates need to say under which terms something stands."""

from django import template

from articles.models import License
from articles.rights import license_terms

register = template.Library()


@register.filter
def terms_address(license: License | None) -> str:
    """Return where the terms of a license can be read."""
    return license_terms.terms_address(license)


@register.filter
def in_words(license: License) -> list[str]:
    """Return what a license means, in sentences."""
    return license_terms.in_words(license)


@register.filter
def is_free(license: License | None) -> bool:
    """Tell whether the whole of something may be republished without asking."""
    return license_terms.is_free(license)
