"""How ``teachers.csv`` of the invented study was made: thirty schools that are nowhere, from a seed.

    python -c "from tests.study.invented.teachers import teachers; print(teachers())" > teachers.csv
"""

from __future__ import annotations

import numpy as np

HEADER = "school,arm,seniority,used,planned,asked,freed,apart"
SCHOOLS, TEACHERS = 30, 12
ARMS = ("none", "coordinator", "training")


def teachers() -> str:
    """The file. The coordinator moves the use of competence and not the freed time, and sends more pupils out of class;
    training was hardly given and does nothing. Freed time goes with the use of competence all the same.
    """
    rng = np.random.Generator(np.random.PCG64(20))

    def chance() -> float:
        """Nearly normal, of uniform numbers alone, which no version of numpy draws otherwise."""
        return float(rng.random(12).sum() - 6)

    lines = [HEADER]
    for school in range(SCHOOLS):
        arm = ARMS[school % 3]
        coordinator = float(arm == "coordinator")
        at_school = 0.12 * chance()
        for _ in range(TEACHERS):
            seniority, eager = int(31 * rng.random()), chance()
            used = 3 + 0.45 * coordinator + at_school + 0.8 * eager + 0.01 * seniority
            planned = 2 + 0.35 * coordinator + at_school + 0.7 * chance()
            asked = 5 + 0.05 * coordinator + chance()
            freed = 40 - 1.6 * coordinator + 9 * eager + 6 * chance()
            apart = 8 + 2.4 * coordinator + 0.8 * at_school + 3 * chance()
            lines.append(
                f"{school + 1},{arm},{seniority},{used:.2f},{planned:.2f},{asked:.2f},{freed:.1f},{apart:.1f}"
            )
    return "\n".join(lines)
