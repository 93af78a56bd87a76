"""Rounds, what is settled, matters that are stuck, and role cards."""

from laget.clarify.models.answers import Receipt, Statement, Tally
from laget.clarify.models.group import Group, Seat
from laget.clarify.models.round import Round, RoundSituation

__all__ = ["Group", "Receipt", "Round", "RoundSituation", "Seat", "Statement", "Tally"]
