"""The page on which an article is written. Every button saves what is typed first, then does what it says.

With `Accept: application/json` a button is answered by what changed on the page, so that it need not be loaded anew;
without, by a page. Both come from the same templates.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from adminkit.requests import staff
from articles import preflight
from articles.admin.buttons import BUTTONS
from articles.admin.merge_conflict import Conflict
from articles.desk import dashboard
from articles.desk.forms import Decision, WorkingCopyForm
from articles.errors import NotConfirmed, NotReady, Refused, StaleArticle
from articles.models import Article
from press import richtext, security_headers

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

PAGE = "admin/articles/article/change_form.html"
PARTS = ("bar", "findings", "standing", "notes")
PARTS_WHILE_TYPING = ("chip", "findings")
DRAWN = ("bylines", "hero", "related", "translation_of")


@dataclass
class Page:
    """The page of one article for one visitor, before it is HTML or JSON."""

    admin: "ArticleAdmin"
    request: HttpRequest
    article: Article
    typed: WorkingCopyForm
    decision: Decision
    errors: dict[str, list[str]] = field(default_factory=dict)
    conflict: Conflict | None = None
    said: str = ""
    undo: str = ""
    parts: tuple[str, ...] = PARTS

    def context(self) -> dict:
        article, user = self.article, staff(self.request)
        known = article.pk is not None
        return {
            **self.admin.admin_site.each_context(self.request),
            "opts": Article._meta,
            "title": article.headline or (_("Untitled") if known else _("New article")),
            "article": article,
            "typed": self.typed,
            "form": self.typed.form,
            "bylines": self.typed.bylines,
            "decision": self.decision,
            "status": dashboard.status(article) if known else dashboard.Status("new", _("New")),
            "may_publish": dashboard.may_publish(user),
            "may_delete": known and self.admin.has_delete_permission(self.request, article),
            "blockers": preflight.blockers(article) if known else [],
            "warnings": preflight.warnings(article) if known else [],
            "questions": preflight.questions(article) if known else [],
            "notes": article.notes.select_related("made_by").order_by("made_at", "pk") if known else [],
            "presets": dashboard.presets(),
            "present": dashboard.others_at(article, user) if known else [],
            "errors": self.errors,
            "conflict": self.conflict,
            "said": self.said,
            "undo": self.undo,
            "saved_at": article.changed_at,
        }

    def html(self, *, status: int = 200) -> HttpResponse:
        """Return the whole page."""
        context = self.context() | {
            "languages": settings.LANGUAGES,
            "words": richtext.word_count(self.article.body),
            "minutes": richtext.reading_minutes(self.article.body),
            "media": self.typed.form.media,
        }
        response = TemplateResponse(self.request, PAGE, context, status=status)
        response.headers["Content-Security-Policy"] = security_headers.EDITOR
        return response

    def json(self, *, status: int = 200) -> JsonResponse:
        """Return what the page that is open must show now."""
        context, article = self.context(), self.article
        answer = {
            "version": self.typed.form["version"].value(),
            "saved_at": date_format(timezone.localtime(article.changed_at), "H:i:s") if article.pk else "",
            "address": reverse("admin:articles_article_change", args=[article.pk]) if article.pk else "",
            "slug": article.slug,
            "said": self.said,
            "errors": self.errors,
            "parts": {name: self._part(name, context) for name in self.parts},
        }
        if self.conflict:
            answer["conflict"] = self._choices(self.conflict) | {"html": self._part("conflict", context)}
        return JsonResponse(answer, status=status)

    def _choices(self, conflict: Conflict) -> dict:
        """Return the fields with both texts brought together, and those of the colleague's where they collide."""
        theirs = WorkingCopyForm(article=self.article, by=staff(self.request), shown=conflict.merged.theirs)
        return {
            "sentence": conflict.sentence,
            "mine": self._fields(self.typed, list(self.typed.form.fields)),
            "theirs": self._fields(theirs, conflict.names),
        }

    def _fields(self, typed: WorkingCopyForm, names: list[str]) -> dict:
        """Return what the page needs to show these fields: values of plain ones, HTML of the others."""
        plain = [name for name in names if name not in DRAWN]
        drawn = [name for name in DRAWN if name in names or name == "bylines"]
        context = {"typed": typed, "form": typed.form, "bylines": typed.bylines}
        return {
            "values": {name: typed.form[name].value() for name in plain if name in typed.form.fields},
            "parts": {name: self._part(name, context) for name in drawn},
        }

    def _part(self, name: str, context: dict) -> str:
        return render_to_string(f"admin/articles/article/_{name}.html", context, request=self.request)


def show(admin: "ArticleAdmin", request: HttpRequest, article: Article) -> HttpResponse:
    """Answer with the page of an article, or of one to be begun."""
    typed = WorkingCopyForm(article=article, by=staff(request))
    return Page(admin, request, article, typed, _decision(article)).html()


def _decision(article: Article, data: QueryDict | None = None) -> Decision:
    at = getattr(article, "scheduled_for", None)
    return Decision(data, initial={"publish_at": at})


def pressed(admin: "ArticleAdmin", request: HttpRequest, article: Article) -> HttpResponse:
    """Save what was typed and do what the pressed button says; one that nobody knows saves."""
    name = request.POST.get("do", "")
    name = name if name in BUTTONS else "save"
    if not BUTTONS[name].is_open_to(staff(request)):
        raise PermissionDenied(_("This is for those who may publish."))
    typed = WorkingCopyForm(request.POST, article=article, by=staff(request))
    decision = _decision(article, request.POST)
    typed.is_valid()
    live = getattr(article, "live_kind", "") not in ("", "withdrawal", None)
    errors = typed.errors | decision.errors_for(name, live=live)
    if errors:
        return _refused(admin, request, typed, decision, errors)
    if name == "autosave" and article.pk is None and typed.is_empty:
        return JsonResponse({"version": 0, "saved_at": "", "address": "", "parts": {}, "errors": {}})
    return _do(admin, request, name, typed, decision)


def _do(
    admin: "ArticleAdmin", request: HttpRequest, name: str, typed: WorkingCopyForm, decision: Decision
) -> HttpResponse:
    try:
        typed.save()
        article = admin.found(typed.form.instance.pk)
        said = BUTTONS[name].do(article, staff(request), decision.cleaned_data)
    except StaleArticle as stale:
        return _stale(admin, request, typed, stale)
    except NotReady as refusal:
        return _refused(admin, request, typed, decision, _by_field(refusal))
    except NotConfirmed as refusal:
        return _refused(admin, request, typed, decision, {"confirmed": _asked(refusal)})
    except Refused as refusal:
        return _refused(admin, request, typed, decision, {"": [str(refusal)]})
    return _done(admin, request, name, typed, said)


def _done(admin: "ArticleAdmin", request: HttpRequest, name: str, typed: WorkingCopyForm, said: str) -> HttpResponse:
    article = admin.found(typed.form.instance.pk)
    if _wants_json(request):
        page = Page(admin, request, article, typed, _decision(article))
        if name == "autosave":
            page.parts = PARTS_WHILE_TYPING if article.version > 1 else PARTS
        else:
            page.said, page.undo = said, "reinstate" if name == "withdraw" else ""
        return page.json()
    if name == "preview":
        return redirect("admin:articles_article_preview", article.pk)
    messages.success(request, said)
    return redirect("admin:articles_article_change", article.pk)


def _refused(
    admin: "ArticleAdmin", request: HttpRequest, typed: WorkingCopyForm, decision: Decision, errors: dict
) -> HttpResponse:
    """Show the page again with everything that was typed; what could be saved has been."""
    pk = typed.form.instance.pk
    article = admin.found(pk) if pk else Article()
    typed.refuse({name: errors[name] for name in errors if name not in typed.errors})
    page = Page(admin, request, article, typed, decision, errors=errors)
    return page.json(status=422) if _wants_json(request) else page.html(status=422)


def _stale(admin: "ArticleAdmin", request: HttpRequest, typed: WorkingCopyForm, stale: StaleArticle) -> HttpResponse:
    """Refuse to overwrite what a colleague saved, and show both texts as one as far as they go together."""
    conflict = Conflict(typed.merged(), str(stale))
    article = admin.found(typed.article.pk)
    both = WorkingCopyForm(article=article, by=staff(request), shown=conflict.merged.mine)
    page = Page(admin, request, article, both, _decision(article), conflict=conflict)
    return page.json(status=409) if _wants_json(request) else page.html(status=409)


def _by_field(refusal: NotReady) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for blocker in refusal.blockers:
        errors.setdefault(blocker.field, []).append(blocker.sentence)
    return errors


def _asked(refusal: NotConfirmed) -> list[str]:
    how = _("Tick “Publish it all the same” and press again.")
    return [f"{question} {how}" for question in refusal.questions]


def _wants_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")
