"""Lists that are wrong: every fault named by row and column in one sentence, and nobody written to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.data.wards import read_ward
from briefgen.delivery.mail.recipients import Problem, Recipient, read_recipients
from briefgen.errors import UsageError
from briefgen.pipeline.session import Session

HEAD = "name,email,area\n"
FULL = "name,email,area,ward,format,language,salutation\n"
GOOD = "A. Member,a@council.example,Middlesbrough\n"
Read = Callable[[bytes], tuple[list[Recipient], list[Problem]]]


@pytest.fixture
def read(session: Session, tmp_path: Path) -> Read:

    def reading(content: bytes) -> tuple[list[Recipient], list[Problem]]:
        path = tmp_path / "list.csv"
        path.write_bytes(content)
        return read_recipients(
            path,
            lambda text: session.areas.resolve(text).area,
            lambda text, area: read_ward(text, area, session.areas.by_code),
        )

    return reading


ROWS_OF_A_GOOD_LIST = (
    "A. Member,A@Council.Example,E06000002,,,,\n"
    '"Müller, B.",b@council.example,Hull,,HTML,en,Dear all\n'
    "C. Member,c@council.example,Pendle,Vivary Bridge,link,EN-GB,\n"
    "D. Member,d@council.example,Pendle,E05013209,,,\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_good_list(read: Read, encoding: str, end: str) -> None:
    good, problems = read((FULL + ROWS_OF_A_GOOD_LIST).replace("\n", end).encode(encoding))
    assert not problems
    assert [recipient.row for recipient in good] == [2, 3, 4, 5]
    assert good[0].address == "A@council.example"
    assert (good[1].name, good[1].format, good[1].salutation) == ("Müller, B.", "html", "Dear all")
    assert good[1].area.code == "E06000010"
    assert good[2].ward == good[3].ward == "E05013209"


def test_columns_may_stand_in_any_order_and_case(read: Read) -> None:
    good, problems = read(b" Area , EMAIL,Name\nLeeds,a@council.example,A. Member\n\n")
    assert not problems
    assert (good[0].area.name.prose, good[0].name) == ("Leeds", "A. Member")


FILES = {
    "empty": b"",
    "only a header": HEAD.encode(),
    "no header": GOOD.encode(),
    "a column missing": b"name,area\nA,Leeds\n",
    "a column twice": b"name,email,area,email\nA,a@council.example,Leeds,b@council.example\n",
    "an unknown column": b"name,email,area,phone\nA,a@council.example,Leeds,1\n",
    "semicolons": b"name;email;area\nA;a@council.example;Leeds\n",
    "tabs": b"name\temail\tarea\nA\ta@council.example\tLeeds\n",
    "latin 1": HEAD.encode() + "M\xfcller,a@council.example,Leeds\n".encode("latin-1"),
    "zero bytes": HEAD.encode() + b"A\x00,a@council.example,Leeds\n",
    "a spreadsheet": b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xff\xfe\x80",
    "an open quote": HEAD.encode() + b'"A,a@council.example,Leeds\n',
    "text behind a quote": HEAD.encode() + b'"A"x,a@council.example,Leeds\n',
    "a cell of 500 kB": HEAD.encode() + b"A" * 500_000 + b",a@council.example,Leeds\n",
    "an empty name of a column": b"name,email,area,\nA,a@council.example,Leeds,\n",
    "half an utf-16": b"\xff\xfen\x00a\x00m",
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_file_that_is_no_list(read: Read, content: bytes) -> None:
    with pytest.raises(UsageError) as caught:
        read(content)
    sentence = str(caught.value)
    assert "list.csv" in sentence
    assert "\n" not in sentence
    assert len(sentence) < 400


ROWS = {
    "no name": (",a@council.example,Leeds,,,,", "name"),
    "no address": ("A,,Leeds,,,,", "email"),
    "no area": ("A,a@council.example,,,,,", "area"),
    "no at sign": ("A,council.example,Leeds,,,,", "email"),
    "two addresses": ("A,a@council.example;b@council.example,Leeds,,,,", "email"),
    "a name in the address": ('A,"A <a@council.example>",Leeds,,,,', "email"),
    "a domain without a dot": ("A,a@council,Leeds,,,,", "email"),
    "a space in the address": ("A,a b@council.example,Leeds,,,,", "email"),
    "a dot at the end": ("A,a.@council.example,Leeds,,,,", "email"),
    "an address not in ASCII": ("A,ä@council.example,Leeds,,,,", "email"),
    "an address of 300 letters": (f"A,{'a' * 290}@council.example,Leeds,,,,", "email"),
    "a new line in the address": ('A,"a@council.example\nBcc: x@y.example",Leeds,,,,', "email"),
    "a new line in the name": ('"A\r\nBcc: x@y.example",a@council.example,Leeds,,,,', "name"),
    "a new line in the salutation": ('A,a@council.example,Leeds,,,,"Hi\nSubject: x"', "salutation"),
    "a new line in the area": ('A,a@council.example,"Leeds\nX",,,,', "area"),
    "a new line in the ward": ('A,a@council.example,Leeds,"X\nY",,,', "ward"),
    "a new line in the format": ('A,a@council.example,Leeds,,"pdf\nx",,', "format"),
    "a new line in the language": ('A,a@council.example,Leeds,,,"en\nx",', "language"),
    "a bell in the name": ("A\x07,a@council.example,Leeds,,,,", "name"),
    "an override of direction": ("A\u202e,a@council.example,Leeds,,,,", "name"),
    "an invisible space": ("A,a\u200b@council.example,Leeds,,,,", "email"),
    "a formula as name": ("=HYPERLINK(1),a@council.example,Leeds,,,,", "name"),
    "a formula as salutation": ("A,a@council.example,Leeds,,,,@SUM(1)", "salutation"),
    "a formula as area": ("A,a@council.example,+Leeds,,,,", "area"),
    "a name of 300 letters": (f"{'A' * 300},a@council.example,Leeds,,,,", "name"),
    "an unknown area": ("A,a@council.example,Atlantis,,,,", "area"),
    "an ambiguous area": ("A,a@council.example,E10000002,,,,x", ""),
    "a Scottish area": ("A,a@council.example,S12000033,,,,", "area"),
    "a region": ("A,a@council.example,E12000001,,,,", "area"),
    "a ward of another authority": ("A,a@council.example,Leeds,E05000932,,,", "ward"),
    "an unknown ward": ("A,a@council.example,Leeds,E05999999,,,", "ward"),
    "an unknown format": ("A,a@council.example,Leeds,,docx,,", "format"),
    "an unknown language": ("A,a@council.example,Leeds,,,cy,", "language"),
    "a cell too many": ("A,a@council.example,Leeds,,,,,", "row"),
    "a cell too few": ("A,a@council.example,Leeds", "row"),
}


@pytest.mark.parametrize(
    ("row", "column"), [v for v in ROWS.values() if v[1]], ids=[k for k, v in ROWS.items() if v[1]]
)
def test_a_row_that_is_wrong(read: Read, row: str, column: str) -> None:
    good, problems = read((FULL + row + "\n").encode())
    assert not good
    assert [problem.column for problem in problems] == [column]
    sentence = str(problems[0])
    assert sentence.startswith(f"row {problems[0].row}, {column}: ")
    assert "\n" not in sentence
    assert "@council" not in sentence, "an address is not repeated"


def test_a_ward_of_another_authority_is_named(read: Read) -> None:
    _, problems = read((FULL + "A,a@council.example,Leeds,E05000932,,,\n").encode())
    assert "is a ward of Sefton" in problems[0].what


def test_every_fault_of_a_list_is_said_at_once(read: Read) -> None:
    rows = GOOD + ",b,Atlantis\n" + "B,b@council.example,Leeds\n" + "C,A@COUNCIL.example,Middlesbrough\n"
    good, problems = read((HEAD + rows).encode())
    assert [recipient.row for recipient in good] == [2, 4]
    assert [(problem.row, problem.column) for problem in problems] == [
        (3, "name"), (3, "email"), (3, "area"), (5, "email"),
    ]  # fmt: skip
    assert "row 2" in problems[-1].what


def test_one_person_may_get_two_areas(read: Read) -> None:
    good, problems = read((HEAD + GOOD + GOOD.replace("Middlesbrough", "Leeds")).encode())
    assert len(good) == 2
    assert not problems
