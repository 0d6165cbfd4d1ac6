from modeltranslation.translator import TranslationOptions, register

from pages.models import HomePage, News, NewsIndex, StandardPage


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ()


@register(StandardPage)
class StandardPageTranslation(TranslationOptions):
    fields = ("body",)


@register(NewsIndex)
class NewsIndexTranslation(TranslationOptions):
    fields = ()


@register(News)
class NewsTranslation(TranslationOptions):
    fields = ("summary", "body", "picture_text")
