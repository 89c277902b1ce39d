"""Who may do what, from the first day on."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from newsroom import startup
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("group", "may", "may_not"),
    [
        ("Reporters", "articles.add_article", "articles.publish_article"),
        ("Editors", "articles.publish_article", "masthead.change_publication"),
        ("Moderators", "articles.view_article", "articles.change_article"),
        ("Publishers", "masthead.change_publication", "articles.publish_article"),
        ("Administrators", "auth.change_user", None),
    ],
)
def test_each_group_may_what_its_name_says(group, may, may_not):
    somebody = make.user(group=group)
    assert somebody.has_perm(may)
    assert not (may_not and somebody.has_perm(may_not))


def test_what_was_taken_from_a_group_does_not_come_back_with_an_upgrade():
    Group.objects.get(name="Editors").permissions.clear()
    call_command("migrate", verbosity=0)
    assert not Group.objects.get(name="Editors").permissions.exists()


def test_what_an_upgrade_brings_is_given_to_the_groups_that_it_is_meant_for():
    Permission.objects.filter(codename="decide_request").delete()
    call_command("migrate", verbosity=0)
    may = Group.objects.filter(permissions__codename="decide_request").values_list("name", flat=True)
    assert set(may) == {"Publishers", "Administrators"}


def test_a_group_that_was_lost_is_made_again():
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert Group.objects.get(name="Reporters").permissions.exists()


def test_a_start_that_was_killed_before_there_were_groups_is_made_up_for_by_the_next():
    Group.objects.all().delete()
    Permission.objects.all().delete()
    assert startup.migrate_if_needed()
    assert make.user(group="Editors").has_perm("articles.publish_article")
    assert not startup.migrate_if_needed()
