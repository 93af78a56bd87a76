"""What is read of the studies: the kept findings, told in one language."""

from laget.study.queries.lines import StudyPage
from laget.study.queries.stored import edited, finding_of, plain
from laget.study.queries.study_page import study_page
from laget.study.queries.summaries import Summary, summaries

__all__ = ["StudyPage", "Summary", "edited", "finding_of", "plain", "study_page", "summaries"]
