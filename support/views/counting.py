"""Where browsers say, for all readers together, what came of an appeal."""

import logging
import re

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from press.origin import is_ours
from press.throttle import TooMany
from press.visitors import sender_of
from support import actions
from support.forms import CountedForm

MOST_BYTES = 4096
ROBOTS = re.compile(
    "bot|crawl|spider|slurp|headless|preview|monitor|lighthouse|python|curl|wget|http|scrap", re.IGNORECASE
)

logger = logging.getLogger(__name__)


@csrf_exempt
@never_cache
@require_POST
def counted(request: HttpRequest) -> HttpResponse:
    """Count what a page saw. Robots, the staff and messages that came before are thanked and not counted."""
    if not is_ours(request):
        return _said(_("Only our own pages are counted."), 403)
    try:
        body = request.read(MOST_BYTES + 1)
    except UnreadablePostError:
        return _said(_("The message did not arrive whole."), 400)
    if len(body) > MOST_BYTES:
        return _said(_("This is too long."), 413)
    form = CountedForm.of(body)
    if not form.is_valid():
        return _said(_("Nothing can be counted from this."), 400)
    if is_robot(request) or request.user.is_authenticated:
        return HttpResponse(status=204)
    return _count(request, form.cleaned_data)


def is_robot(request: HttpRequest) -> bool:
    """Tell whether a program says of itself that it is no reader's browser, or says nothing."""
    agent = request.headers.get("User-Agent", "")
    return not agent or bool(ROBOTS.search(agent))


def _count(request: HttpRequest, data: dict) -> HttpResponse:
    try:
        actions.count(data["events"], key=data["key"], sender=sender_of(request))
    except actions.AlreadyCounted:
        pass
    except TooMany as refusal:
        response = _said(_("Too many of these came at once."), 429)
        response["Retry-After"] = str(refusal.retry_after)
        return response
    except OperationalError:
        logger.warning("What came of an appeal could not be counted", exc_info=True)
        return _said(_("We are very busy at this moment."), 503)
    return HttpResponse(status=204)


def _said(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
