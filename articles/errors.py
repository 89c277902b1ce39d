"""What can stand in the way of a verb, by name."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from articles.models import Article, Image


class Refused(Exception):
    """A verb did not happen. `str()` is a sentence for the person who asked."""


class NotReady(Refused):
    """Pre-flight found something that must not be published; `blockers` lists it."""

    def __init__(self, blockers: list) -> None:
        self.blockers = blockers
        super().__init__(" ".join(str(blocker) for blocker in blockers))


class NotConfirmed(Refused):
    """Pre-flight asks something that nobody has said yes to; `questions` lists it."""

    def __init__(self, questions: list) -> None:
        self.questions = questions
        asked = " ".join(str(question) for question in questions)
        super().__init__(_("%(asked)s If that is meant, publish it from the article’s own page.") % {"asked": asked})


class StaleArticle(Refused):
    """Somebody saved since the article was read; `article` is as it stands now."""

    def __init__(self, article: "Article") -> None:
        self.article = article
        who = (
            article.changed_by.get_full_name() or article.changed_by.get_username()
            if article.changed_by
            else _("Somebody")
        )
        super().__init__(_("%(who)s saved this article while you were writing.") % {"who": who})


class WrongTime(Refused):
    """The moment asked for is not one at which this can happen."""


class NotWithdrawn(Refused):
    """The verb needs an article that was taken away from readers."""


class NotLive(Refused):
    """The verb needs an article that readers can read."""


class NothingToAmend(Refused):
    """The change has no place in what readers see."""


class AlreadyThere(Refused):
    """The same file is in the library; `image` is the picture that it makes."""

    def __init__(self, image: "Image") -> None:
        self.image = image
        super().__init__(_("This picture is in the library already, as %(name)s.") % {"name": image.filename})


class InUse(Refused):
    """Something cannot go away because something else shows it; `str()` says where."""
