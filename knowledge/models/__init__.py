from .admission import CoordinatorAdmission, EditorialAdmission
from .practice import GoodPractice, Library, PracticeFile, TaggedPractice
from .vocabulary import OccupationalField, Tag

__all__ = [
    "CoordinatorAdmission",
    "EditorialAdmission",
    "GoodPractice",
    "Library",
    "OccupationalField",
    "PracticeFile",
    "Tag",
    "TaggedPractice",
]
