"""What the lists of the patrons' room have in common."""

from django.contrib import admin


class InTheRoom(admin.ModelAdmin):
    """A ModelAdmin whose list leads to the others of the room, and counts nothing beyond what it shows."""

    change_list_template = "admin/support/patron/change_list.html"
    list_per_page = 50
    show_full_result_count = False
