"""The two optional parts on paper: archivable, readable aloud, each ward on one page."""

import io
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import page as validator
import pypdfium2
import pytest

from briefgen.model.codes import GssCode
from briefgen.model.variant import Variant
from briefgen.pipeline.session import Session

# A usual ward with every party's table; one small on a large map; an empty one; a county's; the largest of England.
ASKED = (
    ("E06000002", "E05009857", True),
    ("E06000052", "E05013854", False),
    ("E06000053", "E05011090", True),
    ("E10000017", "E05013208", True),
    ("E08000035", "E05011404", False),
)
CASES = pytest.mark.parametrize(("area", "ward", "with_politics"), ASKED)


Print = Callable[[str, str, bool], bytes]


@pytest.fixture(scope="module")
def printed(session: Session) -> Print:
    @cache
    def made(area: str, ward: str, with_politics: bool) -> bytes:
        variant = Variant(ward=GssCode(ward), political=with_politics)
        return session.renderer.documents(session.briefing(session.areas.resolve(area), variant)).contents(["pdf"])[
            "pdf"
        ]

    return made


@CASES
def test_the_gate_finds_nothing(printed: Print, area: str, ward: str, with_politics: bool, tmp_path: Path) -> None:
    content = printed(area, ward, with_politics)
    for profile in ("ua1", "3a"):
        report = validator.validate_pdf_bytes(content, profile=validator.ValidationProfile(profile))
        assert report.rules.total > 90
        assert [(f.rule_id, f.message) for f in report.failures] == []
    path = tmp_path / "asked.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        [str(Path(sys.executable).parent / "outloud"), "--fail-on", "warning", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@CASES
def test_the_ward_is_one_page(printed: Print, area: str, ward: str, with_politics: bool) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(printed(area, ward, with_politics)))
    texts = [page.get_textpage().get_text_range() for page in document]
    assert ["| 2 My ward" in text for text in texts] == [False, True] + [False] * (len(texts) - 2)
    assert any("Political geography" in text for text in texts) == with_politics
