"""What editors type on the page of an article, checked and kept as one working copy."""

import re
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from adminkit.fields import LocalMoment, offer, retype
from adminkit.inbox import name_of
from adminkit.lists import row_number
from articles import actions, content
from articles.desk import merge
from articles.desk.ckeditor import BodyWidget
from articles.desk.widgets import ChosenArticle, ChosenArticles
from articles.errors import StaleArticle
from articles.models import Article, Byline, Draft, Image, License, Revision, Section
from masthead.models import Person, Publication
from press import richtext

TAG_LENGTH = 100


class TagsField(forms.CharField):
    """Subjects separated by commas; one that holds a comma itself stands in quotes."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(f'"{name}"' if "," in name else name for name in value)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # It cleans like text, but gives a list.
        parts = re.findall(r'"([^"]*)"|([^,\n]+)', super().to_python(value) or "")
        names = (" ".join((quoted or plain).replace('"', "").split()) for quoted, plain in parts)
        return list({name.casefold(): name for name in names if name}.values())

    def run_validators(self, value: list[str]) -> None:
        for name in value:
            super().run_validators(name)
            if len(name) > TAG_LENGTH:
                raise ValidationError(_("A tag may have at most %(n)s characters."), params={"n": TAG_LENGTH})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return sorted(initial or []) != sorted(self.to_python(data))


class Colleague(forms.ModelChoiceField):
    """Somebody of the staff, by the name that colleagues use."""

    def label_from_instance(self, obj: User) -> str:
        return name_of(obj)


class ArticleForm(forms.ModelForm):
    """The fields of the working copy, but for its bylines."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tags = TagsField(label=_("Tags"), required=False)
    hero = forms.ModelChoiceField(
        Image.objects.all(),
        label=_("Lead picture"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-hero": ""}),
        help_text=_("The number of a picture in the library."),
        error_messages={"invalid_choice": _("There is no picture with this number in the library.")},
    )
    related = forms.ModelMultipleChoiceField(
        Article.objects.all(), label=_("Related stories"), required=False, widget=ChosenArticles
    )
    translation_of = forms.ModelChoiceField(
        Article.objects.all(), label=_("Translation of"), required=False, widget=ChosenArticle
    )

    class Meta:
        model = Article
        fields = (
            *content.WORDS,
            "language",
            "section",
            "hero",
            "license",
            "sensitive",
            "slug",
            "translation_of",
            "related",
            "assignee",
        )
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 1, "data-grows": "", "placeholder": _("Headline")}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "data-grows": "", "placeholder": _("Standfirst")}),
            "kicker": forms.TextInput(attrs={"placeholder": _("Kicker")}),
            "dateline": forms.TextInput(attrs={"placeholder": _("Where it was reported")}),
            "hero_caption": forms.Textarea(attrs={"rows": 2, "data-grows": ""}),
            "seo_description": forms.Textarea(attrs={"rows": 2, "data-grows": ""}),
            "language": forms.TextInput(attrs={"list": "languages", "size": 6}),
            "body": BodyWidget,
        }
        field_classes = {"assignee": Colleague}
        help_texts = {"slug": _("Empty: made from the headline.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["headline"].widget.attrs["autofocus"] = True
        staff = User.objects.filter(is_staff=True, is_active=True).order_by("first_name", "last_name", "pk")
        licenses = License.objects.offered(self.instance.license_id)
        offer(self, section=Section.objects.listed(), license=licenses, assignee=staff)

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_seo_description(self) -> str:
        return " ".join(self.cleaned_data["seo_description"].split())

    def clean_body(self) -> str:
        return richtext.clean(self.cleaned_data["body"])

    def clean_slug(self) -> str:
        """Keep the address of a published article when the field was left empty."""
        return self.cleaned_data["slug"] or (self.instance.slug if self.instance.path else "")

    def clean_translation_of(self) -> Article | None:
        other = self.cleaned_data["translation_of"]
        if other and other.pk == self.instance.pk:
            raise ValidationError(_("An article cannot be a translation of itself."))
        return other


class BylineForm(forms.Form):
    """One name over the article. A name that a person of the masthead bears means that person."""

    person = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=Byline.Role, initial=Byline.Role.AUTHOR)


class BylineFormSet(forms.BaseFormSet):
    """The names over an article, in order. A row without a name is no row."""

    def add_fields(self, form: Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].widget.attrs["class"] = "position"

    def lines(self) -> list[dict]:
        """Return the bylines as `{"person": id or None, "name": as printed, "role": …}`, once it is valid."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        rows = [row for row in rows if not row.get("DELETE")]
        rows.sort(key=lambda row: (row.get("ORDER") is None, row.get("ORDER") or 0))
        people = list(Person.objects.filter(name__in=[row["name"] for row in rows]).order_by("pk")) if rows else []
        return [self._line(row, people) for row in rows]

    def _line(self, row: dict, people: list[Person]) -> dict:
        of_that_name = [person.pk for person in people if person.name == row["name"]]
        chosen = row["person"]
        if of_that_name and chosen not in of_that_name:
            chosen = of_that_name[0]
        elif not of_that_name and (chosen, row["name"]) not in self.printed_otherwise:
            chosen = None
        return {"person": chosen, "name": row["name"], "role": row["role"] or Byline.Role.AUTHOR}

    @property
    def printed_otherwise(self) -> set[tuple[int, str]]:
        """People whom this article prints under another name than their own, as (id, name)."""
        return {(line["person"], line["name"]) for line in self.initial or []}


Bylines = cast(
    type[BylineFormSet],
    forms.formset_factory(
        BylineForm, formset=BylineFormSet, extra=1, can_order=True, can_delete=True, max_num=60, absolute_max=80
    ),
)


class WorkingCopyForm:
    """All that the page of an article holds, as one form.

    Without `data` it shows `article`, or `shown` (content in the shape of `content.of_working_copy`) in its place.
    """

    def __init__(self, data: QueryDict | None = None, *, article: Article, by: User, shown: dict | None = None) -> None:
        self.article = article
        self.by = by
        self.kept = content.of_working_copy(article) if article.pk else self._blank()
        self.version = article.version if article.pk else 0
        start = shown or self.kept
        self.form = ArticleForm(data, instance=article, initial=_initial(start) | {"version": article.version})
        lines = self.kept["bylines"] if data is not None else start["bylines"]
        self.bylines = Bylines(data, prefix="bylines", initial=lines)

    def _blank(self) -> dict:
        """Return what a new article begins with: the paper's language and its writer's name."""
        me = Person.objects.filter(user=self.by).first()
        lines = [{"person": me.pk, "name": me.name, "role": Byline.Role.AUTHOR}] if me else []
        blank = {name: getattr(self.article, name) for name in content.WORKING_COPY}
        return blank | {
            "language": Publication.objects.current().language,
            "bylines": lines,
            "tags": [],
            "related": [],
        }

    def refuse(self, errors: dict[str, list[str]]) -> None:
        """Let sentences stand beside their fields; those of no field stand at the head of the page alone."""
        for name, sentences in errors.items():
            if name in self.form.fields:
                self.form.add_error(name, sentences)

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.bylines.is_valid()])

    @property
    def errors(self) -> dict[str, list[str]]:
        """Return sentences by the field that they belong to."""
        found = {name: list(sentences) for name, sentences in self.form.errors.items()}
        lines = [*self.bylines.non_form_errors(), *_sentences(self.bylines.errors)]
        return found | ({"bylines": lines} if lines else {})

    def typed(self) -> dict:
        """Return what was typed, in the shape of `content.of_working_copy`, once it is valid."""
        given = self.form.cleaned_data
        plain = {name: _plain(given[name.removesuffix("_id")]) for name in content.WORKING_COPY}
        return plain | {
            "bylines": self.bylines.lines(),
            "tags": sorted(given["tags"]),
            "related": sorted(one.pk for one in given["related"]),
        }

    @property
    def hero(self) -> Image | None:
        """The lead picture that the page shows, kept or only chosen."""
        number = row_number(str(self.form["hero"].value() or ""))
        return Image.objects.filter(pk=number).first() if number is not None else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet that one would want to find again."""
        given = self.form.cleaned_data
        return not (given["headline"] or given["standfirst"] or given["body"])

    @transaction.atomic
    def save(self) -> None:
        """Save what was typed; what is saved already makes no new version.

        :raises StaleArticle: somebody saved since the page was read; `merged` tells what to do about it.
        """
        article, typed = self.form.instance, self.typed()
        if article.pk and self.form.cleaned_data["version"] != self.version:
            raise StaleArticle(Article.objects.select_related("changed_by").get(pk=article.pk))
        if article.pk is None or typed != self.kept:
            actions.save_working_copy(article, by=self.by, **self._changed_rows(typed))
            self._go_on_from(article.version)
        elif "assignee" in self.form.changed_data:
            actions.assign(article, to=article.assignee)

    def _changed_rows(self, typed: dict) -> dict:
        """Return what lies in tables of its own, as far as it has changed; a new article begins with all of it."""
        rows = {name: typed[name] for name in ("tags", "related", "bylines")}
        return {name: value for name, value in rows.items() if self.version == 0 or value != self.kept[name]}

    def _go_on_from(self, version: int) -> None:
        """Let the page, if it must be shown again, be saved again."""
        retype(self.form, version=version)

    def merged(self) -> merge.Merged:
        """Bring what was typed together with what somebody else has saved meanwhile."""
        base = Draft.objects.filter(article=self.article, version=self.form.cleaned_data["version"] or 0).first()
        return merge.merge(content.of_draft(base) if base else None, self.typed(), self.kept)


def _plain(value: Any) -> Any:
    return value.pk if hasattr(value, "pk") else value


def _initial(shown: dict) -> dict:
    """Return content as the form's fields want it."""
    return {name.removesuffix("_id"): value for name, value in shown.items()}


def _sentences(rows: list) -> Iterator[str]:
    for row in rows:
        for sentences in row.values():
            yield from sentences


class Decision(forms.Form):
    """What the buttons need to know besides the text."""

    KINDS = [
        (Revision.Kind.UPDATE, _("Update: something new")),
        (Revision.Kind.MINOR, _("Minor fix: a typo, no claim of news")),
        (Revision.Kind.CORRECTION, _("Correction: a fact was wrong")),
    ]

    publish_at = forms.DateTimeField(label=_("Publish at"), required=False, widget=LocalMoment)
    kind = forms.ChoiceField(
        label=_("This change"), required=False, choices=KINDS, initial=Revision.Kind.UPDATE, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What changed, for readers"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "data-grows": ""}),
    )
    public_note = forms.CharField(
        label=_("What readers will be told"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    remark = forms.CharField(
        label=_("Note to colleagues"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "data-grows": ""}),
    )

    confirmed = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)  # A token of pre-flight.

    NEEDS = {
        "publish": ("kind", "reason"),
        "schedule": ("publish_at", "kind", "reason"),
        "withdraw": ("public_note",),
        "send_back": ("remark",),
        "note": ("remark",),
    }

    def errors_for(self, verb: str, *, live: bool) -> dict[str, list[str]]:
        """Return what the button `verb` cannot do without; what others need does not hinder it.

        `live` says whether readers can read the article. If not, the page does not ask what changed, so an answer that
        comes from a page of before is not read.
        """
        self.full_clean()
        self._demand_for(verb, live=live)
        unasked = () if live else ("kind", "reason")
        self.cleaned_data |= dict.fromkeys(unasked, "")
        needed = [name for name in self.NEEDS.get(verb, ()) if name not in unasked]
        return {name: [str(one) for one in self.errors[name]] for name in needed if name in self.errors}

    def _demand_for(self, verb: str, *, live: bool) -> None:
        given = self.cleaned_data
        if verb == "schedule":
            self._demand("publish_at", _("Choose the moment at which readers shall see it."))
            if given.get("publish_at") and given["publish_at"] <= timezone.now():
                self.add_error("publish_at", _("That moment has passed; choose one to come, or publish now."))
        if verb == "withdraw":
            self._demand("public_note", _("Tell readers why the article is gone."))
        if verb in ("note", "send_back"):
            self._demand("remark", _("Write a word to your colleague."))
        if verb in ("publish", "schedule") and live and given.get("kind") == Revision.Kind.CORRECTION:
            self._demand("reason", _("Say what was wrong and what is right."))

    def _demand(self, name: str, sentence: str | Promise) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, str(sentence))
