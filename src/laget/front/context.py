"""What every page needs besides its own content: the menu and the languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from laget.people import access, queries

# The first page, and everything about signing in.
OWN_PAGES = ("front:home", "account_", "mfa_")


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """One verb of the top bar; ``here`` is the value of aria-current, or empty."""

    name: str
    url: str
    here: str


def page(request: HttpRequest) -> dict[str, object]:
    """The context of page.html: only the verbs that concern this person are in the menu.

    A page about somebody else's things says itself why it is seen; one's own pages are told here.
    """
    own = {"access_note": queries.own_page_note(), "origin": _own_origin()} if _is_own_page(request) else {}
    return {"menu": _menu(request), "languages": settings.LANGUAGES, **own}


def _own_origin() -> str:
    return _("Den som drifter Laget, har lagt inn rollene dine. Skoler, teorier og studier sier selv hvor de er fra.")


def _is_own_page(request: HttpRequest) -> bool:
    view = request.resolver_match.view_name if request.resolver_match else ""
    return getattr(request, "person", None) is not None and view.startswith(OWN_PAGES)


def _menu(request: HttpRequest) -> tuple[MenuEntry, ...]:
    person = getattr(request, "person", None)
    if person is None:
        return ()
    looked_up = tuple(map(reverse, ("library:evidence", "library:words", "library:search")))
    entries = [
        ("read_school", _("Skoler"), reverse("team:schools"), ()),
        ("read_library", _("Teorier"), reverse("library:theories"), ()),
        ("read_library", _("Slå opp"), reverse("library:handbook"), looked_up),
        ("read_studies", _("Studier"), reverse("study:studies"), ()),
    ]
    return tuple(
        MenuEntry(name=name, url=url, here=_here(path=request.path, url=url, also=also))
        for verb, name, url, also in entries
        if access.may(person, verb, request.at)
    )


def _here(*, path: str, url: str, also: tuple[str, ...]) -> str:
    """Whether ``path`` is the entry's own page, or lies below it or another page that the entry leads to."""
    if path == url:
        return "page"
    return "true" if path.startswith((url, *also)) else ""
