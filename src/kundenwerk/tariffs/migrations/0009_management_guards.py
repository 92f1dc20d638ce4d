"""A used version keeps its name, its grid operators and its tariff; purchase prices are audited."""

from django.db import migrations

from kundenwerk.platform import audit

# The guard of versions, now with the label that quotes print.
VERSION = """
CREATE OR REPLACE FUNCTION tariffs_version_is_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.used_at IS NOT NULL AND (
        TG_OP = 'DELETE'
        OR NEW.used_at IS DISTINCT FROM OLD.used_at
        OR NEW.tariff_id <> OLD.tariff_id
        {more}
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
"""
MORE = """OR NEW.label <> OLD.label
        OR NEW.approved_on IS DISTINCT FROM OLD.approved_on"""

OPERATORS = """
CREATE FUNCTION tariffs_operators_are_used() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER version_used_is_final
    BEFORE INSERT OR UPDATE OR DELETE ON tariffs_tariffversion_grid_operators
    FOR EACH ROW EXECUTE FUNCTION tariffs_operators_are_used();

CREATE FUNCTION tariffs_tier_operators_are_used() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER version_used_is_final
    BEFORE INSERT OR UPDATE OR DELETE ON tariffs_pricetier_grid_operators
    FOR EACH ROW EXECUTE FUNCTION tariffs_tier_operators_are_used();

CREATE FUNCTION tariffs_tariff_is_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) AND EXISTS (
        SELECT 1 FROM tariffs_tariffversion WHERE tariff_id = OLD.id AND used_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a tariff stays as it is while a version of it is used'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'version_used_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER version_used_is_final BEFORE UPDATE OR DELETE ON tariffs_tariff
    FOR EACH ROW EXECUTE FUNCTION tariffs_tariff_is_used();
"""

OPERATORS_BACK = """
DROP TRIGGER version_used_is_final ON tariffs_tariff;
DROP FUNCTION tariffs_tariff_is_used();
DROP TRIGGER version_used_is_final ON tariffs_pricetier_grid_operators;
DROP FUNCTION tariffs_tier_operators_are_used();
DROP TRIGGER version_used_is_final ON tariffs_tariffversion_grid_operators;
DROP FUNCTION tariffs_operators_are_used();
"""


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0008_management"), ("platform", "0002_triggers")]

    operations = [
        *audit.audited("tariffs_procurementprice"),
        migrations.RunSQL(VERSION.replace("{more}", MORE), VERSION.replace("{more}", "")),
        migrations.RunSQL(OPERATORS, OPERATORS_BACK),
    ]
