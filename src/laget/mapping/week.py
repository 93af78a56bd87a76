"""The working week that shares of time are reckoned from."""

WEEK = 37.5
"""Hours in the week of a full post, as municipal collective agreements commonly have it. Teachers' years are longer in
some weeks and shorter in others; Laget reckons with the same week for all."""
