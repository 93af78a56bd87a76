"""What people type, read as values; and every fault at its row and column, with what was typed kept."""
