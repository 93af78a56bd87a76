"""Serve Laget with gunicorn on this machine."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path

from laget.cli.database import open_database
from laget.refusal import Refusal

HELP = "serve the web pages"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")


def run(arguments: argparse.Namespace) -> int:
    """Gather the static files, then hand the process over to gunicorn."""
    open_database()
    from laget.front.database_age import refuse_older_database

    refuse_older_database()
    serve(host=arguments.host, port=arguments.port)
    return 0


def refuse_busy_port(*, host: str, port: int) -> None:
    """Say so at once if something else listens there: gunicorn would retry for five seconds first."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as fault:
            raise Refusal(
                "port_not_free",
                f"Nothing can be served on {host}:{port} ({fault}). "
                "Choose another port: --port 8001, or make demo PORT=8001",
                host=host,
                port=port,
            ) from None


def serve(*, host: str, port: int) -> None:
    """Replace this process with gunicorn: one worker per core, two threads each.

    Threads, not an asynchronous server: Laget's pages are short and synchronous.
    """
    from django.core.management import call_command

    refuse_busy_port(host=host, port=port)
    call_command("collectstatic", interactive=False, verbosity=0)
    workers = str(os.cpu_count() or 1)
    os.execv(
        Path(sys.executable).with_name("gunicorn"),
        ["gunicorn", "laget.front.wsgi", "--bind", f"{host}:{port}", "--workers", workers,
         "--worker-class", "gthread", "--threads", "2", "--log-level", "warning", "--no-control-socket"],
    )
