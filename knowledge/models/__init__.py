from .admission import CoordinatorAdmission, EditorialAdmission
from .adoption import Adoption, AdoptionStage, AdoptionStep
from .blocks import BlockUse, BuildingBlock
from .comment import DraftComment
from .context import NetworkContext
from .glossary import Glossary, GlossaryField, GlossaryTerm, Relation
from .practice import GoodPractice, Library, TaggedPractice
from .publication import Publication, PublicationAuthor, PublicationIndex, PublicationKind
from .record import Licence, Maturity, PracticeFile, PracticeLink
from .vocabulary import ContextFeature, ContextKind, FieldOfAction, OccupationalField, Tag, TargetGroup, Topic

__all__ = [
    "Adoption",
    "AdoptionStage",
    "AdoptionStep",
    "BlockUse",
    "BuildingBlock",
    "ContextFeature",
    "ContextKind",
    "CoordinatorAdmission",
    "DraftComment",
    "EditorialAdmission",
    "FieldOfAction",
    "Glossary",
    "GlossaryField",
    "GlossaryTerm",
    "GoodPractice",
    "Library",
    "Licence",
    "Maturity",
    "NetworkContext",
    "OccupationalField",
    "PracticeFile",
    "PracticeLink",
    "Publication",
    "PublicationAuthor",
    "PublicationIndex",
    "PublicationKind",
    "Relation",
    "Tag",
    "TaggedPractice",
    "TargetGroup",
    "Topic",
]
