from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_cache_generation"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="page",
            index=models.Index(fields=["depth", "path"], name="page_sections"),
        ),
    ]
