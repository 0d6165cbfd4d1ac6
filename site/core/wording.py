"""Texts of Wagtail that this site words itself: what its Italian lacks (German would stand there), what reads badly.

Named here, the texts are collected into our catalogues, which go before Wagtail's. Nothing reads this list at run time.
"""

from django.utils.translation import gettext_noop as _

# Missing in Italian
_("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s")
_("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site.")
_(
    "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in "
    "'<span class=\"w-title-ellipsis\">%(title)s</span>'."
)
_("- Select an option -")
_("A network error occurred")
_("Add a concise description for search engines")
_("Alternatively, you can view the latest version in a new tab.")
_("Anyone")
_("Cancelled by %(cancelled_by)s")
_("Currently idle")
_("Locked by")
_("Maximum filesize: %(max_upload_size)s.")
_("Meta description is empty")
_("Proceeding will overwrite the changes made by %(user_name)s.")
_("Proceeding will overwrite the changes you made in that window.")
_(
    "Troubleshoot your connection to the site before proceeding. "
    "Open the editor in a separate tab to view the last saved version."
)
_("View latest version")
_('You do not have permission to publish pages at "%(page_title)s"')
_("unknown number")

# Wrong, or grammar that does not fit our names
_("Anyone can edit this %(model_name)s")
_("Anyone can edit this %(model_name)s – lock it to prevent others from editing")
_("Locking: ")
