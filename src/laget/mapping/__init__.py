"""The team as numbers: what it adds up to, what is not known of it, and what may be told outside the school."""
