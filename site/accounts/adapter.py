"""allauth's hooks: nobody signs up without an invitation, and mails speak the recipient's language."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import translate_url
from django.utils import translation


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """As allauth's, in the recipient's language, the addresses in it too."""
        language = getattr(context.get("user"), "language", None) or translation.get_language()
        urls = {key: translate_url(value, language) for key, value in context.items() if key.endswith("_url") and value}
        with translation.override(language):
            super().send_mail(template_prefix, email, context | urls)
