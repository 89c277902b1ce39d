"""What patrons decide: ballots and their results, letters that let patrons in, votes and proposals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from press import page_cache, public_forms
from press.rate_limit import Limit, spend
from support import actions, ballot_results
from support.errors import Refused, UnknownWay
from support.forms import LetterForm, ProposalForm, VoteForm
from support.models import Ballot

A_SENDER_AN_HOUR, A_SENDER_A_DAY = 20, 60
AN_ADDRESS_A_DAY = 6


@require_safe
@page_cache.cached()
def topics(request: HttpRequest) -> HttpResponse:
    """Show what patrons decide now, and what came of what they decided."""
    seen = Ballot.objects.seen()
    words = {
        "running": [ballot_results.Standing.of(ballot) for ballot in seen.open().closing_first()],
        "past": [ballot_results.Standing.of(ballot) for ballot in seen.over().newest()[: ballot_results.PAST]],
    }
    return render(request, "support/topics.html", words)


@require_safe
@page_cache.cached()
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one ballot: what can be chosen, or how it ended."""
    found = get_object_or_404(Ballot.objects.seen(), pk=pk)
    return render(request, "support/ballot.html", {"standing": ballot_results.Standing.of(found)})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for an address, and have a letter with a way in sent there; all addresses get the same answer."""
    found = get_object_or_404(Ballot.objects.seen(), pk=pk)
    if not found.is_open():
        return _refused(request, found, _("This ballot is closed."), status=410)
    if request.method != "POST":
        return _show_letter(request, found, LetterForm(initial={"opened": public_forms.opened_now()}))
    form = LetterForm()
    try:
        public_forms.admit(request)
        form = LetterForm(request.POST)
        if not form.is_valid():
            return _show_letter(request, found, form, status=400)
        _send_letter(found, form, sender=public_forms.sender_of(request))
    except public_forms.Refused as refusal:
        answer = _show_letter(request, found, form, str(refusal), status=refusal.status)
        if refusal.retry_after:
            answer["Retry-After"] = str(refusal.retry_after)
        return answer
    return redirect("ballot-letter-sent", pk=pk)


def _send_letter(ballot: Ballot, form: LetterForm, *, sender: str) -> None:
    """Leave it to a job to find out whose address it is, so that nobody can tell by the time that it takes.

    :raises press.public_forms.Refused: it is not sent.
    """
    limits = public_forms.limits("ballot letter", sender, an_hour=A_SENDER_AN_HOUR, a_day=A_SENDER_A_DAY)
    name = actions.name_of(form.cleaned_data["email"])
    limits.append(Limit(f"ballot letter {name}", AN_ADDRESS_A_DAY, 86_400))

    def store() -> None:
        spend(limits)
        actions.send_pass.later(ballot.pk, name)

    public_forms.submit(form, sender=sender, store=store)


def _show_letter(
    request: HttpRequest, ballot: Ballot, form: LetterForm, sentence: str = "", *, status: int = 200
) -> HttpResponse:
    words = {"ballot": ballot, "form": form, "sentence": sentence}
    return render(request, "support/ballot_letter.html", words, status=status)


@require_safe
@page_cache.cached()
def letter_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what happens next, whoever asked."""
    return render(
        request, "support/ballot_letter_sent.html", {"ballot": get_object_or_404(Ballot.objects.seen(), pk=pk)}
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, pk: int, secret: str) -> HttpResponse:
    """Let in whom a letter was for. Opening the address uses nothing up, for mail programs do that, too."""
    found = get_object_or_404(Ballot.objects.seen(), pk=pk)
    try:
        if request.method == "POST":
            public_forms.admit(request)
            answer = _propose(request, found, secret) if "propose" in request.POST else _vote(request, found, secret)
        else:
            answer = _show_vote(request, found, secret)
    except public_forms.Refused as refusal:
        answer = _refused(request, found, str(refusal), status=refusal.status)
    except UnknownWay as refusal:
        answer = _refused(request, found, str(refusal), status=404)
    except Refused as refusal:
        answer = _refused(request, found, str(refusal), status=410)
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex", "no-referrer"
    return answer


def _vote(request: HttpRequest, ballot: Ballot, secret: str) -> HttpResponse:
    form = VoteForm(ballot, request.POST)
    if not form.is_valid():
        return _show_vote(request, ballot, secret, form=form, status=400)
    with public_forms.storing():
        actions.vote(form.cleaned_data["topic"], secret=secret)
    return redirect("ballot-voted", pk=ballot.pk)


def _propose(request: HttpRequest, ballot: Ballot, secret: str) -> HttpResponse:
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _show_vote(request, ballot, secret, proposal=form, status=400)
    with public_forms.storing():
        actions.propose(ballot_id=ballot.pk, secret=secret, **form.cleaned_data)
    return redirect(f"{reverse('ballot-vote', args=[ballot.pk, secret])}?proposed=1")


def _show_vote(
    request: HttpRequest,
    ballot: Ballot,
    secret: str,
    *,
    form: VoteForm | None = None,
    proposal: ProposalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    way = actions.find_pass(ballot.pk, secret)
    words = {
        "ballot": ballot,
        "form": form or VoteForm(ballot),
        "proposal": (proposal or ProposalForm()) if ballot.takes_proposals and not way.proposed_date else None,
        "proposed": "proposed" in request.GET,
    }
    return render(request, "support/ballot_vote.html", words, status=status)


@require_safe
@page_cache.cached()
def voted(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank for a vote; the page is the same for everybody."""
    found = get_object_or_404(Ballot.objects.seen(), pk=pk)
    return render(request, "support/ballot_voted.html", {"ballot": found})


def _refused(request: HttpRequest, ballot: Ballot, sentence: str, *, status: int) -> HttpResponse:
    words = {"ballot": ballot, "sentence": sentence, "is_open": ballot.is_open()}
    return render(request, "support/ballot_refused.html", words, status=status)
