"""Rounds, what is settled, matters that are stuck, and role cards."""

from laget.clarify.models.answers import Receipt, Statement, Tally
from laget.clarify.models.clarifiers import Clarifiers
from laget.clarify.models.feedback import Feedback
from laget.clarify.models.group import Group, Seat
from laget.clarify.models.introduction import Introduction
from laget.clarify.models.job_description import JobDescription
from laget.clarify.models.matter import Matter
from laget.clarify.models.review import Review
from laget.clarify.models.role_card import Agreement, CardVersion, RoleCard
from laget.clarify.models.round import Round, RoundSituation
from laget.clarify.models.settlement import Settlement

__all__ = [
    "Agreement",
    "CardVersion",
    "Clarifiers",
    "Feedback",
    "Group",
    "Introduction",
    "JobDescription",
    "Matter",
    "Receipt",
    "Review",
    "RoleCard",
    "Round",
    "RoundSituation",
    "Seat",
    "Settlement",
    "Statement",
    "Tally",
]
