from django.conf import settings
from django.db import migrations, models

from core import emblem


def choose_emblems(apps, schema_editor):
    """Networks that were there before, oldest first."""
    networks = apps.get_model("networks", "Network").objects.order_by("pk")
    taken = []
    for network in networks:
        network.emblem_seed, network.hue = network.slug, emblem.free_hue(network.slug, taken)
        taken.append(network.hue)
        networks.filter(pk=network.pk).update(emblem_seed=network.emblem_seed, hue=network.hue)


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0001_initial"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="network",
            name="emblem_seed",
            field=models.CharField(default="", editable=False, max_length=255),
        ),
        migrations.AddField(
            model_name="network",
            name="hue",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="network",
            constraint=models.CheckConstraint(
                condition=models.Q(("hue__isnull", True), ("hue__lt", 12), _connector="OR"),
                name="network_hue_is_an_ink",
            ),
        ),
        migrations.RunPython(choose_emblems, migrations.RunPython.noop),
    ]
