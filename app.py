"""Makes the service: settings, keys, database, carrier, the addresses it answers, its commands."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import click
from flask import Flask, Response, abort, got_request_exception, request
from flask.cli import FlaskGroup
from pydantic import SecretStr
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException, NotFound, UnprocessableEntity
from werkzeug.routing import IntegerConverter, Map

from hotline.api.problems import http_problem
from hotline.api.routes import api
from hotline.carrier import Carrier
from hotline.clock import Chance, Clock, system_chance, system_clock
from hotline.commands.accompaniments import accompaniments
from hotline.commands.accounts import accounts
from hotline.commands.alarms import alarms
from hotline.commands.appointments import appointments
from hotline.commands.away import database_away
from hotline.commands.backup import backup
from hotline.commands.callbacks import callbacks
from hotline.commands.card import card
from hotline.commands.cases import cases
from hotline.commands.code import code
from hotline.commands.coverage import coverage
from hotline.commands.debriefs import debriefs
from hotline.commands.demo import demo
from hotline.commands.demo_settings import use_demo_settings
from hotline.commands.dump import dump
from hotline.commands.encryption import encryption
from hotline.commands.fairness import fairness
from hotline.commands.fallback import fallback
from hotline.commands.follow_ups import follow_ups
from hotline.commands.ledger import ledger
from hotline.commands.load import load
from hotline.commands.migrate import migrate_command
from hotline.commands.on_duty import on_duty
from hotline.commands.pauses import pauses
from hotline.commands.privacy import privacy
from hotline.commands.prompts import prompts
from hotline.commands.readiness import readiness
from hotline.commands.reminders import reminders
from hotline.commands.restore import restore
from hotline.commands.roster import roster
from hotline.commands.serve import jobs, serve
from hotline.commands.statistics import statistics
from hotline.commands.tokens import tokens
from hotline.commands.trial import trial
from hotline.commands.twilio import twilio
from hotline.commands.volunteer import volunteer
from hotline.commands.what_if import what_if
from hotline.console.guard import LONGEST_FORM
from hotline.console.problems import told
from hotline.console.routes import console
from hotline.console.security import signs_in
from hotline.database import Database
from hotline.database.types import Keys, use_keys
from hotline.errands import BesideWebhooks, Errands
from hotline.logs import logger, set_up_logs
from hotline.nets.net import net_of
from hotline.pages.accompaniments.routes import accompaniment_pages
from hotline.pages.calendars import calendars
from hotline.pages.routes import pages
from hotline.service import Hotline, hotline
from hotline.settings import BadSettings, Settings, load_settings, split_keys
from hotline.voice.routes import sound, voice
from hotline.watching.measures import Measures

log = logger(__name__)


def create_service(
    settings: Settings,
    *,
    clock: Clock = system_clock,
    chance: Chance = system_chance,
    errands: Errands | None = None,
) -> Hotline:
    """The service without its web addresses, for commands and jobs."""
    use_keys(
        Keys(
            split_keys(settings.hotline_encryption_keys),
            settings.hotline_lookup_key.get_secret_value(),
        )
    )
    set_up_logs(settings.hotline_log_level, clock)
    measures = Measures()
    net = net_of(
        settings.hotline_snapshot_dir,
        split_keys(settings.hotline_encryption_keys),
        clock,
        lambda: chance(16).hex(),
        settings.hotline_public_url,
    )
    return Hotline(
        settings=settings,
        database=Database(settings.hotline_database_url),
        carrier=Carrier(settings, clock, measures),
        errands=errands or BesideWebhooks(),
        clock=clock,
        chance=chance,
        net=net,
        measures=measures,
    )


def create_app(service: Hotline | None = None) -> Flask:
    """The web application; without a service, one made from the environment's settings."""
    service = service or create_service(load_settings())
    return serves(routes(Secrets.of(service.settings)), service)


@dataclass(frozen=True)
class Secrets:
    """What signing in is made with; equal ones give equal addresses."""

    secret_key: SecretStr
    encryption_keys: SecretStr

    @classmethod
    def of(cls, settings: Settings) -> Secrets:
        """Those of these settings."""
        return cls(settings.hotline_secret_key, settings.hotline_encryption_keys)


def routes(secrets: Secrets) -> Flask:
    """A web application with all addresses, for no service yet."""
    app = Flask(__name__, static_folder=None)
    app.url_map.converters["int"] = _Id
    # What signs in looks into JSON before any view can say how much it takes.
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_FORM
    # The console's templates stand in front of the library's that signs in.
    app.register_blueprint(console)
    signs_in(app, secrets.secret_key, secrets.encryption_keys)
    app.register_blueprint(voice)
    app.register_blueprint(sound)
    app.register_blueprint(pages)
    app.register_blueprint(calendars)
    app.register_blueprint(accompaniment_pages)
    app.register_blueprint(api)
    app.before_request(_no_nul)
    app.register_error_handler(HTTPException, _nowhere)
    app.register_error_handler(DataError, _unfit)
    return app


class _Id(IntegerConverter):
    """A number in an address: as large as a database counts."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


def _no_nul() -> None:
    """PostgreSQL takes U+0000 in no text: an address that holds one leads nowhere. Pages that are
    opened with a link say in their own words that it is not one of theirs, and steps of a call look
    for it once they know who asks (`hotline.voice.guard`)."""
    if not request.path.startswith(("/console", "/compte", "/api/")):
        return
    if "\0" in request.path or "%00" in request.query_string.decode("latin-1"):
        abort(404)


def _unfit(_problem: DataError) -> Response | HTTPException:
    """The database cannot hold what was sent, whatever it is: so nothing was changed."""
    log.warning("request-unfit", path=str(request.url_rule))
    return _nowhere(UnprocessableEntity())


def _nowhere(problem: HTTPException) -> Response | HTTPException:
    """Addresses that are none belong to no blueprint: told as those that begin like them, and in
    words to whoever mistyped one. The carrier reads no words."""
    if request.path.startswith("/api/"):
        return http_problem(problem)
    unknown = problem.code == NotFound.code and request.url_rule is None
    theirs = unknown and not request.path.startswith("/voice")
    return told(problem) if theirs or request.path.startswith(("/console", "/compte")) else problem


def serves(app: Flask, service: Hotline) -> Flask:
    """The same application, answering for this service from now on."""
    app.extensions["hotline"] = service
    got_request_exception.connect(_step_failed, app)
    return app


def _step_failed(_app: Flask, **_: object) -> None:
    """In place of Flask's own log, which would quote the exception and the address asked for."""
    log.exception("request-failed", path=str(request.url_rule))
    hotline().measures.failed(str(request.url_rule))


class _Commands(FlaskGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """The commands below, without making the application: help needs no settings."""
        return sorted(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """A command that cannot have the database says so in words."""
        try:
            return super().invoke(ctx)
        except OperationalError as problem:
            raise database_away(problem) from None


cli = _Commands(
    name="hotline",
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    help="La ligne, au terminal. / The line, in a terminal.",
)
for command in (
    accompaniments,
    accounts,
    alarms,
    backup,
    callbacks,
    appointments,
    card,
    cases,
    code,
    coverage,
    debriefs,
    demo,
    dump,
    encryption,
    jobs,
    fairness,
    fallback,
    follow_ups,
    ledger,
    load,
    migrate_command,
    on_duty,
    pauses,
    privacy,
    prompts,
    readiness,
    restore,
    roster,
    reminders,
    serve,
    statistics,
    tokens,
    trial,
    twilio,
    volunteer,
    what_if,
):
    cli.add_command(command)
cli.params.append(
    click.Option(
        ["--demo"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=lambda _context, _option, wanted: use_demo_settings() if wanted else None,
        help="Avec la démonstration en cours. / With the demo that is running.",
    )
)


def main() -> None:
    """The `hotline` command. Wrong settings are told one sentence each; exit code 2."""
    try:
        cli()
    except BadSettings as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
