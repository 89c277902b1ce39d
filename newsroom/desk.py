"""The desk: Django's admin as the newsroom's place of work."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class Desk(AdminSite):
    site_title = _("Desk")
    site_header = _("Desk")
    index_title = _("Today")
    enable_nav_sidebar = False
