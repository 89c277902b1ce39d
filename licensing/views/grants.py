"""The page from which the holder of a grant takes the text. Its address is the key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Revision
from articles.pages.article_context import words_language
from licensing import actions, text_changes
from licensing.kits import Kit, kit
from licensing.models import Grant
from licensing.views import terms
from licensing.views.requests import private
from masthead.requests import PaperRequest


class Closed(Exception):
    """No text goes out: the grant is unknown, over, revoked or not begun, or the article was withdrawn."""

    def __init__(self, why: str, *, status: int, grant: Grant | None = None, standing: Revision | None = None) -> None:
        self.why, self.status, self.grant, self.standing = why, status, grant, standing
        super().__init__(why)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: PaperRequest, token: str) -> HttpResponse:
    """Show the terms, the text and what changed since it was taken; a post says that it is taken now."""
    try:
        found, standing = _open(token)
    except Closed as closed:
        return _say(request, closed)
    if request.method == "POST":
        if request.POST.get("number") == str(standing.number):
            actions.take(found, revision=standing)
        return private(redirect(found))
    made = _kit(request, found, standing)
    words = {
        "grant": found,
        "kit": made,
        "forms": terms.forms_of(made, lambda form: f"{found.get_absolute_url()}kit.{form}"),
        "differences": text_changes.since(found, standing),
        "taken": text_changes.taken(found),
        "words_language": words_language(standing.language),
    }
    return private(render(request, "licensing/grant.html", words))


@never_cache
@require_safe
def grant_file(request: PaperRequest, token: str, form: str) -> HttpResponse:
    """Hand over the text as a file and note that it was taken; ninjs says of a withdrawn one that it is canceled."""
    try:
        found, standing = _open(token)
    except Closed as closed:
        if form == "json" and closed.grant and closed.standing:
            return private(terms.file(_kit(request, closed.grant, closed.standing), form))
        return _say(request, closed)
    if request.method == "GET":
        actions.take(found, revision=standing)
    return private(terms.file(_kit(request, found, standing), form))


@never_cache
@require_safe
def grant_letter(request: PaperRequest, token: str) -> HttpResponse:
    """Show the permission as a letter for one sheet of paper."""
    try:
        found, standing = _open(token)
    except Closed as closed:
        return _say(request, closed)
    words = {"grant": found, "kit": _kit(request, found, standing), "words_language": words_language(standing.language)}
    return private(render(request, "licensing/letter.html", words))


def _open(token: str) -> tuple[Grant, Revision]:
    """Return a grant in force, and what readers read now.

    :raises Closed: nothing goes out.
    """
    rows = Grant.objects.select_related("article", "revision", "taken", "made_by")
    found = rows.filter(token=token).first()
    if found is None:
        raise Closed("unknown", status=404)
    now = timezone.now()
    standing = Revision.objects.in_force(now).filter(article=found.article_id).for_reading().first()
    if found.revoked_at:
        raise Closed("revoked", status=410, grant=found)
    if found.live_until and found.live_until <= now:
        raise Closed("over", status=410, grant=found)
    if found.live_from > now:
        raise Closed("early", status=403, grant=found)
    if standing is None or standing.withdrawn:
        raise Closed("withdrawn", status=410, grant=found, standing=standing)
    return found, standing


def _kit(request: PaperRequest, grant: Grant, standing: Revision) -> Kit:
    return kit(standing, request.publication, credit=grant.credit, most=grant.most)


def _say(request: HttpRequest, closed: Closed) -> HttpResponse:
    words = {"why": closed.why, "grant": closed.grant, "standing": closed.standing}
    return private(render(request, "licensing/closed.html", words, status=closed.status))
