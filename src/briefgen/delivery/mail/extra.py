"""The mail extra: packages that only sending needs, so an install without it must say so in one sentence."""

from importlib.util import find_spec

from briefgen.errors import InstallError

PACKAGES = ("css_inline", "email_validator", "keyring", "notifications_python_client", "tenacity")


def check_extra(packages: tuple[str, ...] = PACKAGES) -> None:
    """Raises InstallError naming what is missing and the command that installs it."""
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        names = ", ".join(missing)
        raise InstallError(
            f"Sending mail needs packages that are not installed ({names}); run: pip install briefgen[mail]"
        )
