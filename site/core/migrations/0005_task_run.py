import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_finalize"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaskRun",
            fields=[
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="run",
                        serialize=False,
                        to="django_tasks_database.dbtaskresult",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("lease_until", models.DateTimeField(db_index=True, null=True, verbose_name="lease until")),
                ("gave_up_at", models.DateTimeField(null=True, verbose_name="gave up")),
                ("last_error", models.CharField(blank=True, max_length=200, verbose_name="last error")),
            ],
            options={
                "verbose_name": "run of a task",
                "verbose_name_plural": "runs of tasks",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("gave_up_at", None), ("lease_until", None), _connector="OR"),
                        name="what_gave_up_holds_no_lease",
                    )
                ],
            },
        ),
    ]
