"""A school's own list of its forty posts, as it lies in a spreadsheet: with headings, and with holes."""

from __future__ import annotations

HEADINGS = ("Rolle", "Antall", "Stilling %", "Bundet", "Dager", "Sted")
_ROWS = """
Rektor;1;100;;alle;her
Inspektør;1;100;;alle;her
Inspektør;1;60;;ma ti on;her
Kontaktlærer;9;100;;alle;her
Kontaktlærer;2;80;;ma ti on to;her
Faglærer;4;100;;alle;her
Faglærer;1;50;;ma on;her
Spesialpedagog;1;100;;alle;her
Spesialpedagog;1;80;;ma ti to fr;her
Sosiallærer;1;50;0;ti to;her
Miljøterapeut;1;100;20;alle;her
Miljøarbeider;2;100;50;alle;her
Assistent;3;80;100;alle;her
Assistent;2;60;100;;her
Assistent;1;55;50;ma ti on;her
Assistent;1;;;;her
Assistent;1;40;;to fr;her
Helsesykepleier;1;40;0;ti to;kommer hit
PP-rådgiver;1;20;;on;kommer hit
SFO-leder;1;100;;alle;her
Kontorleder;1;80;;alle;her
Vaktmester;1;50;;;her
Barnevern;1;;;;et annet sted
BUP;1;;;;et annet sted
"""
ROWS = tuple(tuple(line.split(";")) for line in _ROWS.strip().splitlines())
POSTS = sum(int(row[1]) for row in ROWS)


def as_copied(*, headings: bool = True) -> str:
    """The list as a spreadsheet puts it on the clipboard: tabs between the cells."""
    rows = (HEADINGS, *ROWS) if headings else ROWS
    return "\n".join("\t".join(row) for row in rows) + "\n"
