from .generation import CacheGeneration
from .media import Rendition, SiteDocument, SiteImage
from .page import Page, PageQuerySet
from .task import TaskRun

__all__ = ["CacheGeneration", "Page", "PageQuerySet", "Rendition", "SiteDocument", "SiteImage", "TaskRun"]
