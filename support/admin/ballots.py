"""Ballots at the desk: asked, moderated, counted. Nobody sees votes here, and no numbers before the end."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db.models import Field, ManyToManyField
from django.forms import (
    BaseModelFormSet,
    CheckboxSelectMultiple,
    ModelChoiceField,
    ModelForm,
    ModelMultipleChoiceField,
    Textarea,
)
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from adminkit.lists import Choice, Lookups
from adminkit.requests import staff
from adminkit.verbs import SavedByVerb
from articles.desk.widgets import ChosenArticle
from articles.models import Article
from support import actions
from support.actions import ballots
from support.admin.base import InTheRoom
from support.models import Ballot, Topic
from support.querysets import BallotQuerySet, TopicQuerySet


class TopicForm(ModelForm):
    article = ModelChoiceField(
        Article.objects.all(),
        label=gettext_lazy("The article that came of it"),
        widget=ChosenArticle,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("There is no such article.")},
    )


class TopicInline(admin.TabularInline):
    model = Topic
    fields = ("title", "description", "position", "state", "article")
    readonly_fields = ("state",)
    form = TopicForm
    extra = 1

    @admin.display(description=gettext_lazy("state"))
    def state(self, topic: Topic) -> str | Promise:
        return topic.state if topic.pk else ""

    def get_queryset(self, request: HttpRequest) -> TopicQuerySet:
        return cast(TopicQuerySet, super().get_queryset(request)).in_order()

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        if db_field.name == "description":
            kwargs["widget"] = Textarea(attrs={"rows": 3, "cols": 36})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Ballot | None = None) -> bool:
        """What somebody may have voted for stays."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.opens_at > timezone.now())


@admin.register(Ballot)
class BallotAdmin(InTheRoom, SavedByVerb, admin.ModelAdmin):
    save_verb, delete_verb = ballots.save_ballot, ballots.delete_ballots
    list_display = ("question", "opens_at", "closes_at", "turnout", "waiting")
    list_filter = ("closes_at",)
    search_fields = ("question",)
    fields = ("question", "introduction", ("opens_at", "closes_at"), "tiers", "takes_proposals", "results")
    readonly_fields = ("results",)
    inlines = (TopicInline,)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-closes_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> BallotQuerySet:
        return cast(BallotQuerySet, super().get_queryset(request)).with_turnout()

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        return super().formfield_for_manytomany(db_field, request, **kwargs | {"widget": CheckboxSelectMultiple})

    def get_readonly_fields(self, request: HttpRequest, obj: Ballot | None = None) -> tuple[str, ...]:
        if obj and obj.is_over():  # Its votes may be gone: it cannot be opened again.
            return (*self.readonly_fields, "opens_at", "closes_at", "tiers", "takes_proposals")
        return self.readonly_fields

    def has_delete_permission(self, request: HttpRequest, obj: Ballot | None = None) -> bool:
        return super().has_delete_permission(request, obj) and obj is not None and obj.opens_at > timezone.now()

    @admin.display(description=gettext_lazy("votes"))
    def turnout(self, ballot: Ballot) -> int:
        return ballot.turnout

    @admin.display(description=gettext_lazy("proposals that wait"))
    def waiting(self, ballot: Ballot) -> int:
        return ballot.waiting

    @admin.display(description=gettext_lazy("results"))
    def results(self, ballot: Ballot) -> str:
        if ballot.pk is None or not ballot.is_over():
            return _("They are shown when the ballot has closed, to you as to everybody.")
        rows = ((topic.title, topic.number) for topic in ballot.topics.accepted().with_votes().chosen_first())
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{}: {}</li>", rows))

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool) -> None:
        for topic in formset.save(commit=False):
            ballots.save_topic(topic)
        ballots.delete_topics(formset.deleted_objects)


class StateFilter(Choice):
    title = gettext_lazy("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("waiting", _("waiting")), ("accepted", _("accepted")), ("declined", _("declined"))]

    def chosen(self, rows: TopicQuerySet, value: str) -> TopicQuerySet:
        states = {
            "waiting": rows.waiting(),
            "accepted": rows.accepted(),
            "declined": rows.filter(declined_at__isnull=False),
        }
        return states[value]


@admin.register(Topic)
class TopicAdmin(InTheRoom, SavedByVerb, admin.ModelAdmin):
    save_verb = ballots.save_topic
    actions = ("accept", "decline")
    list_display = ("title", "description", "ballot", "by_a_patron", "state", "proposed_at")
    list_filter = (StateFilter, "by_a_patron", "ballot")
    list_select_related = ("ballot",)
    search_fields = ("title", "description")
    fields = ("ballot", "title", "description", "position", "article", "state", "by_a_patron", "proposed_at")
    readonly_fields = ("ballot", "state", "by_a_patron", "proposed_at")
    form = TopicForm

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-proposed_at", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Topics of our own are written on the page of their ballot."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("state"))
    def state(self, topic: Topic) -> str | Promise:
        return topic.state

    @admin.action(description=gettext_lazy("Put on the ballot"), permissions=["change"])
    def accept(self, request: HttpRequest, queryset: TopicQuerySet) -> None:
        number = actions.accept_topics(queryset, by=staff(request))
        said = ngettext("%(n)s topic is on the ballot.", "%(n)s topics are on the ballot.", number)
        messages.success(request, said % {"n": number})

    @admin.action(description=gettext_lazy("Decline"), permissions=["change"])
    def decline(self, request: HttpRequest, queryset: TopicQuerySet) -> None:
        number = actions.decline_topics(queryset, by=staff(request))
        messages.success(request, ngettext("%(n)s topic declined.", "%(n)s topics declined.", number) % {"n": number})
