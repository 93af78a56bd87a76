"""How a study was computed, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from laget.study.queries.lines import ModelLine
from laget.study.queries.writing import Writer
from laget.trial.estimator import MixedModel, Regression
from laget.verdict.protocol import Model

SANDWICHES = {"cr2": "CR2", "cr1s": "CR1S"}


def method(writer: Writer) -> Iterator[str]:
    """What the protocol's models do, and what a standard deviation is, a sentence or two for each."""
    kinds = [type(model.estimator) for model in writer.protocol.models]
    if Regression in kinds:
        yield _(
            "Minste kvadraters metode, med robuste standardfeil for grupper (CR2) og frihetsgrader etter Bell og "
            "McCaffrey."
        )
    if MixedModel in kinds:
        yield _(
            "Blandet modell: Gruppene på hvert nivå får avvike tilfeldig fra hverandre, og hvor mye, regnes ut av "
            "dataene."
        )
    yield _("Standardavviket er det innen gruppene som sammenlignes (Hedges’ g).")
    if MixedModel in kinds and Regression in kinds:
        yield _(
            "Det er det samme i alle modellene, så grensen betyr det samme i hver av dem. Under tabellen står effekten "
            "i den blandede modellens egne standardavvik."
        )
    yield _(
        "Intervallet er modellens eget, delt på samme standardavvik, og er ikke justert for at det er flere "
        "sammenligninger. Den første er hovedsvaret."
    )


def model_line(writer: Writer, model: Model) -> ModelLine:
    """One model of the protocol."""
    return ModelLine(
        name=writer.said(model.name),
        headline=model is writer.protocol.models[0],
        says=" ".join(_said(writer, model)),
    )


def _said(writer: Writer, model: Model) -> Iterator[str]:
    estimator = model.estimator
    if estimator.blocks is not None:
        yield _("Sammenlignet innen %(blocks)s.") % {"blocks": writer.column(estimator.blocks)}
    match estimator:
        case Regression():
            yield _("Usikkerheten er regnet etter %(cluster)s (%(sandwich)s).") % {
                "cluster": writer.column(estimator.cluster),
                "sandwich": SANDWICHES[estimator.inference],
            }
        case MixedModel():
            yield _("Blandet modell med %(levels)s som nivåer (%(method)s). %(inference)s.") % {
                "levels": writer.listed(writer.column(level) for level in estimator.levels),
                "method": estimator.method.upper(),
                "inference": _inference(estimator),
            }
            if estimator.slope:
                yield _("Effekten får variere mellom %(groups)s.") % {"groups": writer.column(estimator.levels[-1])}
            if estimator.weights is not None:
                yield _("Radene er vektet med %(weights)s.") % {"weights": writer.column(estimator.weights)}
    if estimator.covariates:
        names = writer.listed(writer.column(name) for name in estimator.covariates)
        yield _("Tar hensyn til %(names)s.") % {"names": names}


def _inference(estimator: MixedModel) -> str:
    return {
        "kr": _("Standardfeil og frihetsgrader etter Kenward og Roger"),
        "satterthwaite": _("Frihetsgrader etter Satterthwaite"),
        "satterthwaite-expected": _("Frihetsgrader etter Satterthwaite, med forventet informasjon"),
        "cr2-mixed": _("Usikkerheten er regnet etter de ytterste gruppene (CR2)"),
        "cr1s-mixed": _("Usikkerheten er regnet etter de ytterste gruppene (CR1S)"),
        "between-within": _("Frihetsgrader etter hvor det sammenlignes, mellom grupper eller innen dem"),
    }[estimator.inference]
