"""The API described for programs: OpenAPI 3.1, made from the tables that read the requests."""

from __future__ import annotations

from typing import Any, Final

from kundenwerk import __version__
from kundenwerk.accounts.roles import SCOPE_LABELS, Scope
from kundenwerk.api.fields import ACCEPTANCE, QUOTE, SUPPLY, schema
from kundenwerk.api.problems import MEDIA_TYPE, TITLES
from kundenwerk.sales.rules.handover import HandoverState

_CENTS: Final = {"type": ["integer", "null"], "description": "Cent"}
_TEXT: Final = {"type": ["string", "null"]}
_QUOTE: Final = {
    "type": "object",
    "required": ["number", "state", "annual_gross_cents"],
    "properties": {
        "number": {"type": "string"},
        "state": {"enum": ["OPEN", "ACCEPTED", "DECLINED", "EXPIRED"]},
        "quoted_on": {"type": "string", "format": "date"},
        "binding_until": {"type": "string", "format": "date"},
        "tariff": _TEXT,
        "tariff_version": {"type": "integer"},
        "conditions": {"type": "array", "items": {"type": "string"}},
        "general_terms": {"type": ["string", "null"], "format": "date"},
        "annual_gross_cents": _CENTS,
        "first_year_gross_cents": _CENTS,
        "monthly_instalment_cents": _CENTS,
        "customer_number": _TEXT,
        "contract": _TEXT,
    },
}
_NUMBER: Final = {
    "name": "number",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "maxLength": 20},
}
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Derselbe Schlüssel mit derselben Anfrage wirkt einmal.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def _answers(status: int, found: dict[str, Any], *more: int) -> dict[str, Any]:
    problems = {
        str(code): {"description": TITLES[code], "content": {MEDIA_TYPE: {"schema": _PROBLEM}}}
        for code in (400, 401, 403, 422, 429, *more)
    }
    content = {"application/json": {"schema": found}}
    return {str(status): {"description": "Gut", "content": content}} | problems


_PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}


def _operation(name: str, scope: Scope, answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": SCOPE_LABELS[scope],
        "security": [{"key": [scope.value]}],
        "responses": answers,
        **more,
    }


def _body(fields: Any) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema(fields)}}}


def openapi() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kundenwerk", "version": f"1 ({__version__})"},
        "servers": [{"url": "/api/v1"}],
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        "paths": {
            "/tariffs": {"get": _tariffs()},
            "/quotes": {
                "post": _operation(
                    "createQuote",
                    Scope.QUOTES,
                    _answers(201, _QUOTE, 413, 415),
                    parameters=[_KEY],
                    requestBody=_body(QUOTE),
                )
            },
            "/quotes/{number}": {
                "get": _operation(
                    "showQuote", Scope.QUOTES, _answers(200, _QUOTE, 404), parameters=[_NUMBER]
                )
            },
            "/quotes/{number}/acceptance": {"post": _acceptance()},
            "/handovers": {"get": _handovers()},
        },
    }


def _tariffs() -> dict[str, Any]:
    asked = [
        {"name": name, "in": "query", "required": field.is_needed, "schema": field.schema()}
        for name, field in SUPPLY.items()
    ]
    found = _answers(200, {"type": "object"})
    return _operation("listTariffs", Scope.TARIFFS, found, parameters=asked)


def _acceptance() -> dict[str, Any]:
    return _operation(
        "acceptQuote",
        Scope.QUOTES,
        _answers(200, _QUOTE, 404, 409, 413, 415),
        parameters=[_NUMBER, _KEY],
        requestBody=_body(ACCEPTANCE),
    )


def _handovers() -> dict[str, Any]:
    narrowed = [
        {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0}},
        {"name": "state", "in": "query", "schema": {"enum": [one.value for one in HandoverState]}},
    ]
    found = _answers(200, {"type": "object"})
    return _operation("listHandovers", Scope.HANDOVERS, found, parameters=narrowed)
