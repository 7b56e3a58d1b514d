"""What can go wrong through no fault of the program, each with the exit code a script may rely on.

Every message is one sentence: what is wrong, where, and what to do next. Anything that is not one of
these is a defect and keeps its traceback.
"""


class BriefgenError(Exception):
    """A mistake or a fault that one sentence explains."""

    exit_code = 1


class SomeAreasFailedError(BriefgenError):
    """A batch wrote all it could; some areas failed."""

    exit_code = 1


class UsageError(BriefgenError):
    """The command was given something it cannot use (also an ambiguous area, or an unwritable folder)."""

    exit_code = 2


class UnknownAreaError(BriefgenError):
    """No English local authority answers to this code or name."""

    exit_code = 3


class DataError(BriefgenError):
    """A table in data/ breaks its contract; the message names file, row and column."""

    exit_code = 4


class InstallError(BriefgenError):
    """A part that should have come with the install is missing."""

    exit_code = 5


class RenderError(BriefgenError):
    """The page cannot be drawn as it should be (a template error, an overflow, a missing picture)."""

    exit_code = 6


class MailError(BriefgenError):
    """Mail was refused, by our own guards or by the relay."""

    exit_code = 7


class AuditError(BriefgenError):
    """A finished briefing holds a number or a name that no fact of its area accounts for."""

    exit_code = 8
