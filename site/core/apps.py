from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "ConnActions"

    def ready(self):
        """Collect from every room what core needs of it (design §2)."""
        autodiscover_modules("audience", "contexts", "mails")
