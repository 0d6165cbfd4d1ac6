from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_task_run"),
    ]

    operations = [
        migrations.CreateModel(
            name="CacheGeneration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
    ]
