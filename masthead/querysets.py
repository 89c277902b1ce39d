"""Adjectives for who we are."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from masthead.models import Person, PolicyPage, Publication


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> "Publication":
        """Return the paper, or an unsaved one with plain defaults before anybody has named it."""
        return self.first() or self.model()


class PersonQuerySet(models.QuerySet["Person"]):
    def staff(self) -> Self:
        return self.filter(on_staff_list=True).order_by("position", "name", "pk")

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class PolicyPageQuerySet(models.QuerySet["PolicyPage"]):
    def public(self) -> Self:
        return self.filter(published=True)

    def in_language(self, language: str) -> Self:
        """Return pages in `language`, and those that name none."""
        return self.filter(language__in=["", language])

    def stating(self, purpose: str, language: str) -> "PolicyPage | None":
        """Return the public page of one purpose in `language`, else one that names no language; None without any."""
        return self.public().in_language(language).filter(purpose=purpose).order_by("-language", "pk").first()

    def listed(self) -> Self:
        return self.order_by("position", "title", "pk")
