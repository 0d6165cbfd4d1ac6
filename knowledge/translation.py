from modeltranslation.translator import TranslationOptions, register

from knowledge import models
from knowledge.models.record import SECTIONS


@register([models.Library, models.PublicationIndex, models.Glossary])
class OnlyHeading(TranslationOptions):
    fields = ()


@register(models.GoodPractice)
class GoodPracticeTranslation(TranslationOptions):
    fields = tuple(name for section in SECTIONS for name in section.texts if name != "heading")


@register(models.PracticeFile)
class PracticeFileTranslation(TranslationOptions):
    fields = ("caption",)


@register(models.PracticeLink)
class PracticeLinkTranslation(TranslationOptions):
    fields = ("title",)


@register(models.BuildingBlock)
class BuildingBlockTranslation(TranslationOptions):
    fields = ("title", "text", "enabling", "lessons")


@register(models.BlockUse)
class BlockUseTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Adoption)
class AdoptionTranslation(TranslationOptions):
    fields = ("changed", "reason", "block_title")


@register(models.Publication)
class PublicationTranslation(TranslationOptions):
    fields = ("subtitle", "summary", "adopted_at")


@register(models.GlossaryTerm)
class GlossaryTermTranslation(TranslationOptions):
    fields = ("label", "synonyms", "official", "definition", "note", "example")
    required_languages = {"de": ("label", "definition"), "it": ("label", "definition")}


@register([models.OccupationalField, models.FieldOfAction, models.Topic, models.TargetGroup, models.ContextFeature])
class VocabularyTranslation(TranslationOptions):
    fields = ("label",)
    required_languages = ("de", "it")


@register(models.Tag)
class TagTranslation(TranslationOptions):
    fields = ("label",)
