"""A finding is kept once, with its audit line, and the database refuses whoever would change it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import A_DAY, AT

from laget.people import audit
from laget.people.models import AuditLine
from laget.study import operations
from laget.study.analysis import on_shelf
from laget.study.models import Finding
from laget.study.queries import finding_of, plain
from laget.verdict.finding import canonical, sealed


def test_it_works(cast, star):
    row = operations.keep(finding=star, person=cast["researcher"], at=AT)
    assert (row.study, row.seal, row.recorded_at) == ("star-aide", star.seal(), AT)
    assert json.loads(row.body)["effects"][0]["contrast"] == "aide"
    line = AuditLine.objects.order_by("-id").first()
    assert (line.verb, line.thing_kind, line.thing_id) == ("record_finding", "study.finding", str(row.pk))
    assert line.person == cast["researcher"].pk
    assert audit.verify() == ()


def test_kept_again_it_is_the_same_row_and_no_new_line(kept):
    lines = AuditLine.objects.count()
    again = operations.record_finding(material=on_shelf("star-aide"), person=None, at=AT + A_DAY)
    assert (again.pk, again.recorded_at) == (kept.pk, AT)
    assert (Finding.objects.count(), AuditLine.objects.count()) == (1, lines)


def test_the_seal_is_that_of_the_kept_text(kept):
    assert sealed(kept.body) == kept.seal
    told = plain(kept)
    assert sealed(canonical({name: told[name] for name in told if name not in ("seal", "versions")})) == kept.seal


def test_a_finding_from_another_protocol_is_not_found(kept):
    material = on_shelf("star-aide")
    assert finding_of(material) == kept
    with transaction.atomic():
        Finding.objects.create(
            study="star-aide", seal="0" * 64, body="{}", versions={}, recorded_at=AT + A_DAY,
            inputs=kept.inputs | {"protocol": "another"},
        )  # fmt: skip
    assert finding_of(material) == kept


CHANGES = {
    "saved": lambda row: Finding(pk=row.pk, seal=row.seal, body="{}", inputs={}, versions={}, recorded_at=AT).save(),
    "updated": lambda row: Finding.objects.filter(pk=row.pk).update(body="{}"),
    "deleted": lambda row: row.delete(),
    "deleted with all the others": lambda row: Finding.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_finding_cannot_be(kept, change):
    with pytest.raises(DatabaseError, match="findings are never"), transaction.atomic():
        change(kept)
    assert Finding.objects.get().body == kept.body


def test_a_finding_cannot_be_replaced_or_truncated_past_the_triggers(kept):
    sql = {
        "sqlite": "INSERT OR REPLACE INTO study_finding SELECT id, study, seal, '{}', inputs, versions, "
        "recorded_at, recorded_by_id FROM study_finding",
        "postgresql": "TRUNCATE study_finding",
    }[connection.vendor]
    # PostgreSQL truncates nothing while foreign keys wait to be checked.
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="findings are never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Finding.objects.get().body == kept.body


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_keep_one(star, findings_go_with_the_test):
    def keep(_):
        try:
            return operations.keep(finding=star, person=None, at=AT).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        rows = set(pool.map(keep, range(16)))
    assert len(rows) == Finding.objects.count() == AuditLine.objects.count() == 1
