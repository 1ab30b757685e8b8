"""The API keeps to its description, whatever is sent: tried by schemathesis, with the same examples
each time."""

from __future__ import annotations

import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from hotline.api.routes import OPERATIONS
from tests.api.conftest import Program

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    ignored_auth,
    unsupported_method,
]
"""That values fit a description does not make them fit a roster: a day may be over, a name be
nobody's. So what fits the description is not required to be accepted."""


@pytest.mark.parametrize("mode", [*GenerationMode])
@pytest.mark.parametrize(("method", "address"), [*OPERATIONS])
def test_what_is_described_is_what_is_answered(
    program: Program, method: str, address: str, mode: GenerationMode
) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", program.world.app)
    operation = described[re.sub(r"<(?:int:)?(\w+)>", r"{\1}", address)][method]
    own = program.line

    @settings(
        max_examples=20,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case: Any) -> None:
        # On the line itself, else all would be unknown; on others now and then all the same.
        if len(str(case.path_parameters.get("line", ""))) % 4:
            case.path_parameters["line"] = own
        case.call_and_validate(
            checks=CHECKS, headers={"Authorization": f"Bearer {program.written}"}
        )

    tried()
