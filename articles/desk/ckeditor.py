"""The editor of bodies: CKEditor, told to write exactly what `press.richtext.clean` keeps, with our own plugins."""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.forms import Media
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from press import richtext
from press.richtext import allowlist

# Of CKEditor's plugins, those that a newsroom uses; what they require comes with them. None talks to anybody.
PLUGINS = [
    *("wysiwygarea", "sourcearea", "htmlwriter", "entities", "enterkey", "tab", "undo", "selectall", "clipboard"),
    *("pastetext", "pastefromword", "pastefromgdocs", "pastefromlibreoffice", "autogrow", "editorplaceholder"),
    *("toolbar", "basicstyles", "removeformat", "blockquote", "list", "indentlist", "link", "find", "specialchar"),
    *("horizontalrule", "table", "tabletools", "tableselection", "showborders", "contextmenu", "magicline", "widget"),
    *("newstext", "newsimage"),
]
OWN_PLUGINS = ("newstext", "newsimage")

TOOLBAR = [
    ["Heading2", "Heading3", "Blockquote", "PullQuote"],
    ["Bold", "Italic", "Link", "Unlink"],
    ["BulletedList", "NumberedList"],
    ["NewsImage", "Table", "HorizontalRule", "SpecialChar"],
    ["Undo", "Redo", "Find", "RemoveFormat", "Source"],
]
SPECIAL_CHARACTERS = list("–—…«»„“”‚‘’′″×÷−±½¼¾°§©®™€£₴²³µ•→←№ґҐїЇєЄéèçñöüßøå")
HOTLINKS = {"img"}
BARE = {"br", "hr"}


def allowed_content() -> dict[str, dict]:
    """Return the cleaner's rules in the form that CKEditor's content filter reads."""
    allowed: dict[str, dict] = {tag: {"attributes": _attributes(tag)} for tag in sorted(allowlist.TAGS)}
    allowed["figure"]["attributes"] += ["data-image", "data-size"]
    allowed["figure"]["classes"] = [allowlist.FIGURE_CLASS]
    allowed["blockquote"]["classes"] = [allowlist.PULL_QUOTE_CLASS]
    return allowed


def _attributes(tag: str) -> list[str]:
    return [] if tag in BARE else [*allowlist.ATTRIBUTES.get(tag, {}), *allowlist.EVERYWHERE]


def pasted_content() -> dict[str, dict]:
    """Return what pasting may bring in: all that is allowed but for pictures that lie on somebody else's server."""
    return {tag: rule for tag, rule in allowed_content().items() if tag not in HOTLINKS}


def captions_content() -> dict[str, dict]:
    """Return what a caption may be made of."""
    return {tag: rule for tag, rule in allowed_content().items() if tag in allowlist.INLINE or tag == "br"}


def config() -> dict:
    """Return CKEditor's configuration, its sentences in the language that is active."""
    return {
        "customConfig": "",
        "plugins": ",".join(PLUGINS),
        "stylesSet": False,
        "toolbar": TOOLBAR,
        "allowedContent": allowed_content(),
        "pasteFilter": pasted_content(),
        "contentsCss": [static("css/editor-page.css")],
        "width": "",
        "autoGrow_minHeight": 320,
        "autoGrow_onStartup": True,
        "resize_enabled": False,
        "disableNativeSpellChecker": False,
        "clipboard_handleImages": False,
        "entities": False,
        "linkDefaultProtocol": "https://",
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        "removeDialogTabs": "table:advanced;tableProperties:advanced",
        "specialChars": SPECIAL_CHARACTERS,
        "editorplaceholder": _("Write or paste the text here. Pictures can be dropped in."),
        "newstext": _words_for_text(),
        "newsimage": {
            "module": static("js/library/editor.js"),
            "caption": captions_content(),
            "words": _words_for_pictures(),
        },
    }


def _words_for_text() -> dict[str, str]:
    return {"heading2": _("Heading"), "heading3": _("Smaller heading"), "pullquote": _("Pull quote")}


def _words_for_pictures() -> dict[str, str]:
    return {
        "button": _("Picture"),
        "widget": _("Picture in the text"),
        "text": _("As wide as the text"),
        "wide": _("Wider"),
        "full": _("Full width"),
        "words": _("Alt text, credit…"),
        "remove": _("Remove"),
        "caption": _("Caption for this article"),
        "missing": _("Picture {id} is not in the library."),
        "away": away(),
        "noCaption": _("No caption. Write one here."),
    }


def away() -> str:
    """Return what is said when the library does not answer at all."""
    return _("The library cannot be reached. Check the connection, and whether you are still signed in.")


class BodyWidget(CKEditorWidget):
    """A text area that CKEditor takes over.

    Its page's content security policy has to be `press.security_headers.EDITOR`. The text area always holds the present
    text and sends `newsroom:edited` when that has changed. Its `data-picker` is where `library/picker.js` finds the
    picker.
    """

    def format_value(self, value: Any) -> str:
        """Clean what the editor is given too, so that no text can attack the colleague who opens it."""
        return richtext.clean(value or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.config = config()
        self.external_plugin_resources = [
            (plugin, static(f"ckeditor-plugins/{plugin}/plugin.js"), "") for plugin in OWN_PLUGINS
        ]
        picker = {"data-picker": reverse("admin:articles_image_picker"), "data-picker-away": away()}
        return super().get_context(name, value, picker | (attrs or {}))

    @property
    def media(self) -> Media:
        return super().media + forms.Media(css={"all": ["css/library.css", "css/editor.css"]})
