"""Role clarification: rounds, what is settled, matters that are stuck, and role cards."""
