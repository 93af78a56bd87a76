"""The database itself refuses to change or remove an audit line, whoever asks."""

from django.db import migrations

UP = {
    "sqlite": (
        """CREATE TRIGGER auditline_no_update BEFORE UPDATE ON people_auditline
           BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END""",
        """CREATE TRIGGER auditline_no_delete BEFORE DELETE ON people_auditline
           BEGIN SELECT RAISE(ABORT, 'audit lines are never removed'); END""",
        # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
        """CREATE TRIGGER auditline_no_replace BEFORE INSERT ON people_auditline
           WHEN EXISTS (
             SELECT 1 FROM people_auditline
             WHERE id = NEW.id OR (chain_id = NEW.chain_id AND number = NEW.number)
           )
           BEGIN SELECT RAISE(ABORT, 'audit lines are never replaced'); END""",
        """CREATE TRIGGER auditchain_no_delete BEFORE DELETE ON people_auditchain
           BEGIN SELECT RAISE(ABORT, 'audit chains are never removed'); END""",
    ),
    # An empty log may be truncated: nothing is lost, and a test database is emptied that way.
    "postgresql": (
        """CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             IF TG_OP = 'TRUNCATE' THEN
               IF NOT EXISTS (SELECT 1 FROM people_auditline) THEN RETURN NULL; END IF;
             END IF;
             RAISE EXCEPTION 'audit lines are never changed or removed';
           END $$""",
        """CREATE TRIGGER auditline_no_change BEFORE UPDATE OR DELETE ON people_auditline
           FOR EACH ROW EXECUTE FUNCTION audit_refuses()""",
        """CREATE TRIGGER auditline_no_truncate BEFORE TRUNCATE ON people_auditline
           FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()""",
        """CREATE TRIGGER auditchain_no_delete BEFORE DELETE ON people_auditchain
           FOR EACH ROW EXECUTE FUNCTION audit_refuses()""",
        """CREATE TRIGGER auditchain_no_truncate BEFORE TRUNCATE ON people_auditchain
           FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()""",
    ),
}
DOWN = {
    "sqlite": (
        "DROP TRIGGER auditline_no_update",
        "DROP TRIGGER auditline_no_delete",
        "DROP TRIGGER auditline_no_replace",
        "DROP TRIGGER auditchain_no_delete",
    ),
    "postgresql": (
        "DROP TRIGGER auditline_no_change ON people_auditline",
        "DROP TRIGGER auditline_no_truncate ON people_auditline",
        "DROP TRIGGER auditchain_no_delete ON people_auditchain",
        "DROP TRIGGER auditchain_no_truncate ON people_auditchain",
        "DROP FUNCTION audit_refuses()",
    ),
}


def put_up(apps, schema_editor):
    for statement in UP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    for statement in DOWN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
