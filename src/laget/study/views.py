"""The studies, one study's finding, and the same as PDF and JSON. Nothing is computed here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laget.content.shelf import StudyMaterial
from laget.people.queries import access_note
from laget.study import access, queries
from laget.study.models import Finding
from laget.study.report import set_report


@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """Which trials are there, and what did each of them find?"""
    context = {
        "studies": queries.summaries(language=_language()),
        "access_note": access_note(person=request.person, verb=access.VERB, at=request.at),
        "origin": _("Protokollene og dataene følger med Laget. Hvert funn er regnet ut én gang og endres ikke."),
    }
    return render(request, "study/studies.html", context)


@require_safe
def study(request: HttpRequest, id: str) -> HttpResponse:
    """Did it help, how sure can one be, and what does it say about the theory?"""
    page = queries.study_page(access.get_study(request.person, id, request.at), language=_language())
    note = access_note(person=request.person, verb=access.VERB, at=request.at)
    return render(request, "study/study.html", {"page": page, "access_note": note, "origin": _origin(page)})


@require_safe
def report(request: HttpRequest, id: str) -> HttpResponse:
    """The same as a tagged PDF in the language of the page."""
    material = access.get_study(request.person, id, request.at)
    _finding_or_404(material)
    page = queries.study_page(material, language=_language())
    headers = {"Content-Disposition": f'inline; filename="{page.id}-{_language()}.pdf"'}
    return HttpResponse(set_report(page, language=_language()), content_type="application/pdf", headers=headers)


@require_safe
def finding(request: HttpRequest, id: str) -> HttpResponse:
    """The finding as it was written down."""
    found = _finding_or_404(access.get_study(request.person, id, request.at))
    return JsonResponse(queries.plain(found), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _language() -> str:
    return get_language() or "nb"


def _finding_or_404(material: StudyMaterial) -> Finding:
    found = queries.finding_of(material)
    if found is None:
        raise Http404(_("Funnet i denne studien er ikke regnet ut ennå."))
    return found


def _origin(page: queries.StudyPage) -> str:
    if page.found is None:
        return _("Protokollen følger med Laget.")
    at = date_format(localtime(page.found.recorded_at), "DATE_FORMAT")
    return _("Funnet er regnet av %(data)s etter protokollen og lagret %(date)s.") % {"data": page.data, "date": at}
