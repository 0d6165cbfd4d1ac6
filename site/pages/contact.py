"""The contact form: what it asks, what keeps machines out, and what follows. Nothing of it needs a third party.

Machines are kept out by a field nobody sees, a signed moment at which the form was made (too quick, too old), and a
count per network address. Whoever is stopped by mistake reads why, and what they typed is still there.
"""

import ipaddress

from django import forms
from django.core import signing
from django.core.cache import cache
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.bilingual import current_language
from core.markup import one_line, without_controls
from pages.actions import send_enquiry
from pages.models import Enquiry, Topic

SHORTEST = 20  # characters of a message
QUICKEST = 3  # seconds; nobody reads, writes and sends in less
OLDEST = 24 * 3600  # seconds a form may lie open
MOST = 5  # enquiries an hour from one address
HOUR = 3600

_made = signing.TimestampSigner(salt="pages.contact.made")
_sent = signing.TimestampSigner(salt="pages.contact.sent")

ONCE_MORE = _("Please send the form once more: it was open for too long or sent too quickly. Your text is still there.")
TOO_MANY = _("Several messages have come from your connection within an hour. Please send this one a little later.")


class OneLine(forms.CharField):
    """A line without line breaks and control characters: nothing of it can become a header of a mail."""

    def to_python(self, value):
        return super().to_python(one_line(str(value or "")))


class Lines(forms.CharField):
    """Text of several lines, counted as the reader sees it: a browser sends each line break as two characters."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(without_controls(str(value or "")).replace("\r\n", "\n"))


class EnquiryForm(forms.ModelForm):
    """What the contact page asks. `website` is the field nobody sees; `made` says when the form was made."""

    name = OneLine(
        label=_("Your name"), max_length=100, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We answer there and use it for nothing else."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    topic = forms.ChoiceField(label=_("What is it about?"), choices=Topic, widget=forms.RadioSelect)
    message = Lines(
        label=_("Your message"),
        min_length=SHORTEST,
        max_length=5000,
        error_messages={
            "min_length": _("Please write a little more: at least %(limit_value)d characters."),
            "max_length": _("This is too long: %(show_value)d characters, %(limit_value)d are possible."),
        },
    )
    website = forms.CharField(
        label=_("Please leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    made = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Enquiry
        fields = ("name", "email", "topic", "message")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.initial["made"] = _made.sign("form")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("website") or not _is_plausible(cleaned.get("made", "")):
            self.data = self.data.copy()
            self.data["made"], self.data["website"] = self.initial["made"], ""
            raise forms.ValidationError(ONCE_MORE, code="once_more")
        return cleaned


def _is_plausible(made: str) -> bool:
    try:
        _made.unsign(made, max_age=OLDEST)
    except signing.BadSignature:  # also where it is too old
        return False
    try:
        _made.unsign(made, max_age=QUICKEST)
    except signing.SignatureExpired:
        return True
    return False


def answer(page, request):
    """The contact page: the form, what has to be corrected in it, or, once it is sent, what follows.

    Returns:
        a response for this one reader, which no cache keeps.
    """
    status = 200
    if request.method == "POST":
        request.enquiry_form = form = EnquiryForm(request.POST)
        if form.is_valid():
            if _may_send(request):
                send_enquiry(form.save(commit=False), language=current_language())
                return redirect(f"{page.get_url(request)}?sent={_sent.sign('form')}")
            form.add_error(None, TOO_MANY)
            status = 429
    response = page.serve(request)
    response.status_code = status
    add_never_cache_headers(response)
    return response


def _may_send(request) -> bool:
    """Count one more from this network address; whether it is among the first of the hour."""
    key = f"enquiries-{salted_hmac('pages.contact', _network(request.META.get('REMOTE_ADDR', ''))).hexdigest()}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= MOST
    except ValueError:  # forgotten between the two lines
        return True


def _network(address: str) -> str:
    """The address, or for IPv6 the network a household or an office gets."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    found = getattr(found, "ipv4_mapped", None) or found  # what a socket for both calls an IPv4 address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def form_for(request) -> EnquiryForm:
    """The form as it was sent and has to be corrected, or a new one with what we know of the reader."""
    if form := getattr(request, "enquiry_form", None):
        return form
    user = getattr(request, "user", None)
    known = {"name": user.get_full_name(), "email": user.email} if user and user.is_authenticated else {}
    return EnquiryForm(initial=known)


def was_sent(request) -> bool:
    """Whether the address says so, signed by us within the last day."""
    try:
        _sent.unsign(request.GET.get("sent", ""), max_age=OLDEST)
    except signing.BadSignature:
        return False
    return True
