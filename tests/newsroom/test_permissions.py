"""Every door of the desk opens for those who are named here, and for nobody else."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse
from taggit.models import Tag

from articles.models import License, Placement, WantedPicture
from masthead.models import Letter, PolicyPage
from newsroom.groups import GROUPS
from press.models import Block
from tests import make

pytestmark = pytest.mark.django_db

NOBODY, KEEPERS, ALL = "", "PA", "REMPA"  # Reporters, Editors, Moderators, Publishers, Administrators
# Who looks at rows, adds some, changes those that others made, deletes them.
WHO = {
    "auth.group": ("A", "A", "A", "A"),
    "auth.user": ("A", "A", "A", "A"),
    "press.block": ("EMA", "EMA", "EMA", "EMA"),
    "masthead.publication": (KEEPERS, NOBODY, KEEPERS, NOBODY),
    "masthead.person": ("REPA", "EPA", "EPA", KEEPERS),
    "masthead.policypage": (KEEPERS, KEEPERS, KEEPERS, KEEPERS),
    "masthead.letter": (KEEPERS, KEEPERS, KEEPERS, KEEPERS),
    "articles.article": (ALL, "REA", "EA", "EA"),
    "articles.section": (ALL, "EA", "EA", "A"),
    "articles.placement": ("EA", "EA", "EA", "EA"),
    "articles.image": (ALL, "REA", "EA", "EA"),
    "articles.license": ("REPA", KEEPERS, KEEPERS, KEEPERS),
    "articles.revision": (ALL, NOBODY, NOBODY, NOBODY),
    "articles.wantedpicture": ("REA", NOBODY, "EA", "A"),
    "taggit.tag": ("REPA", "EA", "EA", "EA"),
}
# Doors that only some models have, by the way they are used.
GET = {
    "articles_article_find": ALL,
    "articles_article_preview": ALL,
    "articles_article_history": ALL,
    "articles_image_picker": ALL,
    "articles_image_search": ALL,
    "articles_image_details": ALL,
    "articles_image_original": ALL,
}
POST = {
    "articles_article_presence": "EA",
    "articles_article_history": "EA",
    "articles_image_details": "EA",
    "articles_image_upload": "REA",
    "articles_image_take_down": "EA",
    "articles_image_put_back": "EA",
    "articles_license_default": KEEPERS,
}


def ours() -> list:
    return [model for model in admin.site._registry if model._meta.app_label in {name.split(".")[0] for name in WHO}]


def row_of(name: str):
    """Make something of a model that nobody among the visitors has made."""
    rows = {
        "auth.group": lambda: Group.objects.create(name="Interns"),
        "auth.user": lambda: make.user("somebody"),
        "press.block": lambda: Block.objects.create(kind="words", value="casino"),
        "masthead.publication": make.publication,
        "masthead.person": make.person,
        "masthead.policypage": lambda: PolicyPage.objects.create(title="About", slug="about"),
        "masthead.letter": lambda: Letter.objects.create(occasion="test", subject="Hello", body="Words"),
        "articles.article": make.article,
        "articles.section": make.section,
        "articles.placement": lambda: Placement.objects.create(article=make.article()),
        "articles.image": make.image,
        "articles.license": lambda: License.objects.create(name="Ours", slug="ours"),
        "articles.revision": lambda: make.live().revisions.get(),
        "articles.wantedpicture": lambda: WantedPicture.objects.create(url="https://old.example/a.jpg", reason="lost"),
        "taggit.tag": lambda: Tag.objects.create(name="bridges", slug="bridges"),
    }
    return rows[name]()


@pytest.fixture
def opened_for(client):
    """Return the letters of the groups for whom a door opens: it answers something other than “not you”."""
    visitors = {name[0]: make.user(group=name) for name in GROUPS} | {"-": make.user()}

    def knock(address: str, method: str = "get", **data) -> str:
        letters = ""
        for letter, user in visitors.items():
            client.force_login(user)
            if getattr(client, method)(address, data, follow=False).status_code != 403:
                letters += letter
        return letters

    return knock


def address_of(name: str, door: str, row=None) -> str:
    return reverse(f"admin:{name.replace('.', '_')}_{door}", args=[row.pk] if row else [])


def test_of_every_model_it_is_said_who_may_what():
    assert {model._meta.label_lower for model in ours()} == set(WHO)


@pytest.mark.parametrize("name", WHO)
def test_lists_and_pages_open_for_those_who_may_look(name, opened_for):
    row, look = row_of(name), WHO[name][0]
    assert opened_for(address_of(name, "change", row)) == look
    if name != "masthead.publication":  # Its list leads on to the one row.
        assert opened_for(address_of(name, "changelist")) == look


@pytest.mark.parametrize("name", WHO)
def test_rows_are_added_changed_and_deleted_by_those_who_may(name, opened_for):
    row, (_look, add, change, delete) = row_of(name), WHO[name]
    assert opened_for(address_of(name, "add")) == add
    assert opened_for(address_of(name, "change", row), "post") == change
    assert opened_for(address_of(name, "delete", row)) == delete


@pytest.mark.parametrize(("method", "door"), [("get", door) for door in GET] + [("post", door) for door in POST])
def test_doors_of_their_own_open_for_those_who_may(method, door, opened_for):
    model = apps.get_model(*door.split("_")[:2])
    row = row_of(model._meta.label_lower)
    try:
        address = reverse(f"admin:{door}", args=[row.pk])
    except NoReverseMatch:
        address = reverse(f"admin:{door}")
    assert opened_for(address, method, id=row.pk) == (GET if method == "get" else POST)[door]


def test_no_door_opens_for_strangers(client):
    for model in admin.site._registry:
        for door in ("changelist", "add"):
            answer = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{door}"))
            assert answer.status_code == 302
            assert answer["Location"].startswith("/admin/login/")
