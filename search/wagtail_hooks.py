"""How editors ask."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.dictionary.admin import DictionaryEntryViewSet
from search.learning.admin import forbid_view, pairs_view


@hooks.register("register_admin_viewset")
def dictionary():
    return DictionaryEntryViewSet()


@hooks.register("register_admin_urls")
def learned_urls():
    return [
        path("learned-pairs/", pairs_view, name="learned-pairs"),
        path("learned-pairs/forbid/", forbid_view, name="learned-pair-forbid"),
    ]


class LearnedPairs(MenuItem):
    url = property(lambda self: reverse("learned-pairs"), lambda self, url: None)  # made once, asked in each language


@hooks.register("register_admin_menu_item")
def learned_pairs():
    return LearnedPairs(_("Learned words"), "", name="learned-pairs", icon_name="openquote")
