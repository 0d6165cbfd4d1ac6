from modeltranslation.translator import TranslationOptions, register

from knowledge.models import GoodPractice, Library, OccupationalField, PracticeFile, Tag


@register(Library)
class LibraryTranslation(TranslationOptions):
    fields = ()


@register(GoodPractice)
class GoodPracticeTranslation(TranslationOptions):
    fields = ("summary", "starting_point", "approach", "results", "picture_text")


@register(PracticeFile)
class PracticeFileTranslation(TranslationOptions):
    fields = ("caption",)


@register(OccupationalField)
class OccupationalFieldTranslation(TranslationOptions):
    fields = ("label",)
    required_languages = ("de", "it")


@register(Tag)
class TagTranslation(TranslationOptions):
    fields = ("label",)
