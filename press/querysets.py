"""Adjectives of the machinery."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from press.models import Block


class BlockQuerySet(models.QuerySet["Block"]):
    def against(self, *, sender: str, emails: set[str], sites: set[str]) -> Self:
        """Return what may meet somebody: all blocked words, and what names the sender, the address or a linked site."""
        named = Q(kind="email", low__in=emails) | Q(kind="domain", low__in=sites) | Q(kind="sender", value=sender)
        return self.annotate(low=Lower("value")).filter(Q(kind="words") | named).order_by("pk")
