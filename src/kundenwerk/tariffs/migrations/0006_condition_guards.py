"""Audit of conditions, and the guard that a used version keeps them like its tiers."""

from django.db import migrations

from kundenwerk.platform import audit

FORWARD = """
CREATE FUNCTION tariffs_condition_is_used() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER version_used_is_final BEFORE INSERT OR UPDATE OR DELETE ON tariffs_condition
    FOR EACH ROW EXECUTE FUNCTION tariffs_condition_is_used();
"""

BACKWARD = """
DROP TRIGGER version_used_is_final ON tariffs_condition;
DROP FUNCTION tariffs_condition_is_used();
"""


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0005_conditions")]

    operations = [*audit.audited("tariffs_condition"), migrations.RunSQL(FORWARD, BACKWARD)]
