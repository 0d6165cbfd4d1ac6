"""Errors of the domain whose text is fit for the reader. Views show it; nothing else needs to know why."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _


class NotPossible(Exception):
    """Something a person wanted cannot be done now; `str(error)` is a sentence for them."""


class NotAllowed(NotPossible):
    """The person may see this but not do it (HTTP 403)."""

    def __init__(self, sentence=None):
        super().__init__(sentence or _("You do not have the right to do this."))


class FilesTooNarrow(ValidationError):
    """A page would be open to more people than a file it embeds.

    Attributes:
        files: the images and documents concerned.
    """

    def __init__(self, files):
        self.files = list(files)
        super().__init__(
            ngettext_lazy(
                "This file is open to fewer people than the page: %(names)s. Open the file too, or take it out.",
                "These files are open to fewer people than the page: %(names)s. Open the files too, or take them out.",
                len(self.files),
            ),
            code="files_too_narrow",
            params={"names": ", ".join(gettext("“%(title)s”") % {"title": file.title} for file in self.files)},
        )
