"""`/metrics`, for Prometheus: whoever asks shows the token of the settings."""

from __future__ import annotations

import hmac
import math
from collections.abc import Iterator

from flask import Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from hotline.logs import logger
from hotline.service import Hotline, hotline
from hotline.watching.state import state

log = logger(__name__)


def metrics() -> Response:
    """What this process measured, and how the service is. 404 where no token is set, or without
    it: nobody else learns that there is something here."""
    service = hotline()
    token = service.settings.hotline_metrics_token.get_secret_value()
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(token.encode(), given.encode()):
        abort(404)
    return Response(generate_latest(_Now(service)), content_type=CONTENT_TYPE_LATEST)


class _Now(Collector):
    """Everything at this moment, in one registry's place."""

    def __init__(self, service: Hotline) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        yield from self._service.measures.registry.collect()
        away = self._service.carrier.is_away()
        yield GaugeMetricFamily("hotline_carrier_away", "People are rung without the API.", away)
        yield from _picture(self._service)
        try:
            with self._service.database.reading() as session:
                found = [*state(session, self._service.now())]
        except SQLAlchemyError as problem:
            log.error("database-away", kind=type(problem).__name__)
            found = []
        yield GaugeMetricFamily("hotline_database_up", "The database answers.", bool(found))
        yield from found


def _picture(service: Hotline) -> Iterator[Metric]:
    """Nothing where no picture is kept."""
    if service.net.snapshot.is_kept:
        picture = service.net.snapshot.newest()
        age = service.net.now() - picture.taken_at if picture else math.inf
        yield GaugeMetricFamily(
            "hotline_picture_age_seconds",
            "How old the picture of who is on duty is; infinite: there is none that can be read.",
            age,
        )
