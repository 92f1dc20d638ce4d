"""The database refuses bills that do not add up, and every change to an issued one."""

from django.db import migrations

from kundenwerk.platform import audit

# Lines and taxes are written before their bill; the bill closes them.
TOTALS = """
CREATE FUNCTION billing_check_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM inserted AS bill
        LEFT JOIN (
            SELECT line.invoice_id, sum(line.net) AS net
            FROM billing_invoiceline AS line
            WHERE line.invoice_id IN (SELECT id FROM inserted) GROUP BY line.invoice_id
        ) AS lines ON lines.invoice_id = bill.id
        LEFT JOIN (
            SELECT tax.invoice_id, sum(tax.net) AS net, sum(tax.vat) AS vat
            FROM billing_invoicevat AS tax
            WHERE tax.invoice_id IN (SELECT id FROM inserted) GROUP BY tax.invoice_id
        ) AS taxes ON taxes.invoice_id = bill.id
        WHERE lines.net IS DISTINCT FROM bill.net OR taxes.net IS DISTINCT FROM bill.net
           OR taxes.vat IS DISTINCT FROM bill.vat) THEN
        RAISE EXCEPTION 'lines and taxes do not add up to the bill'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_totals_are_sums';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER billing_check_totals AFTER INSERT ON billing_invoice
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION billing_check_totals();

CREATE FUNCTION billing_lines_come_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM inserted JOIN billing_invoice AS bill ON bill.id = inserted.invoice_id)
    THEN
        RAISE EXCEPTION 'an issued bill gets no more lines'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'invoice_is_final';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER billing_lines_come_first AFTER INSERT ON billing_invoiceline
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT
    EXECUTE FUNCTION billing_lines_come_first();
CREATE TRIGGER billing_taxes_come_first AFTER INSERT ON billing_invoicevat
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT
    EXECUTE FUNCTION billing_lines_come_first();
"""

TOTALS_BACK = """
DROP TRIGGER billing_taxes_come_first ON billing_invoicevat;
DROP TRIGGER billing_lines_come_first ON billing_invoiceline;
DROP TRIGGER billing_check_totals ON billing_invoice;
DROP FUNCTION billing_lines_come_first();
DROP FUNCTION billing_check_totals();
"""

# Of an issued bill only two things change, each once: it is cancelled, it gets its document.
FINAL = """
CREATE FUNCTION billing_invoice_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an issued bill never changes'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'invoice_is_final';
END $$;

CREATE TRIGGER billing_invoice_stays
    BEFORE UPDATE OF id, number, contract_id, contract_account_id, kind, period, issued_on, due_on,
        net, vat, gross, prepaid, amount_due, hints, facts, trace, trace_sha256, entry_id,
        reverses_id, corrects_id, reason, run_id, created_at, created_by
    ON billing_invoice FOR EACH STATEMENT EXECUTE FUNCTION billing_invoice_stays();
CREATE TRIGGER billing_invoice_once BEFORE UPDATE ON billing_invoice FOR EACH ROW
    WHEN ((OLD.state <> 'ISSUED' AND NEW.state <> OLD.state)
          OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id))
    EXECUTE FUNCTION billing_invoice_stays();
CREATE TRIGGER billing_invoice_remains BEFORE DELETE OR TRUNCATE
    ON billing_invoice FOR EACH STATEMENT EXECUTE FUNCTION billing_invoice_stays();
"""

FINAL_BACK = """
DROP TRIGGER billing_invoice_remains ON billing_invoice;
DROP TRIGGER billing_invoice_once ON billing_invoice;
DROP TRIGGER billing_invoice_stays ON billing_invoice;
DROP FUNCTION billing_invoice_stays();
"""

SETTINGS = "INSERT INTO billing_billingsettings (id, deviation_percent, instalment_day) VALUES (1, 50, 15)"


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial"), ("platform", "0002_triggers")]

    operations = [
        migrations.RunSQL(TOTALS, TOTALS_BACK),
        migrations.RunSQL(FINAL, FINAL_BACK),
        *audit.final("billing_invoiceline", "billing_invoicevat"),
        *audit.audited(
            "billing_invoice",
            "billing_instalmentplan",
            "billing_instalment",
            "billing_billingsettings",
        ),
        migrations.RunSQL(SETTINGS, "DELETE FROM billing_billingsettings"),
    ]
