"""People. The login is the e-mail address; what a person may see comes from their memberships, not from here."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """A new person; without a password they can only come in by a link.

        Raises:
            ValueError: without an e-mail address.
        """
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, "is_team": True} | fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("de", "Deutsch"), ("it", "Italiano")], default="de"
    )
    term_tips = models.BooleanField(
        _("tips at terms of the glossary"),
        default=True,
        help_text=_("In texts, where both countries mean different things."),
    )
    is_team = models.BooleanField(
        _("project team"), default=False, help_text=_("Edits and admits for all networks, keeps the site.")
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self):
        return self.get_full_name() or self.email

    @property
    def initials(self) -> str:
        return "".join(name[0] for name in (self.first_name, self.last_name) if name).upper() or self.email[0].upper()


class Notification(models.Model):
    """One mail to one person: what happened and to what, never the text itself."""

    person = models.ForeignKey(
        User, verbose_name=_("person"), on_delete=models.CASCADE, null=True, related_name="notifications"
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=40)
    ids = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")

    def __str__(self):
        return f"{self.kind} #{self.pk}"
