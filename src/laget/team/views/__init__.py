"""What the addresses of the team answer."""
