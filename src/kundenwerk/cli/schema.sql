-- {"server_major": 18, "versions": {"django": "5.2.19", "django-allauth": "65.21.1", "procrastinate": "3.10.0"}, "migrations": [["parties", "0001_initial"], ["contenttypes", "0001_initial"], ["contenttypes", "0002_remove_content_type_name"], ["auth", "0001_initial"], ["auth", "0002_alter_permission_name_max_length"], ["auth", "0003_alter_user_email_max_length"], ["auth", "0004_alter_user_username_opts"], ["auth", "0005_alter_user_last_login_null"], ["auth", "0006_require_contenttypes_0002"], ["auth", "0007_alter_validators_add_error_messages"], ["auth", "0008_alter_user_username_max_length"], ["auth", "0009_alter_user_last_name_max_length"], ["auth", "0010_alter_group_name_max_length"], ["auth", "0011_update_proxy_permissions"], ["auth", "0012_alter_user_first_name_max_length"], ["accounts", "0001_initial"], ["account", "0001_initial"], ["account", "0002_email_max_length"], ["account", "0003_alter_emailaddress_create_unique_verified_email"], ["account", "0004_alter_emailaddress_drop_unique_email"], ["account", "0005_emailaddress_idx_upper_email"], ["account", "0006_emailaddress_lower"], ["account", "0007_emailaddress_idx_email"], ["account", "0008_emailaddress_unique_primary_email_fixup"], ["account", "0009_emailaddress_unique_primary_email"], ["platform", "0001_initial"], ["platform", "0002_triggers"], ["parties", "0002_audit"], ["parties", "0003_alter_contactperson_last_name"], ["parties", "0004_sorted_by_name"], ["parties", "0005_credit_ratings"], ["parties", "0006_credit_audited"], ["parties", "0007_business_partner"], ["usersessions", "0001_initial"], ["sessions", "0001_initial"], ["mfa", "0001_initial"], ["mfa", "0002_authenticator_timestamps"], ["mfa", "0003_authenticator_type_uniq"], ["work", "0001_initial"], ["work", "0002_audit"], ["market", "0001_initial"], ["tariffs", "0001_initial"], ["tariffs", "0002_guards"], ["tariffs", "0003_defaults"], ["tariffs", "0004_audit_rest"], ["market", "0002_audit"], ["supply", "0001_initial"], ["supply", "0002_audit"], ["ledger", "0001_initial"], ["ledger", "0002_guards"], ["ledger", "0003_chart"], ["debtors", "0001_initial"], ["debtors", "0002_audit"], ["correspondence", "0001_initial"], ["correspondence", "0002_guards"], ["contracts", "0001_initial"], ["contracts", "0002_audit"], ["sales", "0001_initial"], ["sales", "0002_guards"], ["payments", "0001_initial"], ["payments", "0002_guards"], ["payments", "0003_audit_rest"], ["metering", "0001_initial"], ["metering", "0002_audit"], ["market", "0003_audit_rest"], ["mako", "0001_initial"], ["mako", "0002_audit"], ["mako", "0003_audit_rest"], ["ledger", "0004_audit_items"], ["billing", "0001_initial"], ["billing", "0002_guards"], ["accounts", "0002_audit"], ["accounts", "0003_saved_views"], ["accounts", "0004_audit_views"], ["accounts", "0005_audit_rest"], ["accounts", "0006_secrets_of_logins"], ["accounts", "0007_api_tokens"], ["accounts", "0008_audit_api_tokens"], ["accounts", "0009_business_partner"], ["accounts", "0010_login_entries"], ["accounts", "0011_login_guards"], ["billing", "0003_traces_once"], ["billing", "0004_mass_rows"], ["billing", "0005_quarter_hours"], ["contracts", "0003_conditions"], ["contracts", "0004_dynamic_prices"], ["contracts", "0005_service_provider"], ["contracts", "0006_business_partner"], ["platform", "0003_download"], ["platform", "0004_guard_trail"], ["platform", "0005_undo_offers"], ["platform", "0006_limits"], ["parties", "0008_consents"], ["parties", "0009_consents_final"], ["parties", "0010_keys_by_given_name"], ["parties", "0011_duplicates"], ["platform", "0007_only_owners_change"], ["parties", "0012_consents_move"], ["correspondence", "0003_secret_links"], ["correspondence", "0004_business_partner"], ["correspondence", "0005_general_terms"], ["correspondence", "0006_documents_move"], ["correspondence", "0007_dunning"], ["debtors", "0003_business_partner"], ["market", "0004_providers"], ["market", "0005_providers_guards"], ["market", "0006_dynamic_prices"], ["market", "0007_spot_guard"], ["mako", "0004_terminations"], ["mako", "0005_business_partner"], ["mako", "0006_channels"], ["mako", "0007_channels_guards"], ["market", "0008_former_prices"], ["tariffs", "0005_conditions"], ["sales", "0003_rejections_may_be_taken_back"], ["sales", "0004_energykind"], ["sales", "0005_shipped_energy_kinds"], ["sales", "0006_conditions"], ["sales", "0007_handovers"], ["sales", "0008_handover_guards"], ["sales", "0009_leads"], ["sales", "0010_follow_ups_audited"], ["sales", "0011_credit_of_quotes"], ["sales", "0012_offered_options"], ["sales", "0013_shipped_options"], ["sales", "0014_draft_before"], ["sales", "0015_business_partner"], ["sales", "0016_business_partner_in_drafts"], ["sales", "0017_consents_of_leads"], ["marketing", "0001_initial"], ["marketing", "0002_audit"], ["marketing", "0003_mails"], ["marketing", "0004_mails_audited"], ["supply", "0003_control_module"], ["supply", "0004_metering_changes"], ["supply", "0005_metering_changes_audited"], ["metering", "0003_load_days"], ["metering", "0004_load_guards"], ["metering", "0005_metering_operator"], ["platform", "0008_undo_bundles"], ["procrastinate", "0001_initial"], ["procrastinate", "0002_drop_started_at_column"], ["procrastinate", "0003_drop_started_at_column"], ["procrastinate", "0004_drop_procrastinate_version_table"], ["procrastinate", "0005_fix_procrastinate_fetch_job"], ["procrastinate", "0006_fix_trigger_status_events_insert"], ["procrastinate", "0007_add_queueing_lock_column"], ["procrastinate", "0008_close_fetch_job_race_condition"], ["procrastinate", "0009_add_defer_job_function"], ["procrastinate", "0010_add_procrastinate_periodic_defers"], ["procrastinate", "0011_add_foreign_key_index"], ["procrastinate", "0012_add_locks_to_periodic_defer"], ["procrastinate", "0013_fix_procrastinate_defer_periodic_job"], ["procrastinate", "0014_add_finish_job_and_retry_job_functions"], ["procrastinate", "0015_add_trigger_on_job_deletion"], ["procrastinate", "0016_delete_finished_jobs"], ["procrastinate", "0017_add_checks_to_finish_job"], ["procrastinate", "0018_add_checks_to_retry_job"], ["procrastinate", "0019_fix_finish_job_compat_issue"], ["procrastinate", "0020_add_index_on_procrastinate_jobs"], ["procrastinate", "0021_add_kwargs_to_defer_periodic_job"], ["procrastinate", "0022_null_locks_excluded"], ["procrastinate", "0023_remove_old_finish_job_function"], ["procrastinate", "0024_job_id_bigint"], ["procrastinate", "0025_add_models"], ["procrastinate", "0026_add_job_priority"], ["procrastinate", "0027_add_periodic_job_priority"], ["procrastinate", "0028_add_cancel_states"], ["procrastinate", "0029_add_additional_params_to_retry_job"], ["procrastinate", "0030_alter_procrastinateevent_options"], ["procrastinate", "0031_add_indexes_for_fetch_job"], ["procrastinate", "0032_pre_cancel_notification"], ["procrastinate", "0033_post_cancel_notification"], ["procrastinate", "0034_pre_add_heartbeat"], ["procrastinate", "0035_post_add_heartbeat"], ["procrastinate", "0036_add_worker_model"], ["procrastinate", "0037_pre_batch_defer_jobs"], ["procrastinate", "0038_post_batch_defer_jobs"], ["procrastinate", "0039_pre_priority_lock_fetch_job"], ["procrastinate", "0040_pre_retry_failed_job"], ["procrastinate", "0041_post_retry_failed_job"], ["receivables", "0001_initial"], ["receivables", "0002_guards"], ["receivables", "0003_procedures"], ["receivables", "0004_merged_records"], ["sales", "0018_general_terms"], ["sales", "0019_duplicates"], ["sales", "0020_own_options"], ["sales", "0021_merges"], ["tariffs", "0006_condition_guards"], ["tariffs", "0007_dynamic_prices"], ["tariffs", "0008_management"], ["tariffs", "0009_management_guards"], ["tariffs", "0010_limited_to_grids"], ["tariffs", "0011_approval_withdrawal"], ["tariffs", "0012_one_group_per_operator"], ["work", "0003_business_partner"]]}
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
CREATE FUNCTION public.accounts_administrator_remains() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('accounts_administrator_remains'));
    IF NOT EXISTS (
        SELECT FROM accounts_user
        WHERE role = 'ADMINISTRATOR' AND is_active AND password NOT LIKE '!%')
    THEN
        RAISE EXCEPTION 'nobody would be left to administer logins'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_administrator_remains';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.billing_check_totals() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.billing_invoice_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'an issued bill never changes'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'invoice_is_final';
END $$;
CREATE FUNCTION public.billing_lines_come_first() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM inserted JOIN billing_invoice AS bill ON bill.id = inserted.invoice_id)
    THEN
        RAISE EXCEPTION 'an issued bill gets no more lines'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'invoice_is_final';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.ledger_apply_clearings() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.ledger_check_items() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.ledger_check_month() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT date_trunc('month', booked_on)::date AS month FROM inserted) AS used
        JOIN ledger_closedmonth AS closed ON closed.first_day = used.month) THEN
        RAISE EXCEPTION 'the month is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_month_open';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.ledger_check_postings() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.ledger_entry_has_postings() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_posting WHERE entry_id = NEW.id) THEN
        RAISE EXCEPTION 'entry % has no postings', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_has_postings';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.ledger_item_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'only due date and open amount of an item change'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_openitem_is_final';
END $$;
CREATE FUNCTION public.market_keep_former() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
DECLARE
    former text := TG_ARGV[0];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'recorded_at' = to_jsonb(NEW) - 'recorded_at' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        EXECUTE format(
            'INSERT INTO %I SELECT (jsonb_populate_record(NULL::%I, $1)).*', former, former)
            USING to_jsonb(OLD) || jsonb_build_object(
                'id', nextval(pg_get_serial_sequence(former, 'id')),
                'superseded_at', statement_timestamp());
    END IF;
    NEW.recorded_at := statement_timestamp();
    RETURN NEW;
END $_$;
CREATE FUNCTION public.platform_command_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM old_rows FULL JOIN new_rows USING (key)
        WHERE (old_rows.name, old_rows.digest, old_rows.actor, old_rows.at)
              IS DISTINCT FROM (new_rows.name, new_rows.digest, new_rows.actor, new_rows.at)
           OR old_rows.result NOT IN ('null', new_rows.result))
    THEN
        RAISE EXCEPTION 'what was done under a key stays'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'platform_command_is_final';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.platform_is_final() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are final', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_is_final';
END $$;
CREATE FUNCTION public.platform_is_final_but_owner() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF to_jsonb(OLD) - 'business_partner_id' IS DISTINCT FROM to_jsonb(NEW) - 'business_partner_id'
       OR NEW.business_partner_id IS NULL
    THEN
        RAISE EXCEPTION 'rows of % are final', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_is_final';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.platform_keep_old_image() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO platform_auditrow (actor, command, table_name, row_id, verb, old)
    SELECT coalesce(nullif(current_setting('kundenwerk.actor', true), ''), session_user),
           coalesce(current_setting('kundenwerk.command', true), ''),
           TG_TABLE_NAME, coalesce(image->>'id', image->>'key'), TG_OP, image
    FROM (SELECT to_jsonb(old_rows) AS image FROM old_rows) AS images;
    RETURN NULL;
END $$;
CREATE FUNCTION public.platform_number_range_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM old_rows FULL JOIN new_rows USING (id, series, year)
        WHERE new_rows.last IS NULL OR old_rows.last IS NULL OR new_rows.last < old_rows.last)
    THEN
        RAISE EXCEPTION 'a number that was given is never given again'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'number_range_grows';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;
    RETURN job_ids;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;
    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;
    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;
    RETURN _job_id;
END;
$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);
CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;
 RETURN found_jobs;
END;
$$;
CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.receivables_check_items() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.receivables_levels_come_first() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.receivables_notice_has_items() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM receivables_dunningnoticeitem WHERE notice_id = NEW.id) THEN
        RAISE EXCEPTION 'a letter names its claims'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'dunning_notice_has_items';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.receivables_procedure_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'of a dunning procedure only the validity changes'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'dunning_procedure_is_final';
END $$;
CREATE FUNCTION public.tariffs_condition_is_used() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM tariffs_tariffversion version
        JOIN tariffs_pricetier tier ON tier.version_id = version.id
        WHERE version.used_at IS NOT NULL
          AND tier.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.tier_id END,
                          CASE WHEN TG_OP <> 'DELETE' THEN NEW.tier_id END)
    ) THEN
        RAISE EXCEPTION 'a used tariff version keeps its conditions'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_used_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION public.tariffs_operator_in_one_group() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM tariffs_refuse_second_group(array_agg(DISTINCT tier.version_id))
        FROM changed JOIN tariffs_pricetier tier ON tier.id = changed.pricetier_id;
    RETURN NULL;
END $$;
CREATE FUNCTION public.tariffs_operators_are_used() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM tariffs_tariffversion
        WHERE used_at IS NOT NULL
          AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.tariffversion_id END,
                     CASE WHEN TG_OP <> 'DELETE' THEN NEW.tariffversion_id END)
    ) THEN
        RAISE EXCEPTION 'a used tariff version keeps its grid operators'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_used_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION public.tariffs_pricetier_knows_its_grids() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.is_limited := EXISTS (SELECT 1 FROM tariffs_pricetier_grid_operators WHERE pricetier_id = NEW.id);
    RETURN NEW;
END $$;
CREATE FUNCTION public.tariffs_pricetier_tells_its_grids() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE tariffs_pricetier AS holder SET is_limited = is_limited
    WHERE id IN (SELECT pricetier_id FROM changed)
      AND is_limited <> EXISTS (
          SELECT 1 FROM tariffs_pricetier_grid_operators WHERE pricetier_id = holder.id
      );
    RETURN NULL;
END $$;
CREATE FUNCTION public.tariffs_refuse_second_group(versions bigint[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM 1 FROM tariffs_tariffversion WHERE id = ANY (versions)
        ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM tariffs_pricetier tier
        JOIN tariffs_pricetier_grid_operators assigned ON assigned.pricetier_id = tier.id
        WHERE tier.version_id = ANY (versions)
        GROUP BY tier.version_id, assigned.marketparticipant_id
        HAVING min(tier.operator_group) <> max(tier.operator_group)
    ) THEN
        RAISE EXCEPTION 'a grid operator stands in two groups of a tariff version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'tier_operator_in_one_group';
    END IF;
END $$;
CREATE FUNCTION public.tariffs_tariff_is_used() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) AND EXISTS (
        SELECT 1 FROM tariffs_tariffversion WHERE tariff_id = OLD.id AND used_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a tariff stays as it is while a version of it is used'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_used_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION public.tariffs_tariffversion_knows_its_grids() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.is_limited := EXISTS (SELECT 1 FROM tariffs_tariffversion_grid_operators WHERE tariffversion_id = NEW.id);
    RETURN NEW;
END $$;
CREATE FUNCTION public.tariffs_tariffversion_tells_its_grids() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE tariffs_tariffversion AS holder SET is_limited = is_limited
    WHERE id IN (SELECT tariffversion_id FROM changed)
      AND is_limited <> EXISTS (
          SELECT 1 FROM tariffs_tariffversion_grid_operators WHERE tariffversion_id = holder.id
      );
    RETURN NULL;
END $$;
CREATE FUNCTION public.tariffs_tier_in_one_group() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM tariffs_refuse_second_group(array_agg(DISTINCT changed.version_id)) FROM changed;
    RETURN NULL;
END $$;
CREATE FUNCTION public.tariffs_tier_is_used() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM tariffs_tariffversion
        WHERE used_at IS NOT NULL
          AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END,
                     CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END)
    ) THEN
        RAISE EXCEPTION 'a used tariff version keeps its tiers'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_used_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION public.tariffs_tier_operators_are_used() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM tariffs_tariffversion version
        JOIN tariffs_pricetier tier ON tier.version_id = version.id
        WHERE version.used_at IS NOT NULL
          AND tier.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.pricetier_id END,
                          CASE WHEN TG_OP <> 'DELETE' THEN NEW.pricetier_id END)
    ) THEN
        RAISE EXCEPTION 'a used tariff version keeps the grid operators of its tiers'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_used_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION public.tariffs_version_is_used() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF OLD.used_at IS NOT NULL AND (
        TG_OP = 'DELETE'
        OR NEW.used_at IS DISTINCT FROM OLD.used_at
        OR NEW.tariff_id <> OLD.tariff_id
        OR NEW.label <> OLD.label
        OR NEW.approved_on IS DISTINCT FROM OLD.approved_on
        OR NEW.price_kind <> OLD.price_kind
        OR lower(NEW.prices) <> lower(OLD.prices)
        OR NEW.minimum_term_months <> OLD.minimum_term_months
        OR NEW.notice_weeks <> OLD.notice_weeks
        OR NEW.renewal_months IS DISTINCT FROM OLD.renewal_months
        OR NEW.guarantee_until IS DISTINCT FROM OLD.guarantee_until
        OR NEW.new_customer_bonus <> OLD.new_customer_bonus
        OR NEW.instant_bonus <> OLD.instant_bonus
    ) THEN
        RAISE EXCEPTION 'a used tariff version keeps its prices and terms'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_used_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_apitoken (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    token_hash character varying(64) NOT NULL,
    start character varying(12) NOT NULL,
    scopes character varying(20)[] NOT NULL,
    made_by character varying(150) NOT NULL,
    made_on date NOT NULL,
    last_day date NOT NULL,
    revoked_on date,
    last_used_on date,
    CONSTRAINT api_token_ends_after_its_beginning CHECK ((last_day >= made_on)),
    CONSTRAINT api_token_scopes_known CHECK (((scopes <@ ARRAY['tariffs:read'::character varying(20), 'quotes:write'::character varying(20), 'handovers:read'::character varying(20)]) AND (NOT (scopes = '{}'::character varying(20)[]))))
);
ALTER TABLE public.accounts_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_listcolumns (
    id bigint NOT NULL,
    list_key character varying(40) NOT NULL,
    columns character varying(1000) NOT NULL,
    owner_id bigint NOT NULL
);
ALTER TABLE public.accounts_listcolumns ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_listcolumns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_loginentry (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    actor character varying(150) NOT NULL,
    act character varying(14) NOT NULL,
    detail character varying(400) NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT login_entry_act_known CHECK (((act)::text = ANY (ARRAY[('MADE'::character varying)::text, ('INVITED'::character varying)::text, ('LINK_SENT'::character varying)::text, ('CHANGED'::character varying)::text, ('LOCKED'::character varying)::text, ('UNLOCKED'::character varying)::text, ('FACTOR_REMOVED'::character varying)::text, ('SESSIONS_ENDED'::character varying)::text])))
);
ALTER TABLE public.accounts_loginentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_loginentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_savedview (
    id bigint NOT NULL,
    list_key character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    query character varying(1000) NOT NULL,
    is_shared boolean NOT NULL,
    default_for character varying(14) NOT NULL,
    owner_id bigint NOT NULL,
    CONSTRAINT saved_view_default_is_shared CHECK ((((default_for)::text = ''::text) OR is_shared))
);
ALTER TABLE public.accounts_savedview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_savedview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_savedview_pinned_by (
    id bigint NOT NULL,
    savedview_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.accounts_savedview_pinned_by ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_savedview_pinned_by_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    role character varying(14) NOT NULL,
    letter_keys boolean NOT NULL,
    roomy boolean NOT NULL,
    business_partner_id bigint,
    CONSTRAINT user_customer_has_a_partner CHECK (((NOT ((role)::text = 'CUSTOMER'::text)) OR (business_partner_id IS NOT NULL))),
    CONSTRAINT user_role_known CHECK (((role)::text = ANY (ARRAY[('SALES'::character varying)::text, ('SERVICE'::character varying)::text, ('BILLING'::character varying)::text, ('ACCOUNTING'::character varying)::text, ('MARKETING'::character varying)::text, ('AUDITOR'::character varying)::text, ('ADMINISTRATOR'::character varying)::text, ('MERCHANT'::character varying)::text, ('CUSTOMER'::character varying)::text])))
);
CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.billing_billingsettings (
    id smallint NOT NULL,
    deviation_percent smallint NOT NULL,
    instalment_day smallint NOT NULL,
    CONSTRAINT billing_billingsettings_deviation_percent_check CHECK ((deviation_percent >= 0)),
    CONSTRAINT billing_billingsettings_instalment_day_check CHECK ((instalment_day >= 0)),
    CONSTRAINT billing_settings_day_in_every_month CHECK (((instalment_day >= 1) AND (instalment_day <= 28))),
    CONSTRAINT billing_settings_once CHECK ((id = 1))
);
CREATE TABLE public.billing_instalment (
    id bigint NOT NULL,
    due_on date NOT NULL,
    gross bigint NOT NULL,
    state character varying(8) NOT NULL,
    net bigint,
    vat bigint,
    vat_rate numeric(5,2),
    contract_id bigint NOT NULL,
    entry_id bigint,
    plan_id bigint NOT NULL,
    invoice_id bigint,
    CONSTRAINT instalment_demanded_is_booked CHECK ((((state)::text = ANY (ARRAY[('PLANNED'::character varying)::text, ('DROPPED'::character varying)::text])) OR ((entry_id IS NOT NULL) AND (net IS NOT NULL) AND (vat IS NOT NULL)))),
    CONSTRAINT instalment_settled_names_invoice CHECK (((NOT ((state)::text = 'SETTLED'::text)) OR (invoice_id IS NOT NULL))),
    CONSTRAINT instalment_state_known CHECK (((state)::text = ANY (ARRAY[('PLANNED'::character varying)::text, ('DEMANDED'::character varying)::text, ('SETTLED'::character varying)::text, ('DROPPED'::character varying)::text])))
);
ALTER TABLE public.billing_instalment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_instalment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.billing_instalmentplan (
    id bigint NOT NULL,
    valid daterange NOT NULL,
    monthly_gross bigint NOT NULL,
    expected_gross bigint NOT NULL,
    expected_kwh numeric(14,3) NOT NULL,
    trace jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    created_by character varying(150) NOT NULL,
    contract_id bigint NOT NULL,
    CONSTRAINT instalment_plan_not_negative CHECK ((monthly_gross >= 0))
);
ALTER TABLE public.billing_instalmentplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_instalmentplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.billing_invoice (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    kind character varying(8) NOT NULL,
    state character varying(9) NOT NULL,
    period daterange NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    net bigint NOT NULL,
    vat bigint NOT NULL,
    gross bigint NOT NULL,
    prepaid bigint NOT NULL,
    amount_due bigint NOT NULL,
    hints character varying(20)[] NOT NULL,
    facts jsonb NOT NULL,
    trace jsonb NOT NULL,
    trace_sha256 character varying(64) NOT NULL,
    reason character varying(300) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    created_by character varying(150) NOT NULL,
    contract_id bigint NOT NULL,
    contract_account_id bigint NOT NULL,
    corrects_id bigint,
    document_id bigint,
    entry_id bigint,
    reverses_id bigint,
    run_id bigint,
    CONSTRAINT invoice_adds_up CHECK (((amount_due = (gross - prepaid)) AND (gross = (net + vat)))),
    CONSTRAINT invoice_booked_unless_zero CHECK (((entry_id IS NOT NULL) OR ((amount_due = 0) AND (net = 0) AND (vat = 0)))),
    CONSTRAINT invoice_kind_known CHECK (((kind)::text = ANY (ARRAY[('CYCLE'::character varying)::text, ('INTERIM'::character varying)::text, ('MONTHLY'::character varying)::text, ('FINAL'::character varying)::text]))),
    CONSTRAINT invoice_state_known CHECK (((state)::text = ANY (ARRAY[('ISSUED'::character varying)::text, ('CANCELLED'::character varying)::text])))
);
ALTER TABLE public.billing_invoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_invoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.billing_invoiceline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(20) NOT NULL,
    text character varying(200) NOT NULL,
    period daterange NOT NULL,
    quantity numeric(16,6) NOT NULL,
    unit character varying(10) NOT NULL,
    unit_price numeric(16,8) NOT NULL,
    price_unit character varying(10) NOT NULL,
    net bigint NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    invoice_id bigint NOT NULL
);
ALTER TABLE public.billing_invoiceline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_invoiceline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.billing_invoicevat (
    id bigint NOT NULL,
    rate numeric(5,2) NOT NULL,
    net bigint NOT NULL,
    vat bigint NOT NULL,
    invoice_id bigint NOT NULL
);
ALTER TABLE public.billing_invoicevat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_invoicevat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.billing_runbill (
    id bigint NOT NULL,
    period daterange NOT NULL,
    kind character varying(8) NOT NULL,
    gross bigint,
    amount_due bigint,
    kwh numeric(16,3),
    hints character varying(20)[] NOT NULL,
    digest character varying(64) NOT NULL,
    cause character varying(16) NOT NULL,
    reason character varying(300) NOT NULL,
    is_open boolean NOT NULL,
    contract_id bigint NOT NULL,
    invoice_id bigint,
    run_id bigint NOT NULL,
    CONSTRAINT run_bill_open_has_cause CHECK (((NOT is_open) OR (NOT ((cause)::text = ''::text))))
);
ALTER TABLE public.billing_runbill ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_runbill_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contracts_contractcondition (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    label character varying(80) NOT NULL,
    description character varying(300) NOT NULL,
    kind character varying(6) NOT NULL,
    price numeric(12,6),
    once bigint,
    guarantee_months smallint,
    contract_id bigint NOT NULL,
    CONSTRAINT agreed_condition_amount_fits_kind CHECK (((((kind)::text = ANY (ARRAY[('ENERGY'::character varying)::text, ('BASE'::character varying)::text])) AND (guarantee_months IS NULL) AND (once IS NULL) AND (price IS NOT NULL) AND (NOT ((price = (0)::numeric) AND (price IS NOT NULL)))) OR ((guarantee_months IS NULL) AND ((kind)::text = 'ONCE'::text) AND (once IS NOT NULL) AND (price IS NULL)) OR (((kind)::text = 'TERMS'::text) AND (once IS NULL) AND (price IS NULL)))),
    CONSTRAINT agreed_condition_kind_known CHECK (((kind)::text = ANY (ARRAY[('ENERGY'::character varying)::text, ('BASE'::character varying)::text, ('ONCE'::character varying)::text, ('TERMS'::character varying)::text]))),
    CONSTRAINT contracts_contractcondition_guarantee_months_check CHECK ((guarantee_months >= 0))
);
ALTER TABLE public.contracts_contractcondition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contractcondition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contracts_contractterms (
    id bigint NOT NULL,
    valid daterange NOT NULL,
    price_kind character varying(12) NOT NULL,
    energy_ct numeric(12,6) NOT NULL,
    energy_offpeak_ct numeric(12,6),
    base_eur_per_year numeric(12,6) NOT NULL,
    minimum_term_months smallint NOT NULL,
    notice_weeks smallint NOT NULL,
    guarantee_until date,
    new_customer_bonus bigint NOT NULL,
    instant_bonus bigint NOT NULL,
    tariff_version_id bigint NOT NULL,
    contract_id bigint NOT NULL,
    CONSTRAINT terms_bonus_not_negative CHECK (((instant_bonus >= 0) AND (new_customer_bonus >= 0))),
    CONSTRAINT terms_price_kind_known CHECK (((price_kind)::text = ANY (ARRAY[('COMPONENTS'::character varying)::text, ('END_PRICE'::character varying)::text, ('DYNAMIC'::character varying)::text])))
);
ALTER TABLE public.contracts_contractterms ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contractterms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contracts_supplycontract (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    supply daterange,
    ordered_on date NOT NULL,
    requested_start date,
    planned_start date NOT NULL,
    situation character varying(3) NOT NULL,
    previous_contract_number character varying(35) NOT NULL,
    minimum_term_end date,
    termination_received_on date,
    rejection_code character varying(10) NOT NULL,
    rejection_reason character varying(300) NOT NULL,
    contract_account_id bigint NOT NULL,
    business_partner_id bigint CONSTRAINT contracts_supplycontract_partner_id_not_null NOT NULL,
    previous_supplier_id bigint,
    supply_point_id bigint NOT NULL,
    tariff_id bigint NOT NULL,
    service_provider_id bigint,
    CONSTRAINT contract_situation_known CHECK (((situation)::text = ANY (ARRAY[('E01'::character varying)::text, ('E03'::character varying)::text]))),
    CONSTRAINT contract_state_known CHECK (((state)::text = ANY (ARRAY[('ORDERED'::character varying)::text, ('REGISTERED'::character varying)::text, ('REJECTED'::character varying)::text, ('CONFIRMED'::character varying)::text, ('ACTIVE'::character varying)::text, ('TERMINATED'::character varying)::text, ('ENDED'::character varying)::text, ('WITHDRAWN'::character varying)::text]))),
    CONSTRAINT contract_supplied_has_a_period CHECK ((((state)::text = ANY (ARRAY[('ORDERED'::character varying)::text, ('REGISTERED'::character varying)::text, ('REJECTED'::character varying)::text, ('WITHDRAWN'::character varying)::text])) OR (supply IS NOT NULL))),
    CONSTRAINT contract_switch_names_previous_supplier CHECK (((NOT ((situation)::text = 'E03'::text)) OR (previous_supplier_id IS NOT NULL)))
);
ALTER TABLE public.contracts_supplycontract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_supplycontract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.correspondence_dispatch (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    channel character varying(6) NOT NULL,
    state character varying(6) NOT NULL,
    recipient character varying(254) NOT NULL,
    subject character varying(200) NOT NULL,
    body text NOT NULL,
    queued_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone,
    problem character varying(300) NOT NULL,
    business_partner_id bigint,
    document_id bigint,
    secret bytea,
    enclosure_id bigint,
    CONSTRAINT dispatch_channel_known CHECK (((channel)::text = ANY (ARRAY[('EMAIL'::character varying)::text, ('LETTER'::character varying)::text, ('PORTAL'::character varying)::text]))),
    CONSTRAINT dispatch_sent_has_time CHECK (((NOT ((state)::text = 'SENT'::text)) OR (sent_at IS NOT NULL))),
    CONSTRAINT dispatch_state_known CHECK (((state)::text = ANY (ARRAY[('QUEUED'::character varying)::text, ('SENT'::character varying)::text, ('FAILED'::character varying)::text])))
);
ALTER TABLE public.correspondence_dispatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.correspondence_dispatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.correspondence_document (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    number character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    file_id bigint NOT NULL,
    business_partner_id bigint,
    structured_id bigint,
    CONSTRAINT document_kind_known CHECK (((kind)::text = ANY (ARRAY[('LETTER'::character varying)::text, ('QUOTE'::character varying)::text, ('INVOICE'::character varying)::text, ('CONFIRMATION'::character varying)::text, ('PRE_NOTIFICATION'::character varying)::text, ('TERMS'::character varying)::text, ('DUNNING'::character varying)::text])))
);
ALTER TABLE public.correspondence_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.correspondence_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.debtors_contractaccount (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    payment_method character varying(12) NOT NULL,
    payment_term_days smallint NOT NULL,
    delivery character varying(6) NOT NULL,
    invoice_recipient_id bigint,
    ledger_account_id bigint NOT NULL,
    business_partner_id bigint CONSTRAINT debtors_contractaccount_partner_id_not_null NOT NULL,
    mandate_id bigint,
    CONSTRAINT contract_account_debit_needs_mandate CHECK (((NOT ((payment_method)::text = 'DIRECT_DEBIT'::text)) OR (mandate_id IS NOT NULL))),
    CONSTRAINT contract_account_delivery_known CHECK (((delivery)::text = ANY (ARRAY[('EMAIL'::character varying)::text, ('LETTER'::character varying)::text, ('PORTAL'::character varying)::text]))),
    CONSTRAINT contract_account_payment_known CHECK (((payment_method)::text = ANY (ARRAY[('DIRECT_DEBIT'::character varying)::text, ('TRANSFER'::character varying)::text])))
);
ALTER TABLE public.debtors_contractaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.debtors_contractaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.debtors_sepamandate (
    id bigint NOT NULL,
    reference character varying(35) NOT NULL,
    signed_on date NOT NULL,
    state character varying(9) NOT NULL,
    ended_on date,
    last_used_on date,
    account_id bigint NOT NULL,
    bank_account_id bigint NOT NULL,
    CONSTRAINT mandate_revoked_has_a_day CHECK (((NOT ((state)::text = 'REVOKED'::text)) OR (ended_on IS NOT NULL))),
    CONSTRAINT mandate_state_known CHECK (((state)::text = ANY (ARRAY[('ACTIVE'::character varying)::text, ('SUSPENDED'::character varying)::text, ('REVOKED'::character varying)::text])))
);
ALTER TABLE public.debtors_sepamandate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.debtors_sepamandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.ledger_accountuse (
    id bigint NOT NULL,
    use character varying(30) NOT NULL,
    account_id bigint NOT NULL,
    CONSTRAINT ledger_use_known CHECK (((use)::text = ANY (ARRAY[('RECEIVABLES'::character varying)::text, ('BANK'::character varying)::text, ('BANK_UNCLEAR'::character varying)::text, ('REVENUE_ELECTRICITY'::character varying)::text, ('REVENUE_GAS'::character varying)::text, ('REVENUE_OTHER'::character varying)::text, ('BONUS'::character varying)::text, ('VAT_19'::character varying)::text, ('VAT_7'::character varying)::text, ('INSTALMENTS_RECEIVED'::character varying)::text, ('DUNNING_FEES'::character varying)::text, ('LATE_INTEREST'::character varying)::text, ('RETURN_FEES'::character varying)::text, ('BANK_FEES'::character varying)::text, ('WRITE_OFF'::character varying)::text])))
);
ALTER TABLE public.ledger_accountuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_accountuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ledger_clearing (
    id bigint NOT NULL,
    key character varying(160) NOT NULL,
    amount bigint NOT NULL,
    cleared_on date NOT NULL,
    entered_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    actor character varying(150) NOT NULL,
    undoes_id bigint,
    credit_item_id bigint NOT NULL,
    debit_item_id bigint NOT NULL,
    CONSTRAINT ledger_clearing_sign CHECK ((((amount > 0) AND (undoes_id IS NULL)) OR ((amount < 0) AND (undoes_id IS NOT NULL))))
);
ALTER TABLE public.ledger_clearing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_clearing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ledger_closedmonth (
    id bigint NOT NULL,
    first_day date NOT NULL,
    closed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
ALTER TABLE public.ledger_closedmonth ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_closedmonth_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ledger_journalentry (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    kind character varying(12) NOT NULL,
    booked_on date NOT NULL,
    entered_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    actor character varying(150) NOT NULL,
    text character varying(200) NOT NULL,
    reference character varying(60) NOT NULL,
    reverses_id bigint,
    CONSTRAINT ledger_entry_kind_known CHECK (((kind)::text = ANY (ARRAY[('INVOICE'::character varying)::text, ('INSTALMENT'::character varying)::text, ('PAYMENT'::character varying)::text, ('COLLECTION'::character varying)::text, ('RETURN'::character varying)::text, ('FEE'::character varying)::text, ('REVERSAL'::character varying)::text, ('MANUAL'::character varying)::text])))
);
ALTER TABLE public.ledger_journalentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_journalentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ledger_ledgeraccount (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(10) NOT NULL,
    is_open boolean NOT NULL,
    control_id bigint,
    CONSTRAINT ledger_account_kind_known CHECK (((kind)::text = ANY (ARRAY[('ASSET'::character varying)::text, ('LIABILITY'::character varying)::text, ('REVENUE'::character varying)::text, ('EXPENSE'::character varying)::text, ('DEBTOR'::character varying)::text]))),
    CONSTRAINT ledger_debtor_has_control CHECK ((((control_id IS NOT NULL) AND ((kind)::text = 'DEBTOR'::text)) OR ((NOT ((kind)::text = 'DEBTOR'::text)) AND (control_id IS NULL))))
);
ALTER TABLE public.ledger_ledgeraccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_ledgeraccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ledger_openitem (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    reference character varying(60) NOT NULL,
    text character varying(200) NOT NULL,
    booked_on date NOT NULL,
    due_on date NOT NULL,
    amount bigint NOT NULL,
    open_amount bigint NOT NULL,
    account_id bigint NOT NULL,
    posting_id bigint NOT NULL,
    CONSTRAINT ledger_item_not_overcleared CHECK ((((amount > 0) AND (open_amount >= 0) AND (open_amount <= amount)) OR ((amount < 0) AND (open_amount >= amount) AND (open_amount <= 0))))
);
ALTER TABLE public.ledger_openitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_openitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ledger_posting (
    id bigint NOT NULL,
    line smallint NOT NULL,
    amount bigint NOT NULL,
    tax_code character varying(10) NOT NULL,
    text character varying(200) NOT NULL,
    account_id bigint NOT NULL,
    debtor_id bigint,
    entry_id bigint NOT NULL,
    CONSTRAINT ledger_posting_not_zero CHECK ((NOT (amount = 0)))
);
ALTER TABLE public.ledger_posting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_posting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mako_channel (
    id bigint NOT NULL,
    kind character varying(6) NOT NULL,
    place character varying(200) NOT NULL,
    is_enabled boolean NOT NULL,
    version integer NOT NULL,
    participant_id bigint NOT NULL,
    CONSTRAINT channel_kind_known CHECK (((kind)::text = ANY (ARRAY[('FOLDER'::character varying)::text, ('HTTP'::character varying)::text]))),
    CONSTRAINT channel_leads_somewhere CHECK ((NOT ((place)::text = ''::text)))
);
ALTER TABLE public.mako_channel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mako_channel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mako_channelsecret (
    channel_id bigint NOT NULL,
    secret bytea NOT NULL
);
CREATE TABLE public.mako_interchange (
    id bigint NOT NULL,
    direction character varying(3) NOT NULL,
    sender character varying(35) NOT NULL,
    receiver character varying(35) NOT NULL,
    reference character varying(35) NOT NULL,
    name character varying(120) NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    state character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    stored_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    attempts integer NOT NULL,
    error character varying(500) NOT NULL,
    CONSTRAINT interchange_direction_known CHECK (((direction)::text = ANY (ARRAY[('IN'::character varying)::text, ('OUT'::character varying)::text]))),
    CONSTRAINT interchange_state_known CHECK (((state)::text = ANY (ARRAY[('PENDING'::character varying)::text, ('SENT'::character varying)::text, ('READ'::character varying)::text, ('REFUSED'::character varying)::text])))
);
ALTER TABLE public.mako_interchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mako_interchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mako_marketmessage (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    reference character varying(35) NOT NULL,
    document character varying(35) NOT NULL,
    kind character varying(6) NOT NULL,
    release character varying(6) NOT NULL,
    pid integer,
    transaction character varying(35) NOT NULL,
    state character varying(9) NOT NULL,
    remark character varying(500) NOT NULL,
    interchange_id bigint NOT NULL,
    process_id bigint,
    CONSTRAINT message_state_known CHECK (((state)::text = ANY (ARRAY[('WRITTEN'::character varying)::text, ('DONE'::character varying)::text, ('UNMATCHED'::character varying)::text, ('REFUSED'::character varying)::text])))
);
ALTER TABLE public.mako_marketmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mako_marketmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mako_process (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    transaction character varying(35) NOT NULL,
    malo_id character varying(11) NOT NULL,
    reason character varying(3) NOT NULL,
    day date NOT NULL,
    state character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    recognised_at timestamp with time zone,
    closed_at timestamp with time zone,
    is_alarmed boolean NOT NULL,
    answer_code character varying(10) NOT NULL,
    answer_tree character varying(10) NOT NULL,
    answer character varying(600) NOT NULL,
    contract_id bigint NOT NULL,
    market_participant_id bigint CONSTRAINT mako_process_market_partner_id_not_null NOT NULL,
    CONSTRAINT process_closed_with_time CHECK ((((state)::text = ANY (ARRAY[('PREPARED'::character varying)::text, ('SENT'::character varying)::text])) OR (closed_at IS NOT NULL))),
    CONSTRAINT process_kind_known CHECK (((kind)::text = ANY (ARRAY[('REGISTRATION'::character varying)::text, ('TERMINATION'::character varying)::text]))),
    CONSTRAINT process_state_known CHECK (((state)::text = ANY (ARRAY[('PREPARED'::character varying)::text, ('SENT'::character varying)::text, ('CONFIRMED'::character varying)::text, ('REJECTED'::character varying)::text, ('FAILED'::character varying)::text])))
);
ALTER TABLE public.mako_process ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mako_process_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_baserate (
    id bigint NOT NULL,
    valid_from date NOT NULL,
    percent numeric(8,4) NOT NULL,
    source character varying(300) NOT NULL
);
ALTER TABLE public.market_baserate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_baserate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_defaultsupplytariff (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    commodity character varying(12) NOT NULL,
    valid daterange NOT NULL,
    from_kwh bigint NOT NULL,
    upto_kwh bigint,
    energy_ct_gross numeric(12,6) NOT NULL,
    base_eur_gross numeric(12,6) NOT NULL,
    information character varying(300) NOT NULL,
    source character varying(300) NOT NULL,
    supplier_id bigint NOT NULL,
    CONSTRAINT default_supply_band_not_empty CHECK (((upto_kwh IS NULL) OR (upto_kwh > from_kwh))),
    CONSTRAINT default_supply_commodity_known CHECK (((commodity)::text = ANY (ARRAY[('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text])))
);
ALTER TABLE public.market_defaultsupplytariff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_defaultsupplytariff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_formergridprice (
    id bigint NOT NULL,
    commodity character varying(12) NOT NULL,
    valid daterange NOT NULL,
    base_eur_per_year numeric(12,6) NOT NULL,
    energy_ct_per_kwh numeric(12,6) NOT NULL,
    module1_eur_per_year numeric(12,6),
    module2_energy_ct numeric(12,6),
    module3_peak_ct numeric(12,6),
    module3_offpeak_ct numeric(12,6),
    module3_peak_windows character varying(120) NOT NULL,
    module3_offpeak_windows character varying(120) NOT NULL,
    module3_months smallint[] NOT NULL,
    source character varying(300) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    superseded_at timestamp with time zone NOT NULL,
    grid_operator_id bigint NOT NULL
);
ALTER TABLE public.market_formergridprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_formergridprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_formerspotday (
    id bigint NOT NULL,
    cents_per_mwh integer[] NOT NULL,
    source character varying(120) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    day date NOT NULL,
    superseded_at timestamp with time zone NOT NULL
);
ALTER TABLE public.market_formerspotday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_formerspotday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_gridarea (
    id bigint NOT NULL,
    commodity character varying(12) NOT NULL,
    concession_class character varying(10) NOT NULL,
    valid daterange NOT NULL,
    source character varying(300) NOT NULL,
    default_supplier_id bigint,
    grid_operator_id bigint NOT NULL,
    metering_operator_id bigint,
    place_id bigint NOT NULL,
    CONSTRAINT grid_area_class_known CHECK (((concession_class)::text = ANY (ARRAY[('UPTO_25K'::character varying)::text, ('UPTO_100K'::character varying)::text, ('UPTO_500K'::character varying)::text, ('OVER_500K'::character varying)::text]))),
    CONSTRAINT grid_area_commodity_known CHECK (((commodity)::text = ANY (ARRAY[('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text])))
);
ALTER TABLE public.market_gridarea ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_gridarea_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_gridprice (
    id bigint NOT NULL,
    commodity character varying(12) NOT NULL,
    valid daterange NOT NULL,
    base_eur_per_year numeric(12,6) NOT NULL,
    energy_ct_per_kwh numeric(12,6) NOT NULL,
    module1_eur_per_year numeric(12,6),
    module3_peak_ct numeric(12,6),
    module3_offpeak_ct numeric(12,6),
    module3_peak_windows character varying(120) NOT NULL,
    module3_offpeak_windows character varying(120) NOT NULL,
    module3_months smallint[] NOT NULL,
    source character varying(300) NOT NULL,
    grid_operator_id bigint NOT NULL,
    module2_energy_ct numeric(12,6),
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT grid_price_commodity_known CHECK (((commodity)::text = ANY (ARRAY[('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text])))
);
ALTER TABLE public.market_gridprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_gridprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_lookupanswer (
    id bigint NOT NULL,
    question character varying(64) NOT NULL,
    day date NOT NULL,
    answer text NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    provider_id bigint NOT NULL
);
ALTER TABLE public.market_lookupanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_lookupanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_lookupcall (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    duration_ms integer NOT NULL,
    outcome character varying(16) NOT NULL,
    status smallint,
    paused_until timestamp with time zone,
    provider_id bigint NOT NULL,
    CONSTRAINT lookup_outcome_known CHECK (((outcome)::text = ANY (ARRAY[('ANSWERED'::character varying)::text, ('NOTHING_FOUND'::character varying)::text, ('UNREACHABLE'::character varying)::text, ('TOO_SLOW'::character varying)::text, ('DENIED'::character varying)::text, ('BUSY'::character varying)::text, ('BROKEN'::character varying)::text, ('MOVED'::character varying)::text, ('REFUSED'::character varying)::text, ('TOO_LARGE'::character varying)::text, ('UNREADABLE'::character varying)::text])))
);
ALTER TABLE public.market_lookupcall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_lookupcall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_marketparticipant (
    id bigint NOT NULL,
    code character varying(13) NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(4) NOT NULL,
    commodity character varying(12),
    is_own boolean NOT NULL,
    is_fictitious boolean NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT participant_commodity_known CHECK (((commodity)::text = ANY (ARRAY[('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text]))),
    CONSTRAINT participant_role_known CHECK (((role)::text = ANY (ARRAY[('LF'::character varying)::text, ('NB'::character varying)::text, ('MSB'::character varying)::text])))
);
ALTER TABLE public.market_marketparticipant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_marketparticipant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_owncompany (
    id smallint NOT NULL,
    name character varying(120) NOT NULL,
    street character varying(80) NOT NULL,
    house_number character varying(20) NOT NULL,
    postcode character varying(5) NOT NULL,
    town character varying(80) NOT NULL,
    phone character varying(40) NOT NULL,
    email character varying(120) NOT NULL,
    website character varying(120) NOT NULL,
    management character varying(200) NOT NULL,
    register_court character varying(80) NOT NULL,
    register_number character varying(40) NOT NULL,
    vat_id character varying(11) NOT NULL,
    tax_number character varying(20) NOT NULL,
    balancing_group character varying(16) NOT NULL,
    gas_balancing_group character varying(16) NOT NULL,
    creditor_id character varying(35) NOT NULL,
    iban character varying(34) NOT NULL,
    bic character varying(11) NOT NULL,
    bank_name character varying(120) NOT NULL,
    brand_color character varying(7) NOT NULL,
    version integer NOT NULL,
    gas_participant_id bigint,
    participant_id bigint,
    CONSTRAINT own_company_once CHECK ((id = 1))
);
CREATE TABLE public.market_place (
    id bigint NOT NULL,
    postcode character varying(5) NOT NULL,
    town character varying(80) NOT NULL,
    town_key character varying(80) NOT NULL,
    state character varying(30) NOT NULL,
    CONSTRAINT place_postcode_digits CHECK (((postcode)::text ~ '^[0-9]{5}$'::text))
);
ALTER TABLE public.market_place ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_pricecomponent (
    id bigint NOT NULL,
    valid daterange NOT NULL,
    value numeric(12,6) NOT NULL,
    source character varying(300) NOT NULL,
    kind_id bigint NOT NULL
);
ALTER TABLE public.market_pricecomponent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_pricecomponent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_pricecomponentkind (
    id bigint NOT NULL,
    component character varying(24) NOT NULL,
    commodity character varying(12) NOT NULL,
    klass character varying(30) NOT NULL,
    unit character varying(20) NOT NULL,
    CONSTRAINT component_commodity_known CHECK (((commodity)::text = ANY (ARRAY[('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text]))),
    CONSTRAINT component_known CHECK (((component)::text = ANY (ARRAY[('ELECTRICITY_TAX'::character varying)::text, ('ENERGY_TAX'::character varying)::text, ('CONCESSION_FEE'::character varying)::text, ('KWKG_LEVY'::character varying)::text, ('OFFSHORE_LEVY'::character varying)::text, ('GRID_USE_SURCHARGE'::character varying)::text, ('CO2_PRICE'::character varying)::text, ('GAS_STORAGE_LEVY'::character varying)::text, ('GAS_BALANCING_LEVY'::character varying)::text, ('GAS_CONVERSION_LEVY'::character varying)::text, ('GRID_ENERGY'::character varying)::text, ('GRID_BASE'::character varying)::text, ('GRID_MODULE1'::character varying)::text, ('METERING'::character varying)::text, ('CONTROL_BOX'::character varying)::text, ('VAT'::character varying)::text]))),
    CONSTRAINT component_unit_known CHECK (((unit)::text = ANY (ARRAY[('CT_PER_KWH'::character varying)::text, ('EUR_PER_YEAR'::character varying)::text, ('EUR_PER_YEAR_GROSS'::character varying)::text, ('PERCENT'::character varying)::text])))
);
ALTER TABLE public.market_pricecomponentkind ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_pricecomponentkind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_provider (
    id bigint NOT NULL,
    service character varying(16) NOT NULL,
    kind character varying(8) NOT NULL,
    name character varying(60) NOT NULL,
    "position" smallint NOT NULL,
    is_enabled boolean NOT NULL,
    base_address character varying(200) NOT NULL,
    username character varying(80) NOT NULL,
    timeout_ms integer NOT NULL,
    allowed_failures smallint NOT NULL,
    pause_seconds integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT provider_failures_bounded CHECK (((allowed_failures >= 1) AND (allowed_failures <= 20))),
    CONSTRAINT provider_kind_known CHECK (((kind)::text = ANY (ARRAY[('TABLE'::character varying)::text, ('HTTP'::character varying)::text]))),
    CONSTRAINT provider_pause_bounded CHECK (((pause_seconds >= 1) AND (pause_seconds <= 3600))),
    CONSTRAINT provider_service_known CHECK (((service)::text = ANY (ARRAY[('GRID_OPERATOR'::character varying)::text, ('DEFAULT_SUPPLY'::character varying)::text, ('ADDRESS'::character varying)::text, ('CREDIT'::character varying)::text]))),
    CONSTRAINT provider_timeout_bounded CHECK (((timeout_ms >= 100) AND (timeout_ms <= 30000)))
);
ALTER TABLE public.market_provider ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_provider_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.market_providersecret (
    provider_id bigint NOT NULL,
    secret bytea NOT NULL
);
CREATE TABLE public.market_spotday (
    id bigint NOT NULL,
    day date NOT NULL,
    cents_per_mwh integer[] NOT NULL,
    source character varying(120) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT spot_day_whole CHECK (((array_position(cents_per_mwh, NULL::integer) IS NULL) AND ((cardinality(cents_per_mwh))::numeric = (EXTRACT(epoch FROM (timezone('Europe/Berlin'::text, ((day + 1))::timestamp without time zone) - timezone('Europe/Berlin'::text, (day)::timestamp without time zone))) / (900)::numeric))))
);
ALTER TABLE public.market_spotday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_spotday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.marketing_campaign (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    goal character varying(300) NOT NULL,
    target_contracts integer,
    channel character varying(6) NOT NULL,
    period daterange NOT NULL,
    budget bigint NOT NULL,
    spent bigint NOT NULL,
    subject character varying(150) NOT NULL,
    content text NOT NULL,
    segment jsonb NOT NULL,
    state character varying(9) NOT NULL,
    version integer NOT NULL,
    created_by character varying(150) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT campaign_channel_known CHECK (((channel)::text = ANY (ARRAY[('EMAIL'::character varying)::text, ('PHONE'::character varying)::text, ('POST'::character varying)::text, ('ONLINE'::character varying)::text, ('EVENT'::character varying)::text]))),
    CONSTRAINT campaign_has_an_end CHECK ((upper(period) IS NOT NULL)),
    CONSTRAINT campaign_money_not_negative CHECK (((budget >= 0) AND (spent >= 0))),
    CONSTRAINT campaign_state_known CHECK (((state)::text = ANY (ARRAY[('DRAFT'::character varying)::text, ('PLANNED'::character varying)::text, ('RUNNING'::character varying)::text, ('ENDED'::character varying)::text, ('CANCELLED'::character varying)::text]))),
    CONSTRAINT marketing_campaign_target_contracts_check CHECK ((target_contracts >= 0))
);
ALTER TABLE public.marketing_campaign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketing_campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.marketing_campaignmail (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    token_hash character varying(64) NOT NULL,
    mailed_on date NOT NULL,
    refused_on date,
    business_partner_id bigint,
    campaign_id bigint NOT NULL,
    dispatch_id bigint NOT NULL,
    lead_id bigint,
    CONSTRAINT campaign_mail_to_one_person CHECK ((((business_partner_id IS NOT NULL) AND (lead_id IS NULL)) OR ((business_partner_id IS NULL) AND (lead_id IS NOT NULL))))
);
ALTER TABLE public.marketing_campaignmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketing_campaignmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.marketing_responsecode (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    label character varying(60) NOT NULL,
    campaign_id bigint NOT NULL,
    CONSTRAINT response_code_usable CHECK (((code)::text ~ '^[A-Z0-9][A-Z0-9-]{1,19}$'::text))
);
ALTER TABLE public.marketing_responsecode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.marketing_responsecode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metering_gasconversion (
    id bigint NOT NULL,
    valid daterange NOT NULL,
    calorific_value numeric(7,3) NOT NULL,
    volume_factor numeric(6,4) NOT NULL,
    source character varying(120) NOT NULL,
    supply_point_id bigint NOT NULL,
    CONSTRAINT gas_conversion_positive CHECK (((calorific_value > (0)::numeric) AND (volume_factor > (0)::numeric)))
);
ALTER TABLE public.metering_gasconversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metering_gasconversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metering_loadday (
    id bigint NOT NULL,
    day date NOT NULL,
    version smallint NOT NULL,
    wh integer[] NOT NULL,
    substitutes smallint[] NOT NULL,
    source character varying(70) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recorded_by character varying(150) NOT NULL,
    supply_point_id bigint NOT NULL,
    CONSTRAINT load_day_not_negative CHECK ((0 <= ALL (wh))),
    CONSTRAINT load_day_substitutes_within CHECK (((array_position(substitutes, NULL::smallint) IS NULL) AND (0 <= ALL (substitutes)) AND (cardinality(wh) > ALL (substitutes)))),
    CONSTRAINT load_day_version_counts CHECK ((version >= 1)),
    CONSTRAINT load_day_whole CHECK (((array_position(wh, NULL::integer) IS NULL) AND ((cardinality(wh))::numeric = (EXTRACT(epoch FROM (timezone('Europe/Berlin'::text, ((day + 1))::timestamp without time zone) - timezone('Europe/Berlin'::text, (day)::timestamp without time zone))) / (900)::numeric))))
);
ALTER TABLE public.metering_loadday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metering_loadday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metering_reading (
    id bigint NOT NULL,
    day date NOT NULL,
    value numeric(14,3) NOT NULL,
    origin character varying(13) NOT NULL,
    state character varying(8) NOT NULL,
    rolled_over boolean NOT NULL,
    reason character varying(300) NOT NULL,
    source_message character varying(70) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recorded_by character varying(150) NOT NULL,
    register_id bigint NOT NULL,
    CONSTRAINT reading_not_negative CHECK ((value >= (0)::numeric)),
    CONSTRAINT reading_origin_known CHECK (((origin)::text = ANY (ARRAY[('CUSTOMER'::character varying)::text, ('GRID_OPERATOR'::character varying)::text, ('METERING'::character varying)::text, ('REMOTE'::character varying)::text, ('STAFF'::character varying)::text, ('ESTIMATE'::character varying)::text]))),
    CONSTRAINT reading_state_known CHECK (((state)::text = ANY (ARRAY[('VALID'::character varying)::text, ('HELD'::character varying)::text, ('REPLACED'::character varying)::text])))
);
ALTER TABLE public.metering_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metering_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_address (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    street character varying(80) NOT NULL,
    house_number character varying(14) NOT NULL,
    postcode character varying(5) NOT NULL,
    town character varying(80) NOT NULL,
    state character varying(60) NOT NULL,
    country character varying(2) NOT NULL,
    valid daterange NOT NULL,
    business_partner_id bigint CONSTRAINT parties_address_partner_id_not_null NOT NULL,
    CONSTRAINT address_kind_known CHECK (((kind)::text = ANY (ARRAY[('MAIN'::character varying)::text, ('BILLING'::character varying)::text])))
);
ALTER TABLE public.parties_address ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_address_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_bankaccount (
    id bigint NOT NULL,
    holder character varying(120) NOT NULL,
    iban bytea NOT NULL,
    iban_index character varying(64) NOT NULL,
    iban_last4 character varying(4) NOT NULL,
    bic character varying(11) NOT NULL,
    bank_name character varying(120) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    business_partner_id bigint CONSTRAINT parties_bankaccount_partner_id_not_null NOT NULL
);
ALTER TABLE public.parties_bankaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_bankaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_businesspartner (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    kind character varying(12) NOT NULL,
    salutation character varying(10) NOT NULL,
    title character varying(40) NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(80) NOT NULL,
    organisation_name character varying(120) NOT NULL,
    birth_date date,
    is_customer boolean NOT NULL,
    prospect_since date,
    customer_since date,
    language character varying(5) NOT NULL,
    sort_key character varying(210) NOT NULL COLLATE pg_catalog."C",
    duplicate_keys character varying(300)[] NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    merged_into_id bigint,
    CONSTRAINT partner_customer_has_a_day CHECK (((NOT is_customer) OR (customer_since IS NOT NULL))),
    CONSTRAINT partner_has_a_name CHECK (((NOT (((kind)::text = 'PERSON'::text) AND ((last_name)::text = ''::text))) AND (NOT (((kind)::text = 'ORGANISATION'::text) AND ((organisation_name)::text = ''::text))))),
    CONSTRAINT partner_kind_known CHECK (((kind)::text = ANY (ARRAY[('PERSON'::character varying)::text, ('ORGANISATION'::character varying)::text]))),
    CONSTRAINT partner_salutation_known CHECK (((salutation)::text = ANY (ARRAY[('MS'::character varying)::text, ('MR'::character varying)::text, ('NEUTRAL'::character varying)::text])))
);
ALTER TABLE public.parties_businesspartner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_businesspartner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_consent (
    id bigint NOT NULL,
    channel character varying(5) NOT NULL,
    purpose character varying(11) NOT NULL,
    answer character varying(7) NOT NULL,
    source character varying(8) NOT NULL,
    given_on date NOT NULL,
    wording text NOT NULL,
    proof character varying(300) NOT NULL,
    noted_by character varying(150) NOT NULL,
    noted_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    business_partner_id bigint NOT NULL,
    CONSTRAINT consent_answer_known CHECK (((answer)::text = ANY (ARRAY[('GRANTED'::character varying)::text, ('REVOKED'::character varying)::text]))),
    CONSTRAINT consent_channel_known CHECK (((channel)::text = ANY (ARRAY[('EMAIL'::character varying)::text, ('PHONE'::character varying)::text, ('POST'::character varying)::text]))),
    CONSTRAINT consent_granted_is_proved CHECK ((((answer)::text = 'REVOKED'::text) OR ((NOT (wording = ''::text)) AND (NOT ((proof)::text = ''::text))))),
    CONSTRAINT consent_purpose_known CHECK (((purpose)::text = ANY (ARRAY[('ADVERTISING'::character varying)::text, ('SURVEY'::character varying)::text]))),
    CONSTRAINT consent_source_known CHECK (((source)::text = ANY (ARRAY[('PHONE'::character varying)::text, ('PERSONAL'::character varying)::text, ('WRITTEN'::character varying)::text, ('EMAIL'::character varying)::text, ('ONLINE'::character varying)::text, ('LINK'::character varying)::text])))
);
ALTER TABLE public.parties_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_contactperson (
    id bigint NOT NULL,
    salutation character varying(10) NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(120) NOT NULL,
    is_default boolean NOT NULL,
    business_partner_id bigint CONSTRAINT parties_contactperson_partner_id_not_null NOT NULL
);
ALTER TABLE public.parties_contactperson ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_contactperson_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_contactpoint (
    id bigint NOT NULL,
    kind character varying(6) NOT NULL,
    value character varying(254) NOT NULL,
    normalised character varying(254) NOT NULL,
    preferred boolean NOT NULL,
    business_partner_id bigint CONSTRAINT parties_contactpoint_partner_id_not_null NOT NULL,
    CONSTRAINT contact_kind_known CHECK (((kind)::text = ANY (ARRAY[('EMAIL'::character varying)::text, ('PHONE'::character varying)::text, ('MOBILE'::character varying)::text])))
);
ALTER TABLE public.parties_contactpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_contactpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_creditrating (
    id bigint NOT NULL,
    klass character varying(1) NOT NULL,
    reason character varying(10) NOT NULL,
    source character varying(60) NOT NULL,
    note character varying(300) NOT NULL,
    rated_on date NOT NULL,
    expires_on date NOT NULL,
    business_partner_id bigint CONSTRAINT parties_creditrating_partner_id_not_null NOT NULL,
    CONSTRAINT credit_class_known CHECK (((klass)::text = ANY (ARRAY[('A'::character varying)::text, ('B'::character varying)::text, ('C'::character varying)::text]))),
    CONSTRAINT credit_expires_later CHECK ((expires_on >= rated_on)),
    CONSTRAINT credit_reason_known CHECK (((reason)::text = ANY (ARRAY[('CONTRACT'::character varying)::text, ('ARREARS'::character varying)::text])))
);
ALTER TABLE public.parties_creditrating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_creditrating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_bankentry (
    id bigint NOT NULL,
    booked_on date NOT NULL,
    value_on date,
    amount bigint NOT NULL,
    face character varying(30) NOT NULL,
    currency character varying(3) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    occurrence integer NOT NULL,
    reference character varying(70) NOT NULL,
    code character varying(40) NOT NULL,
    batch_reference character varying(70) NOT NULL,
    is_reversal boolean NOT NULL,
    line integer NOT NULL,
    entry_id bigint,
    statement_id bigint NOT NULL,
    house_bank_id bigint NOT NULL
);
ALTER TABLE public.payments_bankentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_bankentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_bankfile (
    id bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    actor character varying(150) NOT NULL,
    imported_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    new_entries integer NOT NULL,
    known_entries integer NOT NULL,
    file_id bigint
);
ALTER TABLE public.payments_bankfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_bankfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_bankpayment (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    amount bigint NOT NULL,
    original bigint NOT NULL,
    charges bigint NOT NULL,
    state character varying(8) NOT NULL,
    rule character varying(10) NOT NULL,
    end_to_end_id character varying(70) NOT NULL,
    mandate_reference character varying(70) NOT NULL,
    name character varying(140) NOT NULL,
    iban bytea NOT NULL,
    iban_index character varying(64) NOT NULL,
    remittance character varying(2000) NOT NULL,
    return_reason character varying(10) NOT NULL,
    assigned_count smallint NOT NULL,
    bank_entry_id bigint NOT NULL,
    credit_item_id bigint,
    debit_id bigint,
    CONSTRAINT bank_payment_state_known CHECK (((state)::text = ANY (ARRAY[('OPEN'::character varying)::text, ('PROPOSED'::character varying)::text, ('ASSIGNED'::character varying)::text, ('PARKED'::character varying)::text])))
);
ALTER TABLE public.payments_bankpayment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_bankpayment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_bankstatement (
    id bigint NOT NULL,
    identifier character varying(70) NOT NULL,
    sequence_number bigint,
    first_day date,
    last_day date,
    opening bigint,
    closing bigint,
    difference bigint NOT NULL,
    is_accepted boolean NOT NULL,
    bank_file_id bigint NOT NULL,
    house_bank_id bigint NOT NULL
);
ALTER TABLE public.payments_bankstatement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_bankstatement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_collectionitem (
    id bigint NOT NULL,
    amount bigint NOT NULL,
    end_to_end_id character varying(35) NOT NULL,
    state character varying(9) NOT NULL,
    return_reason character varying(10) NOT NULL,
    returned_on date,
    account_id bigint NOT NULL,
    mandate_id bigint NOT NULL,
    open_item_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT collection_item_positive CHECK ((amount > 0)),
    CONSTRAINT collection_item_state_known CHECK (((state)::text = ANY (ARRAY[('LIVE'::character varying)::text, ('SETTLED'::character varying)::text, ('RETURNED'::character varying)::text, ('CANCELLED'::character varying)::text])))
);
ALTER TABLE public.payments_collectionitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_collectionitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_collectionrun (
    id bigint NOT NULL,
    collect_on date NOT NULL,
    state character varying(9) NOT NULL,
    message_id character varying(35) NOT NULL,
    count integer NOT NULL,
    amount bigint NOT NULL,
    excluded jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone,
    file_id bigint,
    house_bank_id bigint NOT NULL,
    CONSTRAINT collection_run_state_known CHECK (((state)::text = ANY (ARRAY[('CREATED'::character varying)::text, ('SENT'::character varying)::text, ('CANCELLED'::character varying)::text])))
);
ALTER TABLE public.payments_collectionrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_collectionrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_collectionterms (
    id bigint NOT NULL,
    valid daterange NOT NULL,
    lead_days smallint NOT NULL,
    most_days smallint NOT NULL,
    cut_off time without time zone NOT NULL,
    notice_days smallint NOT NULL,
    source character varying(200) NOT NULL,
    house_bank_id bigint NOT NULL,
    CONSTRAINT collection_terms_sensible CHECK (((lead_days >= 0) AND (most_days > 0) AND (notice_days >= 0)))
);
ALTER TABLE public.payments_collectionterms ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_collectionterms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_housebank (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    holder character varying(70) NOT NULL,
    iban character varying(34) NOT NULL,
    bic character varying(11) NOT NULL,
    creditor_id character varying(35) NOT NULL
);
ALTER TABLE public.payments_housebank ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_housebank_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_matchingsettings (
    id bigint NOT NULL,
    valid daterange NOT NULL,
    auto_threshold smallint NOT NULL,
    end_to_end smallint NOT NULL,
    reference_own_iban smallint NOT NULL,
    reference_new_iban smallint NOT NULL,
    reference_foreign_iban smallint NOT NULL,
    mandate smallint NOT NULL,
    iban smallint NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT matching_threshold_percent CHECK (((auto_threshold > 50) AND (auto_threshold <= 100)))
);
ALTER TABLE public.payments_matchingsettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_matchingsettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_matchproposal (
    id bigint NOT NULL,
    rule character varying(10) NOT NULL,
    confidence smallint NOT NULL,
    open_item_id bigint NOT NULL,
    payment_id bigint NOT NULL,
    CONSTRAINT match_rule_known CHECK (((rule)::text = ANY (ARRAY[('END_TO_END'::character varying)::text, ('BATCH'::character varying)::text, ('REFERENCE'::character varying)::text, ('MANDATE'::character varying)::text, ('IBAN'::character varying)::text, ('MANUAL'::character varying)::text])))
);
ALTER TABLE public.payments_matchproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_matchproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_auditrow (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    actor character varying(150) NOT NULL,
    command character varying(36) NOT NULL,
    table_name character varying(63) NOT NULL,
    row_id character varying(64) NOT NULL,
    verb character varying(6) NOT NULL,
    old jsonb NOT NULL
);
ALTER TABLE public.platform_auditrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_auditrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_businessdate (
    id smallint NOT NULL,
    day date NOT NULL,
    CONSTRAINT business_date_once CHECK ((id = 1))
);
CREATE TABLE public.platform_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE TABLE public.platform_command (
    key uuid NOT NULL,
    name character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    actor character varying(150) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    result text NOT NULL
);
CREATE TABLE public.platform_download (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    actor character varying(150) NOT NULL,
    expires_on date NOT NULL,
    fetched_at timestamp with time zone,
    file_id bigint,
    run_id bigint NOT NULL
);
ALTER TABLE public.platform_download ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_download_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE UNLOGGED TABLE public.platform_limit (
    name character varying(40) NOT NULL,
    who character varying(32) NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.platform_numberrange (
    id bigint NOT NULL,
    series character varying(20) NOT NULL,
    year integer NOT NULL,
    last bigint NOT NULL
);
ALTER TABLE public.platform_numberrange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_numberrange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_run (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    params jsonb NOT NULL,
    state character varying(12) NOT NULL,
    actor character varying(150) NOT NULL,
    started_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    key uuid NOT NULL,
    CONSTRAINT run_state_known CHECK (((state)::text = ANY (ARRAY[('RUNNING'::character varying)::text, ('DONE'::character varying)::text, ('FAILED'::character varying)::text, ('CANCELLED'::character varying)::text])))
);
ALTER TABLE public.platform_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_runchunk (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    items jsonb NOT NULL,
    size integer NOT NULL,
    state character varying(12) NOT NULL,
    done integer NOT NULL,
    problems jsonb NOT NULL,
    error text NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    run_id bigint NOT NULL,
    CONSTRAINT run_chunk_state_known CHECK (((state)::text = ANY (ARRAY[('OPEN'::character varying)::text, ('DONE'::character varying)::text, ('FAILED'::character varying)::text, ('CANCELLED'::character varying)::text])))
);
ALTER TABLE public.platform_runchunk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_runchunk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_searchentry (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    object_id bigint NOT NULL,
    title character varying(200) NOT NULL,
    subtitle character varying(200) NOT NULL,
    url character varying(200) NOT NULL,
    sort_key character varying(200) NOT NULL COLLATE pg_catalog."C",
    doc tsvector NOT NULL,
    phonetic character varying(40)[] NOT NULL
);
ALTER TABLE public.platform_searchentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_searchentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_storedfile (
    id bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    media_type character varying(100) NOT NULL,
    name character varying(200) NOT NULL,
    stored_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
ALTER TABLE public.platform_storedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_storedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_undooffer (
    id uuid NOT NULL,
    actor character varying(150) NOT NULL,
    text character varying(200) NOT NULL,
    command character varying(120) NOT NULL,
    arguments jsonb NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    bundle uuid,
    item bigint
);
CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;
CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;
CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;
CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_dunningblock (
    id bigint NOT NULL,
    reason character varying(13) NOT NULL,
    note character varying(300) NOT NULL,
    valid daterange NOT NULL,
    is_lifted boolean NOT NULL,
    actor character varying(150) NOT NULL,
    set_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    account_id bigint,
    business_partner_id bigint,
    open_item_id bigint,
    CONSTRAINT dunning_block_one_place CHECK ((((account_id IS NULL) AND (business_partner_id IS NULL) AND (open_item_id IS NOT NULL)) OR ((account_id IS NOT NULL) AND (business_partner_id IS NULL) AND (open_item_id IS NULL)) OR ((account_id IS NULL) AND (business_partner_id IS NOT NULL) AND (open_item_id IS NULL)))),
    CONSTRAINT dunning_block_reason_known CHECK (((reason)::text = ANY (ARRAY[('CLARIFICATION'::character varying)::text, ('COMPLAINT'::character varying)::text, ('PROMISE'::character varying)::text, ('HARDSHIP'::character varying)::text, ('DECEASED'::character varying)::text, ('INSOLVENCY'::character varying)::text, ('OTHER'::character varying)::text])))
);
ALTER TABLE public.receivables_dunningblock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_dunningblock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_dunninglevel (
    id bigint NOT NULL,
    number smallint NOT NULL,
    name character varying(60) NOT NULL,
    days_after smallint NOT NULL,
    pay_days smallint NOT NULL,
    fee bigint NOT NULL,
    smallest bigint NOT NULL,
    source character varying(200) NOT NULL,
    procedure_id bigint NOT NULL,
    CONSTRAINT dunning_first_letter_is_free CHECK ((((fee = 0) AND (number = 1)) OR ((fee >= 0) AND (number > 1)))),
    CONSTRAINT dunning_level_sensible CHECK (((days_after >= 0) AND ((number >= 1) AND (number <= 9)) AND (pay_days >= 1) AND (smallest > 0)))
);
ALTER TABLE public.receivables_dunninglevel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_dunninglevel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_dunningnotice (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    level_number smallint NOT NULL,
    cycle integer NOT NULL,
    day date NOT NULL,
    pay_by date NOT NULL,
    claimed bigint NOT NULL,
    credit bigint NOT NULL,
    unassigned bigint NOT NULL,
    fee bigint NOT NULL,
    to_pay bigint NOT NULL,
    actor character varying(150) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    account_id bigint NOT NULL,
    fee_entry_id bigint,
    level_id bigint NOT NULL,
    run_id bigint,
    CONSTRAINT dunning_amounts CHECK (((credit >= 0) AND (fee >= 0) AND (to_pay > 0) AND (unassigned >= 0))),
    CONSTRAINT dunning_fee_is_booked CHECK ((((fee = 0) AND (fee_entry_id IS NULL)) OR ((fee > 0) AND (fee_entry_id IS NOT NULL)))),
    CONSTRAINT dunning_sum CHECK ((to_pay = (((claimed - credit) - unassigned) + fee))),
    CONSTRAINT dunning_time_to_pay CHECK ((pay_by > day))
);
ALTER TABLE public.receivables_dunningnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_dunningnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_dunningnoticeitem (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    reference character varying(60) NOT NULL,
    text character varying(200) NOT NULL,
    booked_on date NOT NULL,
    due_on date NOT NULL,
    amount bigint NOT NULL,
    notice_id bigint NOT NULL,
    open_item_id bigint NOT NULL,
    CONSTRAINT dunned_item_positive CHECK ((amount > 0))
);
ALTER TABLE public.receivables_dunningnoticeitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_dunningnoticeitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_dunningprocedure (
    id bigint NOT NULL,
    customer_type character varying(9) NOT NULL,
    valid daterange NOT NULL,
    bank_days smallint NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT dunning_bank_days_sensible CHECK (((bank_days >= 0) AND (bank_days <= 20))),
    CONSTRAINT dunning_customer_type_known CHECK (((customer_type)::text = ANY (ARRAY[('HOUSEHOLD'::character varying)::text, ('BUSINESS'::character varying)::text])))
);
ALTER TABLE public.receivables_dunningprocedure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_dunningprocedure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_declaration (
    id bigint NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    wording text NOT NULL,
    early_start boolean NOT NULL,
    quote_id bigint NOT NULL,
    CONSTRAINT declaration_says_something CHECK ((NOT (wording = ''::text)))
);
ALTER TABLE public.sales_declaration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_declaration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_energykind (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    label character varying(40) NOT NULL,
    icon character varying(30) NOT NULL,
    commodity character varying(11) NOT NULL,
    usage_type character varying(15) NOT NULL,
    "position" smallint NOT NULL,
    is_visible boolean NOT NULL,
    CONSTRAINT energy_kind_is_usable CHECK (((((commodity)::text = 'GAS'::text) AND ((usage_type)::text = ''::text)) OR (((commodity)::text = 'ELECTRICITY'::text) AND ((usage_type)::text = ANY (ARRAY[('HOUSEHOLD'::character varying)::text, ('EV_CHARGING'::character varying)::text, ('STORAGE_HEATING'::character varying)::text, ('HEAT_PUMP'::character varying)::text])))))
);
ALTER TABLE public.sales_energykind ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_energykind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_followup (
    id bigint NOT NULL,
    due_on date NOT NULL,
    with_mail boolean NOT NULL,
    note character varying(300) NOT NULL,
    state character varying(7) NOT NULL,
    outcome character varying(200) NOT NULL,
    created_by character varying(150) NOT NULL,
    quote_id bigint NOT NULL,
    CONSTRAINT follow_up_state_known CHECK (((state)::text = ANY (ARRAY[('PLANNED'::character varying)::text, ('DONE'::character varying)::text, ('STOPPED'::character varying)::text])))
);
ALTER TABLE public.sales_followup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_followup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_generalterms (
    id bigint NOT NULL,
    valid_from date NOT NULL,
    uploaded_by character varying(150) NOT NULL,
    uploaded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    document_id bigint NOT NULL
);
ALTER TABLE public.sales_generalterms ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_generalterms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_handover (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    opened_on date NOT NULL,
    decided_on date,
    decided_by character varying(150) NOT NULL,
    note character varying(300) NOT NULL,
    contract_id bigint NOT NULL,
    quote_id bigint NOT NULL,
    CONSTRAINT handover_decided_by_somebody CHECK ((((state)::text = 'OPEN'::text) OR ((decided_on >= opened_on) AND (decided_on IS NOT NULL) AND (NOT ((decided_by)::text = ''::text))))),
    CONSTRAINT handover_returned_says_why CHECK (((NOT ((state)::text = 'RETURNED'::text)) OR (NOT ((note)::text = ''::text)))),
    CONSTRAINT handover_state_known CHECK (((state)::text = ANY (ARRAY[('OPEN'::character varying)::text, ('TAKEN'::character varying)::text, ('RETURNED'::character varying)::text])))
);
ALTER TABLE public.sales_handover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_handover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_handoverendpoint (
    id smallint NOT NULL,
    address character varying(300) NOT NULL,
    secret bytea,
    is_on boolean NOT NULL,
    CONSTRAINT handover_endpoint_once CHECK ((id = 1)),
    CONSTRAINT handover_endpoint_usable CHECK (((NOT is_on) OR ((NOT ((address)::text = ''::text)) AND (secret IS NOT NULL))))
);
CREATE TABLE public.sales_handovernotice (
    id bigint NOT NULL,
    event_id uuid NOT NULL,
    body jsonb NOT NULL,
    state character varying(9) NOT NULL,
    attempts smallint NOT NULL,
    next_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    delivered_at timestamp with time zone,
    problem character varying(300) NOT NULL,
    handover_id bigint NOT NULL,
    CONSTRAINT handover_notice_delivered_has_a_time CHECK (((NOT ((state)::text = 'DELIVERED'::text)) OR (delivered_at IS NOT NULL))),
    CONSTRAINT handover_notice_state_known CHECK (((state)::text = ANY (ARRAY[('WAITING'::character varying)::text, ('DELIVERED'::character varying)::text, ('FAILED'::character varying)::text])))
);
ALTER TABLE public.sales_handovernotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_handovernotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_lead (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    salutation character varying(10) NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(80) NOT NULL,
    organisation_name character varying(120) NOT NULL,
    sort_key character varying(210) NOT NULL COLLATE pg_catalog."C",
    email character varying(254) NOT NULL,
    phone character varying(30) NOT NULL,
    phone_key character varying(30) NOT NULL,
    street character varying(80) NOT NULL,
    house_number character varying(14) NOT NULL,
    postcode character varying(5) NOT NULL,
    town character varying(80) NOT NULL,
    commodity character varying(12) NOT NULL,
    annual_kwh integer,
    contract_end date,
    source character varying(14) NOT NULL,
    response_code character varying(20) NOT NULL,
    stage character varying(9) NOT NULL,
    reason character varying(20) NOT NULL,
    owner character varying(150) NOT NULL,
    next_step character varying(11) NOT NULL,
    next_note character varying(200) NOT NULL,
    due_on date,
    consent_at timestamp with time zone,
    consent_how character varying(8) NOT NULL,
    consent_text text NOT NULL,
    allows_phone boolean NOT NULL,
    allows_email boolean NOT NULL,
    withdrawn_on date,
    touched_on date NOT NULL,
    erased_on date,
    version integer NOT NULL,
    created_on date NOT NULL,
    created_by character varying(150) NOT NULL,
    business_partner_id bigint,
    CONSTRAINT lead_commodity_known CHECK (((commodity)::text = ANY (ARRAY[(''::character varying)::text, ('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text]))),
    CONSTRAINT lead_consented CHECK (((erased_on IS NOT NULL) OR ((consent_at IS NOT NULL) AND (NOT ((consent_how)::text = ''::text)) AND (NOT (consent_text = ''::text))))),
    CONSTRAINT lead_erased_names_nobody CHECK (((erased_on IS NULL) OR ((NOT allows_email) AND (NOT allows_phone) AND (due_on IS NULL) AND ((email)::text = ''::text) AND ((first_name)::text = ''::text) AND ((house_number)::text = ''::text) AND ((last_name)::text = ''::text) AND ((next_note)::text = ''::text) AND ((organisation_name)::text = ''::text) AND ((phone)::text = ''::text) AND ((phone_key)::text = ''::text) AND ((postcode)::text = ''::text) AND ((sort_key)::text = ''::text) AND ((street)::text = ''::text) AND ((town)::text = ''::text)))),
    CONSTRAINT lead_has_a_name CHECK (((erased_on IS NOT NULL) OR (NOT ((last_name)::text = ''::text)) OR (NOT ((organisation_name)::text = ''::text)))),
    CONSTRAINT lead_kind_known CHECK (((kind)::text = ANY (ARRAY[('PERSON'::character varying)::text, ('ORGANISATION'::character varying)::text]))),
    CONSTRAINT lead_kwh_positive CHECK (((annual_kwh IS NULL) OR (annual_kwh > 0))),
    CONSTRAINT lead_lost_has_a_reason CHECK (((NOT ((stage)::text = 'LOST'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT lead_next_step_known CHECK (((next_step)::text = ANY (ARRAY[(''::character varying)::text, ('CALL'::character varying)::text, ('MAIL'::character varying)::text, ('MEETING'::character varying)::text, ('INFORMATION'::character varying)::text, ('QUOTE'::character varying)::text, ('FOLLOW_UP'::character varying)::text]))),
    CONSTRAINT lead_reachable_as_consented CHECK (((erased_on IS NOT NULL) OR ((NOT allows_email) AND (NOT allows_phone) AND (withdrawn_on IS NOT NULL)) OR (allows_phone AND (NOT ((phone)::text = ''::text))) OR (allows_email AND (NOT ((email)::text = ''::text))))),
    CONSTRAINT lead_reason_known CHECK (((reason)::text = ANY (ARRAY[(''::character varying)::text, ('PRICE'::character varying)::text, ('OTHER_SUPPLIER'::character varying)::text, ('NO_FITTING_TARIFF'::character varying)::text, ('TERM'::character varying)::text, ('LATER'::character varying)::text, ('OTHER'::character varying)::text, ('NOT_REACHED'::character varying)::text, ('EXPIRED'::character varying)::text, ('NO_CONSENT'::character varying)::text]))),
    CONSTRAINT lead_salutation_known CHECK (((salutation)::text = ANY (ARRAY[('MS'::character varying)::text, ('MR'::character varying)::text, ('NEUTRAL'::character varying)::text]))),
    CONSTRAINT lead_source_known CHECK (((source)::text = ANY (ARRAY[('PHONE'::character varying)::text, ('WEBSITE'::character varying)::text, ('EVENT'::character varying)::text, ('RECOMMENDATION'::character varying)::text, ('MAILING'::character varying)::text, ('REJECTION'::character varying)::text, ('OTHER'::character varying)::text]))),
    CONSTRAINT lead_stage_known CHECK (((stage)::text = ANY (ARRAY[('NEW'::character varying)::text, ('CONTACTED'::character varying)::text, ('QUALIFIED'::character varying)::text, ('QUOTED'::character varying)::text, ('WON'::character varying)::text, ('LOST'::character varying)::text]))),
    CONSTRAINT lead_step_has_a_day CHECK ((((next_step)::text = ''::text) OR (due_on IS NOT NULL))),
    CONSTRAINT lead_won_has_a_partner CHECK (((NOT ((stage)::text = 'WON'::text)) OR (business_partner_id IS NOT NULL)))
);
ALTER TABLE public.sales_lead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_lead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_leadentry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    icon character varying(30) NOT NULL,
    title character varying(200) NOT NULL,
    detail text NOT NULL,
    url character varying(200) NOT NULL,
    actor character varying(150) NOT NULL,
    lead_id bigint NOT NULL
);
ALTER TABLE public.sales_leadentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_leadentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_merge (
    id bigint NOT NULL,
    moved jsonb NOT NULL,
    drafts jsonb NOT NULL,
    made_on date NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    made_by character varying(150) NOT NULL,
    last_day date NOT NULL,
    taken_back_on date,
    taken_back_by character varying(150) NOT NULL,
    stayed jsonb NOT NULL,
    pair_id bigint NOT NULL,
    CONSTRAINT merge_may_be_taken_back CHECK ((last_day >= made_on)),
    CONSTRAINT merge_taken_back_by_somebody CHECK (((taken_back_on IS NULL) OR (NOT ((taken_back_by)::text = ''::text))))
);
ALTER TABLE public.sales_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_offeredoption (
    id bigint NOT NULL,
    belongs_to character varying(12) NOT NULL,
    code character varying(12) NOT NULL,
    label character varying(60) NOT NULL,
    "position" smallint NOT NULL,
    is_shown boolean NOT NULL,
    address character varying(300) NOT NULL,
    meaning character varying(3) NOT NULL,
    CONSTRAINT offered_action_leads_somewhere CHECK (((NOT ((belongs_to)::text = 'NEXT_ACTION'::text)) OR (((meaning)::text = ''::text) AND ((((code)::text = ANY (ARRAY[('DOCUMENT'::character varying)::text, ('OPEN'::character varying)::text, ('SEND'::character varying)::text, ('FURTHER'::character varying)::text, ('INQUIRY'::character varying)::text, ('ACCEPT'::character varying)::text, ('CUSTOMER'::character varying)::text])) AND ((address)::text = ''::text)) OR ((NOT ((code)::text = ANY (ARRAY[('DOCUMENT'::character varying)::text, ('OPEN'::character varying)::text, ('SEND'::character varying)::text, ('FURTHER'::character varying)::text, ('INQUIRY'::character varying)::text, ('ACCEPT'::character varying)::text, ('CUSTOMER'::character varying)::text]))) AND (NOT ((address)::text = ''::text))))))),
    CONSTRAINT offered_option_has_a_label CHECK ((NOT ((label)::text = ''::text))),
    CONSTRAINT offered_option_list_known CHECK (((belongs_to)::text = ANY (ARRAY[('NEXT_ACTION'::character varying)::text, ('SITUATION'::character varying)::text]))),
    CONSTRAINT offered_situation_means_something CHECK ((((belongs_to)::text = 'NEXT_ACTION'::text) OR (((address)::text = ''::text) AND ((meaning)::text = ANY (ARRAY[('E01'::character varying)::text, ('E03'::character varying)::text])))))
);
ALTER TABLE public.sales_offeredoption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_offeredoption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_possibleduplicate (
    id bigint NOT NULL,
    score smallint NOT NULL,
    reasons character varying(300) NOT NULL,
    state character varying(9) NOT NULL,
    decided_by character varying(150) NOT NULL,
    found_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    known_id bigint NOT NULL,
    newcomer_id bigint NOT NULL,
    quote_id bigint NOT NULL,
    CONSTRAINT possible_duplicate_of_another CHECK ((NOT (newcomer_id = known_id))),
    CONSTRAINT possible_duplicate_state_known CHECK (((state)::text = ANY (ARRAY[('OPEN'::character varying)::text, ('SAME'::character varying)::text, ('DIFFERENT'::character varying)::text, ('DROPPED'::character varying)::text])))
);
ALTER TABLE public.sales_possibleduplicate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_possibleduplicate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_pricecalculation (
    id bigint NOT NULL,
    annual_kwh integer NOT NULL,
    offpeak_kwh integer,
    price_kind character varying(12) NOT NULL,
    energy_ct numeric(12,6) NOT NULL,
    energy_offpeak_ct numeric(12,6),
    base_eur_per_year numeric(12,6) NOT NULL,
    energy_net bigint NOT NULL,
    base_net bigint NOT NULL,
    annual_net bigint NOT NULL,
    annual_vat bigint NOT NULL,
    annual_gross bigint NOT NULL,
    monthly_instalment bigint NOT NULL,
    new_customer_bonus bigint NOT NULL,
    instant_bonus bigint NOT NULL,
    first_year_gross bigint NOT NULL,
    comparison_name character varying(160) NOT NULL,
    comparison_gross bigint,
    minimum_term_months smallint NOT NULL,
    notice_weeks smallint NOT NULL,
    renewal_months smallint,
    guarantee_until date,
    requested_start date,
    requested_end date,
    next_possible boolean NOT NULL,
    binding_until date NOT NULL,
    priced_on date NOT NULL,
    trace jsonb NOT NULL,
    trace_sha256 character varying(64) NOT NULL,
    invoice_recipient_id bigint,
    price_tier_id bigint NOT NULL,
    property_owner_id bigint,
    supply_point_id bigint NOT NULL,
    tariff_version_id bigint NOT NULL,
    quote_id bigint NOT NULL,
    CONSTRAINT calculation_adds_up CHECK ((annual_gross = (annual_net + annual_vat))),
    CONSTRAINT calculation_next_possible_has_no_dates CHECK (((NOT next_possible) OR ((requested_end IS NULL) AND (requested_start IS NULL)))),
    CONSTRAINT sales_pricecalculation_minimum_term_months_check CHECK ((minimum_term_months >= 0)),
    CONSTRAINT sales_pricecalculation_notice_weeks_check CHECK ((notice_weeks >= 0)),
    CONSTRAINT sales_pricecalculation_renewal_months_check CHECK ((renewal_months >= 0))
);
ALTER TABLE public.sales_pricecalculation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_pricecalculation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_quote (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    state character varying(8) NOT NULL,
    energy_kind character varying(20) NOT NULL,
    register_count character varying(6) NOT NULL,
    annual_kwh integer NOT NULL,
    offpeak_kwh integer,
    quoted_on date NOT NULL,
    binding_until date NOT NULL,
    requested_start date,
    requested_end date,
    next_possible boolean NOT NULL,
    situation character varying(3) NOT NULL,
    previous_contract_number character varying(35) NOT NULL,
    previous_contract_end date,
    meter_number character varying(20) NOT NULL,
    malo_id character varying(11) NOT NULL,
    payment_method character varying(12) NOT NULL,
    decided_on date,
    decided_how character varying(8) NOT NULL,
    decline_reason character varying(20) NOT NULL,
    decline_note character varying(300) NOT NULL,
    created_by character varying(150) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    bank_account_id bigint,
    contract_id bigint,
    contract_account_id bigint,
    document_id bigint,
    invoice_recipient_id bigint,
    business_partner_id bigint CONSTRAINT sales_quote_partner_id_not_null NOT NULL,
    previous_supplier_id bigint,
    property_owner_id bigint,
    supply_point_id bigint NOT NULL,
    response_code character varying(20) NOT NULL,
    lead_id bigint,
    credit_rating_id bigint,
    early_start boolean,
    general_terms_id bigint,
    situation_option_id bigint,
    CONSTRAINT quote_accepted_has_a_contract CHECK (((NOT ((state)::text = 'ACCEPTED'::text)) OR ((contract_id IS NOT NULL) AND (decided_on IS NOT NULL)))),
    CONSTRAINT quote_binding_not_before_quote CHECK ((binding_until >= quoted_on)),
    CONSTRAINT quote_chosen_situation_means_something CHECK (((situation_option_id IS NULL) OR (NOT ((situation)::text = ''::text)))),
    CONSTRAINT quote_kwh_positive CHECK ((annual_kwh > 0)),
    CONSTRAINT quote_next_possible_has_no_dates CHECK (((NOT next_possible) OR ((requested_end IS NULL) AND (requested_start IS NULL)))),
    CONSTRAINT quote_situation_known CHECK (((situation)::text = ANY (ARRAY[(''::character varying)::text, ('E01'::character varying)::text, ('E03'::character varying)::text]))),
    CONSTRAINT quote_state_known CHECK (((state)::text = ANY (ARRAY[('OPEN'::character varying)::text, ('ACCEPTED'::character varying)::text, ('DECLINED'::character varying)::text, ('EXPIRED'::character varying)::text]))),
    CONSTRAINT quote_switch_names_previous_supplier CHECK (((NOT ((situation)::text = 'E03'::text)) OR (previous_supplier_id IS NOT NULL)))
);
ALTER TABLE public.sales_quote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_quote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_quotedraft (
    id uuid NOT NULL,
    owner character varying(150) NOT NULL,
    data jsonb NOT NULL,
    step character varying(20) NOT NULL,
    version integer NOT NULL,
    touched jsonb NOT NULL,
    saved_by character varying(150) NOT NULL,
    state character varying(8) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    quote_id bigint,
    before_at timestamp with time zone,
    before_by character varying(150) NOT NULL,
    CONSTRAINT draft_closed_has_a_quote CHECK (((NOT ((state)::text = 'CLOSED'::text)) OR (quote_id IS NOT NULL))),
    CONSTRAINT draft_keeps_nothing_after_its_end CHECK ((((state)::text = 'OPEN'::text) OR (data = '{}'::jsonb))),
    CONSTRAINT draft_saved_before_by_somebody CHECK ((((before_at IS NULL) AND ((before_by)::text = ''::text)) OR ((NOT ((before_by)::text = ''::text)) AND (before_at IS NOT NULL)))),
    CONSTRAINT draft_state_known CHECK (((state)::text = ANY (ARRAY[('OPEN'::character varying)::text, ('CLOSED'::character varying)::text, ('REJECTED'::character varying)::text])))
);
CREATE TABLE public.sales_quoteitem (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    label character varying(80) NOT NULL,
    description character varying(300) NOT NULL,
    kind character varying(6) NOT NULL,
    price numeric(12,6),
    once bigint,
    guarantee_months smallint,
    condition_id bigint NOT NULL,
    quote_id bigint NOT NULL,
    CONSTRAINT quote_item_amount_fits_kind CHECK (((((kind)::text = ANY (ARRAY[('ENERGY'::character varying)::text, ('BASE'::character varying)::text])) AND (guarantee_months IS NULL) AND (once IS NULL) AND (price IS NOT NULL) AND (NOT ((price = (0)::numeric) AND (price IS NOT NULL)))) OR ((guarantee_months IS NULL) AND ((kind)::text = 'ONCE'::text) AND (once IS NOT NULL) AND (price IS NULL)) OR (((kind)::text = 'TERMS'::text) AND (once IS NULL) AND (price IS NULL)))),
    CONSTRAINT quote_item_kind_known CHECK (((kind)::text = ANY (ARRAY[('ENERGY'::character varying)::text, ('BASE'::character varying)::text, ('ONCE'::character varying)::text, ('TERMS'::character varying)::text]))),
    CONSTRAINT sales_quoteitem_guarantee_months_check CHECK ((guarantee_months >= 0))
);
ALTER TABLE public.sales_quoteitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_quoteitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_quotelink (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    last_day date NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    quote_id bigint NOT NULL
);
ALTER TABLE public.sales_quotelink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_quotelink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_rejection (
    id bigint NOT NULL,
    rejected_on date NOT NULL,
    commodity character varying(12) NOT NULL,
    reason character varying(20) NOT NULL,
    shown character varying(20)[] NOT NULL,
    is_customer boolean NOT NULL,
    CONSTRAINT rejection_commodity_known CHECK (((commodity)::text = ANY (ARRAY[(''::character varying)::text, ('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text]))),
    CONSTRAINT rejection_reason_known CHECK (((reason)::text = ANY (ARRAY[('PRICE'::character varying)::text, ('OTHER_SUPPLIER'::character varying)::text, ('NO_FITTING_TARIFF'::character varying)::text, ('TERM'::character varying)::text, ('LATER'::character varying)::text, ('OTHER'::character varying)::text])))
);
ALTER TABLE public.sales_rejection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_rejection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.sales_salessettings (
    id smallint NOT NULL,
    handover_requires_bank_account character varying(17) NOT NULL,
    existing_account_for_new_supply_point boolean CONSTRAINT sales_salessettings_existing_account_for_new_supply_po_not_null NOT NULL,
    online_draft_hours smallint NOT NULL,
    follow_up_days smallint NOT NULL,
    lead_consent_text text NOT NULL,
    lead_retention_days smallint NOT NULL,
    merge_undo_days smallint NOT NULL,
    CONSTRAINT sales_salessettings_follow_up_days_check CHECK ((follow_up_days >= 0)),
    CONSTRAINT sales_salessettings_lead_retention_days_check CHECK ((lead_retention_days >= 0)),
    CONSTRAINT sales_salessettings_merge_undo_days_check CHECK ((merge_undo_days >= 0)),
    CONSTRAINT sales_settings_follow_up_in_bounds CHECK (((follow_up_days >= 0) AND (follow_up_days <= 30))),
    CONSTRAINT sales_settings_handover_known CHECK (((handover_requires_bank_account)::text = ANY (ARRAY[('ALWAYS'::character varying)::text, ('DIRECT_DEBIT_ONLY'::character varying)::text]))),
    CONSTRAINT sales_settings_lead_retention_in_bounds CHECK (((lead_retention_days >= 30) AND (lead_retention_days <= 1095))),
    CONSTRAINT sales_settings_merge_undo_in_bounds CHECK (((merge_undo_days >= 0) AND (merge_undo_days <= 365))),
    CONSTRAINT sales_settings_once CHECK ((id = 1)),
    CONSTRAINT sales_settings_online_drafts_end CHECK (((online_draft_hours >= 1) AND (online_draft_hours <= 720)))
);
CREATE TABLE public.supply_meter (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    installed daterange NOT NULL,
    supply_point_id bigint NOT NULL
);
ALTER TABLE public.supply_meter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supply_meter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supply_meteringchange (
    id bigint NOT NULL,
    since date NOT NULL,
    metering_class character varying(16) NOT NULL,
    control_module character varying(15) NOT NULL,
    device character varying(14) NOT NULL,
    source character varying(120) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recorded_by character varying(150) NOT NULL,
    supply_point_id bigint NOT NULL,
    CONSTRAINT metering_change_control_known CHECK (((control_module)::text = ANY (ARRAY[('NONE'::character varying)::text, ('MODULE1'::character varying)::text, ('MODULE2'::character varying)::text, ('MODULES_1_AND_3'::character varying)::text]))),
    CONSTRAINT metering_change_device_known CHECK (((device)::text = ANY (ARRAY[(''::character varying)::text, ('CHARGING_POINT'::character varying)::text, ('HEAT_PUMP'::character varying)::text, ('COOLING'::character varying)::text, ('STORAGE'::character varying)::text]))),
    CONSTRAINT metering_change_device_only_with_module CHECK ((((device)::text = ''::text) OR (NOT ((control_module)::text = 'NONE'::text)))),
    CONSTRAINT metering_change_hourly_grid_price_has_smart_metering CHECK (((NOT ((control_module)::text = 'MODULES_1_AND_3'::text)) OR (NOT ((metering_class)::text = ANY (ARRAY[('CONVENTIONAL'::character varying)::text, ('MODERN'::character varying)::text]))))),
    CONSTRAINT metering_change_metering_known CHECK (((metering_class)::text = ANY (ARRAY[('CONVENTIONAL'::character varying)::text, ('MODERN'::character varying)::text, ('SMART_OPTIONAL'::character varying)::text, ('SMART_UPTO_10K'::character varying)::text, ('SMART_UPTO_20K'::character varying)::text, ('SMART_UPTO_50K'::character varying)::text, ('SMART_UPTO_100K'::character varying)::text])))
);
ALTER TABLE public.supply_meteringchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supply_meteringchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supply_register (
    id bigint NOT NULL,
    kind character varying(7) NOT NULL,
    obis character varying(20) NOT NULL,
    digits smallint NOT NULL,
    meter_id bigint NOT NULL,
    CONSTRAINT register_digits_possible CHECK (((digits >= 1) AND (digits <= 9))),
    CONSTRAINT register_kind_known CHECK (((kind)::text = ANY (ARRAY[('TOTAL'::character varying)::text, ('PEAK'::character varying)::text, ('OFFPEAK'::character varying)::text])))
);
ALTER TABLE public.supply_register ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supply_register_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supply_supplypoint (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    commodity character varying(11) NOT NULL,
    usage_type character varying(15) NOT NULL,
    register_count character varying(6) NOT NULL,
    malo_id character varying(11),
    melo_id character varying(33) NOT NULL,
    street character varying(80) NOT NULL,
    house_number character varying(14) NOT NULL,
    postcode character varying(5) NOT NULL,
    town character varying(80) NOT NULL,
    state character varying(60) NOT NULL,
    concession_class character varying(10) NOT NULL,
    metering_class character varying(16) NOT NULL,
    forecast_annual_kwh integer,
    levy_privilege character varying(10) NOT NULL,
    is_household boolean NOT NULL,
    grid_operator_id bigint NOT NULL,
    metering_operator_id bigint,
    control_module character varying(15) DEFAULT 'NONE'::character varying NOT NULL,
    CONSTRAINT supply_point_commodity_known CHECK (((commodity)::text = ANY (ARRAY[('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text]))),
    CONSTRAINT supply_point_concession_known CHECK (((concession_class)::text = ANY (ARRAY[(''::character varying)::text, ('UPTO_25K'::character varying)::text, ('UPTO_100K'::character varying)::text, ('UPTO_500K'::character varying)::text, ('OVER_500K'::character varying)::text]))),
    CONSTRAINT supply_point_control_known CHECK (((control_module)::text = ANY (ARRAY[('NONE'::character varying)::text, ('MODULE1'::character varying)::text, ('MODULE2'::character varying)::text, ('MODULES_1_AND_3'::character varying)::text]))),
    CONSTRAINT supply_point_forecast_positive CHECK (((forecast_annual_kwh IS NULL) OR (forecast_annual_kwh > 0))),
    CONSTRAINT supply_point_hourly_grid_price_has_smart_metering CHECK (((NOT ((control_module)::text = 'MODULES_1_AND_3'::text)) OR (NOT ((metering_class)::text = ANY (ARRAY[('CONVENTIONAL'::character varying)::text, ('MODERN'::character varying)::text]))))),
    CONSTRAINT supply_point_levy_known CHECK (((levy_privilege)::text = ANY (ARRAY[('NONE'::character varying)::text, ('STORAGE'::character varying)::text, ('HEAT_PUMP'::character varying)::text]))),
    CONSTRAINT supply_point_metering_known CHECK (((metering_class)::text = ANY (ARRAY[('CONVENTIONAL'::character varying)::text, ('MODERN'::character varying)::text, ('SMART_OPTIONAL'::character varying)::text, ('SMART_UPTO_10K'::character varying)::text, ('SMART_UPTO_20K'::character varying)::text, ('SMART_UPTO_50K'::character varying)::text, ('SMART_UPTO_100K'::character varying)::text]))),
    CONSTRAINT supply_point_register_count_known CHECK (((register_count)::text = ANY (ARRAY[(''::character varying)::text, ('SINGLE'::character varying)::text, ('DUAL'::character varying)::text, ('MULTI'::character varying)::text]))),
    CONSTRAINT supply_point_usage_known CHECK ((((usage_type)::text = ''::text) OR (((commodity)::text = 'ELECTRICITY'::text) AND ((usage_type)::text = ANY (ARRAY[('HOUSEHOLD'::character varying)::text, ('EV_CHARGING'::character varying)::text, ('STORAGE_HEATING'::character varying)::text, ('HEAT_PUMP'::character varying)::text])))))
);
ALTER TABLE public.supply_supplypoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supply_supplypoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tariffs_condition (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    label character varying(80) NOT NULL,
    description character varying(300) NOT NULL,
    kind character varying(6) NOT NULL,
    price numeric(12,6),
    once bigint,
    guarantee_months smallint,
    tier_id bigint NOT NULL,
    CONSTRAINT condition_amount_fits_kind CHECK (((((kind)::text = ANY (ARRAY[('ENERGY'::character varying)::text, ('BASE'::character varying)::text])) AND (guarantee_months IS NULL) AND (once IS NULL) AND (price IS NOT NULL) AND (NOT ((price = (0)::numeric) AND (price IS NOT NULL)))) OR ((guarantee_months IS NULL) AND ((kind)::text = 'ONCE'::text) AND (once IS NOT NULL) AND (price IS NULL)) OR (((kind)::text = 'TERMS'::text) AND (once IS NULL) AND (price IS NULL)))),
    CONSTRAINT condition_kind_known CHECK (((kind)::text = ANY (ARRAY[('ENERGY'::character varying)::text, ('BASE'::character varying)::text, ('ONCE'::character varying)::text, ('TERMS'::character varying)::text]))),
    CONSTRAINT tariffs_condition_guarantee_months_check CHECK ((guarantee_months >= 0))
);
ALTER TABLE public.tariffs_condition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_condition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tariffs_consumptionpreset (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    count smallint NOT NULL,
    kwh integer NOT NULL,
    CONSTRAINT preset_kind_known CHECK (((kind)::text = ANY (ARRAY[('PERSONS'::character varying)::text, ('AREA'::character varying)::text]))),
    CONSTRAINT tariffs_consumptionpreset_count_check CHECK ((count >= 0)),
    CONSTRAINT tariffs_consumptionpreset_kwh_check CHECK ((kwh >= 0))
);
ALTER TABLE public.tariffs_consumptionpreset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_consumptionpreset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tariffs_pricetier (
    id bigint NOT NULL,
    operator_group smallint NOT NULL,
    from_kwh bigint NOT NULL,
    upto_kwh bigint,
    energy_ct numeric(12,6) NOT NULL,
    energy_offpeak_ct numeric(12,6),
    base_eur_per_year numeric(12,6) NOT NULL,
    version_id bigint NOT NULL,
    is_limited boolean NOT NULL,
    CONSTRAINT tariffs_pricetier_operator_group_check CHECK ((operator_group >= 0)),
    CONSTRAINT tier_band_not_empty CHECK (((from_kwh >= 0) AND ((upto_kwh IS NULL) OR (upto_kwh > from_kwh))))
);
CREATE TABLE public.tariffs_pricetier_grid_operators (
    id bigint NOT NULL,
    pricetier_id bigint NOT NULL,
    marketparticipant_id bigint NOT NULL
);
ALTER TABLE public.tariffs_pricetier_grid_operators ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_pricetier_grid_operators_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.tariffs_pricetier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_pricetier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tariffs_procurementprice (
    id bigint NOT NULL,
    commodity character varying(12) NOT NULL,
    valid_from date NOT NULL,
    ct_per_kwh numeric(12,6) NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT procurement_commodity_known CHECK (((commodity)::text = ANY (ARRAY[('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text]))),
    CONSTRAINT procurement_has_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT procurement_not_negative CHECK ((ct_per_kwh >= (0)::numeric))
);
ALTER TABLE public.tariffs_procurementprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_procurementprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tariffs_tariff (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(80) NOT NULL,
    commodity character varying(12) NOT NULL,
    usage_types character varying(20)[] NOT NULL,
    register_counts character varying(8)[] NOT NULL,
    is_green boolean NOT NULL,
    is_online boolean NOT NULL,
    is_b2b boolean NOT NULL,
    supply_kind character varying(16) NOT NULL,
    CONSTRAINT tariff_commodity_known CHECK (((commodity)::text = ANY (ARRAY[('ELECTRICITY'::character varying)::text, ('GAS'::character varying)::text]))),
    CONSTRAINT tariff_supply_kind_known CHECK (((supply_kind)::text = ANY (ARRAY[('SPECIAL'::character varying)::text, ('DEFAULT_SUPPLY'::character varying)::text, ('FALLBACK_SUPPLY'::character varying)::text])))
);
ALTER TABLE public.tariffs_tariff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_tariff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tariffs_tariffsettings (
    id smallint NOT NULL,
    operator_level character varying(8) NOT NULL,
    binding_days smallint NOT NULL,
    compare_default_supply boolean NOT NULL,
    instalment_step bigint NOT NULL,
    import_file_days smallint NOT NULL,
    CONSTRAINT tariff_settings_file_days CHECK (((import_file_days >= 1) AND (import_file_days <= 365))),
    CONSTRAINT tariff_settings_level_known CHECK (((operator_level)::text = ANY (ARRAY[('VERSION'::character varying)::text, ('TIER'::character varying)::text]))),
    CONSTRAINT tariff_settings_once CHECK ((id = 1)),
    CONSTRAINT tariffs_tariffsettings_binding_days_check CHECK ((binding_days >= 0)),
    CONSTRAINT tariffs_tariffsettings_import_file_days_check CHECK ((import_file_days >= 0))
);
CREATE TABLE public.tariffs_tariffupload (
    id bigint NOT NULL,
    actor character varying(150) NOT NULL,
    kept_until date NOT NULL,
    file_id bigint NOT NULL
);
ALTER TABLE public.tariffs_tariffupload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_tariffupload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tariffs_tariffversion (
    id bigint NOT NULL,
    label character varying(80) NOT NULL,
    prices daterange NOT NULL,
    sale daterange NOT NULL,
    state character varying(8) NOT NULL,
    approved_on date,
    price_kind character varying(12) NOT NULL,
    minimum_term_months smallint NOT NULL,
    notice_weeks smallint NOT NULL,
    renewal_months smallint,
    guarantee_until date,
    new_customer_bonus bigint NOT NULL,
    instant_bonus bigint NOT NULL,
    used_at timestamp with time zone,
    tariff_id bigint NOT NULL,
    is_limited boolean NOT NULL,
    cut_by_id bigint,
    withdrawn_because character varying(300) NOT NULL,
    withdrawn_on date,
    CONSTRAINT tariffs_tariffversion_minimum_term_months_check CHECK ((minimum_term_months >= 0)),
    CONSTRAINT tariffs_tariffversion_notice_weeks_check CHECK ((notice_weeks >= 0)),
    CONSTRAINT tariffs_tariffversion_renewal_months_check CHECK ((renewal_months >= 0)),
    CONSTRAINT version_active_is_approved CHECK ((((state)::text = 'DRAFT'::text) OR (approved_on IS NOT NULL))),
    CONSTRAINT version_bonus_not_negative CHECK (((new_customer_bonus >= 0) AND (instant_bonus >= 0))),
    CONSTRAINT version_price_kind_known CHECK (((price_kind)::text = ANY (ARRAY[('COMPONENTS'::character varying)::text, ('END_PRICE'::character varying)::text, ('DYNAMIC'::character varying)::text]))),
    CONSTRAINT version_state_known CHECK (((state)::text = ANY (ARRAY[('DRAFT'::character varying)::text, ('ACTIVE'::character varying)::text, ('ENDED'::character varying)::text]))),
    CONSTRAINT version_used_is_approved CHECK (((used_at IS NULL) OR (approved_on IS NOT NULL))),
    CONSTRAINT version_withdrawn_for_a_reason CHECK (((((withdrawn_because)::text = ''::text) AND (withdrawn_on IS NULL)) OR ((approved_on IS NULL) AND (withdrawn_on IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
CREATE TABLE public.tariffs_tariffversion_grid_operators (
    id bigint NOT NULL,
    tariffversion_id bigint NOT NULL,
    marketparticipant_id bigint CONSTRAINT tariffs_tariffversion_grid_operat_marketparticipant_id_not_null NOT NULL
);
ALTER TABLE public.tariffs_tariffversion_grid_operators ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_tariffversion_grid_operators_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.tariffs_tariffversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tariffs_tariffversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_task (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    title character varying(200) NOT NULL,
    detail text NOT NULL,
    role character varying(30) NOT NULL,
    due_on date NOT NULL,
    url character varying(200) NOT NULL,
    state character varying(8) NOT NULL,
    opened_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    done_by character varying(150) NOT NULL,
    business_partner_id bigint,
    CONSTRAINT task_state_known CHECK (((state)::text = ANY (ARRAY[('OPEN'::character varying)::text, ('DONE'::character varying)::text, ('DROPPED'::character varying)::text])))
);
ALTER TABLE public.work_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_timelineentry (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(10) NOT NULL,
    icon character varying(30) NOT NULL,
    title character varying(200) NOT NULL,
    detail text NOT NULL,
    url character varying(200) NOT NULL,
    actor character varying(150) NOT NULL,
    business_partner_id bigint CONSTRAINT work_timelineentry_partner_id_not_null NOT NULL,
    CONSTRAINT timeline_kind_known CHECK (((kind)::text = ANY (ARRAY[('CONTACT'::character varying)::text, ('QUOTE'::character varying)::text, ('CONTRACT'::character varying)::text, ('METERING'::character varying)::text, ('BILL'::character varying)::text, ('PAYMENT'::character varying)::text, ('MARKET'::character varying)::text, ('NOTE'::character varying)::text])))
);
ALTER TABLE public.work_timelineentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_timelineentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);
INSERT INTO public.auth_permission VALUES
	(1, 'Can add permission', 1, 'add_permission'),
	(2, 'Can change permission', 1, 'change_permission'),
	(3, 'Can delete permission', 1, 'delete_permission'),
	(4, 'Can view permission', 1, 'view_permission'),
	(5, 'Can add group', 2, 'add_group'),
	(6, 'Can change group', 2, 'change_group'),
	(7, 'Can delete group', 2, 'delete_group'),
	(8, 'Can view group', 2, 'view_group'),
	(9, 'Can add content type', 3, 'add_contenttype'),
	(10, 'Can change content type', 3, 'change_contenttype'),
	(11, 'Can delete content type', 3, 'delete_contenttype'),
	(12, 'Can view content type', 3, 'view_contenttype'),
	(13, 'Can add session', 4, 'add_session'),
	(14, 'Can change session', 4, 'change_session'),
	(15, 'Can delete session', 4, 'delete_session'),
	(16, 'Can view session', 4, 'view_session'),
	(17, 'Can add procrastinate event', 5, 'add_procrastinateevent'),
	(18, 'Can change procrastinate event', 5, 'change_procrastinateevent'),
	(19, 'Can delete procrastinate event', 5, 'delete_procrastinateevent'),
	(20, 'Can view procrastinate event', 5, 'view_procrastinateevent'),
	(21, 'Can add procrastinate job', 6, 'add_procrastinatejob'),
	(22, 'Can change procrastinate job', 6, 'change_procrastinatejob'),
	(23, 'Can delete procrastinate job', 6, 'delete_procrastinatejob'),
	(24, 'Can view procrastinate job', 6, 'view_procrastinatejob'),
	(25, 'Can add procrastinate periodic defer', 7, 'add_procrastinateperiodicdefer'),
	(26, 'Can change procrastinate periodic defer', 7, 'change_procrastinateperiodicdefer'),
	(27, 'Can delete procrastinate periodic defer', 7, 'delete_procrastinateperiodicdefer'),
	(28, 'Can view procrastinate periodic defer', 7, 'view_procrastinateperiodicdefer'),
	(29, 'Can add procrastinate worker', 8, 'add_procrastinateworker'),
	(30, 'Can change procrastinate worker', 8, 'change_procrastinateworker'),
	(31, 'Can delete procrastinate worker', 8, 'delete_procrastinateworker'),
	(32, 'Can view procrastinate worker', 8, 'view_procrastinateworker'),
	(33, 'Can add Befehl', 9, 'add_commandrecord'),
	(34, 'Can change Befehl', 9, 'change_commandrecord'),
	(35, 'Can delete Befehl', 9, 'delete_commandrecord'),
	(36, 'Can view Befehl', 9, 'view_commandrecord'),
	(37, 'Can add Datei', 10, 'add_storedfile'),
	(38, 'Can change Datei', 10, 'change_storedfile'),
	(39, 'Can delete Datei', 10, 'delete_storedfile'),
	(40, 'Can view Datei', 10, 'view_storedfile'),
	(41, 'Can add Protokollzeile', 11, 'add_auditrow'),
	(42, 'Can change Protokollzeile', 11, 'change_auditrow'),
	(43, 'Can delete Protokollzeile', 11, 'delete_auditrow'),
	(44, 'Can view Protokollzeile', 11, 'view_auditrow'),
	(45, 'Can add Geschäftstag', 12, 'add_businessdate'),
	(46, 'Can change Geschäftstag', 12, 'change_businessdate'),
	(47, 'Can delete Geschäftstag', 12, 'delete_businessdate'),
	(48, 'Can view Geschäftstag', 12, 'view_businessdate'),
	(49, 'Can add Nummernkreis', 13, 'add_numberrange'),
	(50, 'Can change Nummernkreis', 13, 'change_numberrange'),
	(51, 'Can delete Nummernkreis', 13, 'delete_numberrange'),
	(52, 'Can view Nummernkreis', 13, 'view_numberrange'),
	(53, 'Can add Lauf', 14, 'add_run'),
	(54, 'Can change Lauf', 14, 'change_run'),
	(55, 'Can delete Lauf', 14, 'delete_run'),
	(56, 'Can view Lauf', 14, 'view_run'),
	(57, 'Can add Sucheintrag', 15, 'add_searchentry'),
	(58, 'Can change Sucheintrag', 15, 'change_searchentry'),
	(59, 'Can delete Sucheintrag', 15, 'delete_searchentry'),
	(60, 'Can view Sucheintrag', 15, 'view_searchentry'),
	(61, 'Can add Teil eines Laufs', 16, 'add_runchunk'),
	(62, 'Can change Teil eines Laufs', 16, 'change_runchunk'),
	(63, 'Can delete Teil eines Laufs', 16, 'delete_runchunk'),
	(64, 'Can view Teil eines Laufs', 16, 'view_runchunk'),
	(65, 'Can add Bereitgestellte Datei', 17, 'add_download'),
	(66, 'Can change Bereitgestellte Datei', 17, 'change_download'),
	(67, 'Can delete Bereitgestellte Datei', 17, 'delete_download'),
	(68, 'Can view Bereitgestellte Datei', 17, 'view_download'),
	(69, 'Can add Rücknahme', 18, 'add_undooffer'),
	(70, 'Can change Rücknahme', 18, 'change_undooffer'),
	(71, 'Can delete Rücknahme', 18, 'delete_undooffer'),
	(72, 'Can view Rücknahme', 18, 'view_undooffer'),
	(73, 'Can add Geschäftspartner', 19, 'add_businesspartner'),
	(74, 'Can change Geschäftspartner', 19, 'change_businesspartner'),
	(75, 'Can delete Geschäftspartner', 19, 'delete_businesspartner'),
	(76, 'Can view Geschäftspartner', 19, 'view_businesspartner'),
	(77, 'Can add Bankverbindung', 20, 'add_bankaccount'),
	(78, 'Can change Bankverbindung', 20, 'change_bankaccount'),
	(79, 'Can delete Bankverbindung', 20, 'delete_bankaccount'),
	(80, 'Can view Bankverbindung', 20, 'view_bankaccount'),
	(81, 'Can add Adresse', 21, 'add_address'),
	(82, 'Can change Adresse', 21, 'change_address'),
	(83, 'Can delete Adresse', 21, 'delete_address'),
	(84, 'Can view Adresse', 21, 'view_address'),
	(85, 'Can add Ansprechpartner', 22, 'add_contactperson'),
	(86, 'Can change Ansprechpartner', 22, 'change_contactperson'),
	(87, 'Can delete Ansprechpartner', 22, 'delete_contactperson'),
	(88, 'Can view Ansprechpartner', 22, 'view_contactperson'),
	(89, 'Can add Kontaktweg', 23, 'add_contactpoint'),
	(90, 'Can change Kontaktweg', 23, 'change_contactpoint'),
	(91, 'Can delete Kontaktweg', 23, 'delete_contactpoint'),
	(92, 'Can view Kontaktweg', 23, 'view_contactpoint'),
	(93, 'Can add Bonität', 24, 'add_creditrating'),
	(94, 'Can change Bonität', 24, 'change_creditrating'),
	(95, 'Can delete Bonität', 24, 'delete_creditrating'),
	(96, 'Can view Bonität', 24, 'view_creditrating'),
	(97, 'Can add Einwilligung', 25, 'add_consent'),
	(98, 'Can change Einwilligung', 25, 'change_consent'),
	(99, 'Can delete Einwilligung', 25, 'delete_consent'),
	(100, 'Can view Einwilligung', 25, 'view_consent'),
	(101, 'Can add Basiszinssatz', 26, 'add_baserate'),
	(102, 'Can change Basiszinssatz', 26, 'change_baserate'),
	(103, 'Can delete Basiszinssatz', 26, 'delete_baserate'),
	(104, 'Can view Basiszinssatz', 26, 'view_baserate'),
	(105, 'Can add Marktpartner', 27, 'add_marketparticipant'),
	(106, 'Can change Marktpartner', 27, 'change_marketparticipant'),
	(107, 'Can delete Marktpartner', 27, 'delete_marketparticipant'),
	(108, 'Can view Marktpartner', 27, 'view_marketparticipant'),
	(109, 'Can add Ort', 28, 'add_place'),
	(110, 'Can change Ort', 28, 'change_place'),
	(111, 'Can delete Ort', 28, 'delete_place'),
	(112, 'Can view Ort', 28, 'view_place'),
	(113, 'Can add Preisbestandteil', 29, 'add_pricecomponentkind'),
	(114, 'Can change Preisbestandteil', 29, 'change_pricecomponentkind'),
	(115, 'Can delete Preisbestandteil', 29, 'delete_pricecomponentkind'),
	(116, 'Can view Preisbestandteil', 29, 'view_pricecomponentkind'),
	(117, 'Can add Netzentgelt', 30, 'add_gridprice'),
	(118, 'Can change Netzentgelt', 30, 'change_gridprice'),
	(119, 'Can delete Netzentgelt', 30, 'delete_gridprice'),
	(120, 'Can view Netzentgelt', 30, 'view_gridprice'),
	(121, 'Can add Grundversorgungstarif', 31, 'add_defaultsupplytariff'),
	(122, 'Can change Grundversorgungstarif', 31, 'change_defaultsupplytariff'),
	(123, 'Can delete Grundversorgungstarif', 31, 'delete_defaultsupplytariff'),
	(124, 'Can view Grundversorgungstarif', 31, 'view_defaultsupplytariff'),
	(125, 'Can add eigenes Unternehmen', 32, 'add_owncompany'),
	(126, 'Can change eigenes Unternehmen', 32, 'change_owncompany'),
	(127, 'Can delete eigenes Unternehmen', 32, 'delete_owncompany'),
	(128, 'Can view eigenes Unternehmen', 32, 'view_owncompany'),
	(129, 'Can add Netzgebiet', 33, 'add_gridarea'),
	(130, 'Can change Netzgebiet', 33, 'change_gridarea'),
	(131, 'Can delete Netzgebiet', 33, 'delete_gridarea'),
	(132, 'Can view Netzgebiet', 33, 'view_gridarea'),
	(133, 'Can add Wert eines Preisbestandteils', 34, 'add_pricecomponent'),
	(134, 'Can change Wert eines Preisbestandteils', 34, 'change_pricecomponent'),
	(135, 'Can delete Wert eines Preisbestandteils', 34, 'delete_pricecomponent'),
	(136, 'Can view Wert eines Preisbestandteils', 34, 'view_pricecomponent'),
	(137, 'Can add Antwort des Tages', 35, 'add_lookupanswer'),
	(138, 'Can change Antwort des Tages', 35, 'change_lookupanswer'),
	(139, 'Can delete Antwort des Tages', 35, 'delete_lookupanswer'),
	(140, 'Can view Antwort des Tages', 35, 'view_lookupanswer'),
	(141, 'Can add Abfrage', 36, 'add_lookupcall'),
	(142, 'Can change Abfrage', 36, 'change_lookupcall'),
	(143, 'Can delete Abfrage', 36, 'delete_lookupcall'),
	(144, 'Can view Abfrage', 36, 'view_lookupcall'),
	(145, 'Can add Anbindung', 37, 'add_provider'),
	(146, 'Can change Anbindung', 37, 'change_provider'),
	(147, 'Can delete Anbindung', 37, 'delete_provider'),
	(148, 'Can view Anbindung', 37, 'view_provider'),
	(149, 'Can add Kennwort einer Anbindung', 38, 'add_providersecret'),
	(150, 'Can change Kennwort einer Anbindung', 38, 'change_providersecret'),
	(151, 'Can delete Kennwort einer Anbindung', 38, 'delete_providersecret'),
	(152, 'Can view Kennwort einer Anbindung', 38, 'view_providersecret'),
	(153, 'Can add Börsenpreise eines Tages', 39, 'add_spotday'),
	(154, 'Can change Börsenpreise eines Tages', 39, 'change_spotday'),
	(155, 'Can delete Börsenpreise eines Tages', 39, 'delete_spotday'),
	(156, 'Can view Börsenpreise eines Tages', 39, 'view_spotday'),
	(157, 'Can add früher bekannte Börsenpreise eines Tages', 40, 'add_formerspotday'),
	(158, 'Can change früher bekannte Börsenpreise eines Tages', 40, 'change_formerspotday'),
	(159, 'Can delete früher bekannte Börsenpreise eines Tages', 40, 'delete_formerspotday'),
	(160, 'Can view früher bekannte Börsenpreise eines Tages', 40, 'view_formerspotday'),
	(161, 'Can add früher bekanntes Netzentgelt', 41, 'add_formergridprice'),
	(162, 'Can change früher bekanntes Netzentgelt', 41, 'change_formergridprice'),
	(163, 'Can delete früher bekanntes Netzentgelt', 41, 'delete_formergridprice'),
	(164, 'Can view früher bekanntes Netzentgelt', 41, 'view_formergridprice'),
	(165, 'Can add Aufgabe', 42, 'add_task'),
	(166, 'Can change Aufgabe', 42, 'change_task'),
	(167, 'Can delete Aufgabe', 42, 'delete_task'),
	(168, 'Can view Aufgabe', 42, 'view_task'),
	(169, 'Can add Eintrag der Zeitleiste', 43, 'add_timelineentry'),
	(170, 'Can change Eintrag der Zeitleiste', 43, 'change_timelineentry'),
	(171, 'Can delete Eintrag der Zeitleiste', 43, 'delete_timelineentry'),
	(172, 'Can view Eintrag der Zeitleiste', 43, 'view_timelineentry'),
	(173, 'Can add Lieferstelle', 44, 'add_supplypoint'),
	(174, 'Can change Lieferstelle', 44, 'change_supplypoint'),
	(175, 'Can delete Lieferstelle', 44, 'delete_supplypoint'),
	(176, 'Can view Lieferstelle', 44, 'view_supplypoint'),
	(177, 'Can add Zähler', 45, 'add_meter'),
	(178, 'Can change Zähler', 45, 'change_meter'),
	(179, 'Can delete Zähler', 45, 'delete_meter'),
	(180, 'Can view Zähler', 45, 'view_meter'),
	(181, 'Can add Zählwerk', 46, 'add_register'),
	(182, 'Can change Zählwerk', 46, 'change_register'),
	(183, 'Can delete Zählwerk', 46, 'delete_register'),
	(184, 'Can view Zählwerk', 46, 'view_register'),
	(185, 'Can add Messung und § 14a', 47, 'add_meteringchange'),
	(186, 'Can change Messung und § 14a', 47, 'change_meteringchange'),
	(187, 'Can delete Messung und § 14a', 47, 'delete_meteringchange'),
	(188, 'Can view Messung und § 14a', 47, 'view_meteringchange'),
	(189, 'Can add abgeschlossener Monat', 48, 'add_closedmonth'),
	(190, 'Can change abgeschlossener Monat', 48, 'change_closedmonth'),
	(191, 'Can delete abgeschlossener Monat', 48, 'delete_closedmonth'),
	(192, 'Can view abgeschlossener Monat', 48, 'view_closedmonth'),
	(193, 'Can add Buchung', 49, 'add_journalentry'),
	(194, 'Can change Buchung', 49, 'change_journalentry'),
	(195, 'Can delete Buchung', 49, 'delete_journalentry'),
	(196, 'Can view Buchung', 49, 'view_journalentry'),
	(197, 'Can add Konto', 50, 'add_ledgeraccount'),
	(198, 'Can change Konto', 50, 'change_ledgeraccount'),
	(199, 'Can delete Konto', 50, 'delete_ledgeraccount'),
	(200, 'Can view Konto', 50, 'view_ledgeraccount'),
	(201, 'Can add Kontenzuordnung', 51, 'add_accountuse'),
	(202, 'Can change Kontenzuordnung', 51, 'change_accountuse'),
	(203, 'Can delete Kontenzuordnung', 51, 'delete_accountuse'),
	(204, 'Can view Kontenzuordnung', 51, 'view_accountuse'),
	(205, 'Can add offener Posten', 52, 'add_openitem'),
	(206, 'Can change offener Posten', 52, 'change_openitem'),
	(207, 'Can delete offener Posten', 52, 'delete_openitem'),
	(208, 'Can view offener Posten', 52, 'view_openitem'),
	(209, 'Can add Ausgleich', 53, 'add_clearing'),
	(210, 'Can change Ausgleich', 53, 'change_clearing'),
	(211, 'Can delete Ausgleich', 53, 'delete_clearing'),
	(212, 'Can view Ausgleich', 53, 'view_clearing'),
	(213, 'Can add Buchungszeile', 54, 'add_posting'),
	(214, 'Can change Buchungszeile', 54, 'change_posting'),
	(215, 'Can delete Buchungszeile', 54, 'delete_posting'),
	(216, 'Can view Buchungszeile', 54, 'view_posting'),
	(217, 'Can add Dokument', 55, 'add_document'),
	(218, 'Can change Dokument', 55, 'change_document'),
	(219, 'Can delete Dokument', 55, 'delete_document'),
	(220, 'Can view Dokument', 55, 'view_document'),
	(221, 'Can add Zustellung', 56, 'add_dispatch'),
	(222, 'Can change Zustellung', 56, 'change_dispatch'),
	(223, 'Can delete Zustellung', 56, 'delete_dispatch'),
	(224, 'Can view Zustellung', 56, 'view_dispatch'),
	(225, 'Can add Verbrauchsvorschlag', 57, 'add_consumptionpreset'),
	(226, 'Can change Verbrauchsvorschlag', 57, 'change_consumptionpreset'),
	(227, 'Can delete Verbrauchsvorschlag', 57, 'delete_consumptionpreset'),
	(228, 'Can view Verbrauchsvorschlag', 57, 'view_consumptionpreset'),
	(229, 'Can add Tarif', 58, 'add_tariff'),
	(230, 'Can change Tarif', 58, 'change_tariff'),
	(231, 'Can delete Tarif', 58, 'delete_tariff'),
	(232, 'Can view Tarif', 58, 'view_tariff'),
	(233, 'Can add Tarifeinstellungen', 59, 'add_tariffsettings'),
	(234, 'Can change Tarifeinstellungen', 59, 'change_tariffsettings'),
	(235, 'Can delete Tarifeinstellungen', 59, 'delete_tariffsettings'),
	(236, 'Can view Tarifeinstellungen', 59, 'view_tariffsettings'),
	(237, 'Can add Tarifzeitscheibe', 60, 'add_tariffversion'),
	(238, 'Can change Tarifzeitscheibe', 60, 'change_tariffversion'),
	(239, 'Can delete Tarifzeitscheibe', 60, 'delete_tariffversion'),
	(240, 'Can view Tarifzeitscheibe', 60, 'view_tariffversion'),
	(241, 'Can add Preisstaffel', 61, 'add_pricetier'),
	(242, 'Can change Preisstaffel', 61, 'change_pricetier'),
	(243, 'Can delete Preisstaffel', 61, 'delete_pricetier'),
	(244, 'Can view Preisstaffel', 61, 'view_pricetier'),
	(245, 'Can add Kondition', 62, 'add_condition'),
	(246, 'Can change Kondition', 62, 'change_condition'),
	(247, 'Can delete Kondition', 62, 'delete_condition'),
	(248, 'Can view Kondition', 62, 'view_condition'),
	(249, 'Can add Beschaffungspreis', 63, 'add_procurementprice'),
	(250, 'Can change Beschaffungspreis', 63, 'change_procurementprice'),
	(251, 'Can delete Beschaffungspreis', 63, 'delete_procurementprice'),
	(252, 'Can view Beschaffungspreis', 63, 'view_procurementprice'),
	(253, 'Can add Hochgeladene Tarifdatei', 64, 'add_tariffupload'),
	(254, 'Can change Hochgeladene Tarifdatei', 64, 'change_tariffupload'),
	(255, 'Can delete Hochgeladene Tarifdatei', 64, 'delete_tariffupload'),
	(256, 'Can view Hochgeladene Tarifdatei', 64, 'view_tariffupload'),
	(257, 'Can add Gasumrechnung', 65, 'add_gasconversion'),
	(258, 'Can change Gasumrechnung', 65, 'change_gasconversion'),
	(259, 'Can delete Gasumrechnung', 65, 'delete_gasconversion'),
	(260, 'Can view Gasumrechnung', 65, 'view_gasconversion'),
	(261, 'Can add Zählerstand', 66, 'add_reading'),
	(262, 'Can change Zählerstand', 66, 'change_reading'),
	(263, 'Can delete Zählerstand', 66, 'delete_reading'),
	(264, 'Can view Zählerstand', 66, 'view_reading'),
	(265, 'Can add Viertelstundenwerte eines Tages', 67, 'add_loadday'),
	(266, 'Can change Viertelstundenwerte eines Tages', 67, 'change_loadday'),
	(267, 'Can delete Viertelstundenwerte eines Tages', 67, 'delete_loadday'),
	(268, 'Can view Viertelstundenwerte eines Tages', 67, 'view_loadday'),
	(269, 'Can add Vertragskonto', 68, 'add_contractaccount'),
	(270, 'Can change Vertragskonto', 68, 'change_contractaccount'),
	(271, 'Can delete Vertragskonto', 68, 'delete_contractaccount'),
	(272, 'Can view Vertragskonto', 68, 'view_contractaccount'),
	(273, 'Can add SEPA-Lastschriftmandat', 69, 'add_sepamandate'),
	(274, 'Can change SEPA-Lastschriftmandat', 69, 'change_sepamandate'),
	(275, 'Can delete SEPA-Lastschriftmandat', 69, 'delete_sepamandate'),
	(276, 'Can view SEPA-Lastschriftmandat', 69, 'view_sepamandate'),
	(277, 'Can add Liefervertrag', 70, 'add_supplycontract'),
	(278, 'Can change Liefervertrag', 70, 'change_supplycontract'),
	(279, 'Can delete Liefervertrag', 70, 'delete_supplycontract'),
	(280, 'Can view Liefervertrag', 70, 'view_supplycontract'),
	(281, 'Can add Vertragskonditionen', 71, 'add_contractterms'),
	(282, 'Can change Vertragskonditionen', 71, 'change_contractterms'),
	(283, 'Can delete Vertragskonditionen', 71, 'delete_contractterms'),
	(284, 'Can view Vertragskonditionen', 71, 'view_contractterms'),
	(285, 'Can add vereinbarte Kondition', 72, 'add_contractcondition'),
	(286, 'Can change vereinbarte Kondition', 72, 'change_contractcondition'),
	(287, 'Can delete vereinbarte Kondition', 72, 'delete_contractcondition'),
	(288, 'Can view vereinbarte Kondition', 72, 'view_contractcondition'),
	(289, 'Can add Angebot', 73, 'add_quote'),
	(290, 'Can change Angebot', 73, 'change_quote'),
	(291, 'Can delete Angebot', 73, 'delete_quote'),
	(292, 'Can view Angebot', 73, 'view_quote'),
	(293, 'Can add Preiskalkulation', 74, 'add_pricecalculation'),
	(294, 'Can change Preiskalkulation', 74, 'change_pricecalculation'),
	(295, 'Can delete Preiskalkulation', 74, 'delete_pricecalculation'),
	(296, 'Can view Preiskalkulation', 74, 'view_pricecalculation'),
	(297, 'Can add Angebotsentwurf', 75, 'add_quotedraft'),
	(298, 'Can change Angebotsentwurf', 75, 'change_quotedraft'),
	(299, 'Can delete Angebotsentwurf', 75, 'delete_quotedraft'),
	(300, 'Can view Angebotsentwurf', 75, 'view_quotedraft'),
	(301, 'Can add Ablehnung', 76, 'add_rejection'),
	(302, 'Can change Ablehnung', 76, 'change_rejection'),
	(303, 'Can delete Ablehnung', 76, 'delete_rejection'),
	(304, 'Can view Ablehnung', 76, 'view_rejection'),
	(305, 'Can add Vertriebseinstellungen', 77, 'add_salessettings'),
	(306, 'Can change Vertriebseinstellungen', 77, 'change_salessettings'),
	(307, 'Can delete Vertriebseinstellungen', 77, 'delete_salessettings'),
	(308, 'Can view Vertriebseinstellungen', 77, 'view_salessettings'),
	(309, 'Can add Energieart', 78, 'add_energykind'),
	(310, 'Can change Energieart', 78, 'change_energykind'),
	(311, 'Can delete Energieart', 78, 'delete_energykind'),
	(312, 'Can view Energieart', 78, 'view_energykind'),
	(313, 'Can add Angebotsposition', 79, 'add_quoteitem'),
	(314, 'Can change Angebotsposition', 79, 'change_quoteitem'),
	(315, 'Can delete Angebotsposition', 79, 'delete_quoteitem'),
	(316, 'Can view Angebotsposition', 79, 'view_quoteitem'),
	(317, 'Can add Annahmeerklärung', 80, 'add_declaration'),
	(318, 'Can change Annahmeerklärung', 80, 'change_declaration'),
	(319, 'Can delete Annahmeerklärung', 80, 'delete_declaration'),
	(320, 'Can view Annahmeerklärung', 80, 'view_declaration'),
	(321, 'Can add Übergabe', 81, 'add_handover'),
	(322, 'Can change Übergabe', 81, 'change_handover'),
	(323, 'Can delete Übergabe', 81, 'delete_handover'),
	(324, 'Can view Übergabe', 81, 'view_handover'),
	(325, 'Can add Empfänger der Übergaben', 82, 'add_handoverendpoint'),
	(326, 'Can change Empfänger der Übergaben', 82, 'change_handoverendpoint'),
	(327, 'Can delete Empfänger der Übergaben', 82, 'delete_handoverendpoint'),
	(328, 'Can view Empfänger der Übergaben', 82, 'view_handoverendpoint'),
	(329, 'Can add Meldung einer Übergabe', 83, 'add_handovernotice'),
	(330, 'Can change Meldung einer Übergabe', 83, 'change_handovernotice'),
	(331, 'Can delete Meldung einer Übergabe', 83, 'delete_handovernotice'),
	(332, 'Can view Meldung einer Übergabe', 83, 'view_handovernotice'),
	(333, 'Can add Link zum Angebot', 84, 'add_quotelink'),
	(334, 'Can change Link zum Angebot', 84, 'change_quotelink'),
	(335, 'Can delete Link zum Angebot', 84, 'delete_quotelink'),
	(336, 'Can view Link zum Angebot', 84, 'view_quotelink'),
	(337, 'Can add Nachfassen', 85, 'add_followup'),
	(338, 'Can change Nachfassen', 85, 'change_followup'),
	(339, 'Can delete Nachfassen', 85, 'delete_followup'),
	(340, 'Can view Nachfassen', 85, 'view_followup'),
	(341, 'Can add Lead', 86, 'add_lead'),
	(342, 'Can change Lead', 86, 'change_lead'),
	(343, 'Can delete Lead', 86, 'delete_lead'),
	(344, 'Can view Lead', 86, 'view_lead'),
	(345, 'Can add Eintrag zum Lead', 87, 'add_leadentry'),
	(346, 'Can change Eintrag zum Lead', 87, 'change_leadentry'),
	(347, 'Can delete Eintrag zum Lead', 87, 'delete_leadentry'),
	(348, 'Can view Eintrag zum Lead', 87, 'view_leadentry'),
	(349, 'Can add Auswahlmöglichkeit', 88, 'add_offeredoption'),
	(350, 'Can change Auswahlmöglichkeit', 88, 'change_offeredoption'),
	(351, 'Can delete Auswahlmöglichkeit', 88, 'delete_offeredoption'),
	(352, 'Can view Auswahlmöglichkeit', 88, 'view_offeredoption'),
	(353, 'Can add Fassung der AGB', 89, 'add_generalterms'),
	(354, 'Can change Fassung der AGB', 89, 'change_generalterms'),
	(355, 'Can delete Fassung der AGB', 89, 'delete_generalterms'),
	(356, 'Can view Fassung der AGB', 89, 'view_generalterms'),
	(357, 'Can add Mögliche Dublette', 90, 'add_possibleduplicate'),
	(358, 'Can change Mögliche Dublette', 90, 'change_possibleduplicate'),
	(359, 'Can delete Mögliche Dublette', 90, 'delete_possibleduplicate'),
	(360, 'Can view Mögliche Dublette', 90, 'view_possibleduplicate'),
	(361, 'Can add Zusammenführung', 91, 'add_merge'),
	(362, 'Can change Zusammenführung', 91, 'change_merge'),
	(363, 'Can delete Zusammenführung', 91, 'delete_merge'),
	(364, 'Can view Zusammenführung', 91, 'view_merge'),
	(365, 'Can add Übertragungsdatei', 92, 'add_interchange'),
	(366, 'Can change Übertragungsdatei', 92, 'change_interchange'),
	(367, 'Can delete Übertragungsdatei', 92, 'delete_interchange'),
	(368, 'Can view Übertragungsdatei', 92, 'view_interchange'),
	(369, 'Can add Marktprozess', 93, 'add_process'),
	(370, 'Can change Marktprozess', 93, 'change_process'),
	(371, 'Can delete Marktprozess', 93, 'delete_process'),
	(372, 'Can view Marktprozess', 93, 'view_process'),
	(373, 'Can add Nachricht', 94, 'add_marketmessage'),
	(374, 'Can change Nachricht', 94, 'change_marketmessage'),
	(375, 'Can delete Nachricht', 94, 'delete_marketmessage'),
	(376, 'Can view Nachricht', 94, 'view_marketmessage'),
	(377, 'Can add Übertragungsweg', 95, 'add_channel'),
	(378, 'Can change Übertragungsweg', 95, 'change_channel'),
	(379, 'Can delete Übertragungsweg', 95, 'delete_channel'),
	(380, 'Can view Übertragungsweg', 95, 'view_channel'),
	(381, 'Can add Kennwort eines Übertragungswegs', 96, 'add_channelsecret'),
	(382, 'Can change Kennwort eines Übertragungswegs', 96, 'change_channelsecret'),
	(383, 'Can delete Kennwort eines Übertragungswegs', 96, 'delete_channelsecret'),
	(384, 'Can view Kennwort eines Übertragungswegs', 96, 'view_channelsecret'),
	(385, 'Can add Abrechnungseinstellungen', 97, 'add_billingsettings'),
	(386, 'Can change Abrechnungseinstellungen', 97, 'change_billingsettings'),
	(387, 'Can delete Abrechnungseinstellungen', 97, 'delete_billingsettings'),
	(388, 'Can view Abrechnungseinstellungen', 97, 'view_billingsettings'),
	(389, 'Can add Abschlagsplan', 98, 'add_instalmentplan'),
	(390, 'Can change Abschlagsplan', 98, 'change_instalmentplan'),
	(391, 'Can delete Abschlagsplan', 98, 'delete_instalmentplan'),
	(392, 'Can view Abschlagsplan', 98, 'view_instalmentplan'),
	(393, 'Can add Rechnung', 99, 'add_invoice'),
	(394, 'Can change Rechnung', 99, 'change_invoice'),
	(395, 'Can delete Rechnung', 99, 'delete_invoice'),
	(396, 'Can view Rechnung', 99, 'view_invoice'),
	(397, 'Can add Abschlag', 100, 'add_instalment'),
	(398, 'Can change Abschlag', 100, 'change_instalment'),
	(399, 'Can delete Abschlag', 100, 'delete_instalment'),
	(400, 'Can view Abschlag', 100, 'view_instalment'),
	(401, 'Can add Rechnungsposition', 101, 'add_invoiceline'),
	(402, 'Can change Rechnungsposition', 101, 'change_invoiceline'),
	(403, 'Can delete Rechnungsposition', 101, 'delete_invoiceline'),
	(404, 'Can view Rechnungsposition', 101, 'view_invoiceline'),
	(405, 'Can add Umsatzsteuer einer Rechnung', 102, 'add_invoicevat'),
	(406, 'Can change Umsatzsteuer einer Rechnung', 102, 'change_invoicevat'),
	(407, 'Can delete Umsatzsteuer einer Rechnung', 102, 'delete_invoicevat'),
	(408, 'Can view Umsatzsteuer einer Rechnung', 102, 'view_invoicevat'),
	(409, 'Can add Ergebnis eines Abrechnungslaufs', 103, 'add_runbill'),
	(410, 'Can change Ergebnis eines Abrechnungslaufs', 103, 'change_runbill'),
	(411, 'Can delete Ergebnis eines Abrechnungslaufs', 103, 'delete_runbill'),
	(412, 'Can view Ergebnis eines Abrechnungslaufs', 103, 'view_runbill'),
	(413, 'Can add Hausbank', 104, 'add_housebank'),
	(414, 'Can change Hausbank', 104, 'change_housebank'),
	(415, 'Can delete Hausbank', 104, 'delete_housebank'),
	(416, 'Can view Hausbank', 104, 'view_housebank'),
	(417, 'Can add Bankdatei', 105, 'add_bankfile'),
	(418, 'Can change Bankdatei', 105, 'change_bankfile'),
	(419, 'Can delete Bankdatei', 105, 'delete_bankfile'),
	(420, 'Can view Bankdatei', 105, 'view_bankfile'),
	(421, 'Can add Kontoauszug', 106, 'add_bankstatement'),
	(422, 'Can change Kontoauszug', 106, 'change_bankstatement'),
	(423, 'Can delete Kontoauszug', 106, 'delete_bankstatement'),
	(424, 'Can view Kontoauszug', 106, 'view_bankstatement'),
	(425, 'Can add Bankbuchung', 107, 'add_bankentry'),
	(426, 'Can change Bankbuchung', 107, 'change_bankentry'),
	(427, 'Can delete Bankbuchung', 107, 'delete_bankentry'),
	(428, 'Can view Bankbuchung', 107, 'view_bankentry'),
	(429, 'Can add Lastschrift', 108, 'add_collectionitem'),
	(430, 'Can change Lastschrift', 108, 'change_collectionitem'),
	(431, 'Can delete Lastschrift', 108, 'delete_collectionitem'),
	(432, 'Can view Lastschrift', 108, 'view_collectionitem'),
	(433, 'Can add Zahlung', 109, 'add_bankpayment'),
	(434, 'Can change Zahlung', 109, 'change_bankpayment'),
	(435, 'Can delete Zahlung', 109, 'delete_bankpayment'),
	(436, 'Can view Zahlung', 109, 'view_bankpayment'),
	(437, 'Can add Lastschriftlauf', 110, 'add_collectionrun'),
	(438, 'Can change Lastschriftlauf', 110, 'change_collectionrun'),
	(439, 'Can delete Lastschriftlauf', 110, 'delete_collectionrun'),
	(440, 'Can view Lastschriftlauf', 110, 'view_collectionrun'),
	(441, 'Can add Lastschriftbedingungen', 111, 'add_collectionterms'),
	(442, 'Can change Lastschriftbedingungen', 111, 'change_collectionterms'),
	(443, 'Can delete Lastschriftbedingungen', 111, 'delete_collectionterms'),
	(444, 'Can view Lastschriftbedingungen', 111, 'view_collectionterms'),
	(445, 'Can add Zuordnungsregeln', 112, 'add_matchingsettings'),
	(446, 'Can change Zuordnungsregeln', 112, 'change_matchingsettings'),
	(447, 'Can delete Zuordnungsregeln', 112, 'delete_matchingsettings'),
	(448, 'Can view Zuordnungsregeln', 112, 'view_matchingsettings'),
	(449, 'Can add Zuordnungsvorschlag', 113, 'add_matchproposal'),
	(450, 'Can change Zuordnungsvorschlag', 113, 'change_matchproposal'),
	(451, 'Can delete Zuordnungsvorschlag', 113, 'delete_matchproposal'),
	(452, 'Can view Zuordnungsvorschlag', 113, 'view_matchproposal'),
	(453, 'Can add Mahnstufe', 114, 'add_dunninglevel'),
	(454, 'Can change Mahnstufe', 114, 'change_dunninglevel'),
	(455, 'Can delete Mahnstufe', 114, 'delete_dunninglevel'),
	(456, 'Can view Mahnstufe', 114, 'view_dunninglevel'),
	(457, 'Can add Mahnung', 115, 'add_dunningnotice'),
	(458, 'Can change Mahnung', 115, 'change_dunningnotice'),
	(459, 'Can delete Mahnung', 115, 'delete_dunningnotice'),
	(460, 'Can view Mahnung', 115, 'view_dunningnotice'),
	(461, 'Can add gemahnter Posten', 116, 'add_dunningnoticeitem'),
	(462, 'Can change gemahnter Posten', 116, 'change_dunningnoticeitem'),
	(463, 'Can delete gemahnter Posten', 116, 'delete_dunningnoticeitem'),
	(464, 'Can view gemahnter Posten', 116, 'view_dunningnoticeitem'),
	(465, 'Can add Mahnverfahren', 117, 'add_dunningprocedure'),
	(466, 'Can change Mahnverfahren', 117, 'change_dunningprocedure'),
	(467, 'Can delete Mahnverfahren', 117, 'delete_dunningprocedure'),
	(468, 'Can view Mahnverfahren', 117, 'view_dunningprocedure'),
	(469, 'Can add Mahnsperre', 118, 'add_dunningblock'),
	(470, 'Can change Mahnsperre', 118, 'change_dunningblock'),
	(471, 'Can delete Mahnsperre', 118, 'delete_dunningblock'),
	(472, 'Can view Mahnsperre', 118, 'view_dunningblock'),
	(473, 'Can add Kampagne', 119, 'add_campaign'),
	(474, 'Can change Kampagne', 119, 'change_campaign'),
	(475, 'Can delete Kampagne', 119, 'delete_campaign'),
	(476, 'Can view Kampagne', 119, 'view_campaign'),
	(477, 'Can add Aktionscode', 120, 'add_responsecode'),
	(478, 'Can change Aktionscode', 120, 'change_responsecode'),
	(479, 'Can delete Aktionscode', 120, 'delete_responsecode'),
	(480, 'Can view Aktionscode', 120, 'view_responsecode'),
	(481, 'Can add E-Mail einer Kampagne', 121, 'add_campaignmail'),
	(482, 'Can change E-Mail einer Kampagne', 121, 'change_campaignmail'),
	(483, 'Can delete E-Mail einer Kampagne', 121, 'delete_campaignmail'),
	(484, 'Can view E-Mail einer Kampagne', 121, 'view_campaignmail'),
	(485, 'Can add Zugang', 122, 'add_user'),
	(486, 'Can change Zugang', 122, 'change_user'),
	(487, 'Can delete Zugang', 122, 'delete_user'),
	(488, 'Can view Zugang', 122, 'view_user'),
	(489, 'Can add Spaltenwahl', 123, 'add_listcolumns'),
	(490, 'Can change Spaltenwahl', 123, 'change_listcolumns'),
	(491, 'Can delete Spaltenwahl', 123, 'delete_listcolumns'),
	(492, 'Can view Spaltenwahl', 123, 'view_listcolumns'),
	(493, 'Can add Gespeicherte Ansicht', 124, 'add_savedview'),
	(494, 'Can change Gespeicherte Ansicht', 124, 'change_savedview'),
	(495, 'Can delete Gespeicherte Ansicht', 124, 'delete_savedview'),
	(496, 'Can view Gespeicherte Ansicht', 124, 'view_savedview'),
	(497, 'Can add API-Schlüssel', 125, 'add_apitoken'),
	(498, 'Can change API-Schlüssel', 125, 'change_apitoken'),
	(499, 'Can delete API-Schlüssel', 125, 'delete_apitoken'),
	(500, 'Can view API-Schlüssel', 125, 'view_apitoken'),
	(501, 'Can add Eintrag zum Zugang', 126, 'add_loginentry'),
	(502, 'Can change Eintrag zum Zugang', 126, 'change_loginentry'),
	(503, 'Can delete Eintrag zum Zugang', 126, 'delete_loginentry'),
	(504, 'Can view Eintrag zum Zugang', 126, 'view_loginentry'),
	(505, 'Can add email address', 127, 'add_emailaddress'),
	(506, 'Can change email address', 127, 'change_emailaddress'),
	(507, 'Can delete email address', 127, 'delete_emailaddress'),
	(508, 'Can view email address', 127, 'view_emailaddress'),
	(509, 'Can add email confirmation', 128, 'add_emailconfirmation'),
	(510, 'Can change email confirmation', 128, 'change_emailconfirmation'),
	(511, 'Can delete email confirmation', 128, 'delete_emailconfirmation'),
	(512, 'Can view email confirmation', 128, 'view_emailconfirmation'),
	(513, 'Can add authenticator', 129, 'add_authenticator'),
	(514, 'Can change authenticator', 129, 'change_authenticator'),
	(515, 'Can delete authenticator', 129, 'delete_authenticator'),
	(516, 'Can view authenticator', 129, 'view_authenticator'),
	(517, 'Can add user session', 130, 'add_usersession'),
	(518, 'Can change user session', 130, 'change_usersession'),
	(519, 'Can delete user session', 130, 'delete_usersession'),
	(520, 'Can view user session', 130, 'view_usersession');
INSERT INTO public.billing_billingsettings VALUES
	(1, 50, 15);
INSERT INTO public.django_content_type VALUES
	(1, 'auth', 'permission'),
	(2, 'auth', 'group'),
	(3, 'contenttypes', 'contenttype'),
	(4, 'sessions', 'session'),
	(5, 'procrastinate', 'procrastinateevent'),
	(6, 'procrastinate', 'procrastinatejob'),
	(7, 'procrastinate', 'procrastinateperiodicdefer'),
	(8, 'procrastinate', 'procrastinateworker'),
	(9, 'platform', 'commandrecord'),
	(10, 'platform', 'storedfile'),
	(11, 'platform', 'auditrow'),
	(12, 'platform', 'businessdate'),
	(13, 'platform', 'numberrange'),
	(14, 'platform', 'run'),
	(15, 'platform', 'searchentry'),
	(16, 'platform', 'runchunk'),
	(17, 'platform', 'download'),
	(18, 'platform', 'undooffer'),
	(19, 'parties', 'businesspartner'),
	(20, 'parties', 'bankaccount'),
	(21, 'parties', 'address'),
	(22, 'parties', 'contactperson'),
	(23, 'parties', 'contactpoint'),
	(24, 'parties', 'creditrating'),
	(25, 'parties', 'consent'),
	(26, 'market', 'baserate'),
	(27, 'market', 'marketparticipant'),
	(28, 'market', 'place'),
	(29, 'market', 'pricecomponentkind'),
	(30, 'market', 'gridprice'),
	(31, 'market', 'defaultsupplytariff'),
	(32, 'market', 'owncompany'),
	(33, 'market', 'gridarea'),
	(34, 'market', 'pricecomponent'),
	(35, 'market', 'lookupanswer'),
	(36, 'market', 'lookupcall'),
	(37, 'market', 'provider'),
	(38, 'market', 'providersecret'),
	(39, 'market', 'spotday'),
	(40, 'market', 'formerspotday'),
	(41, 'market', 'formergridprice'),
	(42, 'work', 'task'),
	(43, 'work', 'timelineentry'),
	(44, 'supply', 'supplypoint'),
	(45, 'supply', 'meter'),
	(46, 'supply', 'register'),
	(47, 'supply', 'meteringchange'),
	(48, 'ledger', 'closedmonth'),
	(49, 'ledger', 'journalentry'),
	(50, 'ledger', 'ledgeraccount'),
	(51, 'ledger', 'accountuse'),
	(52, 'ledger', 'openitem'),
	(53, 'ledger', 'clearing'),
	(54, 'ledger', 'posting'),
	(55, 'correspondence', 'document'),
	(56, 'correspondence', 'dispatch'),
	(57, 'tariffs', 'consumptionpreset'),
	(58, 'tariffs', 'tariff'),
	(59, 'tariffs', 'tariffsettings'),
	(60, 'tariffs', 'tariffversion'),
	(61, 'tariffs', 'pricetier'),
	(62, 'tariffs', 'condition'),
	(63, 'tariffs', 'procurementprice'),
	(64, 'tariffs', 'tariffupload'),
	(65, 'metering', 'gasconversion'),
	(66, 'metering', 'reading'),
	(67, 'metering', 'loadday'),
	(68, 'debtors', 'contractaccount'),
	(69, 'debtors', 'sepamandate'),
	(70, 'contracts', 'supplycontract'),
	(71, 'contracts', 'contractterms'),
	(72, 'contracts', 'contractcondition'),
	(73, 'sales', 'quote'),
	(74, 'sales', 'pricecalculation'),
	(75, 'sales', 'quotedraft'),
	(76, 'sales', 'rejection'),
	(77, 'sales', 'salessettings'),
	(78, 'sales', 'energykind'),
	(79, 'sales', 'quoteitem'),
	(80, 'sales', 'declaration'),
	(81, 'sales', 'handover'),
	(82, 'sales', 'handoverendpoint'),
	(83, 'sales', 'handovernotice'),
	(84, 'sales', 'quotelink'),
	(85, 'sales', 'followup'),
	(86, 'sales', 'lead'),
	(87, 'sales', 'leadentry'),
	(88, 'sales', 'offeredoption'),
	(89, 'sales', 'generalterms'),
	(90, 'sales', 'possibleduplicate'),
	(91, 'sales', 'merge'),
	(92, 'mako', 'interchange'),
	(93, 'mako', 'process'),
	(94, 'mako', 'marketmessage'),
	(95, 'mako', 'channel'),
	(96, 'mako', 'channelsecret'),
	(97, 'billing', 'billingsettings'),
	(98, 'billing', 'instalmentplan'),
	(99, 'billing', 'invoice'),
	(100, 'billing', 'instalment'),
	(101, 'billing', 'invoiceline'),
	(102, 'billing', 'invoicevat'),
	(103, 'billing', 'runbill'),
	(104, 'payments', 'housebank'),
	(105, 'payments', 'bankfile'),
	(106, 'payments', 'bankstatement'),
	(107, 'payments', 'bankentry'),
	(108, 'payments', 'collectionitem'),
	(109, 'payments', 'bankpayment'),
	(110, 'payments', 'collectionrun'),
	(111, 'payments', 'collectionterms'),
	(112, 'payments', 'matchingsettings'),
	(113, 'payments', 'matchproposal'),
	(114, 'receivables', 'dunninglevel'),
	(115, 'receivables', 'dunningnotice'),
	(116, 'receivables', 'dunningnoticeitem'),
	(117, 'receivables', 'dunningprocedure'),
	(118, 'receivables', 'dunningblock'),
	(119, 'marketing', 'campaign'),
	(120, 'marketing', 'responsecode'),
	(121, 'marketing', 'campaignmail'),
	(122, 'accounts', 'user'),
	(123, 'accounts', 'listcolumns'),
	(124, 'accounts', 'savedview'),
	(125, 'accounts', 'apitoken'),
	(126, 'accounts', 'loginentry'),
	(127, 'account', 'emailaddress'),
	(128, 'account', 'emailconfirmation'),
	(129, 'mfa', 'authenticator'),
	(130, 'usersessions', 'usersession');
INSERT INTO public.django_migrations VALUES
	(1, 'parties', '0001_initial', '1970-01-01 00:00:00+00'),
	(2, 'contenttypes', '0001_initial', '1970-01-01 00:00:00+00'),
	(3, 'contenttypes', '0002_remove_content_type_name', '1970-01-01 00:00:00+00'),
	(4, 'auth', '0001_initial', '1970-01-01 00:00:00+00'),
	(5, 'auth', '0002_alter_permission_name_max_length', '1970-01-01 00:00:00+00'),
	(6, 'auth', '0003_alter_user_email_max_length', '1970-01-01 00:00:00+00'),
	(7, 'auth', '0004_alter_user_username_opts', '1970-01-01 00:00:00+00'),
	(8, 'auth', '0005_alter_user_last_login_null', '1970-01-01 00:00:00+00'),
	(9, 'auth', '0006_require_contenttypes_0002', '1970-01-01 00:00:00+00'),
	(10, 'auth', '0007_alter_validators_add_error_messages', '1970-01-01 00:00:00+00'),
	(11, 'auth', '0008_alter_user_username_max_length', '1970-01-01 00:00:00+00'),
	(12, 'auth', '0009_alter_user_last_name_max_length', '1970-01-01 00:00:00+00'),
	(13, 'auth', '0010_alter_group_name_max_length', '1970-01-01 00:00:00+00'),
	(14, 'auth', '0011_update_proxy_permissions', '1970-01-01 00:00:00+00'),
	(15, 'auth', '0012_alter_user_first_name_max_length', '1970-01-01 00:00:00+00'),
	(16, 'accounts', '0001_initial', '1970-01-01 00:00:00+00'),
	(17, 'account', '0001_initial', '1970-01-01 00:00:00+00'),
	(18, 'account', '0002_email_max_length', '1970-01-01 00:00:00+00'),
	(19, 'account', '0003_alter_emailaddress_create_unique_verified_email', '1970-01-01 00:00:00+00'),
	(20, 'account', '0004_alter_emailaddress_drop_unique_email', '1970-01-01 00:00:00+00'),
	(21, 'account', '0005_emailaddress_idx_upper_email', '1970-01-01 00:00:00+00'),
	(22, 'account', '0006_emailaddress_lower', '1970-01-01 00:00:00+00'),
	(23, 'account', '0007_emailaddress_idx_email', '1970-01-01 00:00:00+00'),
	(24, 'account', '0008_emailaddress_unique_primary_email_fixup', '1970-01-01 00:00:00+00'),
	(25, 'account', '0009_emailaddress_unique_primary_email', '1970-01-01 00:00:00+00'),
	(26, 'platform', '0001_initial', '1970-01-01 00:00:00+00'),
	(27, 'platform', '0002_triggers', '1970-01-01 00:00:00+00'),
	(28, 'parties', '0002_audit', '1970-01-01 00:00:00+00'),
	(29, 'parties', '0003_alter_contactperson_last_name', '1970-01-01 00:00:00+00'),
	(30, 'parties', '0004_sorted_by_name', '1970-01-01 00:00:00+00'),
	(31, 'parties', '0005_credit_ratings', '1970-01-01 00:00:00+00'),
	(32, 'parties', '0006_credit_audited', '1970-01-01 00:00:00+00'),
	(33, 'parties', '0007_business_partner', '1970-01-01 00:00:00+00'),
	(34, 'usersessions', '0001_initial', '1970-01-01 00:00:00+00'),
	(35, 'sessions', '0001_initial', '1970-01-01 00:00:00+00'),
	(36, 'mfa', '0001_initial', '1970-01-01 00:00:00+00'),
	(37, 'mfa', '0002_authenticator_timestamps', '1970-01-01 00:00:00+00'),
	(38, 'mfa', '0003_authenticator_type_uniq', '1970-01-01 00:00:00+00'),
	(39, 'work', '0001_initial', '1970-01-01 00:00:00+00'),
	(40, 'work', '0002_audit', '1970-01-01 00:00:00+00'),
	(41, 'market', '0001_initial', '1970-01-01 00:00:00+00'),
	(42, 'tariffs', '0001_initial', '1970-01-01 00:00:00+00'),
	(43, 'tariffs', '0002_guards', '1970-01-01 00:00:00+00'),
	(44, 'tariffs', '0003_defaults', '1970-01-01 00:00:00+00'),
	(45, 'tariffs', '0004_audit_rest', '1970-01-01 00:00:00+00'),
	(46, 'market', '0002_audit', '1970-01-01 00:00:00+00'),
	(47, 'supply', '0001_initial', '1970-01-01 00:00:00+00'),
	(48, 'supply', '0002_audit', '1970-01-01 00:00:00+00'),
	(49, 'ledger', '0001_initial', '1970-01-01 00:00:00+00'),
	(50, 'ledger', '0002_guards', '1970-01-01 00:00:00+00'),
	(51, 'ledger', '0003_chart', '1970-01-01 00:00:00+00'),
	(52, 'debtors', '0001_initial', '1970-01-01 00:00:00+00'),
	(53, 'debtors', '0002_audit', '1970-01-01 00:00:00+00'),
	(54, 'correspondence', '0001_initial', '1970-01-01 00:00:00+00'),
	(55, 'correspondence', '0002_guards', '1970-01-01 00:00:00+00'),
	(56, 'contracts', '0001_initial', '1970-01-01 00:00:00+00'),
	(57, 'contracts', '0002_audit', '1970-01-01 00:00:00+00'),
	(58, 'sales', '0001_initial', '1970-01-01 00:00:00+00'),
	(59, 'sales', '0002_guards', '1970-01-01 00:00:00+00'),
	(60, 'payments', '0001_initial', '1970-01-01 00:00:00+00'),
	(61, 'payments', '0002_guards', '1970-01-01 00:00:00+00'),
	(62, 'payments', '0003_audit_rest', '1970-01-01 00:00:00+00'),
	(63, 'metering', '0001_initial', '1970-01-01 00:00:00+00'),
	(64, 'metering', '0002_audit', '1970-01-01 00:00:00+00'),
	(65, 'market', '0003_audit_rest', '1970-01-01 00:00:00+00'),
	(66, 'mako', '0001_initial', '1970-01-01 00:00:00+00'),
	(67, 'mako', '0002_audit', '1970-01-01 00:00:00+00'),
	(68, 'mako', '0003_audit_rest', '1970-01-01 00:00:00+00'),
	(69, 'ledger', '0004_audit_items', '1970-01-01 00:00:00+00'),
	(70, 'billing', '0001_initial', '1970-01-01 00:00:00+00'),
	(71, 'billing', '0002_guards', '1970-01-01 00:00:00+00'),
	(72, 'accounts', '0002_audit', '1970-01-01 00:00:00+00'),
	(73, 'accounts', '0003_saved_views', '1970-01-01 00:00:00+00'),
	(74, 'accounts', '0004_audit_views', '1970-01-01 00:00:00+00'),
	(75, 'accounts', '0005_audit_rest', '1970-01-01 00:00:00+00'),
	(76, 'accounts', '0006_secrets_of_logins', '1970-01-01 00:00:00+00'),
	(77, 'accounts', '0007_api_tokens', '1970-01-01 00:00:00+00'),
	(78, 'accounts', '0008_audit_api_tokens', '1970-01-01 00:00:00+00'),
	(79, 'accounts', '0009_business_partner', '1970-01-01 00:00:00+00'),
	(80, 'accounts', '0010_login_entries', '1970-01-01 00:00:00+00'),
	(81, 'accounts', '0011_login_guards', '1970-01-01 00:00:00+00'),
	(82, 'billing', '0003_traces_once', '1970-01-01 00:00:00+00'),
	(83, 'billing', '0004_mass_rows', '1970-01-01 00:00:00+00'),
	(84, 'billing', '0005_quarter_hours', '1970-01-01 00:00:00+00'),
	(85, 'contracts', '0003_conditions', '1970-01-01 00:00:00+00'),
	(86, 'contracts', '0004_dynamic_prices', '1970-01-01 00:00:00+00'),
	(87, 'contracts', '0005_service_provider', '1970-01-01 00:00:00+00'),
	(88, 'contracts', '0006_business_partner', '1970-01-01 00:00:00+00'),
	(89, 'platform', '0003_download', '1970-01-01 00:00:00+00'),
	(90, 'platform', '0004_guard_trail', '1970-01-01 00:00:00+00'),
	(91, 'platform', '0005_undo_offers', '1970-01-01 00:00:00+00'),
	(92, 'platform', '0006_limits', '1970-01-01 00:00:00+00'),
	(93, 'parties', '0008_consents', '1970-01-01 00:00:00+00'),
	(94, 'parties', '0009_consents_final', '1970-01-01 00:00:00+00'),
	(95, 'parties', '0010_keys_by_given_name', '1970-01-01 00:00:00+00'),
	(96, 'parties', '0011_duplicates', '1970-01-01 00:00:00+00'),
	(97, 'platform', '0007_only_owners_change', '1970-01-01 00:00:00+00'),
	(98, 'parties', '0012_consents_move', '1970-01-01 00:00:00+00'),
	(99, 'correspondence', '0003_secret_links', '1970-01-01 00:00:00+00'),
	(100, 'correspondence', '0004_business_partner', '1970-01-01 00:00:00+00'),
	(101, 'correspondence', '0005_general_terms', '1970-01-01 00:00:00+00'),
	(102, 'correspondence', '0006_documents_move', '1970-01-01 00:00:00+00'),
	(103, 'correspondence', '0007_dunning', '1970-01-01 00:00:00+00'),
	(104, 'debtors', '0003_business_partner', '1970-01-01 00:00:00+00'),
	(105, 'market', '0004_providers', '1970-01-01 00:00:00+00'),
	(106, 'market', '0005_providers_guards', '1970-01-01 00:00:00+00'),
	(107, 'market', '0006_dynamic_prices', '1970-01-01 00:00:00+00'),
	(108, 'market', '0007_spot_guard', '1970-01-01 00:00:00+00'),
	(109, 'mako', '0004_terminations', '1970-01-01 00:00:00+00'),
	(110, 'mako', '0005_business_partner', '1970-01-01 00:00:00+00'),
	(111, 'mako', '0006_channels', '1970-01-01 00:00:00+00'),
	(112, 'mako', '0007_channels_guards', '1970-01-01 00:00:00+00'),
	(113, 'market', '0008_former_prices', '1970-01-01 00:00:00+00'),
	(114, 'tariffs', '0005_conditions', '1970-01-01 00:00:00+00'),
	(115, 'sales', '0003_rejections_may_be_taken_back', '1970-01-01 00:00:00+00'),
	(116, 'sales', '0004_energykind', '1970-01-01 00:00:00+00'),
	(117, 'sales', '0005_shipped_energy_kinds', '1970-01-01 00:00:00+00'),
	(118, 'sales', '0006_conditions', '1970-01-01 00:00:00+00'),
	(119, 'sales', '0007_handovers', '1970-01-01 00:00:00+00'),
	(120, 'sales', '0008_handover_guards', '1970-01-01 00:00:00+00'),
	(121, 'sales', '0009_leads', '1970-01-01 00:00:00+00'),
	(122, 'sales', '0010_follow_ups_audited', '1970-01-01 00:00:00+00'),
	(123, 'sales', '0011_credit_of_quotes', '1970-01-01 00:00:00+00'),
	(124, 'sales', '0012_offered_options', '1970-01-01 00:00:00+00'),
	(125, 'sales', '0013_shipped_options', '1970-01-01 00:00:00+00'),
	(126, 'sales', '0014_draft_before', '1970-01-01 00:00:00+00'),
	(127, 'sales', '0015_business_partner', '1970-01-01 00:00:00+00'),
	(128, 'sales', '0016_business_partner_in_drafts', '1970-01-01 00:00:00+00'),
	(129, 'sales', '0017_consents_of_leads', '1970-01-01 00:00:00+00'),
	(130, 'marketing', '0001_initial', '1970-01-01 00:00:00+00'),
	(131, 'marketing', '0002_audit', '1970-01-01 00:00:00+00'),
	(132, 'marketing', '0003_mails', '1970-01-01 00:00:00+00'),
	(133, 'marketing', '0004_mails_audited', '1970-01-01 00:00:00+00'),
	(134, 'supply', '0003_control_module', '1970-01-01 00:00:00+00'),
	(135, 'supply', '0004_metering_changes', '1970-01-01 00:00:00+00'),
	(136, 'supply', '0005_metering_changes_audited', '1970-01-01 00:00:00+00'),
	(137, 'metering', '0003_load_days', '1970-01-01 00:00:00+00'),
	(138, 'metering', '0004_load_guards', '1970-01-01 00:00:00+00'),
	(139, 'metering', '0005_metering_operator', '1970-01-01 00:00:00+00'),
	(140, 'platform', '0008_undo_bundles', '1970-01-01 00:00:00+00'),
	(141, 'procrastinate', '0001_initial', '1970-01-01 00:00:00+00'),
	(142, 'procrastinate', '0002_drop_started_at_column', '1970-01-01 00:00:00+00'),
	(143, 'procrastinate', '0003_drop_started_at_column', '1970-01-01 00:00:00+00'),
	(144, 'procrastinate', '0004_drop_procrastinate_version_table', '1970-01-01 00:00:00+00'),
	(145, 'procrastinate', '0005_fix_procrastinate_fetch_job', '1970-01-01 00:00:00+00'),
	(146, 'procrastinate', '0006_fix_trigger_status_events_insert', '1970-01-01 00:00:00+00'),
	(147, 'procrastinate', '0007_add_queueing_lock_column', '1970-01-01 00:00:00+00'),
	(148, 'procrastinate', '0008_close_fetch_job_race_condition', '1970-01-01 00:00:00+00'),
	(149, 'procrastinate', '0009_add_defer_job_function', '1970-01-01 00:00:00+00'),
	(150, 'procrastinate', '0010_add_procrastinate_periodic_defers', '1970-01-01 00:00:00+00'),
	(151, 'procrastinate', '0011_add_foreign_key_index', '1970-01-01 00:00:00+00'),
	(152, 'procrastinate', '0012_add_locks_to_periodic_defer', '1970-01-01 00:00:00+00'),
	(153, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '1970-01-01 00:00:00+00'),
	(154, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '1970-01-01 00:00:00+00'),
	(155, 'procrastinate', '0015_add_trigger_on_job_deletion', '1970-01-01 00:00:00+00'),
	(156, 'procrastinate', '0016_delete_finished_jobs', '1970-01-01 00:00:00+00'),
	(157, 'procrastinate', '0017_add_checks_to_finish_job', '1970-01-01 00:00:00+00'),
	(158, 'procrastinate', '0018_add_checks_to_retry_job', '1970-01-01 00:00:00+00'),
	(159, 'procrastinate', '0019_fix_finish_job_compat_issue', '1970-01-01 00:00:00+00'),
	(160, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '1970-01-01 00:00:00+00'),
	(161, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '1970-01-01 00:00:00+00'),
	(162, 'procrastinate', '0022_null_locks_excluded', '1970-01-01 00:00:00+00'),
	(163, 'procrastinate', '0023_remove_old_finish_job_function', '1970-01-01 00:00:00+00'),
	(164, 'procrastinate', '0024_job_id_bigint', '1970-01-01 00:00:00+00'),
	(165, 'procrastinate', '0025_add_models', '1970-01-01 00:00:00+00'),
	(166, 'procrastinate', '0026_add_job_priority', '1970-01-01 00:00:00+00'),
	(167, 'procrastinate', '0027_add_periodic_job_priority', '1970-01-01 00:00:00+00'),
	(168, 'procrastinate', '0028_add_cancel_states', '1970-01-01 00:00:00+00'),
	(169, 'procrastinate', '0029_add_additional_params_to_retry_job', '1970-01-01 00:00:00+00'),
	(170, 'procrastinate', '0030_alter_procrastinateevent_options', '1970-01-01 00:00:00+00'),
	(171, 'procrastinate', '0031_add_indexes_for_fetch_job', '1970-01-01 00:00:00+00'),
	(172, 'procrastinate', '0032_pre_cancel_notification', '1970-01-01 00:00:00+00'),
	(173, 'procrastinate', '0033_post_cancel_notification', '1970-01-01 00:00:00+00'),
	(174, 'procrastinate', '0034_pre_add_heartbeat', '1970-01-01 00:00:00+00'),
	(175, 'procrastinate', '0035_post_add_heartbeat', '1970-01-01 00:00:00+00'),
	(176, 'procrastinate', '0036_add_worker_model', '1970-01-01 00:00:00+00'),
	(177, 'procrastinate', '0037_pre_batch_defer_jobs', '1970-01-01 00:00:00+00'),
	(178, 'procrastinate', '0038_post_batch_defer_jobs', '1970-01-01 00:00:00+00'),
	(179, 'procrastinate', '0039_pre_priority_lock_fetch_job', '1970-01-01 00:00:00+00'),
	(180, 'procrastinate', '0040_pre_retry_failed_job', '1970-01-01 00:00:00+00'),
	(181, 'procrastinate', '0041_post_retry_failed_job', '1970-01-01 00:00:00+00'),
	(182, 'receivables', '0001_initial', '1970-01-01 00:00:00+00'),
	(183, 'receivables', '0002_guards', '1970-01-01 00:00:00+00'),
	(184, 'receivables', '0003_procedures', '1970-01-01 00:00:00+00'),
	(185, 'receivables', '0004_merged_records', '1970-01-01 00:00:00+00'),
	(186, 'sales', '0018_general_terms', '1970-01-01 00:00:00+00'),
	(187, 'sales', '0019_duplicates', '1970-01-01 00:00:00+00'),
	(188, 'sales', '0020_own_options', '1970-01-01 00:00:00+00'),
	(189, 'sales', '0021_merges', '1970-01-01 00:00:00+00'),
	(190, 'tariffs', '0006_condition_guards', '1970-01-01 00:00:00+00'),
	(191, 'tariffs', '0007_dynamic_prices', '1970-01-01 00:00:00+00'),
	(192, 'tariffs', '0008_management', '1970-01-01 00:00:00+00'),
	(193, 'tariffs', '0009_management_guards', '1970-01-01 00:00:00+00'),
	(194, 'tariffs', '0010_limited_to_grids', '1970-01-01 00:00:00+00'),
	(195, 'tariffs', '0011_approval_withdrawal', '1970-01-01 00:00:00+00'),
	(196, 'tariffs', '0012_one_group_per_operator', '1970-01-01 00:00:00+00'),
	(197, 'work', '0003_business_partner', '1970-01-01 00:00:00+00');
INSERT INTO public.ledger_accountuse VALUES
	(1, 'RECEIVABLES', 4),
	(2, 'BANK', 1),
	(3, 'BANK_UNCLEAR', 3),
	(4, 'REVENUE_ELECTRICITY', 11),
	(5, 'REVENUE_GAS', 12),
	(6, 'REVENUE_OTHER', 13),
	(7, 'BONUS', 14),
	(8, 'VAT_19', 7),
	(9, 'VAT_7', 6),
	(10, 'INSTALMENTS_RECEIVED', 5),
	(11, 'DUNNING_FEES', 15),
	(12, 'LATE_INTEREST', 9),
	(13, 'RETURN_FEES', 16),
	(14, 'BANK_FEES', 10),
	(15, 'WRITE_OFF', 8);
INSERT INTO public.ledger_ledgeraccount VALUES
	(1, '1200', 'Bank', 'ASSET', true, NULL),
	(2, '1360', 'Geldtransit', 'ASSET', true, NULL),
	(3, '1370', 'Ungeklärte Zahlungseingänge', 'LIABILITY', true, NULL),
	(4, '1400', 'Forderungen aus Lieferungen und Leistungen', 'ASSET', true, NULL),
	(5, '1710', 'Erhaltene Anzahlungen (Abschläge)', 'LIABILITY', true, NULL),
	(6, '1771', 'Umsatzsteuer 7 %', 'LIABILITY', true, NULL),
	(7, '1776', 'Umsatzsteuer 19 %', 'LIABILITY', true, NULL),
	(8, '2400', 'Forderungsverluste', 'EXPENSE', true, NULL),
	(9, '2650', 'Verzugszinsen', 'REVENUE', true, NULL),
	(10, '4970', 'Nebenkosten des Geldverkehrs', 'EXPENSE', true, NULL),
	(11, '8401', 'Erlöse Strom 19 % USt', 'REVENUE', true, NULL),
	(12, '8402', 'Erlöse Gas 19 % USt', 'REVENUE', true, NULL),
	(13, '8409', 'Sonstige Erlöse', 'REVENUE', true, NULL),
	(14, '8736', 'Gewährte Boni', 'REVENUE', true, NULL),
	(15, '8950', 'Mahngebühren', 'REVENUE', true, NULL),
	(16, '8951', 'Weiterbelastete Rücklastschriftkosten', 'REVENUE', true, NULL);
INSERT INTO public.market_provider VALUES
	(1, 'GRID_OPERATOR', 'TABLE', 'Netzgebiete', 1, true, '', '', 4000, 3, 60, 1),
	(2, 'GRID_OPERATOR', 'HTTP', 'Marktpartnerermittlung', 2, false, '', '', 4000, 3, 60, 1),
	(3, 'DEFAULT_SUPPLY', 'TABLE', 'Tarife der Grundversorger', 1, true, '', '', 4000, 3, 60, 1),
	(4, 'DEFAULT_SUPPLY', 'HTTP', 'Grundversorgungsermittlung', 2, false, '', '', 4000, 3, 60, 1),
	(5, 'ADDRESS', 'HTTP', 'Adressprüfung', 1, false, '', '', 4000, 3, 60, 1),
	(6, 'CREDIT', 'HTTP', 'Bonitätsauskunft', 1, false, '', '', 6000, 3, 60, 1);
INSERT INTO public.payments_matchingsettings VALUES
	(1, '[2020-01-01,)', 85, 100, 98, 90, 60, 90, 80, 'Voreinstellung des Produkts');
INSERT INTO public.receivables_dunninglevel VALUES
	(1, 1, 'Zahlungserinnerung', 3, 10, 0, 500, '§ 286 Abs. 1 BGB: die Mahnung, die den Verzug herbeiführt, ist kostenlos', 1),
	(2, 2, '1. Mahnung', 1, 10, 150, 1000, '§ 17 Abs. 2 StromGVV, GasGVV: Pauschale nach Porto, Papier und Druck', 1),
	(3, 3, '2. Mahnung', 1, 14, 150, 1000, '§ 17 Abs. 2 StromGVV, GasGVV: Pauschale nach Porto, Papier und Druck', 1),
	(4, 1, 'Zahlungserinnerung', 1, 7, 0, 500, '§ 286 Abs. 1 BGB: die Mahnung, die den Verzug herbeiführt, ist kostenlos', 2),
	(5, 2, '1. Mahnung', 1, 7, 150, 1000, '§ 280 Abs. 2, § 286 BGB: Verzugsschaden nach Porto, Papier und Druck', 2),
	(6, 3, '2. Mahnung', 1, 7, 150, 1000, '§ 280 Abs. 2, § 286 BGB: Verzugsschaden nach Porto, Papier und Druck', 2);
INSERT INTO public.receivables_dunningprocedure VALUES
	(1, 'HOUSEHOLD', '[2025-01-01,)', 2, 'Werkseinstellung, § 286 BGB, § 17 StromGVV und GasGVV'),
	(2, 'BUSINESS', '[2025-01-01,)', 2, 'Werkseinstellung, § 286 BGB, § 17 StromGVV und GasGVV');
INSERT INTO public.sales_energykind VALUES
	(1, 'HAUSHALT', 'Haushaltsstrom', 'bolt', 'ELECTRICITY', 'HOUSEHOLD', 1, true),
	(2, 'LADEN', 'Ladestrom', 'car', 'ELECTRICITY', 'EV_CHARGING', 2, true),
	(3, 'HEIZEN', 'Heizstrom', 'home', 'ELECTRICITY', 'STORAGE_HEATING', 3, true),
	(4, 'WAERMEPUMPE', 'Wärmepumpenstrom', 'leaf', 'ELECTRICITY', 'HEAT_PUMP', 4, true),
	(5, 'GAS', 'Gas', 'flame', 'GAS', '', 5, true);
INSERT INTO public.sales_offeredoption VALUES
	(1, 'NEXT_ACTION', 'DOCUMENT', 'Angebotsdokument drucken', 1, true, '', ''),
	(2, 'NEXT_ACTION', 'OPEN', 'Angebot öffnen', 2, true, '', ''),
	(3, 'NEXT_ACTION', 'SEND', 'Angebot versenden', 3, true, '', ''),
	(4, 'NEXT_ACTION', 'FURTHER', 'Weiteres Angebot', 4, true, '', ''),
	(5, 'NEXT_ACTION', 'INQUIRY', 'Allgemeine Anfrage', 5, true, '', ''),
	(6, 'NEXT_ACTION', 'ACCEPT', 'Annahme erfassen', 6, false, '', ''),
	(7, 'NEXT_ACTION', 'CUSTOMER', 'Kunden öffnen', 7, false, '', ''),
	(8, 'SITUATION', 'E01', 'Einzug', 1, true, '', 'E01'),
	(9, 'SITUATION', 'E03', 'Lieferantenwechsel', 2, true, '', 'E03');
INSERT INTO public.tariffs_consumptionpreset VALUES
	(1, 'PERSONS', 1, 2000),
	(2, 'PERSONS', 2, 3500),
	(3, 'PERSONS', 3, 4250),
	(4, 'PERSONS', 4, 5000),
	(5, 'PERSONS', 5, 5750),
	(6, 'AREA', 50, 5000),
	(7, 'AREA', 100, 12000),
	(8, 'AREA', 150, 18000),
	(9, 'AREA', 180, 20000);
INSERT INTO public.tariffs_tariffsettings VALUES
	(1, 'VERSION', 14, true, 100, 7);
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_apitoken_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_listcolumns_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_loginentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_savedview_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_savedview_pinned_by_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 520, true);
SELECT pg_catalog.setval('public.billing_instalment_id_seq', 1, false);
SELECT pg_catalog.setval('public.billing_instalmentplan_id_seq', 1, false);
SELECT pg_catalog.setval('public.billing_invoice_id_seq', 1, false);
SELECT pg_catalog.setval('public.billing_invoiceline_id_seq', 1, false);
SELECT pg_catalog.setval('public.billing_invoicevat_id_seq', 1, false);
SELECT pg_catalog.setval('public.billing_runbill_id_seq', 1, false);
SELECT pg_catalog.setval('public.contracts_contractcondition_id_seq', 1, false);
SELECT pg_catalog.setval('public.contracts_contractterms_id_seq', 1, false);
SELECT pg_catalog.setval('public.contracts_supplycontract_id_seq', 1, false);
SELECT pg_catalog.setval('public.correspondence_dispatch_id_seq', 1, false);
SELECT pg_catalog.setval('public.correspondence_document_id_seq', 1, false);
SELECT pg_catalog.setval('public.debtors_contractaccount_id_seq', 1, false);
SELECT pg_catalog.setval('public.debtors_sepamandate_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 130, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 197, true);
SELECT pg_catalog.setval('public.ledger_accountuse_id_seq', 15, true);
SELECT pg_catalog.setval('public.ledger_clearing_id_seq', 1, false);
SELECT pg_catalog.setval('public.ledger_closedmonth_id_seq', 1, false);
SELECT pg_catalog.setval('public.ledger_journalentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.ledger_ledgeraccount_id_seq', 16, true);
SELECT pg_catalog.setval('public.ledger_openitem_id_seq', 1, false);
SELECT pg_catalog.setval('public.ledger_posting_id_seq', 1, false);
SELECT pg_catalog.setval('public.mako_channel_id_seq', 1, false);
SELECT pg_catalog.setval('public.mako_interchange_id_seq', 1, false);
SELECT pg_catalog.setval('public.mako_marketmessage_id_seq', 1, false);
SELECT pg_catalog.setval('public.mako_process_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_baserate_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_defaultsupplytariff_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_formergridprice_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_formerspotday_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_gridarea_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_gridprice_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_lookupanswer_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_lookupcall_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_marketparticipant_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_place_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_pricecomponent_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_pricecomponentkind_id_seq', 1, false);
SELECT pg_catalog.setval('public.market_provider_id_seq', 6, true);
SELECT pg_catalog.setval('public.market_spotday_id_seq', 1, false);
SELECT pg_catalog.setval('public.marketing_campaign_id_seq', 1, false);
SELECT pg_catalog.setval('public.marketing_campaignmail_id_seq', 1, false);
SELECT pg_catalog.setval('public.marketing_responsecode_id_seq', 1, false);
SELECT pg_catalog.setval('public.metering_gasconversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.metering_loadday_id_seq', 1, false);
SELECT pg_catalog.setval('public.metering_reading_id_seq', 1, false);
SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);
SELECT pg_catalog.setval('public.parties_address_id_seq', 1, false);
SELECT pg_catalog.setval('public.parties_bankaccount_id_seq', 1, false);
SELECT pg_catalog.setval('public.parties_businesspartner_id_seq', 1, false);
SELECT pg_catalog.setval('public.parties_consent_id_seq', 1, false);
SELECT pg_catalog.setval('public.parties_contactperson_id_seq', 1, false);
SELECT pg_catalog.setval('public.parties_contactpoint_id_seq', 1, false);
SELECT pg_catalog.setval('public.parties_creditrating_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_bankentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_bankfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_bankpayment_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_bankstatement_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_collectionitem_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_collectionrun_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_collectionterms_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_housebank_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_matchingsettings_id_seq', 1, true);
SELECT pg_catalog.setval('public.payments_matchproposal_id_seq', 1, false);
SELECT pg_catalog.setval('public.platform_auditrow_id_seq', 1, false);
SELECT pg_catalog.setval('public.platform_download_id_seq', 1, false);
SELECT pg_catalog.setval('public.platform_numberrange_id_seq', 1, false);
SELECT pg_catalog.setval('public.platform_run_id_seq', 1, false);
SELECT pg_catalog.setval('public.platform_runchunk_id_seq', 1, false);
SELECT pg_catalog.setval('public.platform_searchentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.platform_storedfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);
SELECT pg_catalog.setval('public.receivables_dunningblock_id_seq', 1, false);
SELECT pg_catalog.setval('public.receivables_dunninglevel_id_seq', 6, true);
SELECT pg_catalog.setval('public.receivables_dunningnotice_id_seq', 1, false);
SELECT pg_catalog.setval('public.receivables_dunningnoticeitem_id_seq', 1, false);
SELECT pg_catalog.setval('public.receivables_dunningprocedure_id_seq', 2, true);
SELECT pg_catalog.setval('public.sales_declaration_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_energykind_id_seq', 5, true);
SELECT pg_catalog.setval('public.sales_followup_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_generalterms_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_handover_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_handovernotice_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_lead_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_leadentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_merge_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_offeredoption_id_seq', 9, true);
SELECT pg_catalog.setval('public.sales_possibleduplicate_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_pricecalculation_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_quote_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_quoteitem_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_quotelink_id_seq', 1, false);
SELECT pg_catalog.setval('public.sales_rejection_id_seq', 1, false);
SELECT pg_catalog.setval('public.supply_meter_id_seq', 1, false);
SELECT pg_catalog.setval('public.supply_meteringchange_id_seq', 1, false);
SELECT pg_catalog.setval('public.supply_register_id_seq', 1, false);
SELECT pg_catalog.setval('public.supply_supplypoint_id_seq', 1, false);
SELECT pg_catalog.setval('public.tariffs_condition_id_seq', 1, false);
SELECT pg_catalog.setval('public.tariffs_consumptionpreset_id_seq', 9, true);
SELECT pg_catalog.setval('public.tariffs_pricetier_grid_operators_id_seq', 1, false);
SELECT pg_catalog.setval('public.tariffs_pricetier_id_seq', 1, false);
SELECT pg_catalog.setval('public.tariffs_procurementprice_id_seq', 1, false);
SELECT pg_catalog.setval('public.tariffs_tariff_id_seq', 1, false);
SELECT pg_catalog.setval('public.tariffs_tariffupload_id_seq', 1, false);
SELECT pg_catalog.setval('public.tariffs_tariffversion_grid_operators_id_seq', 1, false);
SELECT pg_catalog.setval('public.tariffs_tariffversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);
SELECT pg_catalog.setval('public.work_task_id_seq', 1, false);
SELECT pg_catalog.setval('public.work_timelineentry_id_seq', 1, false);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_name_key UNIQUE (name);
ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.accounts_listcolumns
    ADD CONSTRAINT accounts_listcolumns_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_loginentry
    ADD CONSTRAINT accounts_loginentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_savedview_pinned_by
    ADD CONSTRAINT accounts_savedview_pinned_by_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_savedview_pinned_by
    ADD CONSTRAINT accounts_savedview_pinned_by_savedview_id_user_id_d1679174_uniq UNIQUE (savedview_id, user_id);
ALTER TABLE ONLY public.accounts_savedview
    ADD CONSTRAINT accounts_savedview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.parties_address
    ADD CONSTRAINT address_one_billing_per_day EXCLUDE USING gist (int8range(business_partner_id, business_partner_id, '[]'::text) WITH &&, valid WITH &&) WHERE (((kind)::text = 'BILLING'::text));
ALTER TABLE ONLY public.parties_address
    ADD CONSTRAINT address_one_main_per_day EXCLUDE USING gist (int8range(business_partner_id, business_partner_id, '[]'::text) WITH &&, valid WITH &&) WHERE (((kind)::text = 'MAIN'::text));
ALTER TABLE ONLY public.contracts_contractcondition
    ADD CONSTRAINT agreed_condition_once UNIQUE (contract_id, "position");
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_bankaccount
    ADD CONSTRAINT bank_account_once_per_partner UNIQUE (business_partner_id, iban_index);
ALTER TABLE ONLY public.payments_bankentry
    ADD CONSTRAINT bank_entry_once UNIQUE (house_bank_id, booked_on, fingerprint, occurrence);
ALTER TABLE ONLY public.payments_bankpayment
    ADD CONSTRAINT bank_payment_once UNIQUE (bank_entry_id, "position");
ALTER TABLE ONLY public.billing_billingsettings
    ADD CONSTRAINT billing_billingsettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.billing_instalment
    ADD CONSTRAINT billing_instalment_entry_id_key UNIQUE (entry_id);
ALTER TABLE ONLY public.billing_instalment
    ADD CONSTRAINT billing_instalment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.billing_instalmentplan
    ADD CONSTRAINT billing_instalmentplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_corrects_id_key UNIQUE (corrects_id);
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_document_id_key UNIQUE (document_id);
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_entry_id_key UNIQUE (entry_id);
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_number_key UNIQUE (number);
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_reverses_id_key UNIQUE (reverses_id);
ALTER TABLE ONLY public.billing_invoiceline
    ADD CONSTRAINT billing_invoiceline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.billing_invoicevat
    ADD CONSTRAINT billing_invoicevat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.billing_runbill
    ADD CONSTRAINT billing_runbill_invoice_id_key UNIQUE (invoice_id);
ALTER TABLE ONLY public.billing_runbill
    ADD CONSTRAINT billing_runbill_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT campaign_mail_once_per_customer UNIQUE (campaign_id, business_partner_id);
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT campaign_mail_once_per_lead UNIQUE (campaign_id, lead_id);
ALTER TABLE ONLY public.payments_collectionterms
    ADD CONSTRAINT collection_terms_once_per_day EXCLUDE USING gist (int8range(house_bank_id, house_bank_id, '[]'::text) WITH &&, valid WITH &&);
ALTER TABLE ONLY public.market_pricecomponentkind
    ADD CONSTRAINT component_kind_once UNIQUE (component, commodity, klass);
ALTER TABLE ONLY public.market_pricecomponent
    ADD CONSTRAINT component_one_value_per_day EXCLUDE USING gist (int8range(kind_id, kind_id, '[]'::text) WITH &&, valid WITH &&);
ALTER TABLE ONLY public.tariffs_condition
    ADD CONSTRAINT condition_label_once UNIQUE (tier_id, label);
ALTER TABLE ONLY public.tariffs_condition
    ADD CONSTRAINT condition_once UNIQUE (tier_id, "position");
ALTER TABLE ONLY public.parties_contactpoint
    ADD CONSTRAINT contact_once_per_partner UNIQUE (business_partner_id, kind, normalised);
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contract_one_supplier_per_day EXCLUDE USING gist (int8range(supply_point_id, supply_point_id, '[]'::text) WITH &&, supply WITH &&) WHERE (((supply IS NOT NULL) AND (NOT ((state)::text = 'WITHDRAWN'::text))));
ALTER TABLE ONLY public.contracts_contractcondition
    ADD CONSTRAINT contracts_contractcondition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contracts_contractterms
    ADD CONSTRAINT contracts_contractterms_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contracts_supplycontract_number_key UNIQUE (number);
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contracts_supplycontract_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.correspondence_dispatch
    ADD CONSTRAINT correspondence_dispatch_key_key UNIQUE (key);
ALTER TABLE ONLY public.correspondence_dispatch
    ADD CONSTRAINT correspondence_dispatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.correspondence_document
    ADD CONSTRAINT correspondence_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.debtors_contractaccount
    ADD CONSTRAINT debtors_contractaccount_ledger_account_id_key UNIQUE (ledger_account_id);
ALTER TABLE ONLY public.debtors_contractaccount
    ADD CONSTRAINT debtors_contractaccount_mandate_id_key UNIQUE (mandate_id);
ALTER TABLE ONLY public.debtors_contractaccount
    ADD CONSTRAINT debtors_contractaccount_number_key UNIQUE (number);
ALTER TABLE ONLY public.debtors_contractaccount
    ADD CONSTRAINT debtors_contractaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.debtors_sepamandate
    ADD CONSTRAINT debtors_sepamandate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.debtors_sepamandate
    ADD CONSTRAINT debtors_sepamandate_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.market_defaultsupplytariff
    ADD CONSTRAINT default_supply_one_electricity_price_per_band EXCLUDE USING gist (int8range(supplier_id, supplier_id, '[]'::text) WITH &&, int8range(from_kwh, upto_kwh, '[)'::text) WITH &&, valid WITH &&) WHERE (((commodity)::text = 'ELECTRICITY'::text));
ALTER TABLE ONLY public.market_defaultsupplytariff
    ADD CONSTRAINT default_supply_one_gas_price_per_band EXCLUDE USING gist (int8range(supplier_id, supplier_id, '[]'::text) WITH &&, int8range(from_kwh, upto_kwh, '[)'::text) WITH &&, valid WITH &&) WHERE (((commodity)::text = 'GAS'::text));
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.correspondence_document
    ADD CONSTRAINT document_once UNIQUE (kind, number);
ALTER TABLE ONLY public.receivables_dunningnoticeitem
    ADD CONSTRAINT dunned_item_once UNIQUE (notice_id, open_item_id);
ALTER TABLE ONLY public.receivables_dunningnoticeitem
    ADD CONSTRAINT dunned_position_once UNIQUE (notice_id, "position");
ALTER TABLE ONLY public.receivables_dunningblock
    ADD CONSTRAINT dunning_block_once_account EXCLUDE USING gist (int8range(account_id, account_id, '[]'::text) WITH &&, valid WITH &&) WHERE (((account_id IS NOT NULL) AND (NOT is_lifted)));
ALTER TABLE ONLY public.receivables_dunningblock
    ADD CONSTRAINT dunning_block_once_open_item EXCLUDE USING gist (int8range(open_item_id, open_item_id, '[]'::text) WITH &&, valid WITH &&) WHERE (((NOT is_lifted) AND (open_item_id IS NOT NULL)));
ALTER TABLE ONLY public.receivables_dunningprocedure
    ADD CONSTRAINT dunning_business_once_per_day EXCLUDE USING gist (valid WITH &&) WHERE (((customer_type)::text = 'BUSINESS'::text));
ALTER TABLE ONLY public.receivables_dunningprocedure
    ADD CONSTRAINT dunning_household_once_per_day EXCLUDE USING gist (valid WITH &&) WHERE (((customer_type)::text = 'HOUSEHOLD'::text));
ALTER TABLE ONLY public.receivables_dunninglevel
    ADD CONSTRAINT dunning_level_once UNIQUE (procedure_id, number);
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT dunning_level_once_a_cycle UNIQUE (account_id, cycle, level_number);
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT dunning_once_a_day UNIQUE (account_id, day);
ALTER TABLE ONLY public.sales_energykind
    ADD CONSTRAINT energy_kind_one_per_place UNIQUE ("position") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metering_gasconversion
    ADD CONSTRAINT gas_conversion_one_per_day EXCLUDE USING gist (int8range(supply_point_id, supply_point_id, '[]'::text) WITH &&, valid WITH &&);
ALTER TABLE ONLY public.market_gridarea
    ADD CONSTRAINT grid_area_one_electricity_operator_per_day EXCLUDE USING gist (int8range(place_id, place_id, '[]'::text) WITH &&, valid WITH &&) WHERE (((commodity)::text = 'ELECTRICITY'::text));
ALTER TABLE ONLY public.market_gridarea
    ADD CONSTRAINT grid_area_one_gas_operator_per_day EXCLUDE USING gist (int8range(place_id, place_id, '[]'::text) WITH &&, valid WITH &&) WHERE (((commodity)::text = 'GAS'::text));
ALTER TABLE ONLY public.market_gridprice
    ADD CONSTRAINT grid_price_one_electricity_price_per_day EXCLUDE USING gist (int8range(grid_operator_id, grid_operator_id, '[]'::text) WITH &&, valid WITH &&) WHERE (((commodity)::text = 'ELECTRICITY'::text));
ALTER TABLE ONLY public.market_gridprice
    ADD CONSTRAINT grid_price_one_gas_price_per_day EXCLUDE USING gist (int8range(grid_operator_id, grid_operator_id, '[]'::text) WITH &&, valid WITH &&) WHERE (((commodity)::text = 'GAS'::text));
ALTER TABLE ONLY public.billing_instalment
    ADD CONSTRAINT instalment_once_per_day UNIQUE (contract_id, due_on);
ALTER TABLE ONLY public.billing_instalmentplan
    ADD CONSTRAINT instalment_plan_one_per_day EXCLUDE USING gist (int8range(contract_id, contract_id, '[]'::text) WITH &&, valid WITH &&);
ALTER TABLE ONLY public.mako_interchange
    ADD CONSTRAINT interchange_once_per_sender UNIQUE (direction, sender, reference);
ALTER TABLE ONLY public.billing_invoiceline
    ADD CONSTRAINT invoice_line_once UNIQUE (invoice_id, "position");
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT invoice_no_day_twice EXCLUDE USING gist (int8range(contract_id, contract_id, '[]'::text) WITH &&, period WITH &&) WHERE (((reverses_id IS NULL) AND ((state)::text = 'ISSUED'::text)));
ALTER TABLE ONLY public.billing_invoicevat
    ADD CONSTRAINT invoice_vat_once UNIQUE (invoice_id, rate);
ALTER TABLE ONLY public.ledger_accountuse
    ADD CONSTRAINT ledger_accountuse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_accountuse
    ADD CONSTRAINT ledger_accountuse_use_key UNIQUE (use);
ALTER TABLE ONLY public.ledger_clearing
    ADD CONSTRAINT ledger_clearing_key_key UNIQUE (key);
ALTER TABLE ONLY public.ledger_clearing
    ADD CONSTRAINT ledger_clearing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_clearing
    ADD CONSTRAINT ledger_clearing_undoes_id_key UNIQUE (undoes_id);
ALTER TABLE ONLY public.ledger_closedmonth
    ADD CONSTRAINT ledger_closedmonth_first_day_key UNIQUE (first_day);
ALTER TABLE ONLY public.ledger_closedmonth
    ADD CONSTRAINT ledger_closedmonth_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_journalentry
    ADD CONSTRAINT ledger_journalentry_key_key UNIQUE (key);
ALTER TABLE ONLY public.ledger_journalentry
    ADD CONSTRAINT ledger_journalentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_journalentry
    ADD CONSTRAINT ledger_journalentry_reverses_id_key UNIQUE (reverses_id);
ALTER TABLE ONLY public.ledger_ledgeraccount
    ADD CONSTRAINT ledger_ledgeraccount_number_key UNIQUE (number);
ALTER TABLE ONLY public.ledger_ledgeraccount
    ADD CONSTRAINT ledger_ledgeraccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_openitem
    ADD CONSTRAINT ledger_openitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_openitem
    ADD CONSTRAINT ledger_openitem_posting_id_key UNIQUE (posting_id);
ALTER TABLE ONLY public.ledger_posting
    ADD CONSTRAINT ledger_posting_line_once UNIQUE (entry_id, line);
ALTER TABLE ONLY public.ledger_posting
    ADD CONSTRAINT ledger_posting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_listcolumns
    ADD CONSTRAINT list_columns_once UNIQUE (owner_id, list_key);
ALTER TABLE ONLY public.metering_loadday
    ADD CONSTRAINT load_day_version_once UNIQUE (supply_point_id, day, version);
ALTER TABLE ONLY public.market_lookupanswer
    ADD CONSTRAINT lookup_answer_once_per_day UNIQUE (provider_id, question, day);
ALTER TABLE ONLY public.mako_channel
    ADD CONSTRAINT mako_channel_participant_id_key UNIQUE (participant_id);
ALTER TABLE ONLY public.mako_channel
    ADD CONSTRAINT mako_channel_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mako_channelsecret
    ADD CONSTRAINT mako_channelsecret_pkey PRIMARY KEY (channel_id);
ALTER TABLE ONLY public.mako_interchange
    ADD CONSTRAINT mako_interchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mako_marketmessage
    ADD CONSTRAINT mako_marketmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mako_process
    ADD CONSTRAINT mako_process_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mako_process
    ADD CONSTRAINT mako_process_transaction_key UNIQUE (transaction);
ALTER TABLE ONLY public.market_baserate
    ADD CONSTRAINT market_baserate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_baserate
    ADD CONSTRAINT market_baserate_valid_from_key UNIQUE (valid_from);
ALTER TABLE ONLY public.market_defaultsupplytariff
    ADD CONSTRAINT market_defaultsupplytariff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_formergridprice
    ADD CONSTRAINT market_formergridprice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_formerspotday
    ADD CONSTRAINT market_formerspotday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_gridarea
    ADD CONSTRAINT market_gridarea_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_gridprice
    ADD CONSTRAINT market_gridprice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_lookupanswer
    ADD CONSTRAINT market_lookupanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_lookupcall
    ADD CONSTRAINT market_lookupcall_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_marketparticipant
    ADD CONSTRAINT market_marketparticipant_code_key UNIQUE (code);
ALTER TABLE ONLY public.market_marketparticipant
    ADD CONSTRAINT market_marketparticipant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_owncompany
    ADD CONSTRAINT market_owncompany_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_place
    ADD CONSTRAINT market_place_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_pricecomponent
    ADD CONSTRAINT market_pricecomponent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_pricecomponentkind
    ADD CONSTRAINT market_pricecomponentkind_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_provider
    ADD CONSTRAINT market_provider_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_providersecret
    ADD CONSTRAINT market_providersecret_pkey PRIMARY KEY (provider_id);
ALTER TABLE ONLY public.market_spotday
    ADD CONSTRAINT market_spotday_day_key UNIQUE (day);
ALTER TABLE ONLY public.market_spotday
    ADD CONSTRAINT market_spotday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.marketing_campaign
    ADD CONSTRAINT marketing_campaign_name_key UNIQUE (name);
ALTER TABLE ONLY public.marketing_campaign
    ADD CONSTRAINT marketing_campaign_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT marketing_campaignmail_dispatch_id_key UNIQUE (dispatch_id);
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT marketing_campaignmail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT marketing_campaignmail_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.marketing_responsecode
    ADD CONSTRAINT marketing_responsecode_code_key UNIQUE (code);
ALTER TABLE ONLY public.marketing_responsecode
    ADD CONSTRAINT marketing_responsecode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_matchproposal
    ADD CONSTRAINT match_proposal_once UNIQUE (payment_id, open_item_id);
ALTER TABLE ONLY public.mako_marketmessage
    ADD CONSTRAINT message_once_per_position UNIQUE (interchange_id, "position");
ALTER TABLE ONLY public.supply_meter
    ADD CONSTRAINT meter_once_per_supply_point UNIQUE (supply_point_id, number);
ALTER TABLE ONLY public.supply_meteringchange
    ADD CONSTRAINT metering_change_once_a_day UNIQUE (supply_point_id, since);
ALTER TABLE ONLY public.metering_gasconversion
    ADD CONSTRAINT metering_gasconversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metering_loadday
    ADD CONSTRAINT metering_loadday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metering_reading
    ADD CONSTRAINT metering_reading_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_numberrange
    ADD CONSTRAINT number_range_once UNIQUE (series, year);
ALTER TABLE ONLY public.sales_offeredoption
    ADD CONSTRAINT offered_option_once UNIQUE (belongs_to, code);
ALTER TABLE ONLY public.sales_offeredoption
    ADD CONSTRAINT offered_option_one_per_place UNIQUE (belongs_to, "position") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_address
    ADD CONSTRAINT parties_address_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_bankaccount
    ADD CONSTRAINT parties_bankaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_businesspartner
    ADD CONSTRAINT parties_businesspartner_number_key UNIQUE (number);
ALTER TABLE ONLY public.parties_businesspartner
    ADD CONSTRAINT parties_businesspartner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_consent
    ADD CONSTRAINT parties_consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_contactperson
    ADD CONSTRAINT parties_contactperson_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_contactpoint
    ADD CONSTRAINT parties_contactpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_creditrating
    ADD CONSTRAINT parties_creditrating_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_bankentry
    ADD CONSTRAINT payments_bankentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_bankfile
    ADD CONSTRAINT payments_bankfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_bankfile
    ADD CONSTRAINT payments_bankfile_sha256_key UNIQUE (sha256);
ALTER TABLE ONLY public.payments_bankpayment
    ADD CONSTRAINT payments_bankpayment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_bankstatement
    ADD CONSTRAINT payments_bankstatement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_collectionitem
    ADD CONSTRAINT payments_collectionitem_end_to_end_id_key UNIQUE (end_to_end_id);
ALTER TABLE ONLY public.payments_collectionitem
    ADD CONSTRAINT payments_collectionitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_collectionrun
    ADD CONSTRAINT payments_collectionrun_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.payments_collectionrun
    ADD CONSTRAINT payments_collectionrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_collectionterms
    ADD CONSTRAINT payments_collectionterms_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_housebank
    ADD CONSTRAINT payments_housebank_iban_key UNIQUE (iban);
ALTER TABLE ONLY public.payments_housebank
    ADD CONSTRAINT payments_housebank_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_matchingsettings
    ADD CONSTRAINT payments_matchingsettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_matchproposal
    ADD CONSTRAINT payments_matchproposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.market_place
    ADD CONSTRAINT place_once UNIQUE (postcode, town);
ALTER TABLE ONLY public.platform_auditrow
    ADD CONSTRAINT platform_auditrow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_businessdate
    ADD CONSTRAINT platform_businessdate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_cache
    ADD CONSTRAINT platform_cache_pkey PRIMARY KEY (cache_key);
ALTER TABLE ONLY public.platform_command
    ADD CONSTRAINT platform_command_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.platform_download
    ADD CONSTRAINT platform_download_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_download
    ADD CONSTRAINT platform_download_run_id_key UNIQUE (run_id);
ALTER TABLE ONLY public.platform_limit
    ADD CONSTRAINT platform_limit_pkey PRIMARY KEY (name, who, ends_at);
ALTER TABLE ONLY public.platform_numberrange
    ADD CONSTRAINT platform_numberrange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_run
    ADD CONSTRAINT platform_run_key_key UNIQUE (key);
ALTER TABLE ONLY public.platform_run
    ADD CONSTRAINT platform_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_runchunk
    ADD CONSTRAINT platform_runchunk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_searchentry
    ADD CONSTRAINT platform_searchentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_storedfile
    ADD CONSTRAINT platform_storedfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_storedfile
    ADD CONSTRAINT platform_storedfile_sha256_key UNIQUE (sha256);
ALTER TABLE ONLY public.platform_undooffer
    ADD CONSTRAINT platform_undooffer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_possibleduplicate
    ADD CONSTRAINT possible_duplicate_once UNIQUE (newcomer_id, known_id);
ALTER TABLE ONLY public.tariffs_consumptionpreset
    ADD CONSTRAINT preset_once UNIQUE (kind, count);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_procurementprice
    ADD CONSTRAINT procurement_one_price_per_day UNIQUE (commodity, valid_from);
ALTER TABLE ONLY public.market_provider
    ADD CONSTRAINT provider_once UNIQUE (service, kind);
ALTER TABLE ONLY public.sales_quoteitem
    ADD CONSTRAINT quote_item_chosen_once UNIQUE (quote_id, condition_id);
ALTER TABLE ONLY public.sales_quoteitem
    ADD CONSTRAINT quote_item_once UNIQUE (quote_id, "position");
ALTER TABLE ONLY public.receivables_dunningblock
    ADD CONSTRAINT receivables_dunningblock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_dunninglevel
    ADD CONSTRAINT receivables_dunninglevel_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT receivables_dunningnotice_fee_entry_id_key UNIQUE (fee_entry_id);
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT receivables_dunningnotice_number_key UNIQUE (number);
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT receivables_dunningnotice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_dunningnoticeitem
    ADD CONSTRAINT receivables_dunningnoticeitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_dunningprocedure
    ADD CONSTRAINT receivables_dunningprocedure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supply_register
    ADD CONSTRAINT register_once_per_meter UNIQUE (meter_id, kind);
ALTER TABLE ONLY public.billing_runbill
    ADD CONSTRAINT run_bill_once UNIQUE (run_id, contract_id);
ALTER TABLE ONLY public.platform_runchunk
    ADD CONSTRAINT run_chunk_once UNIQUE (run_id, "position");
ALTER TABLE ONLY public.sales_declaration
    ADD CONSTRAINT sales_declaration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_declaration
    ADD CONSTRAINT sales_declaration_quote_id_key UNIQUE (quote_id);
ALTER TABLE ONLY public.sales_energykind
    ADD CONSTRAINT sales_energykind_code_key UNIQUE (code);
ALTER TABLE ONLY public.sales_energykind
    ADD CONSTRAINT sales_energykind_label_key UNIQUE (label);
ALTER TABLE ONLY public.sales_energykind
    ADD CONSTRAINT sales_energykind_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_followup
    ADD CONSTRAINT sales_followup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_generalterms
    ADD CONSTRAINT sales_generalterms_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_generalterms
    ADD CONSTRAINT sales_generalterms_valid_from_key UNIQUE (valid_from);
ALTER TABLE ONLY public.sales_handover
    ADD CONSTRAINT sales_handover_contract_id_key UNIQUE (contract_id);
ALTER TABLE ONLY public.sales_handover
    ADD CONSTRAINT sales_handover_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_handover
    ADD CONSTRAINT sales_handover_quote_id_key UNIQUE (quote_id);
ALTER TABLE ONLY public.sales_handoverendpoint
    ADD CONSTRAINT sales_handoverendpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_handovernotice
    ADD CONSTRAINT sales_handovernotice_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.sales_handovernotice
    ADD CONSTRAINT sales_handovernotice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_lead
    ADD CONSTRAINT sales_lead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_leadentry
    ADD CONSTRAINT sales_leadentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_merge
    ADD CONSTRAINT sales_merge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_offeredoption
    ADD CONSTRAINT sales_offeredoption_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_possibleduplicate
    ADD CONSTRAINT sales_possibleduplicate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_pricecalculation
    ADD CONSTRAINT sales_pricecalculation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_pricecalculation
    ADD CONSTRAINT sales_pricecalculation_quote_id_key UNIQUE (quote_id);
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_contract_id_key UNIQUE (contract_id);
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_number_key UNIQUE (number);
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_quotedraft
    ADD CONSTRAINT sales_quotedraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_quotedraft
    ADD CONSTRAINT sales_quotedraft_quote_id_key UNIQUE (quote_id);
ALTER TABLE ONLY public.sales_quoteitem
    ADD CONSTRAINT sales_quoteitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_quotelink
    ADD CONSTRAINT sales_quotelink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_quotelink
    ADD CONSTRAINT sales_quotelink_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.sales_rejection
    ADD CONSTRAINT sales_rejection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sales_salessettings
    ADD CONSTRAINT sales_salessettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_savedview
    ADD CONSTRAINT saved_view_name_once UNIQUE (owner_id, list_key, name);
ALTER TABLE ONLY public.platform_searchentry
    ADD CONSTRAINT search_entry_once UNIQUE (kind, object_id);
ALTER TABLE ONLY public.supply_meter
    ADD CONSTRAINT supply_meter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supply_meteringchange
    ADD CONSTRAINT supply_meteringchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supply_register
    ADD CONSTRAINT supply_register_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supply_supplypoint
    ADD CONSTRAINT supply_supplypoint_malo_id_key UNIQUE (malo_id);
ALTER TABLE ONLY public.supply_supplypoint
    ADD CONSTRAINT supply_supplypoint_number_key UNIQUE (number);
ALTER TABLE ONLY public.supply_supplypoint
    ADD CONSTRAINT supply_supplypoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_tariffupload
    ADD CONSTRAINT tariff_upload_once UNIQUE (file_id, actor);
ALTER TABLE ONLY public.tariffs_condition
    ADD CONSTRAINT tariffs_condition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_consumptionpreset
    ADD CONSTRAINT tariffs_consumptionpreset_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_pricetier_grid_operators
    ADD CONSTRAINT tariffs_pricetier_grid_o_pricetier_id_marketparti_78a70177_uniq UNIQUE (pricetier_id, marketparticipant_id);
ALTER TABLE ONLY public.tariffs_pricetier_grid_operators
    ADD CONSTRAINT tariffs_pricetier_grid_operators_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_pricetier
    ADD CONSTRAINT tariffs_pricetier_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_procurementprice
    ADD CONSTRAINT tariffs_procurementprice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_tariff
    ADD CONSTRAINT tariffs_tariff_code_key UNIQUE (code);
ALTER TABLE ONLY public.tariffs_tariff
    ADD CONSTRAINT tariffs_tariff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_tariffsettings
    ADD CONSTRAINT tariffs_tariffsettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_tariffupload
    ADD CONSTRAINT tariffs_tariffupload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_tariffversion_grid_operators
    ADD CONSTRAINT tariffs_tariffversion_gr_tariffversion_id_marketp_360f420d_uniq UNIQUE (tariffversion_id, marketparticipant_id);
ALTER TABLE ONLY public.tariffs_tariffversion_grid_operators
    ADD CONSTRAINT tariffs_tariffversion_grid_operators_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tariffs_tariffversion
    ADD CONSTRAINT tariffs_tariffversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contracts_contractterms
    ADD CONSTRAINT terms_one_per_day EXCLUDE USING gist (int8range(contract_id, contract_id, '[]'::text) WITH &&, valid WITH &&);
ALTER TABLE ONLY public.tariffs_pricetier
    ADD CONSTRAINT tier_one_price_per_kwh EXCLUDE USING gist (int8range(version_id, version_id, '[]'::text) WITH &&, int8range((operator_group)::bigint, (operator_group)::bigint, '[]'::text) WITH &&, int8range(from_kwh, upto_kwh, '[)'::text) WITH &&);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);
ALTER TABLE ONLY public.tariffs_tariffversion
    ADD CONSTRAINT version_one_price_per_day EXCLUDE USING gist (int8range(tariff_id, tariff_id, '[]'::text) WITH &&, prices WITH &&) WHERE ((approved_on IS NOT NULL));
ALTER TABLE ONLY public.work_task
    ADD CONSTRAINT work_task_key_key UNIQUE (key);
ALTER TABLE ONLY public.work_task
    ADD CONSTRAINT work_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_timelineentry
    ADD CONSTRAINT work_timelineentry_pkey PRIMARY KEY (id);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX accounts_apitoken_name_1c422d2e_like ON public.accounts_apitoken USING btree (name varchar_pattern_ops);
CREATE INDEX accounts_apitoken_token_hash_32b482d2_like ON public.accounts_apitoken USING btree (token_hash varchar_pattern_ops);
CREATE INDEX accounts_listcolumns_owner_id_03da4320 ON public.accounts_listcolumns USING btree (owner_id);
CREATE INDEX accounts_loginentry_user_id_c7b009c1 ON public.accounts_loginentry USING btree (user_id);
CREATE INDEX accounts_savedview_owner_id_35701fde ON public.accounts_savedview USING btree (owner_id);
CREATE INDEX accounts_savedview_pinned_by_savedview_id_aade8dec ON public.accounts_savedview_pinned_by USING btree (savedview_id);
CREATE INDEX accounts_savedview_pinned_by_user_id_126e791f ON public.accounts_savedview_pinned_by USING btree (user_id);
CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);
CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);
CREATE INDEX accounts_user_partner_id_a1496e24 ON public.accounts_user USING btree (business_partner_id);
CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);
CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);
CREATE INDEX accounts_user_username_6088629e_like ON public.accounts_user USING btree (username varchar_pattern_ops);
CREATE INDEX audit_row ON public.platform_auditrow USING btree (table_name, row_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX bank_payment_end_to_end ON public.payments_bankpayment USING btree (end_to_end_id);
CREATE INDEX bank_payment_open ON public.payments_bankpayment USING btree (bank_entry_id) WHERE ((state)::text = ANY (ARRAY[('OPEN'::character varying)::text, ('PROPOSED'::character varying)::text]));
CREATE INDEX billing_instalment_contract_id_cd358923 ON public.billing_instalment USING btree (contract_id);
CREATE INDEX billing_instalment_invoice_id_9cdd00ec ON public.billing_instalment USING btree (invoice_id);
CREATE INDEX billing_instalment_plan_id_29ff60e2 ON public.billing_instalment USING btree (plan_id);
CREATE INDEX billing_instalmentplan_contract_id_ab0af3df ON public.billing_instalmentplan USING btree (contract_id);
CREATE INDEX billing_invoice_contract_account_id_c923b22f ON public.billing_invoice USING btree (contract_account_id);
CREATE INDEX billing_invoice_contract_id_f1f80c0a ON public.billing_invoice USING btree (contract_id);
CREATE INDEX billing_invoice_issued_on_87b7f4a3 ON public.billing_invoice USING btree (issued_on);
CREATE INDEX billing_invoice_number_b2bb8a8d_like ON public.billing_invoice USING btree (number varchar_pattern_ops);
CREATE INDEX billing_invoice_run_id_2254c136 ON public.billing_invoice USING btree (run_id);
CREATE INDEX billing_invoiceline_invoice_id_ff507e12 ON public.billing_invoiceline USING btree (invoice_id);
CREATE INDEX billing_invoicevat_invoice_id_c77b4471 ON public.billing_invoicevat USING btree (invoice_id);
CREATE INDEX billing_runbill_contract_id_8838a7cd ON public.billing_runbill USING btree (contract_id);
CREATE INDEX billing_runbill_run_id_5164f7a1 ON public.billing_runbill USING btree (run_id);
CREATE UNIQUE INDEX collection_item_once_at_a_time ON public.payments_collectionitem USING btree (open_item_id) WHERE ((state)::text = 'LIVE'::text);
CREATE INDEX consent_latest ON public.parties_consent USING btree (business_partner_id, channel, purpose, id DESC);
CREATE UNIQUE INDEX contact_one_preferred_per_kind ON public.parties_contactpoint USING btree (business_partner_id, kind) WHERE preferred;
CREATE UNIQUE INDEX contact_person_one_default ON public.parties_contactperson USING btree (business_partner_id) WHERE is_default;
CREATE INDEX contract_by_tariff ON public.contracts_supplycontract USING btree (tariff_id, state);
CREATE UNIQUE INDEX contract_one_waiting_per_supply_point ON public.contracts_supplycontract USING btree (supply_point_id) WHERE ((state)::text = ANY (ARRAY[('ORDERED'::character varying)::text, ('REGISTERED'::character varying)::text, ('REJECTED'::character varying)::text]));
CREATE INDEX contract_to_start ON public.contracts_supplycontract USING btree (planned_start) WHERE ((state)::text = 'CONFIRMED'::text);
CREATE INDEX contracts_contractcondition_contract_id_515e946e ON public.contracts_contractcondition USING btree (contract_id);
CREATE INDEX contracts_contractterms_contract_id_4af9b0b1 ON public.contracts_contractterms USING btree (contract_id);
CREATE INDEX contracts_contractterms_tariff_version_id_838594d8 ON public.contracts_contractterms USING btree (tariff_version_id);
CREATE INDEX contracts_supplycontract_contract_account_id_09680d01 ON public.contracts_supplycontract USING btree (contract_account_id);
CREATE INDEX contracts_supplycontract_number_a27b1a6b_like ON public.contracts_supplycontract USING btree (number varchar_pattern_ops);
CREATE INDEX contracts_supplycontract_partner_id_33c12a76 ON public.contracts_supplycontract USING btree (business_partner_id);
CREATE INDEX contracts_supplycontract_previous_supplier_id_b8f3a3a5 ON public.contracts_supplycontract USING btree (previous_supplier_id);
CREATE INDEX contracts_supplycontract_service_provider_id_fad18751 ON public.contracts_supplycontract USING btree (service_provider_id);
CREATE INDEX contracts_supplycontract_supply_point_id_9547323f ON public.contracts_supplycontract USING btree (supply_point_id);
CREATE INDEX contracts_supplycontract_tariff_id_fa5b7767 ON public.contracts_supplycontract USING btree (tariff_id);
CREATE INDEX correspondence_dispatch_document_id_ae406565 ON public.correspondence_dispatch USING btree (document_id);
CREATE INDEX correspondence_dispatch_enclosure_id_4b270b42 ON public.correspondence_dispatch USING btree (enclosure_id);
CREATE INDEX correspondence_dispatch_key_f63f189d_like ON public.correspondence_dispatch USING btree (key varchar_pattern_ops);
CREATE INDEX correspondence_dispatch_partner_id_2c059ad2 ON public.correspondence_dispatch USING btree (business_partner_id);
CREATE INDEX correspondence_document_file_id_cf427614 ON public.correspondence_document USING btree (file_id);
CREATE INDEX correspondence_document_partner_id_7074ce26 ON public.correspondence_document USING btree (business_partner_id);
CREATE INDEX correspondence_document_structured_id_528f67f1 ON public.correspondence_document USING btree (structured_id);
CREATE INDEX credit_latest ON public.parties_creditrating USING btree (business_partner_id, rated_on DESC);
CREATE INDEX debtors_contractaccount_invoice_recipient_id_60ad9c9d ON public.debtors_contractaccount USING btree (invoice_recipient_id);
CREATE INDEX debtors_contractaccount_number_6a844882_like ON public.debtors_contractaccount USING btree (number varchar_pattern_ops);
CREATE INDEX debtors_contractaccount_partner_id_2f529529 ON public.debtors_contractaccount USING btree (business_partner_id);
CREATE INDEX debtors_sepamandate_account_id_9a58fe68 ON public.debtors_sepamandate USING btree (account_id);
CREATE INDEX debtors_sepamandate_bank_account_id_52af7889 ON public.debtors_sepamandate USING btree (bank_account_id);
CREATE INDEX debtors_sepamandate_reference_de411f7c_like ON public.debtors_sepamandate USING btree (reference varchar_pattern_ops);
CREATE INDEX dispatch_waiting ON public.correspondence_dispatch USING btree (channel, queued_at) WHERE ((state)::text = 'QUEUED'::text);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX download_waiting ON public.platform_download USING btree (actor) WHERE (fetched_at IS NULL);
CREATE INDEX draft_open ON public.sales_quotedraft USING btree (updated_at DESC) WHERE ((state)::text = 'OPEN'::text);
CREATE INDEX follow_up_due ON public.sales_followup USING btree (due_on) WHERE ((state)::text = 'PLANNED'::text);
CREATE UNIQUE INDEX follow_up_once_a_day ON public.sales_followup USING btree (quote_id, due_on) WHERE ((state)::text = 'PLANNED'::text);
CREATE INDEX former_grid_price ON public.market_formergridprice USING btree (grid_operator_id, superseded_at);
CREATE INDEX former_spot_day ON public.market_formerspotday USING btree (day, superseded_at);
CREATE INDEX handover_by_state ON public.sales_handover USING btree (state, opened_on DESC, id DESC);
CREATE INDEX handover_notice_waiting ON public.sales_handovernotice USING btree (next_at) WHERE ((state)::text = 'WAITING'::text);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);
CREATE INDEX instalment_to_ask ON public.billing_instalment USING btree (due_on) WHERE ((state)::text = 'PLANNED'::text);
CREATE INDEX interchange_to_send ON public.mako_interchange USING btree (id) WHERE ((state)::text = 'PENDING'::text);
CREATE INDEX invoice_newest_first ON public.billing_invoice USING btree (issued_on DESC, id DESC);
CREATE INDEX invoice_without_document ON public.billing_invoice USING btree (id) WHERE (document_id IS NULL);
CREATE INDEX lead_by_code ON public.sales_lead USING btree (response_code) WHERE (NOT ((response_code)::text = ''::text));
CREATE INDEX lead_by_stage ON public.sales_lead USING btree (stage, due_on, id);
CREATE INDEX lead_entry_newest_first ON public.sales_leadentry USING btree (lead_id, at DESC, id DESC);
CREATE INDEX lead_standing ON public.sales_lead USING btree (touched_on) WHERE (erased_on IS NULL);
CREATE INDEX ledger_accountuse_account_id_392b2a32 ON public.ledger_accountuse USING btree (account_id);
CREATE INDEX ledger_accountuse_use_71c54246_like ON public.ledger_accountuse USING btree (use varchar_pattern_ops);
CREATE INDEX ledger_clearing_credit_item_id_cc40862a ON public.ledger_clearing USING btree (credit_item_id);
CREATE INDEX ledger_clearing_debit_item_id_c452cd8f ON public.ledger_clearing USING btree (debit_item_id);
CREATE INDEX ledger_clearing_key_148c836f_like ON public.ledger_clearing USING btree (key varchar_pattern_ops);
CREATE INDEX ledger_item_open ON public.ledger_openitem USING btree (account_id, due_on) WHERE (NOT (open_amount = 0));
CREATE INDEX ledger_journalentry_booked_on_6fd78184 ON public.ledger_journalentry USING btree (booked_on);
CREATE INDEX ledger_journalentry_key_ad9d956a_like ON public.ledger_journalentry USING btree (key varchar_pattern_ops);
CREATE INDEX ledger_journalentry_reference_f962922a ON public.ledger_journalentry USING btree (reference);
CREATE INDEX ledger_journalentry_reference_f962922a_like ON public.ledger_journalentry USING btree (reference varchar_pattern_ops);
CREATE INDEX ledger_ledgeraccount_control_id_d03bdca6 ON public.ledger_ledgeraccount USING btree (control_id);
CREATE INDEX ledger_ledgeraccount_number_4082a37a_like ON public.ledger_ledgeraccount USING btree (number varchar_pattern_ops);
CREATE INDEX ledger_openitem_account_id_13fa0fd7 ON public.ledger_openitem USING btree (account_id);
CREATE INDEX ledger_openitem_reference_024b9e7a ON public.ledger_openitem USING btree (reference);
CREATE INDEX ledger_openitem_reference_024b9e7a_like ON public.ledger_openitem USING btree (reference varchar_pattern_ops);
CREATE INDEX ledger_posting_account_id_964f801d ON public.ledger_posting USING btree (account_id);
CREATE INDEX ledger_posting_debtor_id_554cf0cb ON public.ledger_posting USING btree (debtor_id);
CREATE INDEX ledger_posting_entry_id_1c3a07af ON public.ledger_posting USING btree (entry_id);
CREATE INDEX lookup_latest ON public.market_lookupcall USING btree (provider_id, id DESC);
CREATE INDEX mako_interchange_sha256_49c9186d ON public.mako_interchange USING btree (sha256);
CREATE INDEX mako_interchange_sha256_49c9186d_like ON public.mako_interchange USING btree (sha256 varchar_pattern_ops);
CREATE INDEX mako_marketmessage_interchange_id_81d39393 ON public.mako_marketmessage USING btree (interchange_id);
CREATE INDEX mako_marketmessage_process_id_3bed5f5a ON public.mako_marketmessage USING btree (process_id);
CREATE INDEX mako_marketmessage_transaction_0b82c422 ON public.mako_marketmessage USING btree (transaction);
CREATE INDEX mako_marketmessage_transaction_0b82c422_like ON public.mako_marketmessage USING btree (transaction varchar_pattern_ops);
CREATE INDEX mako_process_contract_id_c4e87c9f ON public.mako_process USING btree (contract_id);
CREATE INDEX mako_process_market_partner_id_0035663d ON public.mako_process USING btree (market_participant_id);
CREATE INDEX mako_process_transaction_0bb7d1a8_like ON public.mako_process USING btree (transaction varchar_pattern_ops);
CREATE UNIQUE INDEX mandate_one_live_per_account ON public.debtors_sepamandate USING btree (account_id) WHERE ((state)::text = ANY (ARRAY[('ACTIVE'::character varying)::text, ('SUSPENDED'::character varying)::text]));
CREATE INDEX market_defaultsupplytariff_supplier_id_ba4ac34f ON public.market_defaultsupplytariff USING btree (supplier_id);
CREATE INDEX market_formergridprice_grid_operator_id_15019aca ON public.market_formergridprice USING btree (grid_operator_id);
CREATE INDEX market_gridarea_default_supplier_id_a504d010 ON public.market_gridarea USING btree (default_supplier_id);
CREATE INDEX market_gridarea_grid_operator_id_70523eae ON public.market_gridarea USING btree (grid_operator_id);
CREATE INDEX market_gridarea_metering_operator_id_811a4faa ON public.market_gridarea USING btree (metering_operator_id);
CREATE INDEX market_gridarea_place_id_8f0a84bf ON public.market_gridarea USING btree (place_id);
CREATE INDEX market_gridprice_grid_operator_id_7e7a1513 ON public.market_gridprice USING btree (grid_operator_id);
CREATE INDEX market_lookupanswer_provider_id_31c71693 ON public.market_lookupanswer USING btree (provider_id);
CREATE INDEX market_lookupcall_provider_id_44b463ce ON public.market_lookupcall USING btree (provider_id);
CREATE INDEX market_marketparticipant_code_c282b1cf_like ON public.market_marketparticipant USING btree (code varchar_pattern_ops);
CREATE INDEX market_owncompany_gas_participant_id_045ed905 ON public.market_owncompany USING btree (gas_participant_id);
CREATE INDEX market_owncompany_participant_id_34c175ca ON public.market_owncompany USING btree (participant_id);
CREATE INDEX market_pricecomponent_kind_id_b20a8e0c ON public.market_pricecomponent USING btree (kind_id);
CREATE INDEX marketing_campaign_name_8fd0ed3c_like ON public.marketing_campaign USING btree (name varchar_pattern_ops);
CREATE INDEX marketing_campaignmail_business_partner_id_0c41c5f5 ON public.marketing_campaignmail USING btree (business_partner_id);
CREATE INDEX marketing_campaignmail_campaign_id_2e067c06 ON public.marketing_campaignmail USING btree (campaign_id);
CREATE INDEX marketing_campaignmail_lead_id_4c4863c7 ON public.marketing_campaignmail USING btree (lead_id);
CREATE INDEX marketing_campaignmail_token_hash_533aee1e_like ON public.marketing_campaignmail USING btree (token_hash varchar_pattern_ops);
CREATE INDEX marketing_responsecode_campaign_id_c194ead7 ON public.marketing_responsecode USING btree (campaign_id);
CREATE INDEX marketing_responsecode_code_f4b3f211_like ON public.marketing_responsecode USING btree (code varchar_pattern_ops);
CREATE UNIQUE INDEX merge_once_at_a_time ON public.sales_merge USING btree (pair_id) WHERE (taken_back_on IS NULL);
CREATE INDEX message_to_clear ON public.mako_marketmessage USING btree (id) WHERE ((state)::text = 'UNMATCHED'::text);
CREATE INDEX metering_gasconversion_supply_point_id_d3ae1d7f ON public.metering_gasconversion USING btree (supply_point_id);
CREATE INDEX metering_loadday_supply_point_id_58c05c2a ON public.metering_loadday USING btree (supply_point_id);
CREATE INDEX metering_reading_register_id_c9185a22 ON public.metering_reading USING btree (register_id);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX participant_by_role ON public.market_marketparticipant USING btree (role, name);
CREATE INDEX parties_address_partner_id_5806c65c ON public.parties_address USING btree (business_partner_id);
CREATE INDEX parties_bankaccount_iban_index_bbefa6a6 ON public.parties_bankaccount USING btree (iban_index);
CREATE INDEX parties_bankaccount_iban_index_bbefa6a6_like ON public.parties_bankaccount USING btree (iban_index varchar_pattern_ops);
CREATE INDEX parties_bankaccount_partner_id_8b062c46 ON public.parties_bankaccount USING btree (business_partner_id);
CREATE INDEX parties_businesspartner_merged_into_id_da301a73 ON public.parties_businesspartner USING btree (merged_into_id);
CREATE INDEX parties_businesspartner_number_c6a8854e_like ON public.parties_businesspartner USING btree (number varchar_pattern_ops);
CREATE INDEX parties_consent_business_partner_id_c89154fb ON public.parties_consent USING btree (business_partner_id);
CREATE INDEX parties_contactperson_partner_id_6f96456d ON public.parties_contactperson USING btree (business_partner_id);
CREATE INDEX parties_contactpoint_partner_id_c331200c ON public.parties_contactpoint USING btree (business_partner_id);
CREATE INDEX parties_creditrating_partner_id_2d5cff9b ON public.parties_creditrating USING btree (business_partner_id);
CREATE INDEX partner_duplicates ON public.parties_businesspartner USING gin (duplicate_keys) WITH (fastupdate=off);
CREATE INDEX partner_sorted ON public.parties_businesspartner USING btree (sort_key, id);
CREATE INDEX partner_sorted_by_role ON public.parties_businesspartner USING btree (is_customer, sort_key, id);
CREATE INDEX payments_bankentry_entry_id_100eeb3b ON public.payments_bankentry USING btree (entry_id);
CREATE INDEX payments_bankentry_house_bank_id_14630599 ON public.payments_bankentry USING btree (house_bank_id);
CREATE INDEX payments_bankentry_statement_id_8ca124b8 ON public.payments_bankentry USING btree (statement_id);
CREATE INDEX payments_bankfile_file_id_1d062348 ON public.payments_bankfile USING btree (file_id);
CREATE INDEX payments_bankfile_sha256_33a8187a_like ON public.payments_bankfile USING btree (sha256 varchar_pattern_ops);
CREATE INDEX payments_bankpayment_bank_entry_id_637d406c ON public.payments_bankpayment USING btree (bank_entry_id);
CREATE INDEX payments_bankpayment_credit_item_id_c1558d45 ON public.payments_bankpayment USING btree (credit_item_id);
CREATE INDEX payments_bankpayment_debit_id_d46e7c59 ON public.payments_bankpayment USING btree (debit_id);
CREATE INDEX payments_bankstatement_bank_file_id_74f29108 ON public.payments_bankstatement USING btree (bank_file_id);
CREATE INDEX payments_bankstatement_house_bank_id_e2f3b003 ON public.payments_bankstatement USING btree (house_bank_id);
CREATE INDEX payments_collectionitem_account_id_8757b7fa ON public.payments_collectionitem USING btree (account_id);
CREATE INDEX payments_collectionitem_end_to_end_id_d0b9444f_like ON public.payments_collectionitem USING btree (end_to_end_id varchar_pattern_ops);
CREATE INDEX payments_collectionitem_mandate_id_d6945819 ON public.payments_collectionitem USING btree (mandate_id);
CREATE INDEX payments_collectionitem_open_item_id_865c998a ON public.payments_collectionitem USING btree (open_item_id);
CREATE INDEX payments_collectionitem_run_id_16caf43d ON public.payments_collectionitem USING btree (run_id);
CREATE INDEX payments_collectionrun_file_id_9e2c1406 ON public.payments_collectionrun USING btree (file_id);
CREATE INDEX payments_collectionrun_house_bank_id_3a491976 ON public.payments_collectionrun USING btree (house_bank_id);
CREATE INDEX payments_collectionrun_message_id_d608acc3_like ON public.payments_collectionrun USING btree (message_id varchar_pattern_ops);
CREATE INDEX payments_collectionterms_house_bank_id_ddecc816 ON public.payments_collectionterms USING btree (house_bank_id);
CREATE INDEX payments_housebank_iban_71a97799_like ON public.payments_housebank USING btree (iban varchar_pattern_ops);
CREATE INDEX payments_matchproposal_open_item_id_f3d853e8 ON public.payments_matchproposal USING btree (open_item_id);
CREATE INDEX payments_matchproposal_payment_id_647a6960 ON public.payments_matchproposal USING btree (payment_id);
CREATE INDEX platform_cache_expires ON public.platform_cache USING btree (expires);
CREATE INDEX platform_download_file_id_7f6d7090 ON public.platform_download USING btree (file_id);
CREATE INDEX platform_limit_ended ON public.platform_limit USING btree (ends_at);
CREATE INDEX platform_runchunk_run_id_0c3ce03c ON public.platform_runchunk USING btree (run_id);
CREATE INDEX platform_storedfile_sha256_c66b36f2_like ON public.platform_storedfile USING btree (sha256 varchar_pattern_ops);
CREATE INDEX platform_undooffer_expires_at_d7657c4e ON public.platform_undooffer USING btree (expires_at);
CREATE INDEX process_due ON public.mako_process USING btree (due_at) WHERE ((NOT is_alarmed) AND ((state)::text = 'SENT'::text));
CREATE UNIQUE INDEX process_one_open_per_contract ON public.mako_process USING btree (contract_id, kind) WHERE ((state)::text = ANY (ARRAY[('PREPARED'::character varying)::text, ('SENT'::character varying)::text]));
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);
CREATE INDEX quote_by_code ON public.sales_quote USING btree (response_code) WHERE (NOT ((response_code)::text = ''::text));
CREATE INDEX quote_by_state ON public.sales_quote USING btree (state, quoted_on DESC, id DESC);
CREATE INDEX quote_expiring ON public.sales_quote USING btree (binding_until) WHERE ((state)::text = 'OPEN'::text);
CREATE INDEX reading_held ON public.metering_reading USING btree (state) WHERE ((state)::text = 'HELD'::text);
CREATE UNIQUE INDEX reading_one_valid_per_day ON public.metering_reading USING btree (register_id, day) WHERE ((state)::text = 'VALID'::text);
CREATE INDEX receivables_dunningblock_account_id_3a3cee9b ON public.receivables_dunningblock USING btree (account_id);
CREATE INDEX receivables_dunningblock_business_partner_id_90f6390c ON public.receivables_dunningblock USING btree (business_partner_id);
CREATE INDEX receivables_dunningblock_open_item_id_f60ea99c ON public.receivables_dunningblock USING btree (open_item_id);
CREATE INDEX receivables_dunninglevel_procedure_id_de3f348b ON public.receivables_dunninglevel USING btree (procedure_id);
CREATE INDEX receivables_dunningnotice_account_id_70af2d64 ON public.receivables_dunningnotice USING btree (account_id);
CREATE INDEX receivables_dunningnotice_day_17a5c3e4 ON public.receivables_dunningnotice USING btree (day);
CREATE INDEX receivables_dunningnotice_level_id_4d1c6035 ON public.receivables_dunningnotice USING btree (level_id);
CREATE INDEX receivables_dunningnotice_number_0885b7c6_like ON public.receivables_dunningnotice USING btree (number varchar_pattern_ops);
CREATE INDEX receivables_dunningnotice_run_id_dc35a983 ON public.receivables_dunningnotice USING btree (run_id);
CREATE INDEX receivables_dunningnoticeitem_notice_id_d9dd37c1 ON public.receivables_dunningnoticeitem USING btree (notice_id);
CREATE INDEX receivables_dunningnoticeitem_open_item_id_fb0ed5dc ON public.receivables_dunningnoticeitem USING btree (open_item_id);
CREATE INDEX run_bill_inbox ON public.billing_runbill USING btree (cause, id) WHERE is_open;
CREATE UNIQUE INDEX run_bill_one_open_case ON public.billing_runbill USING btree (contract_id) WHERE is_open;
CREATE INDEX sales_energykind_code_f9fa4b82_like ON public.sales_energykind USING btree (code varchar_pattern_ops);
CREATE INDEX sales_energykind_label_6f2665c4_like ON public.sales_energykind USING btree (label varchar_pattern_ops);
CREATE INDEX sales_followup_quote_id_c77f1a3b ON public.sales_followup USING btree (quote_id);
CREATE INDEX sales_generalterms_document_id_cbc42b7d ON public.sales_generalterms USING btree (document_id);
CREATE INDEX sales_handovernotice_handover_id_29badc6a ON public.sales_handovernotice USING btree (handover_id);
CREATE INDEX sales_lead_partner_id_62de0f3e ON public.sales_lead USING btree (business_partner_id);
CREATE INDEX sales_leadentry_lead_id_7e5bf60c ON public.sales_leadentry USING btree (lead_id);
CREATE INDEX sales_merge_pair_id_c40721ae ON public.sales_merge USING btree (pair_id);
CREATE INDEX sales_possibleduplicate_known_id_0fdc458f ON public.sales_possibleduplicate USING btree (known_id);
CREATE INDEX sales_possibleduplicate_newcomer_id_b4755cd5 ON public.sales_possibleduplicate USING btree (newcomer_id);
CREATE INDEX sales_possibleduplicate_quote_id_dbd5b053 ON public.sales_possibleduplicate USING btree (quote_id);
CREATE INDEX sales_pricecalculation_invoice_recipient_id_7777ef15 ON public.sales_pricecalculation USING btree (invoice_recipient_id);
CREATE INDEX sales_pricecalculation_price_tier_id_ad5e3244 ON public.sales_pricecalculation USING btree (price_tier_id);
CREATE INDEX sales_pricecalculation_property_owner_id_47412caa ON public.sales_pricecalculation USING btree (property_owner_id);
CREATE INDEX sales_pricecalculation_supply_point_id_5d362593 ON public.sales_pricecalculation USING btree (supply_point_id);
CREATE INDEX sales_pricecalculation_tariff_version_id_4abe56ca ON public.sales_pricecalculation USING btree (tariff_version_id);
CREATE INDEX sales_quote_bank_account_id_00935972 ON public.sales_quote USING btree (bank_account_id);
CREATE INDEX sales_quote_contract_account_id_edeb2400 ON public.sales_quote USING btree (contract_account_id);
CREATE INDEX sales_quote_credit_rating_id_c16d6e12 ON public.sales_quote USING btree (credit_rating_id);
CREATE INDEX sales_quote_document_id_3811f794 ON public.sales_quote USING btree (document_id);
CREATE INDEX sales_quote_general_terms_id_7227d5be ON public.sales_quote USING btree (general_terms_id);
CREATE INDEX sales_quote_invoice_recipient_id_8c9dee7c ON public.sales_quote USING btree (invoice_recipient_id);
CREATE INDEX sales_quote_lead_id_92ec1253 ON public.sales_quote USING btree (lead_id);
CREATE INDEX sales_quote_number_48018e9c_like ON public.sales_quote USING btree (number varchar_pattern_ops);
CREATE INDEX sales_quote_partner_id_a59dc61f ON public.sales_quote USING btree (business_partner_id);
CREATE INDEX sales_quote_previous_supplier_id_e2961f97 ON public.sales_quote USING btree (previous_supplier_id);
CREATE INDEX sales_quote_property_owner_id_8534b1ac ON public.sales_quote USING btree (property_owner_id);
CREATE INDEX sales_quote_situation_option_id_5d3acdad ON public.sales_quote USING btree (situation_option_id);
CREATE INDEX sales_quote_supply_point_id_8defbead ON public.sales_quote USING btree (supply_point_id);
CREATE INDEX sales_quoteitem_condition_id_f0aab971 ON public.sales_quoteitem USING btree (condition_id);
CREATE INDEX sales_quoteitem_quote_id_56d84a88 ON public.sales_quoteitem USING btree (quote_id);
CREATE INDEX sales_quotelink_quote_id_1778d39e ON public.sales_quotelink USING btree (quote_id);
CREATE INDEX sales_quotelink_token_hash_5df33179_like ON public.sales_quotelink USING btree (token_hash varchar_pattern_ops);
CREATE UNIQUE INDEX saved_view_one_default_per_role ON public.accounts_savedview USING btree (list_key, default_for) WHERE (NOT ((default_for)::text = ''::text));
CREATE INDEX search_doc ON public.platform_searchentry USING gin (doc) WITH (fastupdate=off);
CREATE INDEX search_phonetic ON public.platform_searchentry USING gin (phonetic) WITH (fastupdate=off);
CREATE INDEX supply_meter_number_1c0f2853 ON public.supply_meter USING btree (number);
CREATE INDEX supply_meter_number_1c0f2853_like ON public.supply_meter USING btree (number varchar_pattern_ops);
CREATE INDEX supply_meter_supply_point_id_98dc0620 ON public.supply_meter USING btree (supply_point_id);
CREATE INDEX supply_meteringchange_supply_point_id_1dc1006c ON public.supply_meteringchange USING btree (supply_point_id);
CREATE INDEX supply_point_address ON public.supply_supplypoint USING btree (postcode, street);
CREATE INDEX supply_register_meter_id_56cff58e ON public.supply_register USING btree (meter_id);
CREATE INDEX supply_supplypoint_grid_operator_id_ae519aac ON public.supply_supplypoint USING btree (grid_operator_id);
CREATE INDEX supply_supplypoint_malo_id_92a00c5e_like ON public.supply_supplypoint USING btree (malo_id varchar_pattern_ops);
CREATE INDEX supply_supplypoint_metering_operator_id_b4ca3c5f ON public.supply_supplypoint USING btree (metering_operator_id);
CREATE INDEX supply_supplypoint_number_577f11eb_like ON public.supply_supplypoint USING btree (number varchar_pattern_ops);
CREATE INDEX tariffs_condition_tier_id_17363d42 ON public.tariffs_condition USING btree (tier_id);
CREATE INDEX tariffs_pricetier_grid_operators_marketparticipant_id_a7ef8356 ON public.tariffs_pricetier_grid_operators USING btree (marketparticipant_id);
CREATE INDEX tariffs_pricetier_grid_operators_pricetier_id_c6c1bbda ON public.tariffs_pricetier_grid_operators USING btree (pricetier_id);
CREATE INDEX tariffs_pricetier_version_id_016c3ec8 ON public.tariffs_pricetier USING btree (version_id);
CREATE INDEX tariffs_tariff_code_773773a8_like ON public.tariffs_tariff USING btree (code varchar_pattern_ops);
CREATE INDEX tariffs_tariffupload_file_id_606414c2 ON public.tariffs_tariffupload USING btree (file_id);
CREATE INDEX tariffs_tariffversion_cut_by_id_d83f8a97 ON public.tariffs_tariffversion USING btree (cut_by_id);
CREATE INDEX tariffs_tariffversion_grid_marketparticipant_id_b6b23702 ON public.tariffs_tariffversion_grid_operators USING btree (marketparticipant_id);
CREATE INDEX tariffs_tariffversion_grid_operators_tariffversion_id_4dd24239 ON public.tariffs_tariffversion_grid_operators USING btree (tariffversion_id);
CREATE INDEX tariffs_tariffversion_tariff_id_65dd4fbc ON public.tariffs_tariffversion USING btree (tariff_id);
CREATE INDEX task_open_by_role ON public.work_task USING btree (role, due_on, id) WHERE ((state)::text = 'OPEN'::text);
CREATE INDEX timeline_newest_first ON public.work_timelineentry USING btree (business_partner_id, at DESC, id DESC);
CREATE INDEX undo_offer_bundle ON public.platform_undooffer USING btree (bundle, item) WHERE (bundle IS NOT NULL);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);
CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);
CREATE INDEX version_by_state ON public.tariffs_tariffversion USING btree (state);
CREATE INDEX work_task_key_abcd06a4_like ON public.work_task USING btree (key varchar_pattern_ops);
CREATE INDEX work_task_partner_id_24543019 ON public.work_task USING btree (business_partner_id);
CREATE INDEX work_timelineentry_partner_id_29b56fad ON public.work_timelineentry USING btree (business_partner_id);
CREATE TRIGGER accounts_loginentry_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.accounts_loginentry FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER an_administrator_remains AFTER UPDATE ON public.accounts_user FOR EACH ROW WHEN ((((old.role)::text = 'ADMINISTRATOR'::text) AND old.is_active AND ((old.password)::text !~~ '!%'::text) AND (NOT (((new.role)::text = 'ADMINISTRATOR'::text) AND new.is_active AND ((new.password)::text !~~ '!%'::text))))) EXECUTE FUNCTION public.accounts_administrator_remains();
CREATE TRIGGER an_administrator_stays AFTER DELETE ON public.accounts_user FOR EACH ROW WHEN ((((old.role)::text = 'ADMINISTRATOR'::text) AND old.is_active AND ((old.password)::text !~~ '!%'::text))) EXECUTE FUNCTION public.accounts_administrator_remains();
CREATE TRIGGER audit_delete AFTER DELETE ON public.account_emailaddress REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.accounts_apitoken REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.accounts_listcolumns REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.accounts_savedview REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.accounts_savedview_pinned_by REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.accounts_user REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.billing_billingsettings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.billing_instalment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.billing_instalmentplan REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.billing_invoice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.contracts_contractterms REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.contracts_supplycontract REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.correspondence_dispatch REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.correspondence_document REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.debtors_contractaccount REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.debtors_sepamandate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.ledger_accountuse REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.ledger_closedmonth REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.ledger_ledgeraccount REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.ledger_openitem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.mako_channel REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.mako_interchange REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.mako_marketmessage REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.mako_process REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_baserate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_defaultsupplytariff REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_gridarea REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_gridprice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_marketparticipant REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_owncompany REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_place REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_pricecomponent REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_pricecomponentkind REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_provider REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.market_spotday REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.marketing_campaign REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.marketing_campaignmail REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.marketing_responsecode REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.metering_gasconversion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.metering_reading REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.parties_address REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.parties_bankaccount REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.parties_businesspartner REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.parties_consent REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.parties_contactperson REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.parties_contactpoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.parties_creditrating REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_bankentry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_bankfile REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_bankpayment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_bankstatement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_collectionitem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_collectionrun REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_collectionterms REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_housebank REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.payments_matchingsettings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.receivables_dunningblock REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.receivables_dunningprocedure REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_energykind REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_followup REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_generalterms REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_handover REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_handoverendpoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_handovernotice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_merge REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_offeredoption REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_possibleduplicate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_quote REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_quotelink REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_rejection REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.sales_salessettings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.supply_meter REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.supply_meteringchange REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.supply_register REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.supply_supplypoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_condition REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_consumptionpreset REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_pricetier REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_pricetier_grid_operators REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_procurementprice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_tariff REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_tariffsettings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_tariffupload REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_tariffversion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.tariffs_tariffversion_grid_operators REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.work_task REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_delete AFTER DELETE ON public.work_timelineentry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.account_emailaddress FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.accounts_apitoken FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.accounts_listcolumns FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.accounts_savedview FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.accounts_savedview_pinned_by FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.accounts_user FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.billing_billingsettings FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.billing_instalment FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.billing_instalmentplan FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.billing_invoice FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.contracts_contractterms FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.contracts_supplycontract FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.correspondence_dispatch FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.correspondence_document FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.debtors_contractaccount FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.debtors_sepamandate FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.ledger_accountuse FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.ledger_closedmonth FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.ledger_ledgeraccount FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.ledger_openitem FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.mako_channel FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.mako_interchange FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.mako_marketmessage FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.mako_process FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_baserate FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_defaultsupplytariff FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_gridarea FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_gridprice FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_marketparticipant FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_owncompany FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_place FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_pricecomponent FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_pricecomponentkind FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_provider FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.market_spotday FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.marketing_campaign FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.marketing_campaignmail FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.marketing_responsecode FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.metering_gasconversion FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.metering_reading FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.parties_address FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.parties_bankaccount FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.parties_businesspartner FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.parties_consent FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.parties_contactperson FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.parties_contactpoint FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.parties_creditrating FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_bankentry FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_bankfile FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_bankpayment FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_bankstatement FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_collectionitem FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_collectionrun FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_collectionterms FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_housebank FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.payments_matchingsettings FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.receivables_dunningblock FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.receivables_dunningprocedure FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_energykind FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_followup FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_generalterms FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_handover FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_handoverendpoint FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_handovernotice FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_lead FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_leadentry FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_merge FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_offeredoption FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_possibleduplicate FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_quote FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_quotelink FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_rejection FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.sales_salessettings FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.supply_meter FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.supply_meteringchange FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.supply_register FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.supply_supplypoint FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_condition FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_consumptionpreset FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_pricetier FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_pricetier_grid_operators FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_procurementprice FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_tariff FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_tariffsettings FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_tariffupload FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_tariffversion FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.tariffs_tariffversion_grid_operators FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.work_task FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.work_timelineentry FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER audit_update AFTER UPDATE ON public.account_emailaddress REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.accounts_apitoken REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.accounts_listcolumns REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.accounts_savedview REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.accounts_savedview_pinned_by REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.accounts_user REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.billing_billingsettings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.billing_instalment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.billing_instalmentplan REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.billing_invoice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.contracts_contractterms REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.contracts_supplycontract REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.correspondence_dispatch REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.correspondence_document REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.debtors_contractaccount REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.debtors_sepamandate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.ledger_accountuse REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.ledger_closedmonth REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.ledger_ledgeraccount REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.ledger_openitem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.mako_channel REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.mako_interchange REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.mako_marketmessage REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.mako_process REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_baserate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_defaultsupplytariff REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_gridarea REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_gridprice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_marketparticipant REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_owncompany REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_place REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_pricecomponent REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_pricecomponentkind REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_provider REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.market_spotday REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.marketing_campaign REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.marketing_campaignmail REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.marketing_responsecode REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.metering_gasconversion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.metering_reading REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.parties_address REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.parties_bankaccount REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.parties_businesspartner REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.parties_consent REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.parties_contactperson REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.parties_contactpoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.parties_creditrating REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_bankentry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_bankfile REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_bankpayment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_bankstatement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_collectionitem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_collectionrun REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_collectionterms REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_housebank REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.payments_matchingsettings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.receivables_dunningblock REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.receivables_dunningprocedure REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_energykind REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_followup REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_generalterms REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_handover REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_handoverendpoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_handovernotice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_merge REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_offeredoption REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_possibleduplicate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_quote REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_quotelink REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_rejection REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.sales_salessettings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supply_meter REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supply_meteringchange REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supply_register REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supply_supplypoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_condition REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_consumptionpreset REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_pricetier REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_pricetier_grid_operators REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_procurementprice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_tariff REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_tariffsettings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_tariffupload REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_tariffversion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tariffs_tariffversion_grid_operators REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.work_task REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER audit_update AFTER UPDATE ON public.work_timelineentry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_keep_old_image();
CREATE TRIGGER billing_check_totals AFTER INSERT ON public.billing_invoice REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.billing_check_totals();
CREATE TRIGGER billing_invoice_once BEFORE UPDATE ON public.billing_invoice FOR EACH ROW WHEN (((((old.state)::text <> 'ISSUED'::text) AND ((new.state)::text <> (old.state)::text)) OR ((old.document_id IS NOT NULL) AND (new.document_id IS DISTINCT FROM old.document_id)))) EXECUTE FUNCTION public.billing_invoice_stays();
CREATE TRIGGER billing_invoice_remains BEFORE DELETE OR TRUNCATE ON public.billing_invoice FOR EACH STATEMENT EXECUTE FUNCTION public.billing_invoice_stays();
CREATE TRIGGER billing_invoice_stays BEFORE UPDATE OF id, number, contract_id, contract_account_id, kind, period, issued_on, due_on, net, vat, gross, prepaid, amount_due, hints, facts, trace, trace_sha256, entry_id, reverses_id, corrects_id, reason, run_id, created_at, created_by ON public.billing_invoice FOR EACH STATEMENT EXECUTE FUNCTION public.billing_invoice_stays();
CREATE TRIGGER billing_invoiceline_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.billing_invoiceline FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER billing_invoicevat_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.billing_invoicevat FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER billing_lines_come_first AFTER INSERT ON public.billing_invoiceline REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.billing_lines_come_first();
CREATE TRIGGER billing_taxes_come_first AFTER INSERT ON public.billing_invoicevat REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.billing_lines_come_first();
CREATE TRIGGER contracts_contractcondition_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.contracts_contractcondition FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER correspondence_document_changes_owner BEFORE UPDATE ON public.correspondence_document FOR EACH ROW EXECUTE FUNCTION public.platform_is_final_but_owner();
CREATE TRIGGER correspondence_document_is_final BEFORE DELETE OR TRUNCATE ON public.correspondence_document FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER keep_former BEFORE INSERT OR UPDATE ON public.market_gridprice FOR EACH ROW EXECUTE FUNCTION public.market_keep_former('market_formergridprice');
CREATE TRIGGER keep_former BEFORE INSERT OR UPDATE ON public.market_spotday FOR EACH ROW EXECUTE FUNCTION public.market_keep_former('market_formerspotday');
CREATE TRIGGER knows_its_grids BEFORE INSERT OR UPDATE ON public.tariffs_pricetier FOR EACH ROW EXECUTE FUNCTION public.tariffs_pricetier_knows_its_grids();
CREATE TRIGGER knows_its_grids BEFORE INSERT OR UPDATE ON public.tariffs_tariffversion FOR EACH ROW EXECUTE FUNCTION public.tariffs_tariffversion_knows_its_grids();
CREATE TRIGGER ledger_apply_clearings AFTER INSERT ON public.ledger_clearing REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_apply_clearings();
CREATE TRIGGER ledger_check_items AFTER INSERT ON public.ledger_openitem REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_check_items();
CREATE TRIGGER ledger_check_month AFTER INSERT ON public.ledger_journalentry REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_check_month();
CREATE TRIGGER ledger_check_postings AFTER INSERT ON public.ledger_posting REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_check_postings();
CREATE TRIGGER ledger_clearing_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_clearing FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE CONSTRAINT TRIGGER ledger_entry_has_postings AFTER INSERT ON public.ledger_journalentry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_entry_has_postings();
CREATE TRIGGER ledger_item_remains BEFORE DELETE OR TRUNCATE ON public.ledger_openitem FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_item_stays();
CREATE TRIGGER ledger_item_stays BEFORE UPDATE OF id, posting_id, account_id, kind, reference, text, booked_on, amount ON public.ledger_openitem FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_item_stays();
CREATE TRIGGER ledger_journalentry_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_journalentry FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER ledger_posting_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER market_formergridprice_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.market_formergridprice FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER market_formerspotday_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.market_formerspotday FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER metering_loadday_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.metering_loadday FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER parties_consent_changes_owner BEFORE UPDATE ON public.parties_consent FOR EACH ROW EXECUTE FUNCTION public.platform_is_final_but_owner();
CREATE TRIGGER parties_consent_is_final BEFORE DELETE OR TRUNCATE ON public.parties_consent FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER platform_auditrow_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.platform_auditrow FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER platform_command_remains BEFORE DELETE OR TRUNCATE ON public.platform_command FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER platform_command_stays AFTER UPDATE ON public.platform_command REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_command_stays();
CREATE TRIGGER platform_number_range_grows AFTER UPDATE ON public.platform_numberrange REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.platform_number_range_grows();
CREATE TRIGGER platform_number_range_remains BEFORE DELETE OR TRUNCATE ON public.platform_numberrange FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();
CREATE TRIGGER receivables_check_items AFTER INSERT ON public.receivables_dunningnoticeitem REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.receivables_check_items();
CREATE TRIGGER receivables_dunninglevel_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.receivables_dunninglevel FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER receivables_dunningnotice_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.receivables_dunningnotice FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER receivables_dunningnoticeitem_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.receivables_dunningnoticeitem FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER receivables_levels_come_first AFTER INSERT ON public.receivables_dunninglevel REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.receivables_levels_come_first();
CREATE CONSTRAINT TRIGGER receivables_notice_has_items AFTER INSERT ON public.receivables_dunningnotice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.receivables_notice_has_items();
CREATE TRIGGER receivables_procedure_remains BEFORE DELETE ON public.receivables_dunningprocedure FOR EACH STATEMENT EXECUTE FUNCTION public.receivables_procedure_stays();
CREATE TRIGGER receivables_procedure_stays BEFORE UPDATE OF id, customer_type, bank_days, source ON public.receivables_dunningprocedure FOR EACH STATEMENT EXECUTE FUNCTION public.receivables_procedure_stays();
CREATE TRIGGER sales_declaration_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.sales_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER sales_pricecalculation_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.sales_pricecalculation FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER sales_quoteitem_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.sales_quoteitem FOR EACH STATEMENT EXECUTE FUNCTION public.platform_is_final();
CREATE TRIGGER tells_its_grids_1 AFTER INSERT ON public.tariffs_pricetier_grid_operators REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_pricetier_tells_its_grids();
CREATE TRIGGER tells_its_grids_1 AFTER INSERT ON public.tariffs_tariffversion_grid_operators REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_tariffversion_tells_its_grids();
CREATE TRIGGER tells_its_grids_2 AFTER DELETE ON public.tariffs_pricetier_grid_operators REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_pricetier_tells_its_grids();
CREATE TRIGGER tells_its_grids_2 AFTER DELETE ON public.tariffs_tariffversion_grid_operators REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_tariffversion_tells_its_grids();
CREATE TRIGGER tells_its_grids_3 AFTER UPDATE ON public.tariffs_pricetier_grid_operators REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_pricetier_tells_its_grids();
CREATE TRIGGER tells_its_grids_3 AFTER UPDATE ON public.tariffs_tariffversion_grid_operators REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_tariffversion_tells_its_grids();
CREATE TRIGGER tells_its_grids_4 AFTER UPDATE ON public.tariffs_pricetier_grid_operators REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_pricetier_tells_its_grids();
CREATE TRIGGER tells_its_grids_4 AFTER UPDATE ON public.tariffs_tariffversion_grid_operators REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_tariffversion_tells_its_grids();
CREATE TRIGGER tier_operator_in_one_group AFTER UPDATE ON public.tariffs_pricetier REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_tier_in_one_group();
CREATE TRIGGER tier_operator_in_one_group AFTER INSERT ON public.tariffs_pricetier_grid_operators REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_operator_in_one_group();
CREATE TRIGGER tier_operator_stays_in_one_group AFTER UPDATE ON public.tariffs_pricetier_grid_operators REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.tariffs_operator_in_one_group();
CREATE TRIGGER version_used_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.tariffs_condition FOR EACH ROW EXECUTE FUNCTION public.tariffs_condition_is_used();
CREATE TRIGGER version_used_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.tariffs_pricetier FOR EACH ROW EXECUTE FUNCTION public.tariffs_tier_is_used();
CREATE TRIGGER version_used_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.tariffs_pricetier_grid_operators FOR EACH ROW EXECUTE FUNCTION public.tariffs_tier_operators_are_used();
CREATE TRIGGER version_used_is_final BEFORE DELETE OR UPDATE ON public.tariffs_tariff FOR EACH ROW EXECUTE FUNCTION public.tariffs_tariff_is_used();
CREATE TRIGGER version_used_is_final BEFORE DELETE OR UPDATE ON public.tariffs_tariffversion FOR EACH ROW EXECUTE FUNCTION public.tariffs_version_is_used();
CREATE TRIGGER version_used_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.tariffs_tariffversion_grid_operators FOR EACH ROW EXECUTE FUNCTION public.tariffs_operators_are_used();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_listcolumns
    ADD CONSTRAINT accounts_listcolumns_owner_id_03da4320_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_loginentry
    ADD CONSTRAINT accounts_loginentry_user_id_c7b009c1_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_savedview
    ADD CONSTRAINT accounts_savedview_owner_id_35701fde_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_savedview_pinned_by
    ADD CONSTRAINT accounts_savedview_p_savedview_id_aade8dec_fk_accounts_ FOREIGN KEY (savedview_id) REFERENCES public.accounts_savedview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_savedview_pinned_by
    ADD CONSTRAINT accounts_savedview_p_user_id_126e791f_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_business_partner_id_a8bd4fd4_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_instalment
    ADD CONSTRAINT billing_instalment_contract_id_cd358923_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_instalment
    ADD CONSTRAINT billing_instalment_entry_id_2aa36ec7_fk_ledger_journalentry_id FOREIGN KEY (entry_id) REFERENCES public.ledger_journalentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_instalment
    ADD CONSTRAINT billing_instalment_plan_id_29ff60e2_fk_billing_i FOREIGN KEY (plan_id) REFERENCES public.billing_instalmentplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_instalmentplan
    ADD CONSTRAINT billing_instalmentpl_contract_id_ab0af3df_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_contract_account_id_c923b22f_fk_debtors_c FOREIGN KEY (contract_account_id) REFERENCES public.debtors_contractaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_contract_id_f1f80c0a_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_corrects_id_8155d10c_fk_billing_invoice_id FOREIGN KEY (corrects_id) REFERENCES public.billing_invoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_document_id_8299044d_fk_correspon FOREIGN KEY (document_id) REFERENCES public.correspondence_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_entry_id_4cd04b17_fk_ledger_journalentry_id FOREIGN KEY (entry_id) REFERENCES public.ledger_journalentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_reverses_id_00e61210_fk_billing_invoice_id FOREIGN KEY (reverses_id) REFERENCES public.billing_invoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_run_id_2254c136_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_runbill
    ADD CONSTRAINT billing_runbill_contract_id_8838a7cd_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_runbill
    ADD CONSTRAINT billing_runbill_invoice_id_bcbadd35_fk_billing_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.billing_invoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.billing_runbill
    ADD CONSTRAINT billing_runbill_run_id_5164f7a1_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractcondition
    ADD CONSTRAINT contracts_contractco_contract_id_515e946e_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractterms
    ADD CONSTRAINT contracts_contractte_contract_id_4af9b0b1_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractterms
    ADD CONSTRAINT contracts_contractte_tariff_version_id_838594d8_fk_tariffs_t FOREIGN KEY (tariff_version_id) REFERENCES public.tariffs_tariffversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contracts_supplycont_business_partner_id_14939e4d_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contracts_supplycont_contract_account_id_09680d01_fk_debtors_c FOREIGN KEY (contract_account_id) REFERENCES public.debtors_contractaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contracts_supplycont_previous_supplier_id_b8f3a3a5_fk_market_ma FOREIGN KEY (previous_supplier_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contracts_supplycont_service_provider_id_fad18751_fk_market_ma FOREIGN KEY (service_provider_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contracts_supplycont_supply_point_id_9547323f_fk_supply_su FOREIGN KEY (supply_point_id) REFERENCES public.supply_supplypoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_supplycontract
    ADD CONSTRAINT contracts_supplycont_tariff_id_fa5b7767_fk_tariffs_t FOREIGN KEY (tariff_id) REFERENCES public.tariffs_tariff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.correspondence_dispatch
    ADD CONSTRAINT correspondence_dispa_business_partner_id_5c77bb11_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.correspondence_dispatch
    ADD CONSTRAINT correspondence_dispa_document_id_ae406565_fk_correspon FOREIGN KEY (document_id) REFERENCES public.correspondence_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.correspondence_dispatch
    ADD CONSTRAINT correspondence_dispa_enclosure_id_4b270b42_fk_correspon FOREIGN KEY (enclosure_id) REFERENCES public.correspondence_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.correspondence_document
    ADD CONSTRAINT correspondence_docum_business_partner_id_03f8d54d_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.correspondence_document
    ADD CONSTRAINT correspondence_docum_file_id_cf427614_fk_platform_ FOREIGN KEY (file_id) REFERENCES public.platform_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.correspondence_document
    ADD CONSTRAINT correspondence_docum_structured_id_528f67f1_fk_platform_ FOREIGN KEY (structured_id) REFERENCES public.platform_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.debtors_contractaccount
    ADD CONSTRAINT debtors_contractacco_business_partner_id_9baab56d_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.debtors_contractaccount
    ADD CONSTRAINT debtors_contractacco_invoice_recipient_id_60ad9c9d_fk_parties_b FOREIGN KEY (invoice_recipient_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.debtors_contractaccount
    ADD CONSTRAINT debtors_contractacco_ledger_account_id_55800b6e_fk_ledger_le FOREIGN KEY (ledger_account_id) REFERENCES public.ledger_ledgeraccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.debtors_contractaccount
    ADD CONSTRAINT debtors_contractacco_mandate_id_698b2e11_fk_debtors_s FOREIGN KEY (mandate_id) REFERENCES public.debtors_sepamandate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.debtors_sepamandate
    ADD CONSTRAINT debtors_sepamandate_account_id_9a58fe68_fk_debtors_c FOREIGN KEY (account_id) REFERENCES public.debtors_contractaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.debtors_sepamandate
    ADD CONSTRAINT debtors_sepamandate_bank_account_id_52af7889_fk_parties_b FOREIGN KEY (bank_account_id) REFERENCES public.parties_bankaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.ledger_accountuse
    ADD CONSTRAINT ledger_accountuse_account_id_392b2a32_fk_ledger_le FOREIGN KEY (account_id) REFERENCES public.ledger_ledgeraccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.ledger_clearing
    ADD CONSTRAINT ledger_clearing_credit_item_id_cc40862a_fk_ledger_openitem_id FOREIGN KEY (credit_item_id) REFERENCES public.ledger_openitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.ledger_clearing
    ADD CONSTRAINT ledger_clearing_debit_item_id_c452cd8f_fk_ledger_openitem_id FOREIGN KEY (debit_item_id) REFERENCES public.ledger_openitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.ledger_clearing
    ADD CONSTRAINT ledger_clearing_undoes_id_d3663bf8_fk_ledger_clearing_id FOREIGN KEY (undoes_id) REFERENCES public.ledger_clearing(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.ledger_journalentry
    ADD CONSTRAINT ledger_journalentry_reverses_id_efcde77e_fk_ledger_jo FOREIGN KEY (reverses_id) REFERENCES public.ledger_journalentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.ledger_ledgeraccount
    ADD CONSTRAINT ledger_ledgeraccount_control_id_d03bdca6_fk_ledger_le FOREIGN KEY (control_id) REFERENCES public.ledger_ledgeraccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mako_channel
    ADD CONSTRAINT mako_channel_participant_id_41b152c0_fk_market_ma FOREIGN KEY (participant_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mako_channelsecret
    ADD CONSTRAINT mako_channelsecret_channel_id_f8965f70_fk_mako_channel_id FOREIGN KEY (channel_id) REFERENCES public.mako_channel(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mako_marketmessage
    ADD CONSTRAINT mako_marketmessage_interchange_id_81d39393_fk_mako_inte FOREIGN KEY (interchange_id) REFERENCES public.mako_interchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mako_marketmessage
    ADD CONSTRAINT mako_marketmessage_process_id_3bed5f5a_fk_mako_process_id FOREIGN KEY (process_id) REFERENCES public.mako_process(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mako_process
    ADD CONSTRAINT mako_process_contract_id_c4e87c9f_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mako_process
    ADD CONSTRAINT mako_process_market_participant_i_09b8a630_fk_market_ma FOREIGN KEY (market_participant_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_defaultsupplytariff
    ADD CONSTRAINT market_defaultsupply_supplier_id_ba4ac34f_fk_market_ma FOREIGN KEY (supplier_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_formergridprice
    ADD CONSTRAINT market_formergridpri_grid_operator_id_15019aca_fk_market_ma FOREIGN KEY (grid_operator_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_gridarea
    ADD CONSTRAINT market_gridarea_default_supplier_id_a504d010_fk_market_ma FOREIGN KEY (default_supplier_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_gridarea
    ADD CONSTRAINT market_gridarea_grid_operator_id_70523eae_fk_market_ma FOREIGN KEY (grid_operator_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_gridarea
    ADD CONSTRAINT market_gridarea_metering_operator_id_811a4faa_fk_market_ma FOREIGN KEY (metering_operator_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_gridarea
    ADD CONSTRAINT market_gridarea_place_id_8f0a84bf_fk_market_place_id FOREIGN KEY (place_id) REFERENCES public.market_place(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_gridprice
    ADD CONSTRAINT market_gridprice_grid_operator_id_7e7a1513_fk_market_ma FOREIGN KEY (grid_operator_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_lookupanswer
    ADD CONSTRAINT market_lookupanswer_provider_id_31c71693_fk_market_provider_id FOREIGN KEY (provider_id) REFERENCES public.market_provider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_lookupcall
    ADD CONSTRAINT market_lookupcall_provider_id_44b463ce_fk_market_provider_id FOREIGN KEY (provider_id) REFERENCES public.market_provider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_owncompany
    ADD CONSTRAINT market_owncompany_gas_participant_id_045ed905_fk_market_ma FOREIGN KEY (gas_participant_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_owncompany
    ADD CONSTRAINT market_owncompany_participant_id_34c175ca_fk_market_ma FOREIGN KEY (participant_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_pricecomponent
    ADD CONSTRAINT market_pricecomponen_kind_id_b20a8e0c_fk_market_pr FOREIGN KEY (kind_id) REFERENCES public.market_pricecomponentkind(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.market_providersecret
    ADD CONSTRAINT market_providersecre_provider_id_a89a9e01_fk_market_pr FOREIGN KEY (provider_id) REFERENCES public.market_provider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT marketing_campaignma_business_partner_id_0c41c5f5_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT marketing_campaignma_campaign_id_2e067c06_fk_marketing FOREIGN KEY (campaign_id) REFERENCES public.marketing_campaign(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT marketing_campaignma_dispatch_id_8b1b307f_fk_correspon FOREIGN KEY (dispatch_id) REFERENCES public.correspondence_dispatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.marketing_campaignmail
    ADD CONSTRAINT marketing_campaignmail_lead_id_4c4863c7_fk_sales_lead_id FOREIGN KEY (lead_id) REFERENCES public.sales_lead(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.marketing_responsecode
    ADD CONSTRAINT marketing_responseco_campaign_id_c194ead7_fk_marketing FOREIGN KEY (campaign_id) REFERENCES public.marketing_campaign(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metering_gasconversion
    ADD CONSTRAINT metering_gasconversi_supply_point_id_d3ae1d7f_fk_supply_su FOREIGN KEY (supply_point_id) REFERENCES public.supply_supplypoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metering_loadday
    ADD CONSTRAINT metering_loadday_supply_point_id_58c05c2a_fk_supply_su FOREIGN KEY (supply_point_id) REFERENCES public.supply_supplypoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metering_reading
    ADD CONSTRAINT metering_reading_register_id_c9185a22_fk_supply_register_id FOREIGN KEY (register_id) REFERENCES public.supply_register(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_address
    ADD CONSTRAINT parties_address_business_partner_id_24824730_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_bankaccount
    ADD CONSTRAINT parties_bankaccount_business_partner_id_8581db03_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_businesspartner
    ADD CONSTRAINT parties_businesspart_merged_into_id_da301a73_fk_parties_b FOREIGN KEY (merged_into_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_consent
    ADD CONSTRAINT parties_consent_business_partner_id_c89154fb_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contactperson
    ADD CONSTRAINT parties_contactperso_business_partner_id_07904823_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contactpoint
    ADD CONSTRAINT parties_contactpoint_business_partner_id_c94d260d_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_creditrating
    ADD CONSTRAINT parties_creditrating_business_partner_id_113db36e_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankentry
    ADD CONSTRAINT payments_bankentry_entry_id_100eeb3b_fk_ledger_journalentry_id FOREIGN KEY (entry_id) REFERENCES public.ledger_journalentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankentry
    ADD CONSTRAINT payments_bankentry_house_bank_id_14630599_fk_payments_ FOREIGN KEY (house_bank_id) REFERENCES public.payments_housebank(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankentry
    ADD CONSTRAINT payments_bankentry_statement_id_8ca124b8_fk_payments_ FOREIGN KEY (statement_id) REFERENCES public.payments_bankstatement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankfile
    ADD CONSTRAINT payments_bankfile_file_id_1d062348_fk_platform_storedfile_id FOREIGN KEY (file_id) REFERENCES public.platform_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankpayment
    ADD CONSTRAINT payments_bankpayment_bank_entry_id_637d406c_fk_payments_ FOREIGN KEY (bank_entry_id) REFERENCES public.payments_bankentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankpayment
    ADD CONSTRAINT payments_bankpayment_credit_item_id_c1558d45_fk_ledger_op FOREIGN KEY (credit_item_id) REFERENCES public.ledger_openitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankpayment
    ADD CONSTRAINT payments_bankpayment_debit_id_d46e7c59_fk_payments_ FOREIGN KEY (debit_id) REFERENCES public.payments_collectionitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankstatement
    ADD CONSTRAINT payments_bankstateme_bank_file_id_74f29108_fk_payments_ FOREIGN KEY (bank_file_id) REFERENCES public.payments_bankfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_bankstatement
    ADD CONSTRAINT payments_bankstateme_house_bank_id_e2f3b003_fk_payments_ FOREIGN KEY (house_bank_id) REFERENCES public.payments_housebank(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_collectionitem
    ADD CONSTRAINT payments_collectioni_account_id_8757b7fa_fk_debtors_c FOREIGN KEY (account_id) REFERENCES public.debtors_contractaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_collectionitem
    ADD CONSTRAINT payments_collectioni_mandate_id_d6945819_fk_debtors_s FOREIGN KEY (mandate_id) REFERENCES public.debtors_sepamandate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_collectionitem
    ADD CONSTRAINT payments_collectioni_open_item_id_865c998a_fk_ledger_op FOREIGN KEY (open_item_id) REFERENCES public.ledger_openitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_collectionitem
    ADD CONSTRAINT payments_collectioni_run_id_16caf43d_fk_payments_ FOREIGN KEY (run_id) REFERENCES public.payments_collectionrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_collectionrun
    ADD CONSTRAINT payments_collectionr_file_id_9e2c1406_fk_platform_ FOREIGN KEY (file_id) REFERENCES public.platform_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_collectionrun
    ADD CONSTRAINT payments_collectionr_house_bank_id_3a491976_fk_payments_ FOREIGN KEY (house_bank_id) REFERENCES public.payments_housebank(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_collectionterms
    ADD CONSTRAINT payments_collectiont_house_bank_id_ddecc816_fk_payments_ FOREIGN KEY (house_bank_id) REFERENCES public.payments_housebank(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_matchproposal
    ADD CONSTRAINT payments_matchpropos_open_item_id_f3d853e8_fk_ledger_op FOREIGN KEY (open_item_id) REFERENCES public.ledger_openitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_matchproposal
    ADD CONSTRAINT payments_matchpropos_payment_id_647a6960_fk_payments_ FOREIGN KEY (payment_id) REFERENCES public.payments_bankpayment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_download
    ADD CONSTRAINT platform_download_file_id_7f6d7090_fk_platform_storedfile_id FOREIGN KEY (file_id) REFERENCES public.platform_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_download
    ADD CONSTRAINT platform_download_run_id_4c9143e6_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_runchunk
    ADD CONSTRAINT platform_runchunk_run_id_0c3ce03c_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
ALTER TABLE ONLY public.receivables_dunningblock
    ADD CONSTRAINT receivables_dunningb_account_id_3a3cee9b_fk_debtors_c FOREIGN KEY (account_id) REFERENCES public.debtors_contractaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunningblock
    ADD CONSTRAINT receivables_dunningb_business_partner_id_90f6390c_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunningblock
    ADD CONSTRAINT receivables_dunningb_open_item_id_f60ea99c_fk_ledger_op FOREIGN KEY (open_item_id) REFERENCES public.ledger_openitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunninglevel
    ADD CONSTRAINT receivables_dunningl_procedure_id_de3f348b_fk_receivabl FOREIGN KEY (procedure_id) REFERENCES public.receivables_dunningprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT receivables_dunningn_account_id_70af2d64_fk_debtors_c FOREIGN KEY (account_id) REFERENCES public.debtors_contractaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT receivables_dunningn_fee_entry_id_7c4bc470_fk_ledger_jo FOREIGN KEY (fee_entry_id) REFERENCES public.ledger_journalentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT receivables_dunningn_level_id_4d1c6035_fk_receivabl FOREIGN KEY (level_id) REFERENCES public.receivables_dunninglevel(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunningnoticeitem
    ADD CONSTRAINT receivables_dunningn_notice_id_d9dd37c1_fk_receivabl FOREIGN KEY (notice_id) REFERENCES public.receivables_dunningnotice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunningnoticeitem
    ADD CONSTRAINT receivables_dunningn_open_item_id_fb0ed5dc_fk_ledger_op FOREIGN KEY (open_item_id) REFERENCES public.ledger_openitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_dunningnotice
    ADD CONSTRAINT receivables_dunningnotice_run_id_dc35a983_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_declaration
    ADD CONSTRAINT sales_declaration_quote_id_51830e32_fk_sales_quote_id FOREIGN KEY (quote_id) REFERENCES public.sales_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_followup
    ADD CONSTRAINT sales_followup_quote_id_c77f1a3b_fk_sales_quote_id FOREIGN KEY (quote_id) REFERENCES public.sales_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_generalterms
    ADD CONSTRAINT sales_generalterms_document_id_cbc42b7d_fk_correspon FOREIGN KEY (document_id) REFERENCES public.correspondence_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_handover
    ADD CONSTRAINT sales_handover_contract_id_abd309a1_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_handover
    ADD CONSTRAINT sales_handover_quote_id_be209d9c_fk_sales_quote_id FOREIGN KEY (quote_id) REFERENCES public.sales_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_handovernotice
    ADD CONSTRAINT sales_handovernotice_handover_id_29badc6a_fk_sales_handover_id FOREIGN KEY (handover_id) REFERENCES public.sales_handover(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_lead
    ADD CONSTRAINT sales_lead_business_partner_id_a5e22e3c_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_leadentry
    ADD CONSTRAINT sales_leadentry_lead_id_7e5bf60c_fk_sales_lead_id FOREIGN KEY (lead_id) REFERENCES public.sales_lead(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_merge
    ADD CONSTRAINT sales_merge_pair_id_c40721ae_fk_sales_possibleduplicate_id FOREIGN KEY (pair_id) REFERENCES public.sales_possibleduplicate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_possibleduplicate
    ADD CONSTRAINT sales_possibleduplic_known_id_0fdc458f_fk_parties_b FOREIGN KEY (known_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_possibleduplicate
    ADD CONSTRAINT sales_possibleduplic_newcomer_id_b4755cd5_fk_parties_b FOREIGN KEY (newcomer_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_possibleduplicate
    ADD CONSTRAINT sales_possibleduplicate_quote_id_dbd5b053_fk_sales_quote_id FOREIGN KEY (quote_id) REFERENCES public.sales_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_pricecalculation
    ADD CONSTRAINT sales_pricecalculati_invoice_recipient_id_7777ef15_fk_parties_b FOREIGN KEY (invoice_recipient_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_pricecalculation
    ADD CONSTRAINT sales_pricecalculati_price_tier_id_ad5e3244_fk_tariffs_p FOREIGN KEY (price_tier_id) REFERENCES public.tariffs_pricetier(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_pricecalculation
    ADD CONSTRAINT sales_pricecalculati_property_owner_id_47412caa_fk_parties_b FOREIGN KEY (property_owner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_pricecalculation
    ADD CONSTRAINT sales_pricecalculati_supply_point_id_5d362593_fk_supply_su FOREIGN KEY (supply_point_id) REFERENCES public.supply_supplypoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_pricecalculation
    ADD CONSTRAINT sales_pricecalculati_tariff_version_id_4abe56ca_fk_tariffs_t FOREIGN KEY (tariff_version_id) REFERENCES public.tariffs_tariffversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_pricecalculation
    ADD CONSTRAINT sales_pricecalculation_quote_id_abec0107_fk_sales_quote_id FOREIGN KEY (quote_id) REFERENCES public.sales_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_bank_account_id_00935972_fk_parties_bankaccount_id FOREIGN KEY (bank_account_id) REFERENCES public.parties_bankaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_business_partner_id_3f505996_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_contract_account_id_edeb2400_fk_debtors_c FOREIGN KEY (contract_account_id) REFERENCES public.debtors_contractaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_contract_id_8defde89_fk_contracts_supplycontract_id FOREIGN KEY (contract_id) REFERENCES public.contracts_supplycontract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_credit_rating_id_c16d6e12_fk_parties_c FOREIGN KEY (credit_rating_id) REFERENCES public.parties_creditrating(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_document_id_3811f794_fk_correspondence_document_id FOREIGN KEY (document_id) REFERENCES public.correspondence_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_general_terms_id_7227d5be_fk_sales_generalterms_id FOREIGN KEY (general_terms_id) REFERENCES public.sales_generalterms(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_invoice_recipient_id_8c9dee7c_fk_parties_b FOREIGN KEY (invoice_recipient_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_lead_id_92ec1253_fk_sales_lead_id FOREIGN KEY (lead_id) REFERENCES public.sales_lead(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_previous_supplier_id_e2961f97_fk_market_ma FOREIGN KEY (previous_supplier_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_property_owner_id_8534b1ac_fk_parties_b FOREIGN KEY (property_owner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_situation_option_id_5d3acdad_fk_sales_off FOREIGN KEY (situation_option_id) REFERENCES public.sales_offeredoption(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quote
    ADD CONSTRAINT sales_quote_supply_point_id_8defbead_fk_supply_supplypoint_id FOREIGN KEY (supply_point_id) REFERENCES public.supply_supplypoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quotedraft
    ADD CONSTRAINT sales_quotedraft_quote_id_de881131_fk_sales_quote_id FOREIGN KEY (quote_id) REFERENCES public.sales_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quoteitem
    ADD CONSTRAINT sales_quoteitem_condition_id_f0aab971_fk_tariffs_condition_id FOREIGN KEY (condition_id) REFERENCES public.tariffs_condition(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quoteitem
    ADD CONSTRAINT sales_quoteitem_quote_id_56d84a88_fk_sales_quote_id FOREIGN KEY (quote_id) REFERENCES public.sales_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.sales_quotelink
    ADD CONSTRAINT sales_quotelink_quote_id_1778d39e_fk_sales_quote_id FOREIGN KEY (quote_id) REFERENCES public.sales_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supply_meter
    ADD CONSTRAINT supply_meter_supply_point_id_98dc0620_fk_supply_supplypoint_id FOREIGN KEY (supply_point_id) REFERENCES public.supply_supplypoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supply_meteringchange
    ADD CONSTRAINT supply_meteringchang_supply_point_id_1dc1006c_fk_supply_su FOREIGN KEY (supply_point_id) REFERENCES public.supply_supplypoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supply_register
    ADD CONSTRAINT supply_register_meter_id_56cff58e_fk_supply_meter_id FOREIGN KEY (meter_id) REFERENCES public.supply_meter(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supply_supplypoint
    ADD CONSTRAINT supply_supplypoint_grid_operator_id_ae519aac_fk_market_ma FOREIGN KEY (grid_operator_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supply_supplypoint
    ADD CONSTRAINT supply_supplypoint_metering_operator_id_b4ca3c5f_fk_market_ma FOREIGN KEY (metering_operator_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_condition
    ADD CONSTRAINT tariffs_condition_tier_id_17363d42_fk_tariffs_pricetier_id FOREIGN KEY (tier_id) REFERENCES public.tariffs_pricetier(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_pricetier_grid_operators
    ADD CONSTRAINT tariffs_pricetier_gr_marketparticipant_id_a7ef8356_fk_market_ma FOREIGN KEY (marketparticipant_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_pricetier_grid_operators
    ADD CONSTRAINT tariffs_pricetier_gr_pricetier_id_c6c1bbda_fk_tariffs_p FOREIGN KEY (pricetier_id) REFERENCES public.tariffs_pricetier(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_pricetier
    ADD CONSTRAINT tariffs_pricetier_version_id_016c3ec8_fk_tariffs_t FOREIGN KEY (version_id) REFERENCES public.tariffs_tariffversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_tariffupload
    ADD CONSTRAINT tariffs_tariffupload_file_id_606414c2_fk_platform_storedfile_id FOREIGN KEY (file_id) REFERENCES public.platform_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_tariffversion
    ADD CONSTRAINT tariffs_tariffversio_cut_by_id_d83f8a97_fk_tariffs_t FOREIGN KEY (cut_by_id) REFERENCES public.tariffs_tariffversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_tariffversion_grid_operators
    ADD CONSTRAINT tariffs_tariffversio_marketparticipant_id_b6b23702_fk_market_ma FOREIGN KEY (marketparticipant_id) REFERENCES public.market_marketparticipant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_tariffversion_grid_operators
    ADD CONSTRAINT tariffs_tariffversio_tariffversion_id_4dd24239_fk_tariffs_t FOREIGN KEY (tariffversion_id) REFERENCES public.tariffs_tariffversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tariffs_tariffversion
    ADD CONSTRAINT tariffs_tariffversion_tariff_id_65dd4fbc_fk_tariffs_tariff_id FOREIGN KEY (tariff_id) REFERENCES public.tariffs_tariff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_task
    ADD CONSTRAINT work_task_business_partner_id_695842d1_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_timelineentry
    ADD CONSTRAINT work_timelineentry_business_partner_id_971319fa_fk_parties_b FOREIGN KEY (business_partner_id) REFERENCES public.parties_businesspartner(id) DEFERRABLE INITIALLY DEFERRED;
GRANT USAGE ON SCHEMA public TO kundenwerk_app;
GRANT USAGE ON SCHEMA public TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_jobs TO kundenwerk_app;
GRANT SELECT ON TABLE public.procrastinate_jobs TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO kundenwerk_app;
GRANT SELECT ON TABLE public.account_emailaddress TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.account_emailaddress_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.account_emailaddress_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO kundenwerk_app;
GRANT SELECT,USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.account_emailconfirmation_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_apitoken TO kundenwerk_app;
GRANT SELECT,USAGE ON SEQUENCE public.accounts_apitoken_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.accounts_apitoken_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_listcolumns TO kundenwerk_app;
GRANT SELECT ON TABLE public.accounts_listcolumns TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.accounts_listcolumns_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.accounts_listcolumns_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_loginentry TO kundenwerk_app;
GRANT SELECT ON TABLE public.accounts_loginentry TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.accounts_loginentry_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.accounts_loginentry_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_savedview TO kundenwerk_app;
GRANT SELECT ON TABLE public.accounts_savedview TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.accounts_savedview_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.accounts_savedview_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_savedview_pinned_by TO kundenwerk_app;
GRANT SELECT ON TABLE public.accounts_savedview_pinned_by TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.accounts_savedview_pinned_by_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.accounts_savedview_pinned_by_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_user TO kundenwerk_app;
GRANT SELECT(id) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(last_login) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(is_superuser) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(username) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(first_name) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(last_name) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(email) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(is_staff) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(is_active) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(date_joined) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(role) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(letter_keys) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(roomy) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT(business_partner_id) ON TABLE public.accounts_user TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_user_groups TO kundenwerk_app;
GRANT SELECT ON TABLE public.accounts_user_groups TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.accounts_user_groups_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.accounts_user_groups_id_seq TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.accounts_user_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.accounts_user_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts_user_user_permissions TO kundenwerk_app;
GRANT SELECT ON TABLE public.accounts_user_user_permissions TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.accounts_user_user_permissions_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.accounts_user_user_permissions_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO kundenwerk_app;
GRANT SELECT ON TABLE public.auth_group TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.auth_group_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO kundenwerk_app;
GRANT SELECT ON TABLE public.auth_group_permissions TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.auth_group_permissions_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_permission TO kundenwerk_app;
GRANT SELECT ON TABLE public.auth_permission TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.auth_permission_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.billing_billingsettings TO kundenwerk_app;
GRANT SELECT ON TABLE public.billing_billingsettings TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.billing_instalment TO kundenwerk_app;
GRANT SELECT ON TABLE public.billing_instalment TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.billing_instalment_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.billing_instalment_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.billing_instalmentplan TO kundenwerk_app;
GRANT SELECT ON TABLE public.billing_instalmentplan TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.billing_instalmentplan_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.billing_instalmentplan_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.billing_invoice TO kundenwerk_app;
GRANT SELECT ON TABLE public.billing_invoice TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.billing_invoice_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.billing_invoice_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.billing_invoiceline TO kundenwerk_app;
GRANT SELECT ON TABLE public.billing_invoiceline TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.billing_invoiceline_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.billing_invoiceline_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.billing_invoicevat TO kundenwerk_app;
GRANT SELECT ON TABLE public.billing_invoicevat TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.billing_invoicevat_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.billing_invoicevat_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.billing_runbill TO kundenwerk_app;
GRANT SELECT ON TABLE public.billing_runbill TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.billing_runbill_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.billing_runbill_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contracts_contractcondition TO kundenwerk_app;
GRANT SELECT ON TABLE public.contracts_contractcondition TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.contracts_contractcondition_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.contracts_contractcondition_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contracts_contractterms TO kundenwerk_app;
GRANT SELECT ON TABLE public.contracts_contractterms TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.contracts_contractterms_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.contracts_contractterms_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contracts_supplycontract TO kundenwerk_app;
GRANT SELECT ON TABLE public.contracts_supplycontract TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.contracts_supplycontract_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.contracts_supplycontract_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.correspondence_dispatch TO kundenwerk_app;
GRANT SELECT ON TABLE public.correspondence_dispatch TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.correspondence_dispatch_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.correspondence_dispatch_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.correspondence_document TO kundenwerk_app;
GRANT SELECT ON TABLE public.correspondence_document TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.correspondence_document_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.correspondence_document_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.debtors_contractaccount TO kundenwerk_app;
GRANT SELECT ON TABLE public.debtors_contractaccount TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.debtors_contractaccount_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.debtors_contractaccount_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.debtors_sepamandate TO kundenwerk_app;
GRANT SELECT ON TABLE public.debtors_sepamandate TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.debtors_sepamandate_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.debtors_sepamandate_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_content_type TO kundenwerk_app;
GRANT SELECT ON TABLE public.django_content_type TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.django_content_type_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_migrations TO kundenwerk_app;
GRANT SELECT ON TABLE public.django_migrations TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.django_migrations_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.django_migrations_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO kundenwerk_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ledger_accountuse TO kundenwerk_app;
GRANT SELECT ON TABLE public.ledger_accountuse TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.ledger_accountuse_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.ledger_accountuse_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT ON TABLE public.ledger_clearing TO kundenwerk_app;
GRANT SELECT ON TABLE public.ledger_clearing TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.ledger_clearing_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.ledger_clearing_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT ON TABLE public.ledger_closedmonth TO kundenwerk_app;
GRANT SELECT ON TABLE public.ledger_closedmonth TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.ledger_closedmonth_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.ledger_closedmonth_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT ON TABLE public.ledger_journalentry TO kundenwerk_app;
GRANT SELECT ON TABLE public.ledger_journalentry TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.ledger_journalentry_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.ledger_journalentry_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,UPDATE ON TABLE public.ledger_ledgeraccount TO kundenwerk_app;
GRANT SELECT ON TABLE public.ledger_ledgeraccount TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.ledger_ledgeraccount_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.ledger_ledgeraccount_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT ON TABLE public.ledger_openitem TO kundenwerk_app;
GRANT SELECT ON TABLE public.ledger_openitem TO kundenwerk_readonly;
GRANT UPDATE(due_on) ON TABLE public.ledger_openitem TO kundenwerk_app;
GRANT SELECT,USAGE ON SEQUENCE public.ledger_openitem_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.ledger_openitem_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT ON TABLE public.ledger_posting TO kundenwerk_app;
GRANT SELECT ON TABLE public.ledger_posting TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.ledger_posting_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.ledger_posting_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mako_channel TO kundenwerk_app;
GRANT SELECT ON TABLE public.mako_channel TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.mako_channel_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.mako_channel_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mako_channelsecret TO kundenwerk_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mako_interchange TO kundenwerk_app;
GRANT SELECT ON TABLE public.mako_interchange TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.mako_interchange_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.mako_interchange_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mako_marketmessage TO kundenwerk_app;
GRANT SELECT ON TABLE public.mako_marketmessage TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.mako_marketmessage_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.mako_marketmessage_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mako_process TO kundenwerk_app;
GRANT SELECT ON TABLE public.mako_process TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.mako_process_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.mako_process_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_baserate TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_baserate TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_baserate_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_baserate_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_defaultsupplytariff TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_defaultsupplytariff TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_defaultsupplytariff_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_defaultsupplytariff_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_formergridprice TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_formergridprice TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_formergridprice_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_formergridprice_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_formerspotday TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_formerspotday TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_formerspotday_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_formerspotday_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_gridarea TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_gridarea TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_gridarea_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_gridarea_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_gridprice TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_gridprice TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_gridprice_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_gridprice_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_lookupanswer TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_lookupanswer TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_lookupanswer_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_lookupanswer_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_lookupcall TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_lookupcall TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_lookupcall_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_lookupcall_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_marketparticipant TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_marketparticipant TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_marketparticipant_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_marketparticipant_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_owncompany TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_owncompany TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_place TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_place TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_place_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_place_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_pricecomponent TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_pricecomponent TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_pricecomponent_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_pricecomponent_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_pricecomponentkind TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_pricecomponentkind TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_pricecomponentkind_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_pricecomponentkind_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_provider TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_provider TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_provider_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_provider_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_providersecret TO kundenwerk_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.market_spotday TO kundenwerk_app;
GRANT SELECT ON TABLE public.market_spotday TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.market_spotday_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.market_spotday_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.marketing_campaign TO kundenwerk_app;
GRANT SELECT ON TABLE public.marketing_campaign TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.marketing_campaign_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.marketing_campaign_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.marketing_campaignmail TO kundenwerk_app;
GRANT SELECT ON TABLE public.marketing_campaignmail TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.marketing_campaignmail_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.marketing_campaignmail_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.marketing_responsecode TO kundenwerk_app;
GRANT SELECT ON TABLE public.marketing_responsecode TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.marketing_responsecode_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.marketing_responsecode_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.metering_gasconversion TO kundenwerk_app;
GRANT SELECT ON TABLE public.metering_gasconversion TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.metering_gasconversion_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.metering_gasconversion_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.metering_loadday TO kundenwerk_app;
GRANT SELECT ON TABLE public.metering_loadday TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.metering_loadday_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.metering_loadday_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.metering_reading TO kundenwerk_app;
GRANT SELECT ON TABLE public.metering_reading TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.metering_reading_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.metering_reading_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mfa_authenticator TO kundenwerk_app;
GRANT SELECT,USAGE ON SEQUENCE public.mfa_authenticator_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.mfa_authenticator_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parties_address TO kundenwerk_app;
GRANT SELECT ON TABLE public.parties_address TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.parties_address_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.parties_address_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parties_bankaccount TO kundenwerk_app;
GRANT SELECT ON TABLE public.parties_bankaccount TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.parties_bankaccount_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.parties_bankaccount_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parties_businesspartner TO kundenwerk_app;
GRANT SELECT ON TABLE public.parties_businesspartner TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.parties_businesspartner_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.parties_businesspartner_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parties_consent TO kundenwerk_app;
GRANT SELECT ON TABLE public.parties_consent TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.parties_consent_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.parties_consent_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parties_contactperson TO kundenwerk_app;
GRANT SELECT ON TABLE public.parties_contactperson TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.parties_contactperson_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.parties_contactperson_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parties_contactpoint TO kundenwerk_app;
GRANT SELECT ON TABLE public.parties_contactpoint TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.parties_contactpoint_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.parties_contactpoint_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parties_creditrating TO kundenwerk_app;
GRANT SELECT ON TABLE public.parties_creditrating TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.parties_creditrating_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.parties_creditrating_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_bankentry TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_bankentry TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_bankentry_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_bankentry_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_bankfile TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_bankfile TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_bankfile_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_bankfile_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_bankpayment TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_bankpayment TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_bankpayment_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_bankpayment_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_bankstatement TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_bankstatement TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_bankstatement_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_bankstatement_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_collectionitem TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_collectionitem TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_collectionitem_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_collectionitem_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_collectionrun TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_collectionrun TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_collectionrun_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_collectionrun_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_collectionterms TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_collectionterms TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_collectionterms_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_collectionterms_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_housebank TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_housebank TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_housebank_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_housebank_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_matchingsettings TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_matchingsettings TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_matchingsettings_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_matchingsettings_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments_matchproposal TO kundenwerk_app;
GRANT SELECT ON TABLE public.payments_matchproposal TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.payments_matchproposal_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.payments_matchproposal_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_auditrow TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_auditrow TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.platform_auditrow_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.platform_auditrow_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_businessdate TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_businessdate TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_cache TO kundenwerk_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_command TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_command TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_download TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_download TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.platform_download_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.platform_download_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_limit TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_limit TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_numberrange TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_numberrange TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.platform_numberrange_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.platform_numberrange_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_run TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_run TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.platform_run_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.platform_run_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_runchunk TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_runchunk TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.platform_runchunk_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.platform_runchunk_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_searchentry TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_searchentry TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.platform_searchentry_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.platform_searchentry_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_storedfile TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_storedfile TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.platform_storedfile_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.platform_storedfile_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.platform_undooffer TO kundenwerk_app;
GRANT SELECT ON TABLE public.platform_undooffer TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_events TO kundenwerk_app;
GRANT SELECT ON TABLE public.procrastinate_events TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_events_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.procrastinate_events_id_seq TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.procrastinate_jobs_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO kundenwerk_app;
GRANT SELECT ON TABLE public.procrastinate_periodic_defers TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO kundenwerk_app;
GRANT SELECT ON TABLE public.procrastinate_workers TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_workers_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.procrastinate_workers_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.receivables_dunningblock TO kundenwerk_app;
GRANT SELECT ON TABLE public.receivables_dunningblock TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.receivables_dunningblock_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.receivables_dunningblock_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.receivables_dunninglevel TO kundenwerk_app;
GRANT SELECT ON TABLE public.receivables_dunninglevel TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.receivables_dunninglevel_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.receivables_dunninglevel_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.receivables_dunningnotice TO kundenwerk_app;
GRANT SELECT ON TABLE public.receivables_dunningnotice TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.receivables_dunningnotice_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.receivables_dunningnotice_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.receivables_dunningnoticeitem TO kundenwerk_app;
GRANT SELECT ON TABLE public.receivables_dunningnoticeitem TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.receivables_dunningnoticeitem_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.receivables_dunningnoticeitem_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.receivables_dunningprocedure TO kundenwerk_app;
GRANT SELECT ON TABLE public.receivables_dunningprocedure TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.receivables_dunningprocedure_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.receivables_dunningprocedure_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_declaration TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_declaration TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_declaration_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_declaration_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_energykind TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_energykind TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_energykind_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_energykind_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_followup TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_followup TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_followup_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_followup_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_generalterms TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_generalterms TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_generalterms_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_generalterms_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_handover TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_handover TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_handover_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_handover_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_handoverendpoint TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_handoverendpoint TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_handovernotice TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_handovernotice TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_handovernotice_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_handovernotice_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_lead TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_lead TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_lead_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_lead_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_leadentry TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_leadentry TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_leadentry_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_leadentry_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_merge TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_merge TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_merge_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_merge_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_offeredoption TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_offeredoption TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_offeredoption_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_offeredoption_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_possibleduplicate TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_possibleduplicate TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_possibleduplicate_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_possibleduplicate_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_pricecalculation TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_pricecalculation TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_pricecalculation_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_pricecalculation_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_quote TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_quote TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_quote_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_quote_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_quotedraft TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_quotedraft TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_quoteitem TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_quoteitem TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_quoteitem_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_quoteitem_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_quotelink TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_quotelink TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_quotelink_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_quotelink_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_rejection TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_rejection TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.sales_rejection_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.sales_rejection_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_salessettings TO kundenwerk_app;
GRANT SELECT ON TABLE public.sales_salessettings TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_meter TO kundenwerk_app;
GRANT SELECT ON TABLE public.supply_meter TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.supply_meter_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.supply_meter_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_meteringchange TO kundenwerk_app;
GRANT SELECT ON TABLE public.supply_meteringchange TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.supply_meteringchange_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.supply_meteringchange_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_register TO kundenwerk_app;
GRANT SELECT ON TABLE public.supply_register TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.supply_register_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.supply_register_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_supplypoint TO kundenwerk_app;
GRANT SELECT ON TABLE public.supply_supplypoint TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.supply_supplypoint_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.supply_supplypoint_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_condition TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_condition TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_condition_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_condition_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_consumptionpreset TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_consumptionpreset TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_consumptionpreset_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_consumptionpreset_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_pricetier TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_pricetier TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_pricetier_grid_operators TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_pricetier_grid_operators TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_pricetier_grid_operators_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_pricetier_grid_operators_id_seq TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_pricetier_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_pricetier_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_procurementprice TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_procurementprice TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_procurementprice_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_procurementprice_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_tariff TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_tariff TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_tariff_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_tariff_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_tariffsettings TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_tariffsettings TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_tariffupload TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_tariffupload TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_tariffupload_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_tariffupload_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_tariffversion TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_tariffversion TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tariffs_tariffversion_grid_operators TO kundenwerk_app;
GRANT SELECT ON TABLE public.tariffs_tariffversion_grid_operators TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_tariffversion_grid_operators_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_tariffversion_grid_operators_id_seq TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.tariffs_tariffversion_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.tariffs_tariffversion_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.usersessions_usersession TO kundenwerk_app;
GRANT SELECT,USAGE ON SEQUENCE public.usersessions_usersession_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.usersessions_usersession_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.work_task TO kundenwerk_app;
GRANT SELECT ON TABLE public.work_task TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.work_task_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.work_task_id_seq TO kundenwerk_readonly;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.work_timelineentry TO kundenwerk_app;
GRANT SELECT ON TABLE public.work_timelineentry TO kundenwerk_readonly;
GRANT SELECT,USAGE ON SEQUENCE public.work_timelineentry_id_seq TO kundenwerk_app;
GRANT SELECT ON SEQUENCE public.work_timelineentry_id_seq TO kundenwerk_readonly;
ALTER DEFAULT PRIVILEGES FOR ROLE kundenwerk_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES TO kundenwerk_app;
ALTER DEFAULT PRIVILEGES FOR ROLE kundenwerk_owner IN SCHEMA public GRANT SELECT ON SEQUENCES TO kundenwerk_readonly;
ALTER DEFAULT PRIVILEGES FOR ROLE kundenwerk_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES TO kundenwerk_app;
ALTER DEFAULT PRIVILEGES FOR ROLE kundenwerk_owner IN SCHEMA public GRANT SELECT ON TABLES TO kundenwerk_readonly;
