"""The block list is kept for all forms: what is on it and who may change it move along."""

from django.db import migrations


def carry_over(apps, schema_editor):
    new = apps.get_model("press", "Block").objects
    for block in apps.get_model("corrections", "Block").objects.all():
        source = f"passage {block.learned_from_id}" if block.learned_from_id else ""
        made, _created = new.update_or_create(
            kind=block.kind, value=block.value, defaults={"hits": block.hits, "learned_from": source}
        )
        new.filter(pk=made.pk).update(made_at=block.made_at)


def carry_back(apps, schema_editor):
    old = apps.get_model("corrections", "Block").objects
    for block in apps.get_model("press", "Block").objects.all():
        made = old.create(kind=block.kind, value=block.value, hits=block.hits)
        old.filter(pk=made.pk).update(made_at=block.made_at)


def hand_over(apps, schema_editor):
    _move_permissions(apps, "corrections", "press")


def hand_back(apps, schema_editor):
    _move_permissions(apps, "press", "corrections")


def _move_permissions(apps, before, after):
    """Let the permissions, which hang on the model's row, go with it, unless the other room has its own already."""
    models = apps.get_model("contenttypes", "ContentType").objects
    if not models.filter(app_label=after, model="block").exists():
        models.filter(app_label=before, model="block").update(app_label=after)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("press", "0003_block"),
        ("corrections", "0006_letters_move_to_the_masthead"),
    ]

    operations = [
        migrations.RunPython(carry_over, carry_back),
        migrations.RunPython(hand_over, hand_back),
        migrations.DeleteModel(name="Block"),
    ]
