"""Adjectives for who we are."""

from django.db import models


class PublicationQuerySet(models.QuerySet):
    def current(self):
        """Return the paper, or an unsaved one with plain defaults before anybody has named it."""
        return self.first() or self.model()


class PersonQuerySet(models.QuerySet):
    def staff(self):
        return self.filter(on_staff_list=True).order_by("position", "name", "pk")

    def by_name(self):
        return self.order_by("name", "pk")


class PolicyPageQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published=True)

    def in_language(self, language: str):
        """Return pages in `language`, and those that name none."""
        return self.filter(language__in=["", language])

    def stating(self, purpose: str, language: str):
        """Return the public page of one purpose in `language`, else one that names no language; None without any."""
        return self.public().in_language(language).filter(purpose=purpose).order_by("-language", "pk").first()

    def listed(self):
        return self.order_by("position", "title", "pk")
