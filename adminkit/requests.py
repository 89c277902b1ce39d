"""Who asks, on pages that only staff can reach."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def staff(request: HttpRequest) -> User:
    """Return who is signed in.

    :raises PermissionDenied: nobody is, though the desk lets nobody in without.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
