"""The API described as OpenAPI 3.1, from the models that requests are read and answered with."""

from __future__ import annotations

import re
from typing import Any

from apispec import APISpec
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from hotline.api.operations import Operation, Operations
from hotline.api.problems import Problem, documented
from hotline.taxonomies import Wording

_ABOUT = Wording(
    "Le planning, les permanences, les trous et les chiffres d'une ligne. Un jeton se crée dans la"
    " console (« Jetons ») ou avec hotline tokens, pour une ligne et ce qu'il peut faire. Le nombre"
    " de demandes par minute est limité pour chaque jeton, dans chaque processus.",
    "A line's roster, duties, gaps and figures. A token is made in the console (“Tokens”) or with"
    " hotline tokens, for a line and for what it may do. Requests a minute are limited for each"
    " token, in each process.",
)
_ADDRESS = re.compile(r"<(?:(int):)?(\w+)>")
_SCHEMES = {"bearer": {"type": "http", "scheme": "bearer"}}


def description(operations: Operations, language: str) -> dict[str, Any]:
    """The whole document, in that language."""
    spec = APISpec(
        title="Entraide",
        version="1",
        openapi_version="3.1.0",
        info={"description": _ABOUT.read_in(language)},
        servers=[{"url": "/api/v1"}],
    )
    spec.components.security_scheme("bearer", _SCHEMES["bearer"])
    for name, schema in _schemas(operations).items():
        spec.components.schema(name, schema)
    for (method, address), operation in operations.items():
        spec.path(
            _ADDRESS.sub(r"{\2}", address),
            operations={method.lower(): _operation(address, operation, language)},
        )
    return spec.to_dict()


def _operation(address: str, operation: Operation, language: str) -> dict[str, Any]:
    changes = operation.sent is not None
    statuses = [401, 404, 422, 429]
    if operation.scope is not None:
        statuses.append(403)
    if changes:
        statuses += [400, 409, 413, 415, 428]
    told: dict[str, Any] = {
        "operationId": operation.view.__name__,
        "summary": operation.summary.read_in(language),
        "security": [{"bearer": []}],
        "parameters": [*_in_address(address), *_in_question(operation)],
        "responses": {
            **{
                str(status): _response(answer.__name__, operation.summary.read_in(language))
                for status, answer in operation.answers.items()
            },
            **{
                status: _response("Problem", title, "application/problem+json")
                for status, title in sorted(documented(statuses, language).items())
            },
        },
    }
    if operation.scope is not None:
        told["x-scope"] = str(operation.scope)
    if operation.sent is not None:
        told["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _ref(operation.sent.__name__)}},
        }
        told["parameters"].append(
            {"name": "If-Match", "in": "header", "schema": {"type": "string"}}
        )
    else:
        told["responses"]["304"] = {"description": "ETag"}
    return told


def _in_address(address: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 1} if kind == "int" else {"type": "string"},
        }
        for kind, name in _ADDRESS.findall(address)
    ]


def _in_question(operation: Operation) -> list[dict[str, Any]]:
    schema = operation.question.model_json_schema()
    required = schema.get("required", ())
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": value.pop("description", ""),
            "schema": _without_null(value),
        }
        for name, value in schema["properties"].items()
    ]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """In an address a value is there or not: nothing is null."""
    kept = {key: value for key, value in schema.items() if key not in {"title", "anyOf"}}
    kept |= next((one for one in schema.get("anyOf", ()) if one != {"type": "null"}), {})
    return {key: value for key, value in kept.items() if (key, value) != ("default", None)}


def _schemas(operations: Operations) -> dict[str, Any]:
    models: list[tuple[type[BaseModel], Any]] = [(Problem, "serialization")]
    for operation in operations.values():
        models += [(answer, "serialization") for answer in operation.answers.values()]
        if operation.sent is not None:
            models.append((operation.sent, "validation"))
    _, found = models_json_schema(
        [*dict.fromkeys(models)], ref_template="#/components/schemas/{model}"
    )
    schemas: dict[str, Any] = found["$defs"]
    return schemas


def _response(model: str, told: str, kind: str = "application/json") -> dict[str, Any]:
    return {"description": told, "content": {kind: {"schema": _ref(model)}}}


def _ref(model: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model}"}
