"""allauth's hooks: nobody signs up without an invitation, and mails are ours, in the recipient's language."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import translate_url
from django.utils import translation

from accounts.mails import letter_from


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """As allauth's, in the recipient's language, the addresses in it too."""
        language = getattr(context.get("user"), "language", None) or translation.get_language()
        urls = {key: translate_url(value, language) for key, value in context.items() if key.endswith("_url") and value}
        with translation.override(language):
            super().send_mail(template_prefix, email, context | urls)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """As allauth's, knowing whom it is for."""
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def render_mail(self, template_prefix, email, context, headers=None):
        """allauth's occasions, our letters."""
        return letter_from(template_prefix, context).message(email, **(headers or {}))
