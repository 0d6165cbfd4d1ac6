from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "ConnActions"

    def ready(self):
        """Collect from every room what core needs of it (design §2); rights on files come from what people are now."""
        from wagtail.permissions import register_permission_policy

        from core import generation
        from core.file_policy import AudienceFilePolicy

        generation.start_watching()
        autodiscover_modules("audience", "contexts", "mails")
        for model in (self.get_model("SiteImage"), self.get_model("SiteDocument")):
            register_permission_policy(model, AudienceFilePolicy(model))
