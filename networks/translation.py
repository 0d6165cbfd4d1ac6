from modeltranslation.translator import TranslationOptions, register

from networks.models import (
    Body,
    BodyIndex,
    CommitteeSeat,
    Directory,
    Membership,
    Network,
    NetworkIndex,
    Organisation,
)


@register([Directory, NetworkIndex])
class OnlyHeading(TranslationOptions):
    fields = ()


@register(Network)
class NetworkTranslation(TranslationOptions):
    fields = ("theme", "description")


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("about", "offers", "seeks")


@register(Membership)
class MembershipTranslation(TranslationOptions):
    fields = ("function",)


@register(CommitteeSeat)
class CommitteeSeatTranslation(TranslationOptions):
    fields = ("function",)


@register(BodyIndex)
class BodyIndexTranslation(TranslationOptions):
    fields = ("introduction",)


@register(Body)
class BodyTranslation(TranslationOptions):
    fields = ("task",)
