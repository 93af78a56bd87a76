"""The database itself refuses to change or remove a finding, whoever asks."""

from django.db import migrations

UP = {
    "sqlite": (
        """CREATE TRIGGER finding_no_update BEFORE UPDATE ON study_finding
           BEGIN SELECT RAISE(ABORT, 'findings are never changed'); END""",
        """CREATE TRIGGER finding_no_delete BEFORE DELETE ON study_finding
           BEGIN SELECT RAISE(ABORT, 'findings are never removed'); END""",
        # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
        """CREATE TRIGGER finding_no_replace BEFORE INSERT ON study_finding
           WHEN EXISTS (SELECT 1 FROM study_finding WHERE id = NEW.id OR seal = NEW.seal)
           BEGIN SELECT RAISE(ABORT, 'findings are never replaced'); END""",
    ),
    # An empty table may be truncated: nothing is lost, and a test database is emptied that way.
    "postgresql": (
        """CREATE FUNCTION finding_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             IF TG_OP = 'TRUNCATE' THEN
               IF NOT EXISTS (SELECT 1 FROM study_finding) THEN RETURN NULL; END IF;
             END IF;
             RAISE EXCEPTION 'findings are never changed or removed';
           END $$""",
        """CREATE TRIGGER finding_no_change BEFORE UPDATE OR DELETE ON study_finding
           FOR EACH ROW EXECUTE FUNCTION finding_refuses()""",
        """CREATE TRIGGER finding_no_truncate BEFORE TRUNCATE ON study_finding
           FOR EACH STATEMENT EXECUTE FUNCTION finding_refuses()""",
    ),
}
DOWN = {
    "sqlite": (
        "DROP TRIGGER finding_no_update",
        "DROP TRIGGER finding_no_delete",
        "DROP TRIGGER finding_no_replace",
    ),
    "postgresql": (
        "DROP TRIGGER finding_no_change ON study_finding",
        "DROP TRIGGER finding_no_truncate ON study_finding",
        "DROP FUNCTION finding_refuses()",
    ),
}


def put_up(apps, schema_editor):
    for statement in UP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    for statement in DOWN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("study", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
