"""What the report asks for is traced to where Laget has it, and the page says what the tags say."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def trace(monkeypatch):
    spec = importlib.util.spec_from_file_location("trace_requirements", ROOT / "ops" / "trace.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tagged(trace, tmp_path, monkeypatch):
    """A small house with tags in it, and what they lead to."""

    def read(name, text):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(trace, "SOURCE", tmp_path)
        return {id: [(place.name, place.in_part) for place in there] for id, there in trace.places().items()}

    return read


def test_the_page_is_what_the_tags_say(trace):
    assert trace.PAGE.read_text(encoding="utf-8") == trace.page(), "run make trace"


def test_every_row_of_the_list_is_there_once(trace):
    assert [one.id for one in trace.asked()] == [f"R-{number:03}" for number in range(1, 195)]


def test_every_tag_is_on_the_list(trace):
    assert set(trace.places()) <= {one.id for one in trace.asked()}


def test_a_tag_in_code_leads_to_what_it_stands_in(tagged):
    code = '"""A module (R-001)."""\n\n\nclass Post:\n    """A post (R-002; R-003 (in part))."""\n'
    found = tagged("team/numbers.py", code)
    assert found == {
        "R-001": [("`team.numbers`", False)],
        "R-002": [("`team.numbers.Post`", False)],
        "R-003": [("`team.numbers.Post`", True)],
    }


def test_a_tag_on_a_view_leads_to_its_page(tagged):
    tagged("team/urls.py", 'urlpatterns = [path("skoler/", views.schools, name="schools")]\n')
    found = tagged("team/views.py", 'def schools(request):\n    """The schools (R-004)."""\n')
    assert found == {"R-004": [("page `/skoler/`", False)]}


def test_a_tag_in_content_leads_to_the_item_below_it(tagged):
    found = tagged("content/things.yaml", "# R-005\n- id: one\n  # R-007 (in part)\n  parts:\n# R-006\n- id: two\n")
    assert found["R-005"] == [("`content/things.yaml`", False)]
    assert found["R-006"] == [("`content/things.yaml` · two", False)]
    assert found["R-007"] == [("`content/things.yaml`", True)]
