"""How long texts may be, as validators: nothing changes in the tables."""

from django.core.validators import MaxLengthValidator
from django.db import migrations, models

TEXTS = [
    ("network", "description", "description", 30_000),
    ("organisation", "about", "about the organisation", 2_000),
]


def limited(model, name, label, limit):
    """The field and its two columns."""
    for suffix, options in (("", {}), ("_de", {"null": True}), ("_it", {"null": True})):
        field = models.TextField(label, blank=True, validators=[MaxLengthValidator(limit)], **options)
        yield migrations.AlterField(model, name + suffix, field)


class Migration(migrations.Migration):
    dependencies = [("networks", "0004_directory")]
    operations = [operation for text in TEXTS for operation in limited(*text)]
