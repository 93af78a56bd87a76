from dataclasses import replace

from tests.theory.small import HOMEWORK, arrow

from laget.theory.graph import pieces, reachable_from


def test_everything_after_the_club_is_reached_from_it():
    reached = reachable_from(HOMEWORK, ["club"])
    assert reached == {"asking", "homework-done", "free-evenings", "learning"}


def test_a_start_is_reached_only_if_an_arrow_leads_back_to_it():
    assert "asking" not in reachable_from(HOMEWORK, ["asking"])
    round_about = replace(HOMEWORK, arrows=(*HOMEWORK.arrows, arrow("learning", "asking")))
    assert "asking" in reachable_from(round_about, ["asking"])


def test_nothing_is_reached_over_an_arrow_from_nowhere():
    theory = replace(HOMEWORK, arrows=(arrow("club", "nowhere"), arrow("nowhere", "learning")))
    assert reachable_from(theory, ["club"]) == frozenset()


def test_the_largest_piece_comes_first():
    without_club = replace(
        HOMEWORK, arrows=tuple(one for one in HOMEWORK.arrows if "club" not in (one.start, one.end))
    )
    together = {"asking", "homework-done", "free-evenings", "learning"}
    assert pieces(HOMEWORK) == ({part.id for part in HOMEWORK.parts},)
    assert pieces(without_club) == (together, {"pupils"}, {"club"})
