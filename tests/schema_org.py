"""What schema.org's vocabulary says against a piece of JSON-LD."""

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec_schemaorg.models as models

TEXT = {"str", "URL", "date", "datetime", "time"}
PIXELS = {"Distance", "QuantitativeValue"}  # Sizes of pictures are told in bare numbers, as search engines want them.
BESIDE = {"query-input"}  # The variable of an action, as schema.org's notes on actions have it.


def faults(document: dict) -> list[str]:
    """Return a sentence for each type or property that is none, has no place there or holds what it must not."""
    nodes = list(_nodes(document["@graph"]))
    told = {node["@id"] for node in nodes if "@id" in node and len(node) > 1}
    lost = [f"Nothing has the id {node['@id']}" for node in nodes if set(node) == {"@id"} and node["@id"] not in told]
    return lost + [fault for node in nodes if "@type" in node for fault in _faults_of(node)]


def _nodes(value) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(inner)


def _faults_of(node: dict) -> Iterator[str]:
    kind = getattr(models, node["@type"], None)
    if kind is None:
        yield f"There is no type {node['@type']}"
        return
    known = _properties(kind)
    for name, value in node.items():
        if name.startswith("@") or name in BESIDE:
            continue
        if name not in known:
            yield f"A {node['@type']} has no {name}"
        elif wrong := [one for one in (value if isinstance(value, list) else [value]) if not _fits(one, known[name])]:
            yield f"{name} of a {node['@type']} cannot be {wrong[0]!r}"


def _properties(kind: type) -> dict[str, set[str]]:
    """Return the names of the types that each property of a type may hold."""
    written = {
        name: hint for one in reversed(kind.__mro__) for name, hint in getattr(one, "__annotations__", {}).items()
    }
    return {name: set(re.findall(r"\w+", str(hint))) - {"Union", "List", "None"} for name, hint in written.items()}


def _fits(value, allowed: set[str]) -> bool:
    if isinstance(value, dict):
        return "@type" not in value or any(one.__name__ in allowed for one in getattr(models, value["@type"]).__mro__)
    if isinstance(value, bool):
        return "bool" in allowed
    if isinstance(value, int):
        return bool(allowed & ({"int", "float"} | PIXELS))
    if allowed & TEXT == {"URL"}:
        return value.startswith(("http://", "https://"))
    if allowed & TEXT and allowed & TEXT <= {"date", "datetime", "time"}:
        return "T" not in value or datetime.fromisoformat(value).tzinfo is not None
    return bool(allowed & TEXT)
