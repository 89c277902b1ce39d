"""Where providers tell us of gifts. They are answered in plain words, which land in their logs."""

import logging

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from support import actions
from support.models import WebhookEvent
from support.providers import PROVIDERS, Forged

MOST_BYTES = 512 * 1024
LATER = 60  # Seconds after which a provider may try again.

logger = logging.getLogger(__name__)


@csrf_exempt  # The signature is the key.
@never_cache
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """Take in what a provider tells, if its signature is right."""
    if provider not in PROVIDERS:
        raise Http404
    with translation.override("en"):
        return _receive(request, provider)


def _receive(request: HttpRequest, provider: str) -> HttpResponse:
    source = PROVIDERS[provider]
    if obstacle := source.obstacle():
        logger.warning("A webhook of %s came, but it is not set up: %s", provider, obstacle)
        return _say("This provider is not set up here.", status=503)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return _say("This is too long.", status=413)
    try:
        words = source.verify(request.body, request.headers)
        event = actions.receive_event(provider, words, request.headers)
    except (UnreadablePostError, RequestDataTooBig):
        return _say("It did not arrive whole.", status=400)
    except Forged:
        return _say("The signature is missing, wrong or too old.", status=403)
    except (IntegrityError, OperationalError):  # Two things about one patron in the same moment, or a busy database.
        logger.warning("A webhook of %s could not be stored; it will come again.", provider, exc_info=True)
        return _say("We are busy. Please send it again.", status=503)
    if event.outcome == WebhookEvent.Outcome.UNREADABLE and not event.is_json:
        return _say("This is no JSON. It was kept for somebody to look at.", status=400)
    return _say(event.outcome)


def _say(words: str, *, status: int = 200) -> HttpResponse:
    answer = HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    if status == 503:
        answer["Retry-After"] = str(LATER)
    return answer
