from django import forms

from accounts.models import User


class ProfileForm(forms.ModelForm):
    """What a person says about themselves. The e-mail address has its own, verified way (allauth)."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language", "term_tips"]
        widgets = {"language": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = User._meta.get_field("language").choices
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
