"""The desk: Django's admin as the newsroom's place of work."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.options import FORMFIELD_FOR_DBFIELD_DEFAULTS
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

import articles.desk.dashboard
import corrections.dashboard
import licensing.dashboard
import support.dashboard
from adminkit.fields import LocalDay, Moment
from adminkit.lists import Panel, PanelMaker
from articles.desk.ckeditor import BodyWidget

PANELS: list[PanelMaker] = [
    articles.desk.dashboard.mine,
    articles.desk.dashboard.waiting,
    articles.desk.dashboard.scheduled,
    corrections.dashboard.waiting,
    licensing.dashboard.waiting,
    support.dashboard.topics,
    support.dashboard.events,
    articles.desk.dashboard.published,
    articles.desk.dashboard.wanted_pictures,
]
FORMFIELD_FOR_DBFIELD_DEFAULTS.update(
    {
        models.DateTimeField: {"form_class": Moment},
        models.DateField: {"widget": LocalDay},
    }
)
SIGNED_IN = "desk"  # The name of a cookie that holds no secret: it lets pages offer an “Edit” link to the staff.


class Desk(AdminSite):
    site_title = _("Desk")
    site_header = _("Desk")
    index_title = _("Today")
    enable_nav_sidebar = False
    body_widget = BodyWidget

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what is going on, and below it all rooms of the house."""
        return super().index(request, {"panels": self.panels(request)} | (extra_context or {}))

    def panels(self, request: HttpRequest) -> list[Panel]:
        return [panel for make in PANELS if (panel := make(request)) is not None]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            response.set_cookie(
                SIGNED_IN,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        response = super().logout(request, extra_context)
        response.delete_cookie(SIGNED_IN, samesite="Lax")
        return response
