"""Pages of putting things right: sending a report, following it, and what we say in public."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import diff
from articles.models import Revision
from articles.pages.article_context import words_language
from articles.pages.pagination import page_of
from corrections import actions, spam, statistics, text_fragments
from corrections.forms import ReportForm
from corrections.models import Correction, Report
from masthead.models import PolicyPage
from masthead.requests import PaperRequest
from press import page_cache, public_forms

_YEAR = re.compile("[12][0-9]{3}")

# --- Reports --------------------------------------------------------------------------------------------------------


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PaperRequest) -> HttpResponse:
    """Show the form for a report, or receive one; scripts ask for JSON."""
    if request.method != "POST":
        known = {name: words.replace("\0", "") for name, words in request.GET.dict().items()}
        form = ReportForm(initial={**known, "opened": public_forms.opened_now()})
        if form.asked_about is None:
            raise Http404
        return show(request, form)
    try:
        public_forms.admit(request)
    except public_forms.Refused as refusal:
        return refused(request, None, refusal)
    form = ReportForm(request.POST)
    with translation.override(language_of(form.asked_about)):
        return submitted(request, form)


def submitted(request: PaperRequest, form: ReportForm) -> HttpResponse:
    """Receive a report and thank for it, or say why not."""
    if not form.is_valid():
        return refused(request, form)
    sender = public_forms.sender_of(request)
    limits = spam.limits(sender, form.cleaned_data["article"])
    try:
        report = public_forms.submit(
            form,
            sender=sender,
            store=lambda: actions.receive_report(**form.report(), sender=sender, limits=limits),
        )
    except public_forms.Refused as refusal:
        return refused(request, form, refusal)
    return thank(request, report)


def thank(request: HttpRequest, report: Report) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"receipt": report.receipt, "status": report.get_absolute_url()}, status=201)
    return redirect(report)


def refused(
    request: PaperRequest, form: ReportForm | None, refusal: public_forms.Refused | None = None
) -> HttpResponse:
    """Say why a report was not taken; on a page, everything that was typed stays in the form."""
    sentence, status = (str(refusal), refusal.status) if refusal else ("", 400)
    if wants_json(request):
        sentences = form.errors.get_json_data() if form and form.errors else {}
        first = next((found[0]["message"] for found in sentences.values()), "")
        answer = {"error": sentence or first, "fields": sentences}
        response: HttpResponse = JsonResponse(answer, status=status)
    elif form is None or form.asked_about is None:
        response = render(request, "refused.html", {"sentence": sentence}, status=status)
    else:
        response = show(request, form, sentence, status=status)
    if refusal and refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def show(request: PaperRequest, form: ReportForm, sentence: str = "", *, status: int = 200) -> HttpResponse:
    """Show the form on a page of its own, which needs neither script nor selection."""
    words = {
        "form": form,
        "sentence": sentence,
        "kept_days": settings.REPORT_DATA_DAYS,
        "words_language": language_of(form.asked_about),
    }
    with translation.override(request.publication.language):
        return render(request, "corrections/report.html", words, status=status)


def language_of(revision: Revision | None) -> str:
    """Return the language in which we speak to readers of an article."""
    return words_language(revision.language) if revision else translation.get_language()


def wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_status(request: HttpRequest, token: str) -> HttpResponse:
    """Show a reader what became of a report; a post erases the name and address that came with it."""
    found = get_object_or_404(
        Report.objects.select_related("passage__article", "revision", "reason", "correction"), token=token
    )
    if request.method == "POST":  # The address is the key: whoever knows it may.
        actions.erase(found)
        return redirect(found)
    notice = found.correction.now if found.correction else ""
    link = text_fragments.to_words(
        found.passage.article, notice, found.suggestion, found.passage.words_now, found.quote
    )
    words = {
        "report": found,
        "link": link,
        "kept_days": settings.REPORT_DATA_DAYS,
        "words_language": language_of(found.revision),
    }
    response = render(request, "corrections/status.html", words)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


# --- Notices --------------------------------------------------------------------------------------------------------


@require_safe
@page_cache.cached(params=("page", "kind", "year"))
def index(request: PaperRequest) -> HttpResponse:
    """Show all notices, the newest first, by kind and year where asked, and the figures behind them."""
    kind, year = request.GET.get("kind", ""), request.GET.get("year", "")
    if (kind and kind not in Correction.Kind.values) or (year and not _YEAR.fullmatch(year)):
        raise Http404
    rows = Correction.objects.public().of_kind(kind).of_year(year).newest().with_article()
    return render(
        request,
        "corrections/index.html",
        {
            "page": page_of(rows, request.GET.get("page", "")),
            "address": reverse("corrections") + (f"?{chosen}" if (chosen := _chosen(kind=kind, year=year)) else ""),
            "kind": kind,
            "year": year,
            "kinds": Correction.Kind.choices,
            "years": Correction.objects.years(),
            "periods": statistics.periods(),
            "months": statistics.months(),
            "policy": PolicyPage.objects.stating("corrections", request.publication.language),
        },
    )


def _chosen(**parameters: str) -> str:
    return urlencode({name: value for name, value in parameters.items() if value})


@require_safe
@page_cache.cached()
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one notice at its own address, with the words before and after."""
    found = get_object_or_404(Correction.objects.public().with_article(), pk=pk)
    words = {
        "correction": found,
        "changes": changes(found),
        "readable": Revision.objects.live().filter(article=found.article_id).exists(),
        "link": text_fragments.to_words(found.article, found.now),
    }
    return render(request, "corrections/correction.html", words)


def changes(correction: Correction) -> list[diff.Passage]:
    """Return what a notice put right as a difference, within the words around it; empty where that was not kept."""
    if not (correction.was or correction.now):
        return []
    before, after = text_fragments.words_before(correction.prefix), text_fragments.words_after(correction.suffix)
    before += " " * correction.prefix.endswith(" ")
    after = " " * correction.suffix.startswith(" ") + after
    return diff.of_text(before + correction.was + after, before + correction.now + after)
