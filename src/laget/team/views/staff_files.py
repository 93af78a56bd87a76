"""Lists of staff as files: sent by the school or its owner, looked over, and taken into the map or let go."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laget.forms.fault import Fault
from laget.mapping.staff_list import StaffList
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms.line_fault import says
from laget.team.forms.refused import said_of
from laget.team.forms.table_words import line_said
from laget.team.models import TeamMap
from laget.team.queries.staff_lists import changes_by, lines_of, read_list
from laget.team.views.foot import foot, here

MOST_BYTES = 5_000_000
MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def staff_file(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Send a list, and see those that wait."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    faults: tuple[Fault, ...] = ()
    told: StaffList | None = None
    if request.method == "POST":
        told, faults, sha256, name = _read(request)
        if told is not None and not faults:
            kept = operations.keep_staff_file(
                school=found.school, name=name, sha256=sha256, lines=told.lines, person=request.person, at=request.at
            )
            return redirect(_preview(found, kept.pk))
    context = {
        "page": here(found),
        "heading": _("Ta inn en liste fra en fil"),
        "waiting": [
            {"id": file.pk, "name": file.name, "at": file.sent_at, "lines": len(file.lines), "until": file.expires_at}
            for file in access.staff_files_for(request.person, found.school, request.at).order_by("-sent_at")
        ],
        "faults": faults,
        "faults_heading": _("Listen er ikke tatt imot"),
        "rows": _fault_rows(told),
        **foot(request, verb=access.EDIT_MAP, unit=found.school, origin=found.origin),
    }
    return render(request, "team/map/staff_file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, code: str, year: int, staff_file: int) -> HttpResponse:
    """What a list would change, before anything is changed."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    kept = access.staff_file_for(request.person, code, staff_file, access.EDIT_MAP, request.at)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            if request.POST.get("do") == "drop":
                operations.drop_staff_file(staff_file=kept, person=request.person, at=request.at)
                return redirect(reverse("team:staff_file", args=[found.school.code, found.year]))
            if request.POST.get("do") == "take":
                operations.take_in(
                    staff_file=kept,
                    team_map=found,
                    remove_gone=request.POST.get("remove_gone") == "yes",
                    person=request.person,
                    at=request.at,
                )
                return redirect(f"{reverse('team:map', args=[found.school.code, found.year])}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="main", says=said_of(refused)),)
    changes = changes_by(lines_of(kept), found)
    language = get_language() or "nb"
    rows = [
        *({"what": _("ny"), "before": "", "after": line_said(line, language=language)} for line in changes.new),
        *(
            {
                "what": _("endret"),
                "before": line_said(changes.before[key], language=language),
                "after": line_said(line, language=language),
            }
            for key, line in changes.changed.items()
        ),
        *(
            {"what": _("mangler i listen"), "before": line_said(line, language=language), "after": ""}
            for line in changes.gone.values()
        ),
    ]
    context = {
        "page": here(found),
        "heading": _("Se hva listen endrer, før du tar den inn"),
        "file": kept,
        "counts": [
            (_("Nye linjer"), len(changes.new)),
            (_("Endrede"), len(changes.changed)),
            (_("Like"), len(changes.same)),
            (_("Mangler i listen"), len(changes.gone)),
        ],
        "gone": len(changes.gone),
        "rows": rows[:MOST_SHOWN],
        "more": max(len(rows) - MOST_SHOWN, 0),
        "faults": faults,
        **foot(request, verb=access.EDIT_MAP, unit=found.school, origin=found.origin),
    }
    return render(request, "team/map/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def owner_list(request: HttpRequest, code: str) -> HttpResponse:
    """The owner sends a list to one of its schools, which decides. Only the list's own faults are shown: what the map
    holds is the school's."""
    owner = access.get_owner_for(request.person, code, request.at, access.COMPARE_SCHOOLS)
    schools = access.visible_to(request.person, request.at).filter(owner=owner).order_by("name")
    faults: tuple[Fault, ...] = ()
    told: StaffList | None = None
    chosen = request.POST.get("school", "")
    if request.method == "POST":
        told, faults, sha256, name = _read(request)
        if not any(school.code == chosen for school in schools):
            faults = (Fault(id="school", says=_("Velg hvilken skole listen gjelder.")), *faults)
        if told is not None and not faults:
            school = access.get_for(request.person, chosen, request.at, access.SEND_STAFF_FILE)
            operations.keep_staff_file(
                school=school, name=name, sha256=sha256, lines=told.lines, person=request.person, at=request.at
            )
            return redirect(f"{request.path}?nytt=sendt")
    context = {
        "owner": owner,
        "schools": schools,
        "chosen": chosen,
        "said": _("Sendt. Skolen ser over listen og bestemmer om den tas inn.") if "nytt" in request.GET else "",
        "faults": faults,
        "faults_heading": _("Listen er ikke sendt"),
        "rows": _fault_rows(told),
        **foot(request, verb=access.COMPARE_SCHOOLS, unit=owner, origin="shared"),
    }
    return render(request, "team/map/owner_list.html", context)


def _read(request: HttpRequest) -> tuple[StaffList | None, tuple[Fault, ...], str, str]:
    """The file that was sent: what it says, what is wrong with it, its hash and its name. Of a file with a fault
    nothing is kept, and one that may hold a national id number is refused by a page of its own."""
    sent = request.FILES.get("file")
    if sent is None:
        says_so = _("Velg en fil først. Den kan være på høyst 5 MB: regneark (.xlsx) eller CSV.")
        return None, (Fault(id="file", says=says_so),), "", ""
    if sent.size > MOST_BYTES:
        return None, (Fault(id="file", says=_("Filen er større enn 5 MB. Behold bare radene med stillinger.")),), "", ""
    data = sent.read()
    told = read_list(data, name=sent.name)
    count = len(told.faults)
    faults: tuple[Fault, ...] = ()
    if count:
        text = ngettext(
            "Én celle må rettes i filen. Ingenting er tatt inn.",
            "%(count)s celler må rettes i filen. Ingenting er tatt inn.",
            count,
        )
        faults = (Fault(id="cells", says=text % {"count": count}),)
    elif not told.lines:
        faults = (Fault(id="file", says=_("Filen har ingen linjer med stillinger.")),)
    return told, faults, hashlib.sha256(data).hexdigest(), sent.name


def _fault_rows(told: StaffList | None) -> list[dict[str, object]]:
    if told is None:
        return []
    return [
        {"row": fault.row, "column": _letter(fault.column), "says": says(fault.wrong, fault.text)}
        for fault in told.faults[:MOST_SHOWN]
    ]


def _letter(column: int) -> str:
    """A column as a spreadsheet names it.

    >>> _letter(1), _letter(26), _letter(27)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _preview(team_map: TeamMap, staff_file: int) -> str:
    return reverse("team:preview", args=[team_map.school.code, team_map.year, staff_file])
