"""A folder of .eml files, for councils that send by hand."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from briefgen.delivery.files import write_file
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.wire import wire


class FolderChannel:
    """One file a letter, named by area and Message-ID: the same letter has the same name.

    Whole or not there, and writing it again changes nothing: no fate is ever unknown, so `handing` is not called.
    """

    name = "folder"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, letter: Letter, handing: Callable[[], None]) -> str:
        name = f"{letter.areacd}-{hashlib.sha256(letter.message_id.encode()).hexdigest()[:16]}.eml"
        write_file(self._folder / name, wire(letter))
        return f"written to {name}"

    def known(self, letter: Letter) -> bool:
        return False

    def close(self) -> None:
        """Nothing is held open."""
