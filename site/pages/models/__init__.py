"""Pages that compose what the rooms hold, and what readers write to the service desk."""

from .contact import ContactPage, Enquiry, Topic
from .home import EventFormat, HomeEvent, HomePage
from .news import News, NewsIndex, NewsQuerySet, TaggedNews
from .standard import FEATURES, StandardPage

__all__ = [
    "FEATURES",
    "ContactPage",
    "Enquiry",
    "EventFormat",
    "HomeEvent",
    "HomePage",
    "News",
    "NewsIndex",
    "NewsQuerySet",
    "StandardPage",
    "TaggedNews",
    "Topic",
]
