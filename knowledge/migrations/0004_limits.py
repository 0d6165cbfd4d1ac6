"""How long texts may be, as validators: nothing changes in the tables."""

from django.core.validators import MaxLengthValidator
from django.db import migrations, models

TEXTS = [
    ("buildingblock", "enabling", "what it needs to succeed", 30_000),
    ("buildingblock", "lessons", "what was learnt with it", 30_000),
    ("buildingblock", "text", "what it is", 30_000),
    ("goodpractice", "actors", "actors and their roles", 30_000),
    ("goodpractice", "approach", "approach", 30_000),
    ("goodpractice", "difficulties", "difficulties and what failed", 30_000),
    ("goodpractice", "legal_basis", "legal basis", 30_000),
    ("goodpractice", "places_of_learning", "places of learning", 30_000),
    ("goodpractice", "resources", "people, time and money", 30_000),
    ("goodpractice", "results", "results", 30_000),
    ("goodpractice", "starting_point", "starting point", 30_000),
    ("goodpractice", "success_factors", "success factors", 30_000),
    ("goodpractice", "sustainability", "sustainability", 30_000),
    ("goodpractice", "target_group", "target group", 30_000),
    ("goodpractice", "transferability", "transferability", 30_000),
    ("goodpractice", "who_pays", "who pays", 30_000),
]


def limited(model, name, label, limit):
    """The field and its two columns."""
    for suffix, options in (("", {}), ("_de", {"null": True}), ("_it", {"null": True})):
        field = models.TextField(label, blank=True, validators=[MaxLengthValidator(limit)], **options)
        yield migrations.AlterField(model, name + suffix, field)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0003_identifiers")]
    operations = [operation for text in TEXTS for operation in limited(*text)]
