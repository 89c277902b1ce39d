"""What can stand in the way of a verb, by name. `str()` is a sentence for the person who asked."""


class Refused(Exception):
    """A verb did not happen."""


class NobodyKnown(Refused):
    """No patron has the address."""


class NotThatWay(Refused):
    """A way into a ballot cannot be used any more, or not for this."""


class UnknownWay(NotThatWay):
    """There never was such a way into a ballot."""


class BallotIsClosed(Refused):
    """Votes are taken while a ballot is open, not before and not after."""


class NotReadable(Refused):
    """A file is no list, or a list without what is needed."""


class SentAlready(Refused):
    """A letter went out, and cannot go out again."""
