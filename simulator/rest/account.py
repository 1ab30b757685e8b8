"""The account and its balance.

twilio.com/docs/iam/api/account, twilio.com/docs/usage/api (Balance: subaccounts have none)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, request

from simulator.legs import API_VERSION
from simulator.rest.errors import missing

if TYPE_CHECKING:
    from simulator.carrier import Carrier


def resource(carrier: Carrier) -> Blueprint:
    """The routes of the account itself, under /2010-04-01/Accounts."""
    routes = Blueprint("account", __name__)
    uri = f"/{API_VERSION}/Accounts/{carrier.account_sid}"

    @routes.get(f"/{carrier.account_sid}.json")
    def fetch() -> Response:
        account = carrier.account
        return jsonify(
            auth_token=carrier.auth_token,
            date_created=None,
            date_updated=None,
            friendly_name="Simulated account",
            owner_account_sid=carrier.account_sid,
            sid=carrier.account_sid,
            status=account.status,
            subresource_uris={"balance": f"{uri}/Balance.json"},
            type=account.kind,
            uri=f"{uri}.json",
        )

    @routes.get(f"/{carrier.account_sid}/Balance.json")
    def balance() -> Response:
        account = carrier.account
        if account.balance is None:
            raise missing(request.path)
        return jsonify(
            account_sid=carrier.account_sid, balance=account.balance, currency=account.currency
        )

    return routes
