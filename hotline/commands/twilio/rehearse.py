"""`hotline twilio rehearse`: half an hour with two telephones, which settles what the carrier's
documentation leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from flask.cli import with_appcontext

from hotline import numbers
from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.commands.twilio.holding import Rehearsal
from hotline.commands.twilio.listing import tell_points
from hotline.going_live.experiments import EXPERIMENTS, Experiment
from hotline.going_live.points import MEANINGS, Point
from hotline.going_live.settled import settled_points
from hotline.taxonomies import Wording

_INTRO = Wording(
    "Il faut deux téléphones : A sera l'appelant, B le répondant. Leurs numéros ne sont pas gardés."
    " Environ une demi-heure ; on peut s'arrêter, et reprendre plus tard.",
    "Two telephones are needed: A will be the caller, B the responder. Their numbers are not kept."
    " About half an hour; you can stop, and go on later.",
)
_WHICH = {
    "a": Wording("Numéro du téléphone A", "Number of telephone A"),
    "b": Wording("Numéro du téléphone B", "Number of telephone B"),
    "c": Wording("Numéro du téléphone C", "Number of telephone C"),
}
_NO_NUMBER = Wording(
    "« {number} » n'est pas un numéro : écrivez-le avec son 0, ou avec + et son pays.",
    '"{number}" is no number: write it with its 0, or with + and its country.',
)
_NO_SHOWN = Wording(
    "La ligne n'a pas de numéro à montrer (rôle « shown »).",
    'The line has no number to show (role "shown").',
)
_NO_POINT = Wording(
    "Il n'y a pas de point « {point} » : {known}.", 'There is no point "{point}": {known}.'
)
_STEP = Wording("\n{nth}/{all}. {question}.", "\n{nth}/{all}. {question}.")
_ALL_SETTLED = Wording(
    "Tout est réglé. Pour recommencer un point : --only.",
    "All is settled. To redo a point: --only.",
)
_NEEDS_C = Wording(
    "{question} : il faut un troisième téléphone (--third). La ligne n'en dépend pas.",
    "{question}: a third telephone is needed (--third). The line does not depend on it.",
)
_LEFT = Wording(
    "Encore ouverts : {count}. Reprenez avec la même commande.",
    "Still open: {count}. Go on with the same command.",
)


@click.command()
@click.option("--list", "listed", is_flag=True, help="Ce qui est réglé. / What is settled.")
@click.option("--only", "only", multiple=True, help="Ce point seulement. / This point only.")
@click.option("--caller", help="Téléphone A. / Telephone A.")
@click.option("--responder", help="Téléphone B. / Telephone B.")
@click.option("--third", help="Téléphone C, pour un seul point. / Telephone C, for one point.")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def rehearse(
    *,
    listed: bool,
    only: Sequence[str],
    caller: str | None,
    responder: str | None,
    third: str | None,
    slug: str | None,
    language: str,
) -> None:
    """Répète avec deux téléphones. / Rehearses with two telephones."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        known = settled_points(session)
        if listed:
            tell_points(session, line, language)
            return
    wanted = _wanted(only, {*known}, language)
    if not wanted:
        click.echo(_ALL_SETTLED.read_in(language))
        return
    shown = line.document.number_that_is("shown")
    if shown is None:
        raise Refused(_NO_SHOWN, language)
    click.echo(_INTRO.read_in(language))
    given = {"a": caller, "b": responder, "c": third}
    phones = dict(_phones(wanted, given, language))
    rehearsal = Rehearsal(service, line.id, shown.number, phones, language)
    for nth, experiment in enumerate(wanted, 1):
        question = MEANINGS[experiment.points[0]].question
        if not {*experiment.telephones} <= phones.keys():
            click.echo(_NEEDS_C.filled(question=question).read_in(language))
            continue
        told = _STEP.filled(nth=nth, all=len(wanted), question=question)
        click.echo(told.read_in(language))
        if not rehearsal.hold(experiment):
            break
    with service.database.reading() as session:
        left = len(Point) - len(settled_points(session))
    if left:
        click.echo(_LEFT.filled(count=left).read_in(language))


def _wanted(only: Sequence[str], known: set[Point], language: str) -> list[Experiment]:
    """The experiments of these points; without any, those that are open."""
    for point in only:
        if point not in {*Point}:
            raise Refused(_NO_POINT, language, point=point, known=", ".join(Point))
    points = {Point(point) for point in only} or {*Point} - known
    return [experiment for experiment in EXPERIMENTS if points & {*experiment.points}]


def _phones(
    wanted: Sequence[Experiment], given: dict[str, str | None], language: str
) -> Iterator[tuple[str, str]]:
    needed = {letter for experiment in wanted for letter in experiment.telephones}
    for letter in sorted(needed):
        number = given[letter]
        if number is None and letter == "c":
            continue  # asked for by an option alone
        while True:
            number = number or click.prompt(_WHICH[letter].read_in(language))
            try:
                yield letter, numbers.parse(number)
                break
            except numbers.BadNumber:
                if given[letter] is not None:
                    raise Refused(_NO_NUMBER, language, number=number) from None
                click.echo(_NO_NUMBER.filled(number=number).read_in(language))
                number = None
