"""What a browser sends when somebody presses a button on an article's page."""

from articles.desk.forms import WorkingCopyForm
from articles.models import Article

JSON = {"Accept": "application/json"}


def typed(article: Article | None = None, *, by, do: str = "save", names: list | None = None, **fields) -> dict:
    """Return the page's form as it stands, with `fields` typed over it and `names` as its bylines."""
    copy = WorkingCopyForm(article=article or Article(), by=by)
    form = {name: copy.form[name].value() for name in copy.form.fields}
    data = {name: value for name, value in form.items() if value not in (None, False, "")}
    rows = copy.kept["bylines"] if names is None else [_row(name) for name in names]
    data |= {"bylines-TOTAL_FORMS": len(rows), "bylines-INITIAL_FORMS": 0, "do": do}
    for number, row in enumerate(rows):
        data |= {f"bylines-{number}-{key}": value or "" for key, value in row.items()}
        data.setdefault(f"bylines-{number}-ORDER", number + 1)
    return data | fields


def _row(name) -> dict:
    return name if isinstance(name, dict) else {"name": name, "role": "author"}


def address(article: Article | None = None) -> str:
    return f"/admin/articles/article/{article.pk}/change/" if article else "/admin/articles/article/add/"


def press(client, article: Article | None = None, *, by, json: bool = False, **typing):
    """Press a button as `by`, on a page that was opened just now."""
    client.force_login(by)
    return client.post(address(article), typed(article, by=by, **typing), headers=JSON if json else {})
