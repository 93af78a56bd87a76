"""What every page needs besides its own content: the menu and the languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from laget.people import access


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """One verb of the top bar; ``here`` is the value of aria-current, or empty."""

    name: str
    url: str
    here: str


def page(request: HttpRequest) -> dict[str, object]:
    """The context of page.html: only the verbs that concern this person are in the menu."""
    return {"menu": _menu(request), "languages": settings.LANGUAGES}


def _menu(request: HttpRequest) -> tuple[MenuEntry, ...]:
    person = getattr(request, "person", None)
    if person is None:
        return ()
    entries = [
        ("read_school", _("Skoler"), reverse("team:schools")),
        ("read_theories", _("Teorier"), reverse("library:theories")),
        ("read_studies", _("Studier"), reverse("study:studies")),
    ]
    return tuple(
        MenuEntry(name=name, url=url, here=_here(path=request.path, url=url))
        for verb, name, url in entries
        if access.may(person, verb, request.at)
    )


def _here(*, path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
