"""Rounds, what is settled, matters that are stuck, and role cards."""

from laget.clarify.models.round import Round, RoundSituation

__all__ = ["Round", "RoundSituation"]
