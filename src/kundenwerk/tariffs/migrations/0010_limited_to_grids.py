"""Whether a version or tier is limited to grids stands in its row, so that it can be filtered by."""

from django.db import migrations, models

ROWS = """
CREATE FUNCTION {holder}_knows_its_grids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_limited := EXISTS (SELECT 1 FROM {holder}_grid_operators WHERE {column} = NEW.id);
    RETURN NEW;
END $$;

CREATE TRIGGER knows_its_grids BEFORE INSERT OR UPDATE ON {holder}
    FOR EACH ROW EXECUTE FUNCTION {holder}_knows_its_grids();

CREATE FUNCTION {holder}_tells_its_grids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE {holder} AS holder SET is_limited = is_limited
    WHERE id IN (SELECT {column} FROM changed)
      AND is_limited <> EXISTS (
          SELECT 1 FROM {holder}_grid_operators WHERE {column} = holder.id
      );
    RETURN NULL;
END $$;

CREATE TRIGGER tells_its_grids_1 AFTER INSERT ON {holder}_grid_operators
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION {holder}_tells_its_grids();
CREATE TRIGGER tells_its_grids_2 AFTER DELETE ON {holder}_grid_operators
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION {holder}_tells_its_grids();
CREATE TRIGGER tells_its_grids_3 AFTER UPDATE ON {holder}_grid_operators
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION {holder}_tells_its_grids();
CREATE TRIGGER tells_its_grids_4 AFTER UPDATE ON {holder}_grid_operators
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION {holder}_tells_its_grids();

ALTER TABLE {holder} DISABLE TRIGGER version_used_is_final;
UPDATE {holder} SET is_limited = true WHERE id IN (SELECT {column} FROM {holder}_grid_operators);
ALTER TABLE {holder} ENABLE TRIGGER version_used_is_final;
"""
ROWS_BACK = """
DROP TRIGGER tells_its_grids_4 ON {holder}_grid_operators;
DROP TRIGGER tells_its_grids_3 ON {holder}_grid_operators;
DROP TRIGGER tells_its_grids_2 ON {holder}_grid_operators;
DROP TRIGGER tells_its_grids_1 ON {holder}_grid_operators;
DROP FUNCTION {holder}_tells_its_grids();
DROP TRIGGER knows_its_grids ON {holder};
DROP FUNCTION {holder}_knows_its_grids();
"""
HOLDERS = (
    {"holder": "tariffs_tariffversion", "column": "tariffversion_id"},
    {"holder": "tariffs_pricetier", "column": "pricetier_id"},
)


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0009_management_guards")]

    operations = [
        *(
            migrations.AddField(
                name,
                "is_limited",
                models.BooleanField("nur in den Netzen", default=False, editable=False),
            )
            for name in ("tariffversion", "pricetier")
        ),
        *(
            migrations.RunSQL(ROWS.format(**holder), ROWS_BACK.format(**holder))
            for holder in HOLDERS
        ),
    ]
