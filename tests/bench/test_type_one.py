"""The tables of type I errors: each way of judging runs, and a warning is said where a row deserves one."""

import pytest
from bench.type_one import ONE_BY_ONE, WAYS, Cell, one_by_one, simulated, tables, warning


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_judging_finds_its_cell(way):
    cell = Cell(inference=way, levels=2, sizes="unequal", icc=0.2, schools=10)
    found = one_by_one(cell, 4) if way in ONE_BY_ONE else simulated(cell, 200)
    assert 0 <= found["rejects"] <= 1
    assert found["answered"] + sum(found["refused"].values()) == (4 if way in ONE_BY_ONE else 200)
    assert any("| 10 | unequal | 0.2 |" in line for line in tables({cell.name: found | {"made": "2026-11-24"}}))


def test_a_row_warns_of_what_is_further_from_the_level_than_chance():
    def rejecting(share):
        return {"rejects": share, "answered": 20_000}

    row = {"kr": rejecting(0.02), "satterthwaite": rejecting(0.056), "cr1s": rejecting(0.08), "cr2": rejecting(0.05)}
    assert warning(row) == "too often: CR1S; too seldom: KR"
    assert warning({"kr": rejecting(0.05), "cr2": None}) == "–"
