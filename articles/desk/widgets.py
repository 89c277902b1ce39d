"""Form fields of the desk that stock Django has no widget for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.template import loader
from django.urls import reverse

from adminkit.lists import row_number
from articles.models import Article


class _FromTemplates:
    """A widget whose template lies with all others of the project."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> str:
        return loader.render_to_string(template_name, context)


class ChosenArticles(_FromTemplates, forms.SelectMultiple):
    """Articles that were chosen, each with a box to take it away; a search adds more where there is JavaScript."""

    template_name = "admin/articles/widgets/chosen.html"
    several = True

    class Media:
        js = [Script("js/desk/chosen.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        wanted = value if isinstance(value, list | tuple) else [value]
        ids = [number for one in wanted if (number := row_number(str(one))) is not None]
        found = Article.objects.only("headline", "path").in_bulk(ids)
        return {
            "name": name,
            "id": (attrs or {}).get("id", ""),
            "several": self.several,
            "chosen": [found[pk] for pk in ids if pk in found],
            "address": reverse("admin:articles_article_find"),
        }

    def id_for_label(self, id_: str, index: str = "") -> str:
        return f"{id_}_search" if id_ else id_


class ChosenArticle(ChosenArticles):
    """At most one article."""

    several = False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name) or None
