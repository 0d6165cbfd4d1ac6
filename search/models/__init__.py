from .change import IndexChange
from .entry import DictionaryEntry
from .file_text import FileText
from .lexicon import LearnedLexicon
from .saved import SavedSearch

__all__ = ["DictionaryEntry", "FileText", "IndexChange", "LearnedLexicon", "SavedSearch"]
