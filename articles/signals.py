"""The one signal by which rooms above learn of a public change."""

from django.dispatch import Signal

revised = Signal()
"""Sent after commit with `sender=Revision` and `revision`: the revision that was made, live now or to come."""
