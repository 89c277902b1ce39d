
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_left_files_of_pictures'),
        ('corrections', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='correction',
            name='part',
            field=models.CharField(blank=True, choices=[('article', 'Article as a whole'), ('headline', 'Headline'), ('standfirst', 'Standfirst'), ('text', 'Text'), ('caption', 'Picture or caption')], editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name='correction',
            name='prefix',
            field=models.CharField(blank=True, editable=False, max_length=80),
        ),
        migrations.AddField(
            model_name='correction',
            name='suffix',
            field=models.CharField(blank=True, editable=False, max_length=80),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['received_at', 'status'], name='report_received'),
        ),
    ]
