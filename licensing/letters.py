"""Letters to those who ask for a text, have one, or printed one."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Revision
from articles.pages.article_context import words_language
from licensing import kits, text_changes
from licensing.models import Delivery, Grant, Reprint, ReprintRequest, Republisher
from masthead import letters
from masthead.letters import Occasion
from masthead.models import Publication
from press import jobs, richtext

REQUEST = ("name", "outlet", "headline", "link", "receipt", "status", "words")
GRANT = (*REQUEST, "grant", "number", "until", "fee")
HOLDER = ("name", "outlet", "headline", "link", "page", "reason", "changes")
REPRINT = ("outlet", "headline", "link", "page", "findings", "attribution")
OCCASIONS = (
    Occasion(
        key="request-received",
        label=gettext_lazy("Reprint request received"),
        subject=gettext_lazy("We have your request {receipt}"),
        body=gettext_lazy(
            "Thank you for asking to print “{headline}”.\n\n"
            "Somebody will answer you. You can see here how it stands, or take it back:\n{status}\n\n{paper}"
        ),
        places=REQUEST,
    ),
    Occasion(
        key="request-asked",
        label=gettext_lazy("Reprint request: we ask back"),
        subject=gettext_lazy("A question about your request {receipt}"),
        body=gettext_lazy(
            "Thank you for asking to print “{headline}”. Before we decide, we would like to know:\n\n"
            "{words}\n\nPlease answer this letter.\n{status}\n\n{paper}"
        ),
        places=REQUEST,
    ),
    Occasion(
        key="request-granted",
        label=gettext_lazy("Reprint request granted"),
        subject=gettext_lazy("You may print “{headline}”"),
        body=gettext_lazy(
            "Dear {name},\n\n{outlet} may print “{headline}”. The terms, the text and everything that goes along "
            "are on this page, which is meant for you alone:\n{grant}\n\n{words}\n\n"
            "If we correct the article, we will write to you.\n\n{paper}"
        ),
        places=GRANT,
    ),
    Occasion(
        key="request-refused",
        label=gettext_lazy("Reprint request refused"),
        subject=gettext_lazy("Your request {receipt} for “{headline}”"),
        body=gettext_lazy(
            "Thank you for asking. We cannot let you print this article.\n\n{words}\n\n{link}\n\n{paper}"
        ),
        places=REQUEST,
    ),
    Occasion(
        key="grant-revoked",
        label=gettext_lazy("Grant revoked"),
        subject=gettext_lazy("Please do not print “{headline}” any more"),
        body=gettext_lazy(
            "We take back our permission {number} to print “{headline}”.\n\n{words}\n\n"
            "Answer this letter if something about it is not clear.\n\n{paper}"
        ),
        places=GRANT,
    ),
    Occasion(
        key="republisher-registered",
        label=gettext_lazy("Republisher registered"),
        subject=gettext_lazy("We will tell you when “{headline}” is corrected"),
        body=gettext_lazy(
            "You told us that {outlet} printed “{headline}”. Thank you. If we correct or withdraw it, we write to "
            "this address.\n\nIf that was not you, or you want no letters, say so here:\n{page}\n\n{paper}"
        ),
        places=HOLDER,
    ),
    Occasion(
        key="text-changed",
        label=gettext_lazy("A text changed that others have"),
        subject=gettext_lazy("Changed: {headline}"),
        body=gettext_lazy(
            "We changed “{headline}”, which {outlet} has from us. Please make the same change.\n\n{reason}\n\n"
            "{changes}\n\nThe text as it stands now:\n{page}\n\n{paper}"
        ),
        places=HOLDER,
    ),
    Occasion(
        key="text-withdrawn",
        label=gettext_lazy("A text was withdrawn that others have"),
        subject=gettext_lazy("Withdrawn: {headline}"),
        body=gettext_lazy(
            "We have withdrawn “{headline}”, which {outlet} has from us. Please take it down, or say to your readers "
            "that we withdrew it.\n\n{reason}\n\n{page}\n\n{paper}"
        ),
        places=HOLDER,
    ),
    Occasion(
        key="reprint-to-fix",
        label=gettext_lazy("A reprint against our terms"),
        subject=gettext_lazy("About “{headline}” on your page"),
        body=gettext_lazy(
            "On this page of {outlet} we found our article “{headline}”:\n{page}\n\n{findings}\n\n"
            "Please put that right. This is how the source is named, with an active link:\n{attribution}\n\n{paper}"
        ),
        places=REPRINT,
    ),
)
letters.register(*OCCASIONS)


def send_later(request: ReprintRequest, occasion: str) -> None:
    """Write to the outlet about its request once the transaction commits."""
    if request.email:
        send.later(request.pk, occasion)


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send(request_id: int, occasion: str) -> None:
    """Send one letter about a request: `received`, `asked`, `granted` or `refused`."""
    request = ReprintRequest.objects.select_related("article", "revision").get(pk=request_id)
    if request.email:
        about_request(request, occasion).send()


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send_revoked(grant_id: int) -> None:
    grant = Grant.objects.select_related("article", "revision", "request").get(pk=grant_id)
    if grant.email:
        about_grant(grant).send()


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send_registered(republisher_id: int) -> None:
    republisher = Republisher.objects.select_related("article", "revision").get(pk=republisher_id)
    if republisher.stopped_at is None:
        about_registration(republisher).send()


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send_change(delivery_id: int) -> None:
    """Tell one holder of a change; what goes wrong is kept where the desk sees it, and tried again."""
    rows = Delivery.objects.select_related("revision__article", "grant__taken", "grant__revision", "republisher")
    delivery = rows.get(pk=delivery_id)
    if delivery.sent_at or getattr(delivery.holder, "stopped_at", None):
        return
    mine = Delivery.objects.filter(pk=delivery_id)
    try:
        about_change(delivery).send()
    except Exception as error:
        mine.update(attempts=delivery.attempts + 1, error=f"{type(error).__name__}: {error}"[:500])
        raise
    mine.update(attempts=delivery.attempts + 1, error="", sent_at=timezone.now())


@jobs.job(attempts=8, priority=jobs.Priority.URGENT)
def send_to_fix(reprint_id: int, subject: str, body: str) -> None:
    """Send what the desk wrote to an outlet about its page."""
    reprint = Reprint.objects.get(pk=reprint_id)
    paper = Publication.objects.current()
    letters.message(to=reprint.email, subject=subject, body=body, reply_to=paper.reprints_email).send()


# --- Composing ------------------------------------------------------------------------------------------------------


def about_request(request: ReprintRequest, occasion: str) -> EmailMessage:
    """Return the letter on a request being `received`, `asked`, `granted` or `refused`."""
    grant = request.grants.newest().first() if occasion == "granted" else None
    values = _of_request(request) | (_of_grant(grant) if grant else {})
    return _compose(f"request-{occasion}", request.email, request.language, values)


def about_grant(grant: Grant) -> EmailMessage:
    """Return the letter that takes a grant back."""
    values = {"words": grant.revoked_because, "receipt": "", "status": "", "link": _full(grant.article)}
    values |= {"name": grant.name, "outlet": grant.outlet, "headline": grant.revision.headline}
    return _compose("grant-revoked", grant.email, grant.language, values | _of_grant(grant))


def about_registration(republisher: Republisher) -> EmailMessage:
    """Return the letter to somebody who printed an article and wants to hear of corrections."""
    values = _of_holder(republisher) | {"headline": republisher.revision.headline, "reason": "", "changes": ""}
    return _compose("republisher-registered", republisher.email, republisher.language, values)


def about_change(delivery: Delivery) -> EmailMessage:
    """Return the letter about a change, with the difference from what the holder has."""
    holder, revision = delivery.holder, delivery.revision
    with translation.override(words_language(holder.language or revision.language)):
        told = "" if revision.withdrawn else text_changes.in_plain_text(text_changes.since(holder, revision))
    values = _of_holder(holder) | {
        "headline": revision.headline,
        "reason": delivery.words or revision.reason,
        "changes": told,
    }
    occasion = "text-withdrawn" if revision.withdrawn else "text-changed"
    return _compose(occasion, holder.email, holder.language, values)


def about_reprint(reprint: Reprint, *, article: Article, revision: Revision) -> EmailMessage:
    """Return the letter that asks an outlet to put its page right, for the desk to look over before it goes.

    `article` and `revision` are what was found on it.
    """
    paper = Publication.objects.current()
    with translation.override(words_language(revision.language)):
        values = {
            "outlet": reprint.outlet,
            "headline": revision.headline,
            "link": _full(article),
            "page": reprint.url,
            "findings": "\n".join(f"– {fault}" for fault in reprint.findings.get("faults", [])),
            "attribution": richtext.plain_text(kits.attribution(revision, paper)),
        }
    return _compose("reprint-to-fix", reprint.email, revision.language, values)


def _of_request(request: ReprintRequest) -> dict[str, str]:
    return {
        "name": request.name,
        "outlet": request.outlet,
        "headline": request.revision.headline,
        "link": _full(request.article),
        "receipt": request.receipt,
        "status": _full(request),
        "words": request.answer,
        "grant": "",
    }


def _of_grant(grant: Grant) -> dict[str, str]:
    until = timezone.localtime(grant.live_until) if grant.live_until else None
    with translation.override(words_language(grant.language or grant.revision.language)):
        spoken = date_format(until, "j E Y, H:i") if until else _("until further notice")
    return {"grant": _full(grant), "number": grant.number, "until": spoken, "fee": grant.fee}


def _of_holder(holder: Grant | Republisher) -> dict[str, str]:
    return {
        "name": getattr(holder, "name", ""),
        "outlet": holder.outlet,
        "link": _full(holder.article),
        "page": _full(holder),
    }


def _full(row: Article | ReprintRequest | Grant | Republisher) -> str:
    return settings.SITE_URL + row.get_absolute_url()


def _compose(occasion: str, to: str, language: str, values: dict[str, str]) -> EmailMessage:
    paper = Publication.objects.current()
    return letters.compose(
        occasion, to=to, language=language, values=values, reply_to=paper.reprints_email, paper=paper
    )
