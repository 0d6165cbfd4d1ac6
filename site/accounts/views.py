from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.actions import save_profile
from accounts.forms import ProfileForm


@login_required
def profile(request):
    """Name and language; afterwards the page speaks the chosen language."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        save_profile(form.instance)
        with override(form.instance.language):
            messages.success(request, _("Saved."))
        return redirect(translate_url(reverse("profile"), form.instance.language))
    return render(request, "accounts/profile.html", {"form": form})
