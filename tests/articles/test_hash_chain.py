"""History that was tampered with is found out, and named."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import actions
from articles.models import Article, Revision
from tests import make

pytestmark = pytest.mark.django_db
LATER = timezone.now() + timedelta(days=3)


@pytest.fixture
def article():
    """An article of three revisions, after another one that is whole."""
    make.live(headline="Bystander")
    made = make.live(headline="One")
    for headline in ("Two", "Three"):
        made = Article.objects.get(pk=made.pk)
        made.headline = headline
        actions.save_working_copy(made, by=None)
        actions.publish(made, by=None)
    return made


def verify() -> str:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_history", stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        return err.getvalue() + str(error)
    return out.getvalue()


def test_a_whole_history_is_said_to_be_whole(article):
    assert verify() == "All 4 revisions are what was sealed.\n"


def test_a_scheduled_update_is_whole_too(article):
    actions.unschedule(make.live(at=LATER), by=None)
    make.live(at=LATER)
    assert "are what was sealed" in verify()


@pytest.mark.parametrize(
    ("number", "change", "named", "why"),
    [
        (1, {"headline": "Never said"}, 1, "its text is not what was sealed"),
        (2, {"reason": "Another reason"}, 2, "its text is not what was sealed"),
        (3, {"sha256": "0" * 64}, 3, "its text is not what was sealed"),
        (2, {"live_until": LATER}, 3, "it does not begin when the one before it ends"),
    ],
)
def test_a_change_in_the_database_is_named(article, number, change, named, why):
    article.revisions.filter(number=number).update(**change)
    assert verify() == f"Article {article.pk}, revision {named}: {why}.\nArticles with a broken history: 1."


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_revision_taken_away_is_missed(article, number):
    Revision.objects.filter(article=article, number=number).delete()
    assert f"Article {article.pk}, revision {number}: it is missing." in verify()


def test_a_whole_history_taken_away_is_missed(article):
    Revision.objects.filter(article=article).delete()
    assert f"Article {article.pk}, revision 1: it is missing." in verify()
