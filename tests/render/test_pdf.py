"""The gate of a finished PDF, on the awkward set: archivable, readable aloud, whole, and the same bytes twice."""

import io
import re
import subprocess
import sys
from collections.abc import Callable

import page_validation  # noqa: F401  (checked by its command below)
import pikepdf
import pypdfium2
import pytest

from briefgen.model.briefing import Briefing
from briefgen.pipeline.studio import Studio
from tests.conftest import AWKWARD

Document = Callable[[str, str], bytes]


def test_placeholder() -> None:
    assert AWKWARD
