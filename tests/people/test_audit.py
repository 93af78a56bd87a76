"""The log: one line per deed, chained, append-only; whatever is done to it shows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from tests.cast import AT
from tests.tamper import triggers_down

from laget.people import audit
from laget.people.models import AuditChain, AuditLine
from laget.schools.models import Owner


@pytest.fixture
def owner(db):
    return Owner.objects.create(code="kommune-x", name="Kommune X")


@pytest.fixture
def log(owner):
    """Five deeds in the owner's chain and one in the nation's."""
    with transaction.atomic():
        for _ in range(5):
            audit.write(at=AT, person=None, verb="look", thing=owner, owner=owner)
        audit.write(at=AT, person=None, verb="look", thing=owner)
    return AuditLine.objects.filter(chain__owner=owner)


def told() -> list[str]:
    return [str(found) for found in audit.verify()]


def test_it_works(log, owner):
    assert audit.verify() == ()
    assert audit.counts() == (2, 6)
    first, second = log.order_by("number")[:2]
    assert second.previous == first.hash
    assert (first.thing_kind, first.thing_id, first.person) == ("schools.owner", str(owner.pk), None)


def test_an_empty_log_holds(db):
    assert audit.verify() == ()
    assert audit.counts() == (0, 0)


def test_a_line_names_the_person_by_number_only(cast, log):
    with transaction.atomic():
        audit.write(at=AT, person=cast["principal"], verb="look", thing=cast["teacher"])
    line = AuditLine.objects.latest("id")
    assert (line.person, line.thing_id) == (cast["principal"].pk, str(cast["teacher"].pk))
    assert "Rektor" not in str([getattr(line, field.attname) for field in line._meta.fields])


def test_chains_start_from_different_values(log):
    assert AuditLine.objects.filter(number=1).values("previous").distinct().count() == 2


def test_a_deed_that_fails_leaves_no_line(log, owner):
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.write(at=AT, person=None, verb="look", thing=owner, owner=owner)
        raise RuntimeError
    assert log.count() == 5
    assert audit.verify() == ()


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused():
    owner = Owner.objects.create(code="kommune-x", name="Kommune X")
    with pytest.raises(transaction.TransactionManagementError, match="inside the deed's transaction"):
        audit.write(at=AT, person=None, verb="look", thing=owner, owner=owner)
    assert AuditLine.objects.count() == 0


@pytest.mark.parametrize(
    "attack",
    [
        lambda: AuditLine.objects.filter(number=2).update(verb="sneak"),
        lambda: AuditLine.objects.filter(number=2).delete(),
        lambda: AuditChain.objects.all()._raw_delete("default"),
    ],
    ids=["update", "delete", "delete the chain"],
)
def test_the_database_refuses(log, attack):
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        attack()
    assert log.count() == 5


@pytest.mark.sqlite
def test_sqlite_refuses_to_replace(log):
    line = log.get(number=2)
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO people_auditline (chain_id, number, at, verb, thing_kind, thing_id, previous, hash)"
            " VALUES (%s, 2, %s, 'sneak', '', '', '', '')",
            [line.chain_id, AT],
        )
    assert log.get(number=2).verb == "look"


@pytest.mark.sqlite
@pytest.mark.parametrize("id", ["id", "id + 100"])
def test_sqlite_refuses_to_replace_a_chain(log, id):
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO people_auditchain (id, owner_id, count, head) "
            f"SELECT {id}, owner_id, 0, head FROM people_auditchain"
        )
    assert told() == []


@pytest.mark.postgres
def test_postgresql_refuses_to_truncate(log):
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_auditline CASCADE")


# -- with the triggers gone, the chain still tells -----------------------------------------------------


def test_an_edited_line_is_seen(log):
    with triggers_down():
        log.filter(number=3).update(person=7)
    assert told() == ["chain kommune-x, line 3: edited"]


def test_an_edited_line_with_a_new_hash_of_its_own_is_seen(log):
    line = log.get(number=3)
    line.person = 7
    line.hash = audit._hash(line)
    with triggers_down():
        line.save()
    assert told() == ["chain kommune-x, line 3: edited"]


def test_an_edited_last_line_with_a_new_hash_of_its_own_is_seen(log):
    line = log.get(number=5)
    line.person = 7
    line.hash = audit._hash(line)
    with triggers_down():
        line.save()
    assert told() == ["chain kommune-x, line 5: edited"]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_removed_line_is_seen(log, number):
    with triggers_down():
        log.filter(number=number).delete()
    assert told() == [f"chain kommune-x, line {number}: removed"]


def test_a_removed_line_with_the_rest_moved_up_is_seen(log):
    with triggers_down():
        log.filter(number=3).delete()
        log.filter(number=4).update(number=3)
        log.filter(number=5).update(number=4)
    assert "chain kommune-x, line 3: edited" in told()
    assert "chain kommune-x, line 5: removed" in told()


def test_two_lines_that_changed_places_are_seen(log):
    with triggers_down():
        log.filter(number=2).update(number=99)
        log.filter(number=3).update(number=2)
        log.filter(number=99).update(number=3)
    assert told() == ["chain kommune-x, line 2: reordered", "chain kommune-x, line 3: reordered"]


def test_a_line_moved_to_another_chain_is_seen(log):
    nation = AuditChain.objects.get(owner=None)
    with triggers_down():
        log.filter(number=5).update(chain=nation, number=2)
    assert told() == ["chain kommune-x, line 5: removed", "chain nation, line 2: added"]


@pytest.mark.sqlite
def test_a_chain_that_was_moved_from_its_lines_is_seen(log, owner):
    chain = AuditChain.objects.get(owner=owner)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_auditchain SET id = id + 100, count = 0, head = %s WHERE id = %s",
            [audit._genesis(owner.pk), chain.pk],
        )
        assert told() == [f"chain {chain.pk}, line 0: removed"]
        # Foreign keys are checked when the test ends.
        cursor.execute("UPDATE people_auditchain SET id = %s WHERE id = %s", [chain.pk, chain.pk + 100])


def test_an_added_line_is_seen(log):
    line = log.get(number=5)
    line.pk, line.number, line.previous = None, 6, line.hash
    line.hash = audit._hash(line)
    line.save(force_insert=True)
    assert told() == ["chain kommune-x, line 6: added"]


# -- many at once --------------------------------------------------------------------------------------


def at_once(work: Callable[[], None], *, threads: int) -> None:
    """Run ``work`` in so many threads at the same time; what any of them raises is raised here."""
    start = threading.Barrier(threads)

    def begin() -> None:
        start.wait(timeout=30)
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(begin) for _ in range(threads)]:
            done.result(timeout=120)


def do_deeds(owner: Owner, *, times: int) -> None:
    for _ in range(times):
        with transaction.atomic():
            audit.write(at=AT, person=None, verb="look", thing=owner, owner=owner)


def assert_one_unbroken_chain(owner: Owner, *, lines: int) -> None:
    numbers = AuditLine.objects.filter(chain__owner=owner).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, lines + 1))
    assert audit.verify() == ()
    assert audit.counts() == (1, lines)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_leave_one_unbroken_chain():
    owner = Owner.objects.create(code="kommune-x", name="Kommune X")
    at_once(lambda: do_deeds(owner, times=25), threads=16)
    assert_one_unbroken_chain(owner, lines=400)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_verifying_while_others_write_finds_nothing():
    owner = Owner.objects.create(code="kommune-x", name="Kommune X")

    def write_and_look() -> None:
        for _ in range(10):
            do_deeds(owner, times=1)
            assert audit.verify() == ()

    at_once(write_and_look, threads=8)


@pytest.mark.sqlite
def test_four_writers_leave_one_unbroken_chain_in_a_file(tmp_path, django_db_blocker):
    def open_file() -> None:
        """This thread's database is the file: the test database lies in memory, where nobody waits for a lock."""
        settings = connections.settings["default"] | {"NAME": tmp_path / "laget.sqlite3"}
        connections["default"] = DatabaseWrapper(settings, "default")

    def prepare() -> None:
        open_file()
        call_command("migrate", verbosity=0)
        Owner.objects.create(code="kommune-x", name="Kommune X")

    def write() -> None:
        open_file()
        do_deeds(Owner.objects.get(), times=10)

    def look() -> None:
        open_file()
        assert_one_unbroken_chain(Owner.objects.get(), lines=40)

    with django_db_blocker.unblock():
        at_once(prepare, threads=1)
        at_once(write, threads=4)
        at_once(look, threads=1)
