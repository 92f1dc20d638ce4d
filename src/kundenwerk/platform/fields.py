"""Model fields for the value types of the kernel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from psycopg.types.range import DateRange

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.platform import crypto

if TYPE_CHECKING:
    MoneyBase = models.Field[Money | None, Money]
    PeriodBase = models.Field[Period, Period]
    TextBase = models.Field[str, str]
    LookupBase = models.Lookup[Any]
else:
    MoneyBase = models.BigIntegerField
    PeriodBase = DateRangeField
    TextBase = models.BinaryField
    LookupBase = models.Lookup


class MoneyField(MoneyBase):
    """Whole euro cents in a ``bigint``, as ``Money`` in Python."""

    description = "Betrag in Cent"

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Let migrations see a plain ``bigint`` so that they need none of our code."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BigIntegerField", args, kwargs

    def from_db_value(self, value: int | None, *_: object) -> Money | None:
        """Wrap the stored cents."""
        return None if value is None else Money(value)

    def get_prep_value(self, value: Any) -> Any:
        """Unwrap; expressions pass through, bare numbers are refused.

        Raises:
            TypeError: a number that is not ``Money``.
        """
        if isinstance(value, Money):
            return value.cents
        if value is None or hasattr(value, "resolve_expression"):
            return value
        raise TypeError(f"expected Money, got {value!r}")

    def to_python(self, value: Any) -> Any:
        """Accept ``Money`` as it is."""
        return value if isinstance(value, Money) or value is None else Money(int(value))


class PeriodField(PeriodBase):
    """A ``daterange``, as ``Period`` in Python; empty and start-less ranges are refused."""

    description = "Zeitraum in Tagen"

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Let migrations see Django's own range field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.fields.ranges.DateRangeField", args, kwargs

    def from_db_value(self, value: Any, *_: object) -> Period | None:
        """Wrap the stored range."""
        return None if value is None else Period(value.lower, value.upper)

    def get_prep_value(self, value: Any) -> Any:
        """Unwrap a ``Period``; days (for ``__contains``) and expressions pass through."""
        if isinstance(value, Period):
            return DateRange(value.start, value.end, "[)")
        return value

    def to_python(self, value: Any) -> Any:
        """Accept ``Period`` as it is."""
        if isinstance(value, DateRange):
            assert value.lower is not None  # a constraint of every table
            return Period(value.lower, value.upper)
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Serialise for fixtures."""
        return str(self.value_from_object(obj))


if TYPE_CHECKING:

    class OptionalMoneyField(models.Field[Money | None, Money | None]):
        """A ``MoneyField`` of a column that may be empty, for the type checker."""

    class OptionalPeriodField(models.Field[Period | None, Period | None]):
        """A ``PeriodField`` of a column that may be empty, for the type checker."""

else:
    OptionalMoneyField = MoneyField
    OptionalPeriodField = PeriodField


class EncryptedTextField(TextBase):
    """Text kept as AES-256-GCM; searched through a blind index in a column of its own."""

    description = "verschlüsselter Text"

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Let migrations see a plain ``bytea``."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def from_db_value(self, value: Any, *_: object) -> str | None:
        """Decrypt.

        Raises:
            cryptography.exceptions.InvalidTag: the value was altered or the key is another.
        """
        return None if value is None else crypto.decrypt(bytes(value), context=self._context())

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Encrypt anew on every write."""
        if isinstance(value, str):
            value = crypto.encrypt(value, context=self._context())
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> Any:
        """Accept text as it is."""
        return value

    def _context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"


if TYPE_CHECKING:

    class OptionalEncryptedTextField(models.Field[str | None, str | None]):
        """An ``EncryptedTextField`` of a column that may be empty, for the type checker."""

else:
    OptionalEncryptedTextField = EncryptedTextField


@models.ForeignObject.register_lookup
@models.Field.register_lookup
class Among(LookupBase):
    """``id__among=[…]``: like ``__in``, with one parameter however many values there are."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Compare with an array."""
        left, parameters = self.process_lhs(compiler, connection)
        values: Any = list(self.rhs)
        if all(type(value) is int for value in values):
            # One text is sent, and read, far quicker than as many numbers.
            values = f"{{{','.join(map(str, values))}}}"
        return f"{left} = ANY(%s)", (*parameters, values)


def bounds(period_column: str) -> tuple[Any, Any]:
    """First day and end of a period as two days, which many rows bring quicker than a range."""
    first, end = (
        models.Func(models.F(period_column), function=name, output_field=models.DateField())
        for name in ("lower", "upper")
    )
    return first, end


def day_in(period_column: str, day: date) -> models.Q:
    """Rows whose period contains the day."""
    return models.Q(**{f"{period_column}__contains": day})
