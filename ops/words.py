"""Gather the sentences of templates and code (bokmål) into the nynorsk and English catalogues.

    python ops/words.py            update the catalogues; print what has no translation yet
    python ops/words.py --check    change nothing; exit 1 if a sentence is missing, or a catalogue holds an old one

Django's makemessages needs GNU gettext on the machine; Babel reads the same sources in Python alone.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "laget"
LOCALE = SOURCE / "front" / "locale"
LANGUAGES = ("nn", "en")
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")) | {"ngettext": (1, 2)}

# Sentences of django-allauth and Django that our sign-in pages can show and that lack a nynorsk text upstream.
BORROWED = SOURCE / "people" / "borrowed_words.txt"


def gather() -> Catalog:
    """Every sentence in the sources, with the files it stands in."""
    found = Catalog(charset="utf-8")
    for file in sorted(SOURCE.rglob("*.py")) + sorted(SOURCE.rglob("templates/**/*.*")):
        text = file.read_text(encoding="utf-8")
        python = text if file.suffix == ".py" else _as_python(text, origin=str(file))
        place = (str(file.relative_to(SOURCE)), 0)
        for _, _, said, _ in extract_python(io.BytesIO(python.encode()), KEYWORDS, (), {"encoding": "utf-8"}):
            if message := _one_or_plural(said):
                flags = ("python-format",) if "%(" in str(message) else ()
                found.add(message, locations=[place], flags=flags)
    return found


def _as_python(template: str, *, origin: str) -> str:
    """The gettext calls of a template, each line at the margin: a template's indents are not Python's."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=origin).splitlines())


def _one_or_plural(said: str | tuple[str | None, ...] | None) -> str | tuple[str, str] | None:
    """Babel gives a tuple for a call with several arguments, and nothing for one without a literal."""
    if not isinstance(said, tuple):
        return said
    return (said[0], said[1]) if len(said) > 1 and said[0] and said[1] else said[0]


def borrowed() -> list[str]:
    """The sentences of others, one a line."""
    return [line for line in BORROWED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def wanted(language: str) -> Catalog:
    """The catalogue a language should have: ours, and for nynorsk the borrowed sentences too."""
    found = gather()
    if language == "nn" and BORROWED.exists():
        for sentence in borrowed():
            found.add(sentence, locations=[("people/borrowed_words.txt", 0)])
    return found


def file_of(language: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def faults(language: str) -> list[str]:
    """What is missing, left over, or has other placeholders than its source."""
    with file_of(language).open("rb") as file:
        have = {message.id: message for message in read_po(file, locale=language) if message.id}
    want = {message.id for message in wanted(language) if message.id}
    says = [f"{language}: no text for {id!r}" for id in want if not _filled(have.get(id))]
    says += [f"{language}: nobody says {id!r} any more" for id in set(have) - want]
    says += [f"{language}: other placeholders in {id!r}" for id in want & set(have) if not _same_holes(have[id])]
    return sorted(says)


def _filled(message: Message | None) -> bool:
    if message is None:
        return False
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(texts) and not message.fuzzy


def _same_holes(message: Message) -> bool:
    def holes(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)[sd]", text))

    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(not text or holes(text) <= holes(" ".join(ids)) for text in texts) and holes(ids[-1]) <= holes(texts[-1])


def update(language: str) -> None:
    """Merge the sources' sentences into a catalogue; keep the translations there are."""
    with file_of(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    created = catalogue.creation_date
    catalogue.update(wanted(language), no_fuzzy_matching=True, update_header_comment=False)
    # A run that brings nothing new changes nothing.
    catalogue.creation_date = created
    catalogue.obsolete.clear()
    for message in catalogue:
        message.locations = [(name, None) for name, _ in message.locations]
    with file_of(language).open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, omit_header=False, include_lineno=False)


def main() -> int:
    """Update, or check."""
    if "--check" not in sys.argv:
        for language in LANGUAGES:
            update(language)
    says = [line for language in LANGUAGES for line in faults(language)]
    print("\n".join(says) or "Every sentence is there in every language.")
    return 1 if says else 0


if __name__ == "__main__":
    sys.exit(main())
