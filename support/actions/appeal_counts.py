"""Counting what came of appeals: how often something happened, never to whom."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from press.rate_limit import Limit, TooMany, spend
from support.models import AppealCount, AppealVariant

A_DAY = 86_400
FROM_ONE_SENDER = 120  # Messages of one network address an hour.


class AlreadyCounted(Exception):
    """The same message came before."""


@transaction.atomic
def count(events: Iterable[tuple[int, str]], *, key: str, sender: str) -> None:
    """Count what one page saw happen: each event of a wording once, today.

    `key` names the message, so that one which is sent twice counts once. Wordings that are not there any longer are
    passed over. `sender` is a fingerprint that changes every day.

    :raises AlreadyCounted: the message came before.
    :raises TooMany: too many came from one sender.
    """
    _admit(key, sender)
    found = set(events)
    known = AppealVariant.objects.filter(pk__in={wording for wording, _event in found}).values_list("pk", flat=True)
    for wording, event in sorted(one for one in found if one[0] in set(known)):
        _one_more(wording, event)


def _admit(key: str, sender: str) -> None:
    message = Limit(f"appeal-message:{key}", 1, A_DAY)
    try:
        spend([message, Limit(f"appeal-sender:{sender}", FROM_ONE_SENDER, 3600)])
    except TooMany as refusal:
        if refusal.limit == message:
            raise AlreadyCounted(key) from None
        raise


def _one_more(wording: int, event: str) -> None:
    table = connection.ops.quote_name(AppealCount._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (variant_id, day, event, count) VALUES (%s, %s, %s, 1) "  # noqa: S608 - the name is ours
            f"ON CONFLICT (variant_id, day, event) DO UPDATE SET count = {table}.count + 1",
            [wording, connection.ops.adapt_datefield_value(timezone.localdate()), event],
        )
