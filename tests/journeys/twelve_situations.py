"""Run beside a demo: a round at school E about twelve situations, all of them with a gap or a collision, closed. The
longest result there is, for the page that has to hold it."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "laget.front.settings"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django

    django.setup()
    from django.utils import timezone
    from tests.clarify.rounds import GROUPS, Rounding

    from laget.content import shelf
    from laget.schools.queries import school_with_code

    # Half a year on, when what the demo's own rounds asked can be asked again.
    at = timezone.localtime() + timedelta(weeks=26)
    keys = sorted(shelf.situations(), key=lambda key: -len(shelf.situations()[key].text.nb))[:12]
    led = Rounding(school=school_with_code("skole-e"), principal=None)
    led.begin(groups=GROUPS, keys=keys, own="", at=at)
    led.open(at=at)
    half = len(keys) // 2
    for teacher in range(6):
        led.answer("teacher", {
            key: ("teacher" if place < half else ("nobody", "unknown")[teacher % 2], "miljoterapeut", "for_a_while")
            for place, key in enumerate(keys)
        })  # fmt: skip
    for role in ("social-teacher", "miljoterapeut", "principal", "school-nurse", "assistant"):
        for seat in led.seats(role):
            led.share(seat, dict.fromkeys(keys, (role, role, "beside")), words="Slik ser vi det hos oss.")
    sys.stdout.write(str(led.close(at=at).number))


if __name__ == "__main__":
    main()
