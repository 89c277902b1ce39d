from django.db import migrations, models
from django.db.models import F


def date_proposals(apps, schema_editor):
    """Give the wordings that wait already a moment: no later one is known than that of the last report."""
    passages = apps.get_model("corrections", "Passage").objects
    passages.exclude(proposal="").update(proposed_at=F("last_received_at"))


class Migration(migrations.Migration):
    dependencies = [("corrections", "0004_reasons_to_decline")]

    operations = [
        migrations.AddField(
            model_name="passage",
            name="proposed_at",
            field=models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="wording proposed"),
        ),
        migrations.RunPython(date_proposals, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(proposal="", proposed_at=None)
                | (~models.Q(proposal="") & models.Q(proposed_at__isnull=False)),
                name="passage_proposal_has_its_moment",
                violation_error_message="A proposed wording has the moment when it was proposed.",
            ),
        ),
    ]
