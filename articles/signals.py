"""The signals by which rooms above learn of a public change."""

from django.dispatch import Signal

revised = Signal()
"""Sent after commit with `sender=Revision` and `revision`: the revision that was made, live now or to come."""

noticed = Signal()
"""Sent after commit with `revision`, `key` and `words`: a notice was put beside a text that stands already.

`key` names the notice for ever, `words` are what it says. A notice that comes with a revision is told by `revised`.
"""
