"""Where calls may go, and where they are worked on.

twilio.com/docs/voice/api/dialingpermissions-country-resource (voice.twilio.com/v1) and
twilio.com/docs/global-infrastructure/inbound-processing-region-api-phone-number
(routes.twilio.com/v2). Both are other hosts at the carrier; here all is behind one address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from simulator.account import COUNTRIES
from simulator.rest.errors import missing
from simulator.rest.pages import number

if TYPE_CHECKING:
    from simulator.carrier import Carrier


def resource(carrier: Carrier) -> Blueprint:
    """The routes of geographic permissions and of numbers' regions, under the root."""
    routes = Blueprint("places", __name__)

    def country(iso: str) -> dict[str, Any]:
        url = f"https://voice.twilio.com/v1/DialingPermissions/Countries/{iso}"
        return {
            "iso_code": iso,
            "name": iso,
            "continent": None,
            "country_codes": [f"+{COUNTRIES[iso]}"],
            "low_risk_numbers_enabled": iso not in carrier.account.forbidden,
            "high_risk_special_numbers_enabled": False,
            "high_risk_tollfraud_numbers_enabled": False,
            "url": url,
            "links": {"highrisk_special_prefixes": f"{url}/HighRiskSpecialPrefixes"},
        }

    @routes.get("/v1/DialingPermissions/Countries")
    def countries() -> Response:
        meta = {
            "page": 0,
            "page_size": number("PageSize", 50),
            "first_page_url": request.url,
            "previous_page_url": None,
            "next_page_url": None,
            "url": request.url,
            "key": "content",
        }
        return jsonify(content=[country(iso) for iso in COUNTRIES], meta=meta)

    @routes.get("/v2/PhoneNumbers/<phone_number>")
    def region(phone_number: str) -> Response:
        line = carrier.numbers.get(phone_number)
        if line is None:
            raise missing(request.path)
        return jsonify(
            phone_number=line.number,
            url=f"https://routes.twilio.com/v2/PhoneNumbers/{line.number}",
            sid="QQ" + line.sid.removeprefix("PN"),
            account_sid=carrier.account_sid,
            friendly_name=line.friendly_name,
            voice_region=line.voice_region,
            date_created=None,
            date_updated=None,
        )

    return routes
