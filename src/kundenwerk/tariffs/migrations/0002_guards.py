"""Audit, and the guard that a version keeps its prices once somebody relies on them."""

from django.db import migrations

from kundenwerk.platform import audit

FORWARD = """
CREATE FUNCTION tariffs_version_is_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.used_at IS NOT NULL AND (
        TG_OP = 'DELETE'
        OR NEW.used_at IS DISTINCT FROM OLD.used_at
        OR NEW.tariff_id <> OLD.tariff_id
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

CREATE TRIGGER version_used_is_final BEFORE UPDATE OR DELETE ON tariffs_tariffversion
    FOR EACH ROW EXECUTE FUNCTION tariffs_version_is_used();

CREATE FUNCTION tariffs_tier_is_used() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER version_used_is_final BEFORE INSERT OR UPDATE OR DELETE ON tariffs_pricetier
    FOR EACH ROW EXECUTE FUNCTION tariffs_tier_is_used();
"""

BACKWARD = """
DROP TRIGGER version_used_is_final ON tariffs_pricetier;
DROP FUNCTION tariffs_tier_is_used();
DROP TRIGGER version_used_is_final ON tariffs_tariffversion;
DROP FUNCTION tariffs_version_is_used();
"""


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0001_initial"), ("platform", "0002_triggers")]

    operations = [
        *audit.audited(
            "tariffs_tariff",
            "tariffs_tariffversion",
            "tariffs_pricetier",
            "tariffs_tariffsettings",
            "tariffs_consumptionpreset",
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
