"""What a browser sent, as values, and what is wrong with it: for the forms of every app."""
