"""The masthead at the desk: the paper, its people, its policies."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from adminkit.verbs import SavedByVerb
from masthead import actions
from masthead.forms import LetterForm, Logo, Photo
from masthead.letters import occasions
from masthead.models import Letter, Person, PolicyPage, Publication, SocialLink
from press import security_headers


class SocialLinks(admin.TabularInline):
    model = SocialLink
    extra = 1
    ordering = ("position", "pk")


@admin.register(Publication)
class PublicationAdmin(SavedByVerb, admin.ModelAdmin):
    """There is one paper, so its form opens straight away, also before anybody has named it."""

    save_verb = actions.save

    inlines = [SocialLinks]
    formfield_overrides = {models.ImageField: {"form_class": Logo}}
    fieldsets = [
        (None, {"fields": ("name", "tagline", "description", "logo", "accent")}),
        (_("Language and time"), {"fields": ("language", "time_zone")}),
        (_("Who is behind it"), {"fields": ("owner", "founded_on", "postal_address")}),
        (
            _("Addresses for letters"),
            {"fields": ("desk_email", "corrections_email", "reprints_email", "patrons_email")},
        ),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("admin:masthead_publication_change", 1)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Publication | None:
        return super().get_object(request, object_id, from_field) or (Publication(pk=1) if object_id == "1" else None)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        if db_field.name == "accent":
            kwargs["widget"] = forms.TextInput(attrs={"type": "color"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(SavedByVerb, admin.ModelAdmin):
    save_verb, delete_verb = actions.save, actions.delete
    list_display = ("name", "role", "user", "on_staff_list", "position")
    list_editable = ("on_staff_list", "position")
    list_filter = ("on_staff_list",)
    list_select_related = ("user",)
    search_fields = ("name", "role")
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = {models.ImageField: {"form_class": Photo}}
    ordering = ("position", "name")


@admin.register(PolicyPage)
class PolicyPageAdmin(SavedByVerb, admin.ModelAdmin):
    save_verb, delete_verb = actions.save_policy_page, actions.delete
    list_display = ("title", "purpose", "language", "published", "position")
    list_editable = ("published", "position")
    list_filter = ("purpose", "language", "published")
    search_fields = ("title",)
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "body", "purpose", ("slug", "language"), ("published", "position"))
    ordering = ("position", "title")

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        if db_field.name == "body":
            kwargs["widget"] = self.admin_site.body_widget  # type: ignore[attr-defined]  # The desk has one.
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        response.headers["Content-Security-Policy"] = security_headers.EDITOR
        return response


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    """A letter that is deleted is written in our own words until it, or the next upgrade, brings it back."""

    form = LetterForm
    list_display = ("subject", "about", "language")
    list_filter = ("language",)
    search_fields = ("subject", "body")
    fields = ("occasion", "language", "subject", "body")
    ordering = ("occasion", "language")

    @admin.display(description=_("occasion"), ordering="occasion")
    def about(self, letter: Letter) -> str | Promise:
        known = occasions.get(letter.occasion)
        return known.label if known else letter.occasion
