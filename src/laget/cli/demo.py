"""Serve a demo with two schools, a theory, a trial, and a cast one can sign in as."""

from __future__ import annotations

import argparse
import os
import sys

from laget.cli.database import open_database
from laget.cli.serve import refuse_busy_port, serve
from laget.refusal import Refusal

HELP = "serve a demo on this machine"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether to serve at all."""
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")
    parser.add_argument("--no-serve", action="store_true", help="load the demo and stop")


def run(arguments: argparse.Namespace) -> int:
    """Make the database, load the cast and the trial, say who can be signed in as, and serve."""
    os.environ["LAGET_DEMO"] = "1"
    refuse_busy_port(host="127.0.0.1", port=arguments.port)
    open_database()
    from datetime import UTC, datetime

    from django.core.management import call_command

    from laget.front import demo
    from laget.people.queries import real_people

    call_command("migrate", interactive=False, verbosity=0)
    if real_people():
        raise Refusal(
            "not_a_demo",
            "People sign in to this database with addresses of their own, and a demo would let anybody in as its "
            "cast. Unset LAGET_DATABASE and LAGET_VAR, or use `laget serve`.",
        )
    demo.load(at=datetime.now(tz=UTC))
    if arguments.no_serve:
        return 0
    print(f"\nLaget svarer på http://127.0.0.1:{arguments.port}/\n\nDu kan logge inn som:", file=sys.stderr)
    for member in demo.CAST:
        print(f"  {member.name}", file=sys.stderr)
    print("\nVelg en av dem på innloggingssiden. Stopp med Ctrl-C.\n", file=sys.stderr, flush=True)
    serve(host="127.0.0.1", port=arguments.port)
    return 0
