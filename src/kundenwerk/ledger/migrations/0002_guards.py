"""The database refuses what bookkeeping forbids: unbalanced, changed, overcleared, too late."""

from django.db import migrations

from kundenwerk.platform import audit

BALANCE = """
CREATE FUNCTION ledger_check_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM inserted GROUP BY entry_id HAVING sum(amount) <> 0 OR count(*) < 2) THEN
        RAISE EXCEPTION 'an entry does not balance'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balances';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (SELECT entry_id, count(*) AS lines, min(line) AS low, max(line) AS high
                       FROM inserted GROUP BY entry_id) AS asked
        WHERE low <> 1 OR high <> lines) THEN
        RAISE EXCEPTION 'an entry is written in one statement, lines 1 to n'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_whole';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT account_id, debtor_id FROM inserted) AS used
        LEFT JOIN ledger_ledgeraccount AS account ON account.id = used.account_id
        LEFT JOIN ledger_ledgeraccount AS debtor ON debtor.id = used.debtor_id
        WHERE account.id IS NULL OR NOT account.is_open OR account.kind = 'DEBTOR'
           OR (used.debtor_id IS NOT NULL AND (debtor.id IS NULL OR NOT debtor.is_open
               OR debtor.control_id IS DISTINCT FROM used.account_id))
           OR (used.debtor_id IS NULL AND EXISTS (
               SELECT 1 FROM ledger_ledgeraccount AS below WHERE below.control_id = used.account_id)))
    THEN
        RAISE EXCEPTION 'an account does not exist, is locked, or is no place for this posting'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_account_exists';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT entry_id FROM inserted) AS used
        LEFT JOIN ledger_journalentry AS entry ON entry.id = used.entry_id
        WHERE entry.id IS NULL) THEN
        RAISE EXCEPTION 'an entry does not exist'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_entry_exists';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_check_postings AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_postings();

CREATE FUNCTION ledger_check_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT date_trunc('month', booked_on)::date AS month FROM inserted) AS used
        JOIN ledger_closedmonth AS closed ON closed.first_day = used.month) THEN
        RAISE EXCEPTION 'the month is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_month_open';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_check_month AFTER INSERT ON ledger_journalentry
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_month();

CREATE FUNCTION ledger_entry_has_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_posting WHERE entry_id = NEW.id) THEN
        RAISE EXCEPTION 'entry % has no postings', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_has_postings';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_has_postings AFTER INSERT ON ledger_journalentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_has_postings();
"""

BALANCE_BACK = """
DROP TRIGGER ledger_entry_has_postings ON ledger_journalentry;
DROP TRIGGER ledger_check_month ON ledger_journalentry;
DROP TRIGGER ledger_check_postings ON ledger_posting;
DROP FUNCTION ledger_entry_has_postings();
DROP FUNCTION ledger_check_month();
DROP FUNCTION ledger_check_postings();
"""

# The items are updated with the owner's rights, so that the product itself may not touch what is
# open; rows are locked in the order of their ids, so that two payments never wait for each other.
CLEARING = """
CREATE FUNCTION ledger_apply_clearings() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM ledger_openitem
        WHERE id IN (SELECT debit_item_id FROM inserted UNION SELECT credit_item_id FROM inserted)
        ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM inserted
        JOIN ledger_openitem AS debit ON debit.id = inserted.debit_item_id
        JOIN ledger_openitem AS credit ON credit.id = inserted.credit_item_id
        WHERE debit.account_id <> credit.account_id OR debit.amount < 0 OR credit.amount > 0) THEN
        RAISE EXCEPTION 'a clearing joins a claim and a credit of one account'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_clearing_one_account';
    END IF;
    IF EXISTS (
        SELECT 1 FROM inserted JOIN ledger_clearing AS undone ON undone.id = inserted.undoes_id
        WHERE (undone.debit_item_id, undone.credit_item_id, undone.amount)
              <> (inserted.debit_item_id, inserted.credit_item_id, -inserted.amount)) THEN
        RAISE EXCEPTION 'a clearing is undone as a whole'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_clearing_undone_whole';
    END IF;
    UPDATE ledger_openitem AS item SET open_amount = item.open_amount - change.cents
    FROM (SELECT id, sum(cents)::bigint AS cents FROM (
              SELECT debit_item_id AS id, amount AS cents FROM inserted
              UNION ALL SELECT credit_item_id, -amount FROM inserted) AS sides
          GROUP BY id) AS change
    WHERE item.id = change.id;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_apply_clearings AFTER INSERT ON ledger_clearing
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger_apply_clearings();

CREATE FUNCTION ledger_check_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM inserted LEFT JOIN ledger_posting AS posting ON posting.id = inserted.posting_id
        WHERE posting.id IS NULL OR posting.debtor_id IS DISTINCT FROM inserted.account_id
           OR posting.amount <> inserted.amount OR inserted.open_amount <> inserted.amount) THEN
        RAISE EXCEPTION 'an open item repeats its posting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_item_equals_posting';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_check_items AFTER INSERT ON ledger_openitem
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_items();

CREATE FUNCTION ledger_item_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'only due date and open amount of an item change'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_openitem_is_final';
END $$;

CREATE TRIGGER ledger_item_stays
    BEFORE UPDATE OF id, posting_id, account_id, kind, reference, text, booked_on, amount
    ON ledger_openitem FOR EACH STATEMENT EXECUTE FUNCTION ledger_item_stays();
CREATE TRIGGER ledger_item_remains BEFORE DELETE OR TRUNCATE
    ON ledger_openitem FOR EACH STATEMENT EXECUTE FUNCTION ledger_item_stays();
"""

CLEARING_BACK = """
DROP TRIGGER ledger_item_remains ON ledger_openitem;
DROP TRIGGER ledger_item_stays ON ledger_openitem;
DROP TRIGGER ledger_check_items ON ledger_openitem;
DROP TRIGGER ledger_apply_clearings ON ledger_clearing;
DROP FUNCTION ledger_item_stays();
DROP FUNCTION ledger_check_items();
DROP FUNCTION ledger_apply_clearings();
"""

RIGHTS = """
DO $$
DECLARE
    held record;
BEGIN
    FOR held IN
        SELECT DISTINCT table_name, grantee FROM information_schema.role_table_grants
        WHERE table_schema = current_schema() AND grantee NOT IN (current_user, 'PUBLIC')
          AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
          AND table_name IN ('ledger_journalentry', 'ledger_posting', 'ledger_clearing',
                             'ledger_openitem', 'ledger_ledgeraccount', 'ledger_closedmonth')
    LOOP
        EXECUTE format('REVOKE DELETE, TRUNCATE ON %I FROM %I', held.table_name, held.grantee);
        IF held.table_name <> 'ledger_ledgeraccount' THEN
            EXECUTE format('REVOKE UPDATE ON %I FROM %I', held.table_name, held.grantee);
        END IF;
        IF held.table_name = 'ledger_openitem' THEN
            EXECUTE format('GRANT UPDATE (due_on) ON %I TO %I', held.table_name, held.grantee);
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("platform", "0002_triggers")]

    operations = [
        migrations.RunSQL(BALANCE, BALANCE_BACK),
        migrations.RunSQL(CLEARING, CLEARING_BACK),
        *audit.final("ledger_journalentry", "ledger_posting", "ledger_clearing"),
        *audit.audited("ledger_ledgeraccount", "ledger_accountuse", "ledger_closedmonth"),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
