from django.db import migrations, models

from knowledge.models import record


def name_them(apps, schema_editor):
    practices = apps.get_model("knowledge", "GoodPractice").objects
    for practice in practices.filter(identifier=None):
        practices.filter(pk=practice.pk).update(identifier=record.new_identifier())


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_record")]

    operations = [
        migrations.RunPython(name_them, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="goodpractice",
            name="identifier",
            field=models.CharField(
                default=record.new_identifier,
                editable=False,
                help_text="Under this name it is exported and imported.",
                max_length=100,
                unique=True,
                verbose_name="identifier",
            ),
        ),
    ]
