from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        """Collect from every room what can be found (design §2), and have the database note what changes of it."""
        from search.extraction import reading
        from search.upkeep import health, triggers  # noqa: F401 – health registers itself

        autodiscover_modules("search_index")
        pre_migrate.connect(triggers.before_migration, sender=self, dispatch_uid="search.triggers")
        post_migrate.connect(triggers.after_migration, sender=self, dispatch_uid="search.triggers")
        reading.start_watching()
