"""What models say of their fields, also to those who must not import the models, as querysets."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model


def column(model: type[Model], name: str) -> Field:
    """Return a field of a model itself, which is no relation that another model has to it.

    :raises FieldDoesNotExist: there is none of this name.
    """
    found = model._meta.get_field(name)
    if not isinstance(found, Field):
        raise FieldDoesNotExist(f"{model.__name__} has no column {name}.")
    return found


def longest(model: type[Model], name: str) -> int:
    """Return how many characters a field takes.

    :raises FieldDoesNotExist: there is no field of this name that has a limit.
    """
    length = column(model, name).max_length
    if length is None:
        raise FieldDoesNotExist(f"{name} of {model.__name__} has no limit.")
    return length


def related(model: type[Model], name: str) -> Any:
    """Return the manager of the model at the other end of a relation."""
    relation: Any = model._meta.get_field(name)
    return relation.related_model.objects
