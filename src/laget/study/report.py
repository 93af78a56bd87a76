"""A study's report as tagged, accessible PDF (PDF/UA-1), set with Typst from ``report.typ``."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC
from pathlib import Path

import typst
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from laget.study.queries import StudyPage

TEMPLATE = Path(__file__).with_name("report.typ")


def set_report(page: StudyPage, *, language: str) -> bytes:
    """The report of a study whose finding is kept. The same finding gives the same bytes.

    The PDF's own date is when the finding was kept, and no font of the machine is used.
    """
    if page.found is None:
        raise ValueError(f"The study {page.id!r} has no finding to report.")
    with override(language):
        data = {"page": asdict(page), "words": _words(page), "language": language}
        return typst.compile(
            TEMPLATE,
            sys_inputs={"data": json.dumps(data, default=str)},
            pdf_standards=["ua-1"],
            timestamp=page.found.recorded_at.astimezone(UTC).replace(microsecond=0),
            ignore_system_fonts=True,
        )


def _words(page: StudyPage) -> dict[str, str]:
    """What the report says around the page's own words."""
    found = page.found
    assert found is not None
    return {
        "answer": _("Svaret"),
        "margin": _("Grensen for hva som er verdt å ha"),
        "margin_is": _("Minste endring verdt å ha er satt til %(margin)s standardavvik.") % {"margin": page.margin},
        "margin_late": _("Grensen ble satt etter at resultatene var kjent.") if page.margin_is_late else "",
        "what_found": _("Dette fant forsøket"),
        "plot_alts": [_("Forskjeller med usikkerhet. %(effects)s") % {"effects": plot.says} for plot in found.plots],
        "comparison": _("Sammenligning"),
        "size": _("Standardavvik"),
        "points": _("Forskjell"),
        "interval95": _("95 %-intervall"),
        "interval90": _("90 %-intervall"),
        "reading": _("Svar"),
        "indicators": _("Dette ble det sett etter, og dette er verdt å ha"),
        "indicator": _("Indikator"),
        "place": _("Plass"),
        "in_theory": _("I teorien"),
        "margin_why": _("Grensen, hvem som satte den, og hvorfor"),
        "guards": _("Dette skulle ikke bli verre"),
        "guards_are": _("En vakt leses på 90 %-intervallet. At den er holdt, er et vilkår og ikke en gevinst."),
        "guard": _("Vakt"),
        "guard_margin": _("Mest som godtas"),
        "family": _("Andre indikatorer"),
        "family_interval": _("%(level)s %%-intervall") % {"level": found.family_level},
        "turns": _("Her snur svaret"),
        "turns_between": _("Svaret for andre grenser, så lavt og så høyt som protokollen nevner:"),
        "margins": _("Grense i standardavvik"),
        "ours": _("(vår grense er her)"),
        "theory": _("Dette sier forsøket om teorien"),
        "about_theory": _("Om teorien"),
        "about_practice": _("Om gjennomføringen"),
        "about_guards": _("Om det som ikke skulle bli verre"),
        "along": _("Langs kjeden"),
        "told": _("Pilene som forsøket sier noe om"),
        "diagram_alt": _("Teorien %(theory)s som piler fra aktivitet til mål. %(counts)s. Tabellen sier det samme.")
        % {"theory": page.theory_name, "counts": ", ".join(found.arrow_counts)},
        "practice": _("Det teorien ber om, og det forsøket gjorde"),
        "activity": _("Aktivitet"),
        "delivered": _("Gjort?"),
        "known_of_it": _("Det vi vet"),
        "why": _("Hvorfor"),
        "arrows": _("Svaret for hver pil"),
        "arrow": _("Fra og til"),
        "claim": _("Påstand"),
        "known": _("Det rapporten sier fra før"),
        "trial": _("Dette er forsøket"),
        "limits": _("Dette kan forsøket ikke si"),
        "analysed": _("Slik er det regnet"),
        "by_model": _("I den blandede modellens egne standardavvik, av det som er igjen etter kovariatene:"),
        "model": _("Måte å regne på"),
        "main": _("(hovedanalysen)"),
        "all_ways": _("Alle måtene å regne på"),
        "points_se": _("Forskjell (standardfeil)"),
        "df": _("Frihetsgrader"),
        "p": _("p"),
        "sources": _("Kilder"),
        "check": _("Regn etter selv"),
        "check_how": _("Kjør «laget analyse %(study)s». Samme protokoll, data og teori gir samme segl.")
        % {"study": page.id},
        "seal": _("Segl (SHA-256)"),
        "inputs": _("Regnet av (SHA-256)"),
        "versions": _("Regnet med"),
        "kept": _("Lagret %(date)s") % {"date": date_format(localtime(found.recorded_at), "DATE_FORMAT")},
        "page": _("Side"),
    }
