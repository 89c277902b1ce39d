import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_license_presets'),
    ]

    operations = [
        migrations.DeleteModel(
            name='LeftFile',
        ),
        migrations.CreateModel(
            name='LeftFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('left_at', models.DateTimeField(auto_now_add=True)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='left_files', to='articles.image')),
            ],
        ),
    ]
