"""Who does what: what a round may show, what is settled, and the role cards that grow from it."""
