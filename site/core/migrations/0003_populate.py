from django.db import migrations
from wagtail.models import BootstrapTranslatableModel


def fill_first_pages(apps, schema_editor):
    """The root and the welcome page that Wagtail has created get a heading and an audience."""
    Page = apps.get_model("core", "Page")
    for page in Page.objects.all():
        page.heading = page.heading_de = page.title
        page.token = "public"
        page.live = True
        page.save()


class Migration(migrations.Migration):
    dependencies = [("core", "0002_add_locale")]

    operations = [
        BootstrapTranslatableModel("core.Page"),
        migrations.RunPython(fill_first_pages, migrations.RunPython.noop),
    ]
