"""Pages for those who ask for an article, or printed one: a form, and a private page of their own."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Revision
from articles.pages.article_context import words_language
from articles.rights import license_terms
from licensing import actions, rate_limits, text_changes
from licensing.errors import Refused
from licensing.forms import AboutArticle, RepublishedForm, RequestForm
from licensing.models import ReprintRequest, Republisher
from masthead.requests import PaperRequest
from press import public_forms
from press.rate_limit import spend


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request(request: PaperRequest) -> HttpResponse:
    """Show the form for a request to print an article, or receive one."""
    return _form(request, RequestForm, "licensing/request.html", _store_request)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def republished(request: PaperRequest) -> HttpResponse:
    """Show the form for those who printed an article and want to hear when we correct it, or receive them."""
    return _form(request, RepublishedForm, "licensing/republished.html", _store_republisher)


Store = Callable[[dict, str], ReprintRequest | Republisher]


def _form(request: PaperRequest, form_class: type[AboutArticle], template: str, store: Store) -> HttpResponse:
    if request.method != "POST":
        form = form_class(initial={**request.GET.dict(), "opened": public_forms.opened_now(), "key": uuid.uuid4()})
        if form.asked_about is None:
            return render(request, "refused.html", {"sentence": _no_article()}, status=404)
        return _show(request, form, template)
    try:
        public_forms.admit(request)
    except public_forms.Refused as refusal:
        return refused(request, refusal)
    form = form_class(request.POST)
    with translation.override(_language(form.asked_about)):
        return _submitted(request, form, template, store)


def _no_article() -> str:
    return _("Open the article first; under it you find the way to this form.")


def _submitted(request: PaperRequest, form: AboutArticle, template: str, store: Store) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form, template, status=400) if form.asked_about else refused(request, _wrong(form))
    sender = public_forms.sender_of(request)
    try:
        return redirect(public_forms.submit(form, sender=sender, store=lambda: store(form.cleaned_data, sender)))
    except public_forms.Refused as refusal:
        return _show(request, form, template, sentence=str(refusal), refusal=refusal)


def _wrong(form: AboutArticle) -> public_forms.Refused:
    first = next(iter(form.errors.values()))[0]
    return public_forms.Refused(str(first), status=400)


def _store_request(data: dict, sender: str) -> ReprintRequest:
    return actions.receive_request(
        data["revision"],
        key=data["key"],
        limits=rate_limits.limits(sender, data["email"]),
        language=data["revision"].language,
        sender=sender,
        **{name: data[name] for name in RequestForm.TOLD},
    )


def _store_republisher(data: dict, sender: str) -> Republisher:
    spend(rate_limits.limits(sender, data["email"]))
    return actions.register(
        data["revision"],
        language=data["revision"].language,
        **{name: data[name] for name in ("outlet", "url", "email")},
    )


def _show(
    request: PaperRequest,
    form: AboutArticle,
    template: str,
    *,
    sentence: str = "",
    refusal: public_forms.Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    revision = form.asked_about
    words = {
        "form": form,
        "revision": revision,
        "sentence": sentence,
        "words_language": _language(revision),
        "free": revision is not None and license_terms.is_free(revision.license),
        "kept_days": settings.REPORT_DATA_DAYS,
    }
    with translation.override(request.publication.language):
        response = render(request, template, words, status=refusal.status if refusal else status)
    if refusal and refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def refused(request: HttpRequest, refusal: public_forms.Refused) -> HttpResponse:
    """Say on a page of its own why something was not taken."""
    return render(request, "refused.html", {"sentence": str(refusal)}, status=refusal.status)


def _language(revision: Revision | None) -> str:
    return words_language(revision.language) if revision else translation.get_language()


def private(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is its key out of search engines and out of the logs of other sites."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


# --- Private pages --------------------------------------------------------------------------------------------------


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_status(request: HttpRequest, token: str) -> HttpResponse:
    """Show an outlet what became of its request; a post takes it back."""
    found = get_object_or_404(ReprintRequest.objects.select_related("article", "revision"), token=token)
    sentence = ""
    if request.method == "POST" and found.closed_at is None:  # The address is the key: whoever knows it may.
        try:
            actions.withdraw(found)
            return private(redirect(found))
        except Refused as refusal:
            sentence = str(refusal)
            found.refresh_from_db()
    words = {
        "asked": found,
        "grant": found.grants.in_force().newest().first(),
        "sentence": sentence,
        "words_language": _language(found.revision),
    }
    return private(render(request, "licensing/status.html", words, status=409 if sentence else 200))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def republisher(request: HttpRequest, token: str) -> HttpResponse:
    """Show a republisher what changed since it was printed; posts say that it was mended, or end the letters."""
    found = get_object_or_404(Republisher.objects.select_related("article", "revision"), token=token)
    standings = Revision.objects.in_force().select_related("license")
    standing = get_object_or_404(standings, article=found.article_id)
    if request.method == "POST":
        if request.POST.get("do") == "stop":
            actions.stop(found)
        elif request.POST.get("number") == str(standing.number):
            actions.take(found, revision=standing)
        return private(redirect(found))
    words = {
        "holder": found,
        "standing": standing,
        "differences": text_changes.since(found, standing),
        "free": not standing.withdrawn and license_terms.is_free(standing.license),
        "words_language": _language(found.revision),
    }
    return private(render(request, "licensing/republisher.html", words))
