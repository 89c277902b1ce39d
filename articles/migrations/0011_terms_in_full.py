"""The terms of the two licenses that have no address of their own, where nobody has written any."""

from django.db import migrations

TERMS = {
    "all-rights-reserved": (
        "You may quote up to 500 characters of an article, spaces included. A quotation names us as its source and "
        "carries an active link to the article that search engines may follow.\n\n"
        "For a longer extract, the whole article, a translation or a reading of it, ask us first. We answer in writing."
        "\n\nPictures are no part of an extract: each has terms of its own, which stand beside it.\n\n"
        "Text and data mining and the training of AI on our work are reserved, also in the sense of Article 4 of "
        "Directive (EU) 2019/790."
    ),
    "agency-picture": (
        "We print this picture by agreement with the agency that is named beside it. It must not be copied, printed "
        "or passed on from here, also where the article around it is free; the agency says who may print it."
    ),
}


def write(apps, schema_editor):
    License = apps.get_model("articles", "License")
    for slug, terms in TERMS.items():
        License.objects.filter(slug=slug, terms="").update(terms=terms)


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_license_places")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
