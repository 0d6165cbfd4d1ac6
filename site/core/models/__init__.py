from .media import Rendition, SiteDocument, SiteImage
from .page import Page, PageQuerySet

__all__ = ["Page", "PageQuerySet", "Rendition", "SiteDocument", "SiteImage"]
