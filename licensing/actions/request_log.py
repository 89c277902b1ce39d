"""What every verb about a request does along the way: hold it, close it, write down what was done."""

from django.contrib.auth.models import User
from django.utils import timezone

from licensing.errors import DecidedMeanwhile
from licensing.models import Event, ReprintRequest
from licensing.querysets import WAITING

Action = Event.Action


def locked(request: ReprintRequest) -> ReprintRequest:
    """Return the request as the database has it, held until the transaction ends.

    :raises DecidedMeanwhile: something was done since `request` was read.
    """
    rows = ReprintRequest.objects.select_for_update(of=("self",)).select_related("article", "revision")
    fresh = rows.get(pk=request.pk)
    if fresh.version != request.version:
        raise DecidedMeanwhile(fresh)
    return fresh


def move(request: ReprintRequest, status: str, *, answer: str = "") -> None:
    """Bring a request that is held into another status."""
    request.status, request.answer = status, answer.strip()
    request.closed_at = None if status in WAITING else timezone.now()
    request.version += 1
    request.save()


def log(request: ReprintRequest, action: str, *, by: User | None = None, note: str = "") -> Event:
    return Event.objects.create(request=request, action=action, note=note.strip(), made_by=by)
