"""The table of attempts at signing in (people/attempts.py); and no chain of the log is replaced by another."""

from django.core.management import call_command
from django.db import migrations

TABLE = "people_attempts"

# INSERT OR REPLACE removes the old chain without asking the trigger on DELETE; PostgreSQL has no such statement.
NO_REPLACE = """CREATE TRIGGER auditchain_no_replace BEFORE INSERT ON people_auditchain
   WHEN EXISTS (
     SELECT 1 FROM people_auditchain WHERE id = NEW.id OR COALESCE(owner_id, 0) = COALESCE(NEW.owner_id, 0)
   )
   BEGIN SELECT RAISE(ABORT, 'audit chains are never replaced'); END"""


def put_up(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(NO_REPLACE)


def take_down(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER auditchain_no_replace")


class Migration(migrations.Migration):
    dependencies = [("people", "0002_audit_is_append_only")]

    operations = [migrations.RunPython(put_up, take_down)]
