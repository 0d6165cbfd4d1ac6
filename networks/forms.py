from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.bilingual import current_language
from networks.models import Invitation, Organisation


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["first_name", "last_name", "email", "organisation", "role", "language"]
        widgets = {"role": forms.RadioSelect, "language": forms.RadioSelect}
        help_texts = {
            "email": _("The invitation goes there and is valid for 14 days."),
            "language": _("The language of the mail and, at first, of the site."),
            "organisation": _("For whom the person acts. If it is missing here, ask the project team to add it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.order_by("name")
        self.fields["language"].initial = current_language()
        self.fields["language"].choices = Invitation._meta.get_field("language").choices
        self.fields["role"].choices = Invitation._meta.get_field("role").choices


class EndMembershipForm(forms.Form):
    on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty to end the membership at once."),
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Leave it empty to end the membership at once."))
        return day


class PasswordForm(forms.Form):
    """The invited person's first password."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, person=None, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(str(text) for text in password_validators_help_texts())

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean(self):
        data = super().clean()
        if data.get("password") and data.get("again") is not None and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        return data
