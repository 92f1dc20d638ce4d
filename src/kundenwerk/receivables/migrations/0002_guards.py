"""The database refuses letters that do not add up, and every change to what was sent."""

from django.db import migrations

from kundenwerk.platform import audit

SUMS = """
CREATE FUNCTION receivables_check_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT notice_id FROM inserted) AS touched
        JOIN receivables_dunningnotice AS notice ON notice.id = touched.notice_id
        WHERE notice.claimed <> (SELECT sum(amount) FROM receivables_dunningnoticeitem
                                 WHERE notice_id = notice.id)) THEN
        RAISE EXCEPTION 'the claims of a letter add up to its sum'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'dunning_items_are_the_sum';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER receivables_check_items AFTER INSERT ON receivables_dunningnoticeitem
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION receivables_check_items();

CREATE FUNCTION receivables_notice_has_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM receivables_dunningnoticeitem WHERE notice_id = NEW.id) THEN
        RAISE EXCEPTION 'a letter names its claims'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'dunning_notice_has_items';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER receivables_notice_has_items AFTER INSERT ON receivables_dunningnotice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION receivables_notice_has_items();
"""

SUMS_BACK = """
DROP TRIGGER receivables_notice_has_items ON receivables_dunningnotice;
DROP TRIGGER receivables_check_items ON receivables_dunningnoticeitem;
DROP FUNCTION receivables_notice_has_items();
DROP FUNCTION receivables_check_items();
"""

# Of a procedure only its end changes, when another follows; its levels are there from the start.
PROCEDURES = """
CREATE FUNCTION receivables_procedure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'of a dunning procedure only the validity changes'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'dunning_procedure_is_final';
END $$;

CREATE TRIGGER receivables_procedure_stays
    BEFORE UPDATE OF id, customer_type, bank_days, source
    ON receivables_dunningprocedure FOR EACH STATEMENT EXECUTE FUNCTION receivables_procedure_stays();
CREATE TRIGGER receivables_procedure_remains BEFORE DELETE
    ON receivables_dunningprocedure FOR EACH STATEMENT EXECUTE FUNCTION receivables_procedure_stays();

CREATE FUNCTION receivables_levels_come_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM inserted
        JOIN receivables_dunninglevel AS level ON level.procedure_id = inserted.procedure_id
        JOIN receivables_dunningnotice AS notice ON notice.level_id = level.id) THEN
        RAISE EXCEPTION 'a procedure that was used gets no more levels'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'dunning_procedure_is_final';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER receivables_levels_come_first AFTER INSERT ON receivables_dunninglevel
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT
    EXECUTE FUNCTION receivables_levels_come_first();
"""

PROCEDURES_BACK = """
DROP TRIGGER receivables_levels_come_first ON receivables_dunninglevel;
DROP TRIGGER receivables_procedure_remains ON receivables_dunningprocedure;
DROP TRIGGER receivables_procedure_stays ON receivables_dunningprocedure;
DROP FUNCTION receivables_levels_come_first();
DROP FUNCTION receivables_procedure_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("receivables", "0001_initial"), ("platform", "0002_triggers")]

    operations = [
        migrations.RunSQL(SUMS, SUMS_BACK),
        migrations.RunSQL(PROCEDURES, PROCEDURES_BACK),
        *audit.final(
            "receivables_dunninglevel",
            "receivables_dunningnotice",
            "receivables_dunningnoticeitem",
        ),
        *audit.audited("receivables_dunningprocedure", "receivables_dunningblock"),
    ]
