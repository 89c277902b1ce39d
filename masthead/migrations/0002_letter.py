from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("masthead", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("occasion", models.CharField(max_length=40, verbose_name="occasion")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        max_length=20,
                        validators=[
                            RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Write a language as in “en”, “uk” or “pt-BR”."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="words")),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("occasion", "language"),
                        name="one_wording_a_language",
                        violation_error_message="There is a wording for this occasion in this language already.",
                    )
                ],
            },
        ),
    ]
