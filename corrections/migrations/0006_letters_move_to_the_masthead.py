"""Letters belong to the paper as a whole: what the desk wrote and who may write it move along."""

from django.db import migrations


def carry_over(apps, schema_editor):
    old, new = apps.get_model("corrections", "Letter").objects, apps.get_model("masthead", "Letter").objects
    for letter in old.all():
        new.update_or_create(
            occasion=f"report-{letter.occasion}",
            language=letter.language,
            defaults={"subject": letter.subject, "body": letter.body},
        )


def carry_back(apps, schema_editor):
    old, new = apps.get_model("corrections", "Letter").objects, apps.get_model("masthead", "Letter").objects
    for letter in new.filter(occasion__startswith="report-"):
        occasion = letter.occasion.removeprefix("report-")
        old.create(occasion=occasion, language=letter.language, subject=letter.subject, body=letter.body)


def hand_over(apps, schema_editor):
    _move_permissions(apps, "corrections", "masthead")


def hand_back(apps, schema_editor):
    _move_permissions(apps, "masthead", "corrections")


def _move_permissions(apps, before, after):
    """Let the permissions, which hang on the model's row, go with it, unless the other room has its own already."""
    models = apps.get_model("contenttypes", "ContentType").objects
    if not models.filter(app_label=after, model="letter").exists():
        models.filter(app_label=before, model="letter").update(app_label=after)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("masthead", "0002_letter"),
        ("corrections", "0005_proposed_at"),
    ]

    operations = [
        migrations.RunPython(carry_over, carry_back),
        migrations.RunPython(hand_over, hand_back),
        migrations.DeleteModel(name="Letter"),
    ]
