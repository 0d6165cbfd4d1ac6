from modeltranslation.translator import TranslationOptions, register

from pages.models import HomePage, StandardPage


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ()


@register(StandardPage)
class StandardPageTranslation(TranslationOptions):
    fields = ("body",)
