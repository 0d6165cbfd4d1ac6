from modeltranslation.translator import TranslationOptions, register

from core.models import Page


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("heading", "search_description")
