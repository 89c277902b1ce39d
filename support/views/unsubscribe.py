"""How patrons have no more letters of thanks."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from support import actions, letters
from support.models import Patron


@csrf_exempt  # The address is the key; mail programs post here without asking anybody (RFC 8058).
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether letters of thanks shall end; a post ends them. Who was forgotten gets none anyway."""
    try:
        number = letters.SIGNER.unsign(token)
    except BadSignature:
        raise Http404 from None
    patron = Patron.objects.filter(pk=number).first()
    if request.method == "POST" and patron:
        actions.stop_letters(patron)
    stopped = request.method == "POST" or patron is None or patron.letters_at is None
    answer = render(request, "support/letters_stop.html", {"stopped": stopped})
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex", "no-referrer"
    return answer
