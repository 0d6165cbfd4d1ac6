"""How editors ask."""

from wagtail import hooks

from search.dictionary.admin import DictionaryEntryViewSet


@hooks.register("register_admin_viewset")
def dictionary():
    return DictionaryEntryViewSet()
