"""What the pages of the library read from the shelf."""

from laget.library.queries.comparison import Comparison, comparison
from laget.library.queries.evidence_page import EvidencePage, evidence_page
from laget.library.queries.handbook_page import ChapterCard, ChapterPage, chapter_cards, chapter_page
from laget.library.queries.open_points import OpenPoints, open_count, open_points
from laget.library.queries.search_page import SearchPage, search_page
from laget.library.queries.theory_cards import NewestVersion, TheoryCard, newest_version, theory_cards
from laget.library.queries.theory_page import TheoryPage, theory_page
from laget.library.queries.words_page import WordsPage, words_page

__all__ = [
    "ChapterCard",
    "ChapterPage",
    "Comparison",
    "EvidencePage",
    "NewestVersion",
    "OpenPoints",
    "SearchPage",
    "TheoryCard",
    "TheoryPage",
    "WordsPage",
    "chapter_cards",
    "chapter_page",
    "comparison",
    "evidence_page",
    "newest_version",
    "open_count",
    "open_points",
    "search_page",
    "theory_cards",
    "theory_page",
    "words_page",
]
