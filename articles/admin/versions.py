"""All versions of an article on one screen: any two compared by words, and brought back with one button."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from adminkit.inbox import name_of
from adminkit.lists import row_number
from adminkit.requests import staff
from articles import actions, content, diff
from articles.desk import dashboard
from articles.errors import Refused
from articles.models import Article, Draft, Image, Revision

NOW = "now"
PRINTED = (*content.WORDS, *content.CHOICES, "bylines", "tags", "related")


@dataclass(frozen=True)
class Version:
    """One text that an article had or has; `token` names it in addresses."""

    token: str
    title: str
    by: str
    at: datetime
    reason: str = ""
    source: Revision | Draft | None = None

    def text(self, article: Article) -> Revision:
        """Return what it says in the shape of a revision, which need not be one."""
        if isinstance(self.source, Revision):
            return self.source
        kept = self.source.content if self.source else content.of_article(article)
        return Revision(article=article, **{name: kept[name] for name in PRINTED})


def compare(admin: ModelAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """Show what changed between two versions, or bring one back."""
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    found = versions(article)
    if request.method == "POST":
        return _bring_back(admin, request, article, found)
    old, new = _chosen(request, article, found)
    texts = [old.text(article), new.text(article)]
    context = admin.admin_site.each_context(request) | {
        "opts": Article._meta,
        "title": _("Versions of “%(article)s”") % {"article": article},
        "article": article,
        "status": dashboard.status(article),
        "versions": found,
        "old": old,
        "new": new,
        "differences": diff.between(*texts, pictures=Image.objects.in_bulk(diff.used_pictures(texts))),
        "may_change": admin.has_change_permission(request, article),
    }
    return TemplateResponse(request, "admin/articles/article/versions.html", context)


def versions(article: Article) -> list[Version]:
    """Return the working copy first, then what was published and what was saved, the newest first."""
    working = Version(NOW, _("Working copy"), name_of(article.changed_by), article.changed_at)
    revisions = article.revisions.select_related("made_by")
    drafts = article.drafts.select_related("saved_by").exclude(version=article.version)
    past = [*map(_of_revision, revisions), *map(_of_draft, drafts)]
    return [working, *sorted(past, key=lambda version: (version.at, version.token), reverse=True)]


def _of_revision(revision: Revision) -> Version:
    title = _("Revision %(n)s: %(kind)s") % {"n": revision.number, "kind": revision.get_kind_display()}
    by = name_of(revision.made_by)
    return Version(f"r{revision.number}", title, by, revision.live_from, revision.reason, revision)


def _of_draft(draft: Draft) -> Version:
    return Version(f"d{draft.version}", _("Saved draft"), name_of(draft.saved_by), draft.saved_at, source=draft)


def _chosen(request: HttpRequest, article: Article, found: list[Version]) -> tuple[Version, Version]:
    """Return the two versions that the address names, or the two that one most likely wants to compare."""
    by_token = {version.token: version for version in found}
    old, new = _likely(article, found)
    return by_token.get(request.GET.get("old", ""), old), by_token.get(request.GET.get("new", ""), new)


def _likely(article: Article, found: list[Version]) -> tuple[Version, Version]:
    """Return what was published last and the working copy, or, if they say the same, the two published last."""
    printed = [version for version in found if isinstance(version.source, Revision)]
    if not printed:
        return found[min(1, len(found) - 1)], found[0]
    if content.of_article(article) != content.of_article(article) | _printed(printed[0].text(article)):
        return printed[0], found[0]
    return printed[min(1, len(printed) - 1)], printed[0]


def _printed(revision: Revision) -> dict:
    """Return what a revision says, but for the license: the paper's default stands in it by name."""
    return {name: getattr(revision, name) for name in PRINTED if name != "license_id"}


def _bring_back(admin: ModelAdmin, request: HttpRequest, article: Article, found: list[Version]) -> HttpResponse:
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    chosen = {version.token: version for version in found}.get(request.POST.get("restore", ""))
    if chosen is None or chosen.source is None:
        messages.error(request, _("That version is no longer kept; choose another."))
        return redirect("admin:articles_article_history", article.pk)
    article.version = row_number(request.POST.get("version", "")) or 0
    try:
        _restore(article, chosen.source, by=staff(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_article_history", article.pk)
    messages.success(
        request,
        _("%(version)s is the working copy now. Readers see it once it is published.") % {"version": chosen.title},
    )
    return redirect("admin:articles_article_change", article.pk)


def _restore(article: Article, source: Revision | Draft, *, by: User) -> None:
    if isinstance(source, Revision):
        actions.restore(article, revision=source, by=by)
    else:
        actions.restore_draft(article, draft=source, by=by)
