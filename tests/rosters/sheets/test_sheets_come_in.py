"""A sheet of duties is read however it was saved, and every wrong cell is told."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time, timedelta

import pytest
from odfdo import Document, Row, Table

from hotline.rosters.sheets.grid import COLUMNS, LARGEST, NotATable, letter, rows_of
from hotline.sheets import Sheet, as_ods
from tests.rosters.sheets.ground import csv_of, read, shown, told, wall, xlsx_of

CHRISTMAS = "psys first anne 24/12 20:00 > 25/12 08:00"
HEADER = "personne;début;fin"


def test_a_french_csv_comes_in() -> None:
    found = read(csv_of(HEADER, "Anne Petit;24/12/2026 20:00;25/12/2026 08:00"))
    assert shown(found) == [CHRISTMAS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_whatever_letters_it_was_saved_in(encoding: str) -> None:
    row = "Psychologues;first;Marc Lefèvre;24/12/2026 20h;25/12/2026 8h"
    text = f"équipe;rôle;personne;début;fin\n{row}\n"
    found = read(text.encode(encoding), team=None, role=None)
    assert shown(found) == ["psys first marc 24/12 20:00 > 25/12 08:00"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_whatever_separates_its_columns(delimiter: str) -> None:
    text = 'person;start;end\n"PETIT  Anne";2026-12-24T20:00;2026-12-25 08:00\n'
    assert shown(read(text.replace(";", delimiter).encode())) == [CHRISTMAS]


def test_a_day_and_two_times_are_a_duty_over_midnight_where_the_second_is_earlier() -> None:
    found = read(
        csv_of(
            "Date;De;À;Nom",
            "24/12/2026;20:00;08:00;Anne Petit",
            "jeudi 24/12/26;8h30;12 h 30;Marc",
            "25.12.2026;16:00;24:00;Marc",
            "2026-12-26;00:00;00:00;Marc",
        )
    )
    assert shown(found) == [
        CHRISTMAS,
        "psys first marc 24/12 08:30 > 24/12 12:30",
        "psys first marc 25/12 16:00 > 26/12 00:00",
        "psys first marc 26/12 00:00 > 27/12 00:00",
    ]


def test_excel_cells_are_days_and_times_of_their_own() -> None:
    start, end = wall("2026-12-24 20:00"), wall("2026-12-25 08:00")
    assert shown(read(xlsx_of(("personne", "début", "fin"), ("Anne Petit", start, end)))) == [
        CHRISTMAS
    ]
    days = xlsx_of(
        ("Tableau de service", None, None, None),
        (),
        ("date", "de", "à", "personne", "remarque"),
        (date(2026, 12, 24), time(20), time(8), "Anne Petit", "Noël"),
        (wall("2026-12-25"), "16:00", timedelta(hours=24), "Marc", None),
    )
    found = read(days)
    assert shown(found) == [CHRISTMAS, "psys first marc 25/12 16:00 > 26/12 00:00"]
    assert found.columns == ("remarque",)


def test_a_time_with_an_offset_is_converted_to_the_teams_zone() -> None:
    found = read(csv_of(HEADER, "Anne Petit;2026-12-24T19:00Z;2026-12-25T07:00:00+00:00"))
    assert shown(found) == [CHRISTMAS]


def test_each_row_may_say_its_team_and_role() -> None:
    found = read(
        csv_of(
            "equipe;role;personne;debut;fin",
            "nurses;;Paul Nguyen;24/12/2026 20:00;25/12/2026 08:00",
            ";Backup;anne;24/12/2026 20:00;25/12/2026 08:00",
        ),
        role=None,
    )
    assert shown(found) == [
        "nurses first paul 24/12 20:00 > 25/12 08:00",
        "psys backup anne 24/12 20:00 > 25/12 08:00",
    ]


def test_the_same_file_gives_the_same_identities_in_any_order() -> None:
    rows = [
        "Anne Petit;24/12/2026 20:00;25/12/2026 08:00",
        "Marc;25/12/2026 08:00;25/12/2026 20:00",
    ]
    once = {shift.slug: shift for shift in read(csv_of(HEADER, *rows)).shifts}
    again = {shift.slug: shift for shift in read(csv_of(HEADER, *reversed(rows))).shifts}
    assert once == again
    assert len(once) == 2


def test_rows_that_are_over_are_counted_and_left_out() -> None:
    found = read(
        csv_of(
            HEADER,
            "Anne Petit;21/11/2026 20:00;22/11/2026 10:00",
            "Anne Petit;21/11/2026 21:00;22/11/2026 10:01",
        )
    )
    assert shown(found) == ["psys first anne 21/11 21:00 > 22/11 10:01"]
    assert found.over == 1


def test_all_mistakes_are_told_at_once_by_row_and_cell() -> None:
    found = read(
        csv_of(
            "équipe;personne;remarque;début;fin",
            "psys;Anne Petit;;24/12/2026 20:00;25/12/2026 08:00",
            "",
            "psys;Anne Petti;;demain;25/12/2026 08:00",
            "psy;Anne Petit;;24/12/2026 20:00;",
            "psys;;;31/02/2026 20:00;25/12/2026 25:00",
            "psys;Anne;;25/12/2026 20:00;25/12/2026 08:00",
            "psys;Anne Petit;bis;24/12/2026 20:00;25/12/2026 09:00",
            "psys;Paul Nguyen;;24/12/2026 20:00;24/12/2027 08:00",
        )
    )
    assert told(found) == [
        "ligne 4, colonne B « personne » : personne ne s'appelle « Anne Petti » sur cette ligne ;"
        " écrivez peut-être Anne Petit (anne).",
        "ligne 4, colonne D « début » : « demain » ne se lit pas ; écrivez 24/12/2026 20:00.",
        "ligne 5, colonne A « équipe » : il n'y a pas d'équipe « psy » ; équipes : psys, nurses.",
        "ligne 5, colonne E « fin » : il n'y a rien ; écrivez 24/12/2026 20:00.",
        "ligne 6, colonne B « personne » : il n'y a rien ; écrivez Anne Petit.",
        "ligne 6, colonne D « début » : « 31/02/2026 20:00 » ne se lit pas ; écrivez"
        " 24/12/2026 20:00.",
        "ligne 6, colonne E « fin » : « 25/12/2026 25:00 » ne se lit pas ; écrivez"
        " 24/12/2026 20:00.",
        "ligne 7, colonne B « personne » : « Anne » peut désigner Anne Petit (anne), Anne Roux"
        " (anne-roux) ; écrivez l'un de ces identifiants.",
        "ligne 7, colonne E « fin » : la permanence finit le 25/12/2026 08:00, pas après son début"
        " le 25/12/2026 20:00 ; une nuit finit le lendemain.",
        "ligne 8, colonne B « personne » : la même personne commence déjà à cette heure à la"
        " ligne 2 ; gardez l'une des deux.",
        "ligne 9, colonne B « personne » : Paul Nguyen (peer) ne peut pas répondre dans l'équipe"
        " « psys » ; écrivez quelqu'un qui le peut.",
        "ligne 9, colonne E « fin » : la permanence durerait du 24/12/2026 20:00 au"
        " 24/12/2027 08:00 ; écrivez un mois au plus.",
    ]
    assert told(found, "en")[1] == (
        'line 4, column D "début": "demain" cannot be read; write 24/12/2026 20:00.'
    )
    assert all("{" not in sentence for sentence in told(found, "en"))


def test_a_time_that_the_clocks_skip_is_told() -> None:
    skipped = csv_of("date;de;à;nom", "28/03/2027;02:10;02:50;Anne Petit")
    assert told(read(skipped)) == [
        "ligne 2, colonne C « à » : les horloges sautent de 28/03/2027 02:10 à 28/03/2027 02:50"
        " ce jour-là ; écrivez une autre heure."
    ]


def test_a_team_or_role_that_nobody_said_is_asked_for() -> None:
    row = csv_of(HEADER, "Anne Petit;24/12/2026 20:00;25/12/2026 08:00")
    assert told(read(row, team=None)) == [
        "ligne 2 : l'équipe n'est pas dite ; ajoutez --team ou une colonne « équipe » : psys,"
        " nurses."
    ]
    assert "le rôle n'est pas dit" in told(read(row, role=None))[0]
    wrong = csv_of(f"{HEADER};rôle", "Anne Petit;24/12/2026 20:00;25/12/2026 08:00;second")
    assert told(read(wrong), "en") == [
        'line 2, column D "rôle": the team has no role "second"; roles: first, backup.'
    ]


@pytest.mark.parametrize("header", ["", "Anne Petit;24/12/2026 20:00;25/12/2026 08:00"])
def test_a_file_without_a_header_is_told_which(header: str) -> None:
    assert told(read(csv_of(header))) == [
        "le fichier : aucune ligne ne nomme les colonnes ; écrivez d'abord : personne, équipe,"
        " rôle, début, fin."
    ]


def test_missing_columns_are_told() -> None:
    assert "« date », « de » et « à »" in told(read(csv_of("personne;début")))[0]


def test_an_empty_sheet_brings_nothing() -> None:
    assert shown(read(csv_of(HEADER))) == []


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 not a workbook",
        b"PK\x05\x06" + bytes(18),
        b"\x00\x01\x02",
        b"%PDF-1.7\x00",
        b"a" * (LARGEST + 1),
    ],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(NotATable):
        rows_of(content)


def test_columns_are_called_as_spreadsheets_do() -> None:
    assert [letter(number) for number in (0, 25, 26)] == ["A", "Z", "AA"]


def test_a_sheet_may_be_empty_to_its_last_row() -> None:
    table = Table("duties")
    for cells in (["personne", "début", "fin"], ["Anne", None, None]):
        row = Row()
        row.set_values(cells)
        table.append_row(row)
    table.append_row(Row(repeated=1_048_574))
    document = Document("spreadsheet")
    document.body.clear()
    document.body.append(table)
    file = io.BytesIO()
    document.save(file)
    assert rows_of(file.getvalue()) == [
        (1, ("personne", "début", "fin")),
        (2, ("Anne",)),
    ]


def within(book: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """A workbook in which something of one of its files is replaced."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert old in inside[member]
    inside[member] = inside[member].replace(old, new, 1)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in inside.items():
            archive.writestr(name, content)
    return file.getvalue()


SHEET, CONTENT = "xl/worksheets/sheet1.xml", "content.xml"
EXCEL = xlsx_of(("personne", "début", "fin"), ("Anne", None, None))
OPEN = as_ods([Sheet("duties", ("personne",), (("Anne",), ("Bruno",)))])
ROW, CELL = b"<table:table-row", b"<table:table-cell "


@pytest.mark.parametrize(
    "book",
    [
        within(EXCEL, SHEET, b"</row>", b"</cell>"),
        within(EXCEL, SHEET, b"</sheetData>", b"</sheetData>" + b" " * 10 * LARGEST),
        within(EXCEL, SHEET, b"</row>", b"<c><v>1</v></c>" * 200 + b"</row>")[:-40],
        within(OPEN, CONTENT, b"</table:table>", b"</table:tablet>"),
        within(OPEN, CONTENT, ROW, ROW + b' table:number-rows-repeated="90000000"'),
    ],
    ids=["torn XML", "a bomb", "cut off", "torn XML of ODS", "rows repeated"],
)
def test_a_torn_workbook_is_refused(book: bytes) -> None:
    with pytest.raises(NotATable):
        rows_of(book)


def test_a_cell_repeated_a_thousand_million_times_is_read_as_far_as_anybody_looks() -> None:
    repeated = within(OPEN, CONTENT, CELL, CELL + b'table:number-columns-repeated="1000000000" ')
    (_, first), *_ = rows_of(repeated)
    assert first == ("personne",) * COLUMNS


def test_a_row_far_below_the_last_one_of_any_spreadsheet_is_not_looked_for() -> None:
    far = within(EXCEL, SHEET, b'<row r="2"', b'<row r="999999999"')
    assert [number for number, _ in rows_of(far)] == [1]
