"""The project as Django sees it: the wiring room and the admin that we call the desk."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from newsroom import checks, database_guard, groups  # noqa: F401 - checks register themselves

        pre_migrate.connect(database_guard.refuse_tables_for_lost, dispatch_uid="newsroom.database_guard")
        pre_migrate.connect(groups.note_what_there_is, dispatch_uid="newsroom.groups")
        post_migrate.connect(groups.make, dispatch_uid="newsroom.groups")


class DeskConfig(AdminConfig):
    default_site = "newsroom.admin_site.Desk"
