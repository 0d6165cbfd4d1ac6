"""What can happen to an account."""

from django.db import transaction
from wagtail.users.models import UserProfile


@transaction.atomic
def save_profile(user) -> None:
    """Keep name and language; Wagtail's own idea of the language follows, so that the editor speaks it too."""
    user.save()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": user.language})
