"""Public notices at the desk: they are added, and may be withdrawn with a reason; nobody changes or deletes one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from adminkit.requests import staff
from adminkit.verbs import WrittenByVerbsAlone
from articles.desk.widgets import ChosenArticle
from articles.models import Article
from corrections import actions
from corrections.models import Correction

SHOWN = ("article", "kind", "text", "was", "now", "published_at", "made_by", "address")


class NoticeForm(forms.ModelForm):
    """A notice on an article that readers can read now."""

    article = forms.ModelChoiceField(
        Article.objects.all(),
        label=_("Article"),
        widget=ChosenArticle,
        error_messages={"required": _("Choose the article."), "invalid_choice": _("There is no such article.")},
    )

    class Meta:
        model = Correction
        fields = ("article", "kind", "text")

    def clean_article(self) -> Article:
        article = self.cleaned_data["article"]
        if not article.revisions.in_force().exists():
            raise forms.ValidationError(_("No reader has seen this article yet; it needs no notice."))
        return article


class WithdrawalForm(forms.ModelForm):
    class Meta:
        model = Correction
        fields = ("withdrawn_because",)

    def clean_withdrawn_because(self) -> str:
        if not self.cleaned_data["withdrawn_because"].strip():
            raise forms.ValidationError(_("Say in public why the notice is withdrawn."))
        return self.cleaned_data["withdrawn_because"]


@admin.register(Correction)
class CorrectionAdmin(WrittenByVerbsAlone, admin.ModelAdmin):
    change_form_template = "admin/corrections/correction/change_form.html"
    list_display = ("text", "kind", "article", "published_at", "is_withdrawn")
    list_filter = ("kind", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("article",)
    list_per_page = 40
    search_fields = ("text", "article__headline")
    show_full_result_count = False
    ordering = ("-published_at", "-pk")

    @admin.display(description=_("stands"), boolean=True)
    def is_withdrawn(self, correction: Correction) -> bool:
        return correction.withdrawn_at is None

    @admin.display(description=_("address"))
    def address(self, correction: Correction) -> str:
        path = reverse("correction", args=[correction.pk])
        return format_html('<a href="{}">{}</a>', path, path)

    def has_change_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        """Let what stands be withdrawn, and nothing else be changed."""
        return super().has_change_permission(request, obj) and (obj is None or obj.withdrawn_at is None)

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Correction | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Offer a new notice, or the withdrawal of one that stands."""
        if obj is None:
            kwargs["form"] = NoticeForm
        elif self.has_change_permission(request, obj):
            kwargs["form"] = WithdrawalForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Correction | None = None) -> tuple[str, ...]:
        if obj is None:
            return NoticeForm.Meta.fields
        return (*SHOWN, "withdrawn_because") if obj.withdrawn_at is None else (*SHOWN, *self._withdrawal)

    def get_readonly_fields(self, request: HttpRequest, obj: Correction | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return SHOWN if obj.withdrawn_at is None else (*SHOWN, *self._withdrawal)

    _withdrawal = ("withdrawn_at", "withdrawn_because")

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Correction | None = None,
    ) -> HttpResponse:
        withdraws = bool(obj) and self.has_change_permission(request, obj)
        context |= {"withdraws": withdraws, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Correction, form: forms.ModelForm, change: bool) -> None:
        if change:
            actions.withdraw_notice(obj, by=staff(request), because=form.cleaned_data["withdrawn_because"])
        else:
            made = actions.announce_beside(
                obj.article.revisions.in_force().get(), kind=obj.kind, text=obj.text, by=staff(request)
            )
            obj.pk = made.pk

    def construct_change_message(
        self, request: HttpRequest, form: forms.Form, formsets: Iterable[BaseFormSet], add: bool = False
    ) -> list[dict[str, Any]]:
        return [{"added": {}}] if add else [{"changed": {"fields": ["withdrawn because"]}}]
