"""A grid operator stands in one group of price tiers of a version, so that it finds one price.

The version is locked while its groups are compared: of two writers the second sees the first.
Uploaded files are audited.
"""

from django.db import migrations

from kundenwerk.platform import audit

FORWARD = """
CREATE FUNCTION tariffs_refuse_second_group(versions bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
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

CREATE FUNCTION tariffs_operator_in_one_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tariffs_refuse_second_group(array_agg(DISTINCT tier.version_id))
        FROM changed JOIN tariffs_pricetier tier ON tier.id = changed.pricetier_id;
    RETURN NULL;
END $$;

CREATE TRIGGER tier_operator_in_one_group AFTER INSERT ON tariffs_pricetier_grid_operators
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_operator_in_one_group();

CREATE TRIGGER tier_operator_stays_in_one_group AFTER UPDATE ON tariffs_pricetier_grid_operators
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_operator_in_one_group();

CREATE FUNCTION tariffs_tier_in_one_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tariffs_refuse_second_group(array_agg(DISTINCT changed.version_id)) FROM changed;
    RETURN NULL;
END $$;

CREATE TRIGGER tier_operator_in_one_group AFTER UPDATE ON tariffs_pricetier
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_tier_in_one_group();
"""

BACKWARD = """
DROP TRIGGER tier_operator_in_one_group ON tariffs_pricetier;
DROP FUNCTION tariffs_tier_in_one_group();
DROP TRIGGER tier_operator_stays_in_one_group ON tariffs_pricetier_grid_operators;
DROP TRIGGER tier_operator_in_one_group ON tariffs_pricetier_grid_operators;
DROP FUNCTION tariffs_operator_in_one_group();
DROP FUNCTION tariffs_refuse_second_group(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0011_approval_withdrawal")]

    operations = [
        *audit.audited("tariffs_tariffupload"),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
