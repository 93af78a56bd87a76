"""The deeds of a round: each leaves its rows and its line, an answer leaves no line, and what cannot be done is
refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import AT
from tests.clarify.rounds import GROUPS, OWN, SITUATIONS, Rounding

from laget.clarification.answer import UNSAID, Answer
from laget.clarification.publication import read_publication
from laget.clarify import operations
from laget.clarify.links import code_of, handle_of
from laget.clarify.models import Group, Receipt, Round, RoundSituation, Seat, Statement, Tally
from laget.clarify.operations import Asked, Holders, OpenAnswer
from laget.people import audit
from laget.people.models import AuditLine
from laget.refusal import Refusal

TABLES = (Round, RoundSituation, Group, Seat, Tally, Receipt, Statement)
BREAK = SITUATIONS[0]
ONE_ANSWER = {BREAK: ("teacher", "miljoterapeut", "beside")}
A_WEEK = timedelta(weeks=1)


def rows() -> list[object]:
    """Everything the tables of a round hold, and how long the log is."""
    every = [list(table.objects.with_scopes_disabled().order_by("pk").values()) for table in TABLES]
    return [*every, AuditLine.objects.count()]


def refused(code: str, deed, /, *given, **more) -> Refusal:
    """The deed is refused, and nothing is written."""
    before = rows()
    with pytest.raises(Refusal) as refusal:
        deed(*given, **more)
    assert refusal.value.code == code
    assert rows() == before
    return refusal.value


def verbs() -> list[str]:
    return list(AuditLine.objects.order_by("id").values_list("verb", flat=True))


@pytest.fixture
def opened(rounding: Rounding) -> Rounding:
    rounding.begin()
    rounding.open()
    return rounding


# -- begin and change --------------------------------------------------------------------------------------


def test_a_round_is_begun_once_at_a_time(rounding: Rounding) -> None:
    begun = rounding.begin()
    assert (begun.number, begun.state, begun.publication) == (1, "draft", "")
    assert AuditLine.objects.latest("id").verb == "begin_round"
    refused("round_is_on", rounding.begin)
    rounding.drop()
    assert rounding.begin().number == 2
    assert audit.verify() == ()


def test_what_it_asks_can_be_changed_until_it_opens(rounding: Rounding) -> None:
    rounding.begin()
    change = {"answer_by": None, "person": rounding.principal, "at": AT}
    groups = (Holders(role="teacher", holders=7),)
    operations.change_round(round=rounding.round, situations=[Asked(key="lateness")], groups=groups, **change)
    assert rounding.keys() == ["lateness"]
    assert rounding.group("teacher").holders == 7
    rounding.open()
    refused("round_not_draft", operations.change_round, round=rounding.round, situations=[], groups=(), **change)


def test_a_situation_of_ones_own_keeps_its_key(rounding: Rounding) -> None:
    rounding.begin(keys=())
    (key,) = rounding.keys()
    assert key.startswith("own-")
    situations = [Asked(key=key, text="Ta imot en elev som gråter")]
    operations.change_round(
        round=rounding.round, situations=situations, groups=GROUPS, answer_by=None, person=None, at=AT
    )
    assert rounding.keys() == [key]


@pytest.mark.parametrize(
    ("code", "situations"),
    [
        ("too_many_situations", [Asked(text=f"Noe {number}") for number in range(13)]),
        ("unknown_situation", [Asked(key="nowhere")]),
        ("situation_twice", [Asked(key=BREAK), Asked(key=BREAK)]),
        ("situation_twice", [Asked(text="Ringe  hjem."), Asked(text="ringe hjem")]),
        ("bad_own_situation", [Asked(text="x" * 301)]),
        ("bad_own_situation", [Asked(key=BREAK, text="med egne ord")]),
        ("bad_own_situation", [Asked()]),
        ("national_id_in_text", [Asked(text="Følge opp 01017012345 etter skolen")]),
    ],
)
def test_situations_that_cannot_be_put(rounding: Rounding, code: str, situations: list[Asked]) -> None:
    refused(code, operations.begin_round, school=rounding.school, situations=situations, person=None, at=AT)


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        ("unknown_role", [Holders(role="wizard", holders=1)]),
        ("role_twice", [Holders(role="teacher", holders=1), Holders(role="teacher", holders=2)]),
        ("bad_holders", [Holders(role="teacher", holders=0)]),
        ("bad_holders", [Holders(role="teacher", holders=501)]),
    ],
)
def test_groups_that_cannot_be_asked(rounding: Rounding, code: str, groups: list[Holders]) -> None:
    refused(code, operations.begin_round, school=rounding.school, groups=groups, person=None, at=AT)


# -- open --------------------------------------------------------------------------------------------------


def test_five_answer_anonymously_and_four_openly(rounding: Rounding) -> None:
    rounding.begin(groups=[Holders(role="teacher", holders=5), Holders(role="assistant", holders=4)])
    rounding.open()
    teachers, assistants = rounding.group("teacher"), rounding.group("assistant")
    assert teachers.anonymous and teachers.handle and rounding.seats("teacher") == []
    assert not assistants.anonymous and assistants.handle is None
    assert [seat.number for seat in rounding.seats("assistant")] == [1, 2, 3, 4]
    assert AuditLine.objects.latest("id").verb == "open_round"


def test_every_counter_is_there_from_the_start(opened: Rounding) -> None:
    """Eight choices of who (the seven roles at the school, and three that are none), five of how far, and none."""
    counted = opened.tallies("teacher")
    assert set(counted.values()) == {0}
    assert len(counted) == 5 * (2 * (len(GROUPS) + 3 + 1) + 5 + 1)


def test_a_role_that_is_not_asked_can_be_named_and_does_not_answer(opened: Rounding) -> None:
    assert opened.seats("psychologist") == []
    assert (BREAK, "does", "psychologist") in opened.tallies("teacher")


@pytest.mark.parametrize(
    ("code", "keys", "groups"),
    [
        ("no_situations", (), GROUPS),
        ("nobody_asked", (BREAK,), ()),
        ("nobody_asked", (BREAK,), (Holders(role="teacher", holders=6, asked=False),)),
    ],
)
def test_a_round_about_nothing_or_for_nobody_is_not_opened(rounding: Rounding, code, keys, groups) -> None:
    rounding.begin(keys=keys, groups=groups, own="")
    refused(code, rounding.open)


def test_the_database_itself_keeps_few_from_answering_anonymously(opened: Rounding) -> None:
    rows = Group.objects.with_scope(owner=opened.school.owner_id).filter(role="assistant")
    for broken in ({"anonymous": True}, {"answers": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.with_scope(owner=opened.school.owner_id).filter(role="teacher").update(answers=7)


# -- answer anonymously ------------------------------------------------------------------------------------


def test_an_answer_is_added_to_the_counters_and_leaves_no_line(opened: Rounding) -> None:
    before = len(verbs())
    opened.answer("teacher", ONE_ANSWER)
    counted = opened.tallies("teacher")
    assert counted[BREAK, "does", "teacher"] == counted[BREAK, "should", "miljoterapeut"] == 1
    assert counted[BREAK, "how_far", "beside"] == 1
    other = SITUATIONS[1]
    assert [counted[other, question, UNSAID] for question in ("does", "should", "how_far")] == [1, 1, 1]
    assert sum(counted.values()) == 5 * 3, "one choice of every question about every situation"
    assert opened.group("teacher").answers == 1
    assert len(verbs()) == before


def test_the_same_form_counts_once(opened: Rounding) -> None:
    for _ in range(3):
        opened.answer("teacher", ONE_ANSWER, key="the same")
    assert opened.group("teacher").answers == 1
    assert opened.tallies("teacher")[BREAK, "does", "teacher"] == 1
    opened.answer("teacher", ONE_ANSWER, key="another")
    assert opened.group("teacher").answers == 2


def test_no_more_answers_than_holders(opened: Rounding) -> None:
    opened.everybody_says("teacher", 6, ONE_ANSWER)
    refused("all_have_answered", opened.answer, "teacher", ONE_ANSWER)
    opened.answer("teacher", ONE_ANSWER, key="f6")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nothing_answered", {}),
        ("nothing_answered", {BREAK: (UNSAID, UNSAID, UNSAID)}),
        ("unknown_choice", {BREAK: ("wizard", UNSAID, UNSAID)}),
        ("unknown_choice", {BREAK: ("counsellor", UNSAID, UNSAID)}),
        ("unknown_choice", {BREAK: ("teacher", UNSAID, "forever")}),
        ("unknown_choice", {"nowhere": ("teacher", UNSAID, UNSAID)}),
    ],
)
def test_an_answer_that_was_not_offered(opened: Rounding, code: str, said: dict) -> None:
    refused(code, opened.answer, "teacher", said)


def test_a_situation_is_answered_once(opened: Rounding) -> None:
    twice = [Answer(situation=BREAK, does="teacher"), Answer(situation=BREAK, does="principal")]
    refused(
        "unknown_choice", operations.answer_anonymously, group=opened.group("teacher"), answers=twice, key="k"
    )


# -- answer openly -----------------------------------------------------------------------------------------


def test_a_statement_is_there_while_it_is_shared(opened: Rounding) -> None:
    (seat,) = opened.seats("school-nurse")
    before = len(verbs())
    opened.share(seat, ONE_ANSWER, words="  Jeg er her bare på tirsdager. ")
    (row,) = opened.statements()
    assert (row.does, row.should, row.how_far) == ("teacher", "miljoterapeut", "beside")
    assert row.words == "Jeg er her bare på tirsdager."
    opened.share(seat, {SITUATIONS[1]: ("school-nurse", UNSAID, UNSAID)})
    assert [row.situation.key for row in opened.statements()] == [SITUATIONS[1]], "in place of what was shown before"
    operations.take_back(seat=seat)
    assert opened.statements() == []
    operations.take_back(seat=seat)
    assert len(verbs()) == before


def test_taking_back_is_possible_after_the_round_is_closed_and_sharing_is_not(opened: Rounding) -> None:
    (seat,) = opened.seats("school-nurse")
    opened.share(seat, ONE_ANSWER)
    opened.close()
    refused("round_not_open", opened.share, seat, ONE_ANSWER)
    assert len(opened.statements()) == 1
    operations.take_back(seat=seat)
    assert opened.statements() == []


@pytest.mark.parametrize(
    ("code", "words"), [("words_too_long", "x" * 301), ("national_id_in_text", "Gjelder 01017012345")]
)
def test_words_that_cannot_be_kept(opened: Rounding, code: str, words: str) -> None:
    (seat,) = opened.seats("school-nurse")
    refused(code, opened.share, seat, ONE_ANSWER, words=words)


# -- on paper ----------------------------------------------------------------------------------------------


def test_a_typed_sheet_counts_as_any_other_and_its_line_does_not_tell_whose(opened: Rounding) -> None:
    teachers, (seat,) = opened.group("teacher"), opened.seats("school-nurse")
    by = {"person": opened.principal, "at": AT}
    for key in ("paper", "paper"):
        operations.type_anonymous_sheet(group=teachers, answers=opened.answers(ONE_ANSWER), key=key, **by)
    statement = [OpenAnswer(answer=one) for one in opened.answers(ONE_ANSWER)]
    operations.type_open_sheet(seat=seat, answers=statement, **by)
    assert opened.group("teacher").answers == 1
    assert len(opened.statements()) == 1
    typed = list(AuditLine.objects.filter(verb="type_sheet").values_list("thing_kind", "thing_id"))
    assert typed == [("clarify.round", str(opened.round.pk))] * 2
    refused("already_shown", operations.type_open_sheet, seat=seat, answers=statement, **by)


# -- close and drop ----------------------------------------------------------------------------------------


def test_closing_publishes_once_and_deletes_what_it_was_worked_out_from(opened: Rounding) -> None:
    opened.everybody_says("teacher", 6, ONE_ANSWER)
    opened.close()
    assert Tally.objects.with_scopes_disabled().count() == Receipt.objects.with_scopes_disabled().count() == 0
    assert opened.group("teacher").answers == 0
    (cell,) = read_publication(opened.round.publication).cells
    assert (cell.roles, cell.answers) == (("teacher",), 6)
    before = rows()
    opened.close()
    assert rows() == before, "a closed round stays as it is, and no line is written"
    refused("round_not_open", opened.answer, "teacher", ONE_ANSWER)
    refused("round_not_open", opened.drop)
    assert verbs()[-1] == "close_round"
    assert audit.verify() == ()


def test_dropping_deletes_everything_and_publishes_nothing(opened: Rounding) -> None:
    opened.everybody_says("teacher", 6, ONE_ANSWER)
    opened.share(opened.seats("school-nurse")[0], ONE_ANSWER)
    opened.drop()
    for table in (Tally, Receipt, Statement):
        assert table.objects.with_scopes_disabled().count() == 0
    assert opened.round.publication == ""
    refused("round_not_open", opened.close)


def test_a_draft_is_not_closed(rounding: Rounding) -> None:
    rounding.begin()
    refused("round_not_open", rounding.close)


# -- again -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [0, 11])
def test_the_same_is_not_asked_again_within_twelve_weeks(opened: Rounding, weeks: int) -> None:
    opened.close()
    opened.begin(repeats=opened.round, keys=(BREAK,), own="", at=AT + weeks * A_WEEK)
    found = refused("repeated_too_soon", opened.open, at=AT + weeks * A_WEEK)
    assert found.values["situation"] == BREAK
    assert found.values["day"] == (AT + 12 * A_WEEK).date()
    opened.open(at=AT + 12 * A_WEEK)


def test_nor_is_the_same_in_other_words_of_ones_own(opened: Rounding) -> None:
    """Written anew the situation has another key, and is the same all the same."""
    opened.close()
    opened.begin(keys=(), own=f"  {OWN.upper()}. ")
    refused("repeated_too_soon", opened.open)


def test_nor_is_one_whose_words_were_changed_a_little(opened: Rounding) -> None:
    key = opened.keys()[-1]
    opened.close()
    opened.begin(keys=(), own="")
    operations.change_round(
        round=opened.round, situations=[Asked(key=key, text="Ta imot en elev")], groups=GROUPS, answer_by=None,
        person=None, at=AT,
    )  # fmt: skip
    refused("repeated_too_soon", opened.open)


def test_a_dropped_round_published_nothing_and_hinders_nothing(opened: Rounding) -> None:
    opened.drop()
    opened.begin()
    opened.open()


# -- links -------------------------------------------------------------------------------------------------


def test_a_link_is_renewed_and_the_old_one_leads_nowhere(opened: Rounding) -> None:
    (seat,) = opened.seats("school-nurse")
    operations.renew_link(link=seat, person=opened.principal, at=AT)
    assert opened.seats("school-nurse")[0].handle != seat.handle
    group = opened.group("teacher")
    operations.renew_link(link=group, person=opened.principal, at=AT)
    assert opened.group("teacher").handle != group.handle
    assert verbs()[-2:] == ["renew_link", "renew_link"]


def test_the_database_does_not_hold_the_links(opened: Rounding, settings) -> None:
    """Whoever reads the handle from a copy of the database lacks the half that the key makes."""
    handle = str(opened.group("teacher").handle)
    code = code_of(handle)
    assert handle_of(code) == handle_of(code.upper()) == handle_of(f"{code[:4]}-{code[4:]}") == handle
    for wrong in ("", handle, code[:-1], f"{code[:-1]}{'a' if code[-1] != 'a' else 'b'}", f"s{code[1:]}"):
        assert handle_of(wrong) is None
    settings.SECRET_KEY = "another"
    assert code_of(handle) != code
    settings.SECRET_KEY_FALLBACKS = []
    assert handle_of(code) is None


# -- at once -----------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sixteen_who_answer_at_once_are_counted_exactly(rounding: Rounding) -> None:
    rounding.begin(groups=[Holders(role="teacher", holders=12), *GROUPS[1:]])
    rounding.open()

    def answer(number: int) -> str:
        try:
            operations.answer_anonymously(
                group=rounding.group("teacher"), answers=rounding.answers(ONE_ANSWER), key=str(number)
            )
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "counted"

    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(answer, range(16)))
    assert sorted(told) == ["all_have_answered"] * 4 + ["counted"] * 12
    assert rounding.group("teacher").answers == 12
    counted = rounding.tallies("teacher")
    assert counted[BREAK, "does", "teacher"] == 12
    assert sum(counted.values()) == 12 * 5 * 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_sixteen_times_at_once_counts_once(opened: Rounding) -> None:
    def answer(_number: int) -> None:
        try:
            opened.answer("teacher", ONE_ANSWER, key="the same")
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(answer, range(16)))
    assert opened.group("teacher").answers == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_answer_is_in_the_result_or_is_told_that_it_came_too_late(opened: Rounding) -> None:
    """Six answer while the round is being closed: as many as were told that they were counted are published, or, of
    fewer than five, none is."""

    def answer(number: int) -> str:
        try:
            operations.answer_anonymously(
                group=opened.group("teacher"), answers=opened.answers(ONE_ANSWER), key=str(number)
            )
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "counted"

    def close(_number: int) -> str:
        try:
            opened.close()
        finally:
            connection.close()
        return "closed"

    with ThreadPoolExecutor(8) as pool:
        answering = [pool.submit(answer, number) for number in range(6)]
        closing = pool.submit(close, 0)
        told = [one.result() for one in answering]
        closing.result()
    counted = told.count("counted")
    assert counted + told.count("round_not_open") == 6
    publication = read_publication(Round.objects.with_scopes_disabled().get().publication)
    assert sum(cell.answers for cell in publication.cells) == (counted if counted >= 5 else 0)
