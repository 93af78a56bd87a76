"""The database itself refuses to change a snapshot, whoever asks. One may be removed: it holds what a small school
may have to have deleted."""

from django.db import migrations

UP = {
    "sqlite": (
        """CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON team_snapshot
           BEGIN SELECT RAISE(ABORT, 'snapshots are never changed'); END""",
        # INSERT OR REPLACE changes a row without asking the trigger on UPDATE.
        """CREATE TRIGGER snapshot_no_replace BEFORE INSERT ON team_snapshot
           WHEN EXISTS (
             SELECT 1 FROM team_snapshot
             WHERE id = NEW.id OR (map_id = NEW.map_id AND (number = NEW.number OR seal = NEW.seal))
           )
           BEGIN SELECT RAISE(ABORT, 'snapshots are never changed'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION snapshot_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             RAISE EXCEPTION 'snapshots are never changed';
           END $$""",
        """CREATE TRIGGER snapshot_no_change BEFORE UPDATE ON team_snapshot
           FOR EACH ROW EXECUTE FUNCTION snapshot_refuses()""",
    ),
}
DOWN = {
    "sqlite": ("DROP TRIGGER snapshot_no_update", "DROP TRIGGER snapshot_no_replace"),
    "postgresql": ("DROP TRIGGER snapshot_no_change ON team_snapshot", "DROP FUNCTION snapshot_refuses()"),
}


def put_up(apps, schema_editor):
    for statement in UP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    for statement in DOWN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("team", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
