"""Where browsers say, for all readers together, what came of an appeal."""

import re
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from press import public_forms
from support import actions
from support.forms import CountedForm

ROBOTS = re.compile(
    "bot|crawl|spider|slurp|headless|preview|monitor|lighthouse|python|curl|wget|http|scrap", re.IGNORECASE
)


@csrf_exempt
@never_cache
@require_POST
def counted(request: HttpRequest) -> HttpResponse:
    """Count what a page saw. Robots, the staff and messages that came before are thanked and not counted."""
    try:
        public_forms.admit(request)
        form = CountedForm.of(_body(request))
        if not form.is_valid():
            raise public_forms.Refused(_("Nothing can be counted from this."), status=400)
        if not is_robot(request) and not request.user.is_authenticated:
            _count(request, form.cleaned_data)
    except public_forms.Refused as refusal:
        return _refused(refusal)
    return HttpResponse(status=204)


def is_robot(request: HttpRequest) -> bool:
    """Tell whether a program says of itself that it is no reader's browser, or says nothing."""
    agent = request.headers.get("User-Agent", "")
    return not agent or bool(ROBOTS.search(agent))


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RawPostDataException:  # It came as a form with files, which our pages never send here.
        return b""


def _count(request: HttpRequest, data: dict) -> None:
    with public_forms.storing(), suppress(actions.AlreadyCounted):
        actions.count(data["events"], key=data["key"], sender=public_forms.sender_of(request))


def _refused(refusal: public_forms.Refused) -> HttpResponse:
    response = HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
    if refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response
