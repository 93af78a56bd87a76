"""Laget: build, follow and test the team around the teacher."""

__version__ = "0.1.0"
