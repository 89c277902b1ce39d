"""The licenses that most papers need; each can be changed at the desk."""

from django.db import migrations

CC = "https://creativecommons.org/licenses/"
DEFAULT = "all-rights-reserved"
RESERVED = {
    "slug": DEFAULT,
    "name": "All rights reserved",
    "notice": "Quote up to 500 characters with an active link to the article; for more, ask us in writing.",
    "max_extract": 500,
}
AGENCY = {
    "slug": "agency-picture",
    "name": "Agency picture",
    "notice": "This picture belongs to the agency named beside it and must not be taken from here.",
    "max_extract": 0,
}
OPEN = {"max_extract": None, "may_republish": True, "may_mine": True}
FREE = {
    "cc-by-4-0": ("CC BY 4.0", CC + "by/4.0/", {"may_sell": True, "may_change": True, "may_train": True}),
    "cc-by-sa-4-0": ("CC BY-SA 4.0", CC + "by-sa/4.0/", {"may_sell": True, "may_change": True, "may_train": True}),
    "cc-by-nd-4-0": ("CC BY-ND 4.0", CC + "by-nd/4.0/", {"may_sell": True}),
    "cc-by-nc-nd-4-0": ("CC BY-NC-ND 4.0", CC + "by-nc-nd/4.0/", {}),
    "cc0-1-0": (
        "CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        {"may_sell": True, "may_change": True, "may_train": True, "link_required": False},
    ),
}
NOTICES = {
    "cc-by-4-0": "Free to republish and adapt with our name, the license and a link.",
    "cc-by-sa-4-0": "Free to republish and adapt with our name and a link, under the same license.",
    "cc-by-nd-4-0": "Free to republish unchanged with our name, the license and a link.",
    "cc-by-nc-nd-4-0": "Free to republish unchanged and without charge, with our name, the license and a link.",
    "cc0-1-0": "Free for any use.",
}


def make(apps, schema_editor):
    License = apps.get_model("articles", "License")
    presets = [RESERVED, AGENCY]
    for slug, (name, url, rights) in FREE.items():
        presets.append({"slug": slug, "name": name, "url": url, "notice": NOTICES[slug], **OPEN, **rights})
    for preset in presets:
        License.objects.get_or_create(slug=preset.pop("slug"), defaults=preset)
    if not License.objects.filter(is_default=True).exists():
        License.objects.filter(slug=DEFAULT).update(is_default=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_license_terms")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
