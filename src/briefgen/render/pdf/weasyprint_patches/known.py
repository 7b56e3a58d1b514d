"""What follows from a style alone is found out once: styles are kept from one document to the next (`styles`)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")


def once_a_style(find: Callable[[Any], T]) -> Callable[[Any], T]:
    """`find(style)`, its answer kept on the style."""
    name = f"{find.__module__}.{find.__name__}"

    @wraps(find)
    def known(style: Any) -> T:
        kept = vars(style)
        if name not in kept:
            kept[name] = find(style)
        answer: T = kept[name]
        return answer

    return known
