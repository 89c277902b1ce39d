"""Who may do what. The groups are made with the database; from then on they are the administrators' own.

A group that exists gets what an upgrade newly brings, and nothing else: what was taken from it does not come back.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

READ = ["articles.view_article", "articles.view_revision", "articles.view_image", "articles.view_section"]
REPORT = [
    *READ,
    "articles.add_article",
    "articles.change_article",
    "articles.add_image",
    "articles.change_image",
    "articles.view_license",
    "articles.view_wantedpicture",
    "masthead.view_person",
    "taggit.view_tag",
]
MODERATE = [
    *READ,
    "corrections.decide_report",
    "corrections.view_passage",
    "corrections.change_passage",
    "corrections.view_correction",
    "corrections.view_declinereason",
    *(f"press.{verb}_block" for verb in ("add", "change", "delete", "view")),
]
EDIT = [
    *REPORT,
    *MODERATE,
    "articles.edit_all_articles",
    "articles.publish_article",
    "articles.delete_article",
    "articles.delete_image",
    "articles.change_wantedpicture",
    "articles.add_placement",
    "articles.change_placement",
    "articles.delete_placement",
    "articles.view_placement",
    "articles.add_section",
    "articles.change_section",
    "masthead.add_person",
    "masthead.change_person",
    "taggit.add_tag",
    "taggit.change_tag",
    "taggit.delete_tag",
    "corrections.add_correction",
    "corrections.change_correction",
    *(f"corrections.{verb}_declinereason" for verb in ("add", "change", "delete")),
]
REPRINTS = [
    "licensing.decide_request",
    *(f"licensing.view_{noun}" for noun in ("reprintrequest", "grant", "republisher", "delivery", "reprint")),
    "licensing.change_grant",
    *(f"licensing.{verb}_readelsewhere" for verb in ("view", "delete")),
    "licensing.add_reprint",
    "licensing.change_reprint",
]
KEEP_THE_HOUSE = [
    *REPRINTS,
    *READ,
    *(f"articles.{verb}_license" for verb in ("add", "change", "delete", "view")),
    *(f"masthead.{verb}_person" for verb in ("add", "change", "delete", "view")),
    *(f"masthead.{verb}_policypage" for verb in ("add", "change", "delete", "view")),
    "masthead.change_publication",
    "masthead.view_publication",
    "corrections.view_passage",
    "corrections.handle_personal_data",
    "corrections.view_correction",
    *(f"masthead.{verb}_letter" for verb in ("add", "change", "delete", "view")),
    "support.change_supportpage",
    "support.view_supportpage",
    *(
        f"support.{verb}_{noun}"
        for noun in ("tier", "channel", "goal", "funder", "appeal", "appealvariant", "housemessage")
        for verb in ("add", "change", "delete", "view")
    ),
    *(
        f"support.{verb}_{noun}"
        for noun in ("patron", "payment", "patronlist", "thanksletter", "ballot", "topic", "webhookevent")
        for verb in ("add", "change", "delete", "view")
    ),
    "support.handle_personal_data",
    "taggit.view_tag",
    *(f"corrections.{verb}_declinereason" for verb in ("add", "change", "delete", "view")),
]
EVERYTHING = None

GROUPS: dict[str, list[str] | None] = {
    "Reporters": REPORT,
    "Editors": EDIT,
    "Moderators": MODERATE,
    "Publishers": KEEP_THE_HOUSE,
    "Administrators": EVERYTHING,
}


_known: set[int] = set()
"""The permissions that there were before migrating."""


def note_what_there_is(sender: AppConfig, **kwargs: Any) -> None:
    """Remember which permissions are no news, before an upgrade brings others."""
    if sender is _last_app() and Permission._meta.db_table in connection.introspection.table_names():
        _known.update(Permission.objects.values_list("pk", flat=True))


@transaction.atomic
def make(sender: AppConfig, **kwargs: Any) -> None:
    """Make the groups that are missing and give the others what is new, once the last app's permissions are there."""
    if sender is not _last_app():
        return
    groups = {group.name: group for group in Group.objects.filter(name__in=GROUPS)}
    for name, wanted in GROUPS.items():
        if name not in groups:
            Group.objects.create(name=name).permissions.set(_permissions(wanted))
        elif _known:
            groups[name].permissions.add(*_permissions(wanted).exclude(pk__in=_known))
    _known.clear()


def _last_app() -> AppConfig:
    return [app for app in apps.get_app_configs() if app.models_module][-1]


def _permissions(wanted: list[str] | None) -> QuerySet[Permission]:
    if wanted is EVERYTHING:
        return Permission.objects.all()
    names = Concat("content_type__app_label", Value("."), "codename")
    return Permission.objects.annotate(name_in_code=names).filter(name_in_code__in=wanted)
