"""Letters of thanks."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from support import letters
from support.errors import SentAlready
from support.models import ThanksLetter


@transaction.atomic
def send_thanks(letter: ThanksLetter, *, by: User) -> None:
    """Send a letter of thanks to all who want such letters.

    :raises SentAlready: it has gone out.
    """
    if not ThanksLetter.objects.filter(pk=letter.pk, sent_at=None).update(sent_at=timezone.now()):
        raise SentAlready(_("This letter has gone out. Write a new one."))
    letters.hand_out.later(letter.pk)
