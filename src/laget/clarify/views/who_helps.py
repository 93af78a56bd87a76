"""Who helps with what: for everybody who works at the school or comes to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laget.clarify import access
from laget.clarify.queries import who_helps as query
from laget.clarify.views.foot import foot
from laget.people.access import verbs_at

LONGEST_SEARCH = 100


@require_safe
def who_helps(request: HttpRequest, code: str) -> HttpResponse:
    """The page that every teacher can search."""
    school = access.school_for(request.person, code, access.READ_ROLE_CARDS, request.at)
    sought = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    context = {
        "page": query.who_helps(school, sought=sought, language=get_language() or "nb"),
        "may_clarified": access.READ_CLARIFIED in verbs_at(request.person, school, request.at),
        **foot(
            request,
            verb=access.READ_ROLE_CARDS,
            unit=school,
            origin=_("Skolen selv har bestemt det. Siden handler om roller, ikke om personer."),
        ),
    }
    return render(request, "clarify/who_helps.html", context)
