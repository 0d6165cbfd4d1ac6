from modeltranslation.translator import TranslationOptions, register

from pages.models import ContactPage, HomeEvent, HomePage, News, NewsIndex, StandardPage


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("promise", "introduction")


@register(HomeEvent)
class HomeEventTranslation(TranslationOptions):
    fields = ("title", "place")


@register(StandardPage)
class StandardPageTranslation(TranslationOptions):
    fields = ("body",)


@register(NewsIndex)
class NewsIndexTranslation(TranslationOptions):
    fields = ()


@register(News)
class NewsTranslation(TranslationOptions):
    fields = ("summary", "body", "picture_text")


@register(ContactPage)
class ContactPageTranslation(TranslationOptions):
    fields = ("body",)
