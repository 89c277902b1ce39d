"""Where imported things came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.Model):
    """A line of the importers' ledger: what was made of a thing in another system, so that it is made only once."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        PICTURE = "picture", _("Picture")
        PAGE = "page", _("Policy page")
        PERSON = "person", _("Person")
        SECTION = "section", _("Section")

    source = models.CharField(_("source"), max_length=300)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    key = models.CharField(_("name there"), max_length=200)
    made_id = models.BigIntegerField(_("number here"))
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)

    class Meta:
        verbose_name = _("imported thing")
        verbose_name_plural = _("imported things")
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="imported_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.key}"
