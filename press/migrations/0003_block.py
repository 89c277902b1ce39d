from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("press", "0002_worker")]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "Words"),
                            ("email", "E-mail address"),
                            ("sender", "Sender"),
                            ("domain", "Linked site"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("value", models.CharField(max_length=200, verbose_name="value")),
                ("hits", models.PositiveIntegerField(default=0, editable=False, verbose_name="hits")),
                (
                    "learned_from",
                    models.CharField(blank=True, editable=False, max_length=80, verbose_name="learned from"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
            ],
            options={
                "verbose_name": "block",
                "verbose_name_plural": "block list",
                "constraints": [models.UniqueConstraint(fields=("kind", "value"), name="blocked_once")],
            },
        ),
    ]
