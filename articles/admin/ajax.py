"""What the desk's pages ask for while they are open: matches, previews, who else is here."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from taggit.models import Tag

from adminkit.inbox import name_of
from adminkit.lists import row_number
from adminkit.requests import staff
from articles.actions.presence import arrive
from articles.desk import dashboard
from articles.models import Article, OldAddress
from articles.pages.article_context import article_context
from articles.templatetags.desk import thumb
from masthead.models import Person
from press import security_headers

SUGGESTED = 8


def _only_for(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


@require_safe
def find(request: HttpRequest) -> JsonResponse:
    """Return articles that match what is being typed, with the way to each."""
    _only_for(request, "articles.view_article")
    return JsonResponse({"results": [_match(article) for article in dashboard.find(request.GET.get("q", "")[:200])]})


def _match(article: Article) -> dict:
    status = dashboard.status(article)
    return {
        "id": article.pk,
        "label": str(article),
        "hint": status.label,
        "code": status.code,
        "thumb": thumb(article.hero),
        "address": reverse("admin:articles_article_change", args=[article.pk]),
        "history": reverse("admin:articles_article_history", args=[article.pk]),
    }


@require_safe
def tags(request: HttpRequest) -> JsonResponse:
    """Return tags that begin with what is being typed."""
    _only_for(request, "articles.view_article")
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    ways = {words, words.lower(), words.capitalize(), words.upper()}
    begins = Q()
    for way in ways:
        begins |= Q(name__istartswith=way)
    names = Tag.objects.filter(begins).order_by("name").values_list("name", flat=True) if words else []
    return JsonResponse({"results": [{"label": name} for name in names[:SUGGESTED]]})


@require_safe
def people(request: HttpRequest) -> JsonResponse:
    """Return people of the masthead one of whose names begins with what is being typed."""
    _only_for(request, "articles.view_article")
    words = request.GET.get("q", "").replace("\0", "").strip().casefold()
    everybody = Person.objects.by_name().values_list("pk", "name", "role")
    found = [row for row in everybody if any(part.startswith(words) for part in _starts(row[1]))]
    return JsonResponse({"results": [{"id": pk, "label": name, "hint": role} for pk, name, role in found[:SUGGESTED]]})


def _starts(name: str) -> list[str]:
    """Return the places of a name at which one may begin to type it."""
    parts = name.casefold().split()
    return [" ".join(parts[n:]) for n in range(len(parts))]


@require_safe
def at(request: HttpRequest) -> HttpResponse:
    """Lead from an address of the paper to the article at the desk."""
    _only_for(request, "articles.view_article")
    address = request.GET.get("path", "").replace("\0", "")
    article = Article.objects.filter(path=address).only("pk").first()
    old = None if article else OldAddress.objects.filter(path=address).values_list("article", flat=True).first()
    if not article and not old:
        raise Http404(_("No article lives at this address."))
    return redirect("admin:articles_article_change", article.pk if article else old)


@require_safe
def preview(request: HttpRequest, admin: ModelAdmin, article: Article) -> HttpResponse:
    """Show the working copy as readers would see it."""
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    response = render(request, "articles/article.html", article_context(article) | {"preview": True})
    response.headers["Content-Security-Policy"] = security_headers.PAPER
    return response


@require_POST
def presence(request: HttpRequest, admin: ModelAdmin, article: Article) -> JsonResponse:
    """Note that the visitor has the article open; return who else has, and what is kept by now."""
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    opened = row_number(request.POST.get("version", ""))
    arrive(article, staff(request), version=article.version if opened is None else opened)
    present = dashboard.others_at(article, staff(request))
    changed_by = name_of(article.changed_by)
    saved_at = date_format(timezone.localtime(article.changed_at), "H:i")
    return JsonResponse(
        {"present": present, "version": article.version, "changed_by": changed_by, "saved_at": saved_at}
    )


def reading(request: HttpRequest, admin: ModelAdmin, article: Article) -> HttpResponse:
    """Show a colleague's article to somebody who may not change it."""
    context = admin.admin_site.each_context(request) | {
        "opts": Article._meta,
        "title": str(article),
        "article": article,
        "status": dashboard.status(article),
        "owner": name_of(article.assignee or article.created_by),
        **{name: value for name, value in article_context(article).items() if name in ("text", "credits", "tags")},
    }
    return TemplateResponse(request, "admin/articles/article/reading.html", context)
