"""Articles at the desk: the list, and the doors to the page on which one is written."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from adminkit.lists import UncountedList
from adminkit.requests import staff
from articles.admin import ajax, article_page, versions
from articles.admin.filters import AuthorFilter, MonthFilter, SectionFilter, StatusFilter
from articles.desk import dashboard
from articles.models import Article, Byline


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_per_page = 40
    list_max_show_all = 0
    list_display = ("headline",)
    list_display_links = None
    list_filter = (AuthorFilter, SectionFilter, StatusFilter, MonthFilter)
    search_fields = ("headline",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    ordering = ("-changed_at", "-pk")

    # --- Who may -----------------------------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return dashboard.may_edit(staff(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Let drafts be thrown away; what readers could read stays, withdrawn or not."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.revisions.exists())

    # --- The list ----------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = Article.objects.with_state().select_related("hero", "section").defer("body")
        return rows.prefetch_related(Prefetch("bylines", Byline.objects.select_related("person").order_by("position")))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet, bool]:
        return queryset.matching(search_term), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    # --- The page of one article -------------------------------------------------------------------------------------

    def found(self, pk: int | str) -> Article:
        """Return an article with its state, or raise Http404."""
        articles = Article.objects.with_state().select_related("hero__license", "section", "license", "changed_by")
        try:
            return articles.get(pk=pk)
        except (Article.DoesNotExist, ValueError, OverflowError):
            raise Http404(_("There is no such article.")) from None

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return article_page.pressed(self, request, Article())
        return article_page.show(self, request, Article())

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        article = self.found(object_id)
        if self.has_change_permission(request, article):
            answer = article_page.pressed if request.method == "POST" else article_page.show
            return answer(self, request, article)
        if request.method == "POST" or not self.has_view_permission(request, article):
            raise PermissionDenied(_("You may not change this article."))
        return ajax.reading(request, self, article)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return versions.compare(self, request, self.found(object_id))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        mine = [
            path("find/", view(ajax.find), name="articles_article_find"),
            path("tags/", view(ajax.tags), name="articles_article_tags"),
            path("people/", view(ajax.people), name="articles_article_people"),
            path("at/", view(ajax.at), name="articles_article_at"),
            path("<int:pk>/preview/", view(self._preview), name="articles_article_preview"),
            path("<int:pk>/presence/", view(self._presence), name="articles_article_presence"),
        ]
        return mine + super().get_urls()

    def _preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        return ajax.preview(request, self, self.found(pk))

    def _presence(self, request: HttpRequest, pk: int) -> HttpResponse:
        return ajax.presence(request, self, self.found(pk))


class ArticleList(UncountedList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.rows = [(article, dashboard.status(article)) for article in self.result_list]
