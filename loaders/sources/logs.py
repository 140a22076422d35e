"""What libraries log while they read a document: it belongs to the document's warnings, not to the user's terminal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Gather(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, once."""
        message = record.getMessage()
        if message not in self._found:
            self._found.append(message)


@contextmanager
def gathered(*names: str) -> Iterator[list[str]]:
    """The warnings and errors that the loggers of these names write meanwhile; they reach no other handler."""
    found: list[str] = []
    handler = _Gather(found)
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield found
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate
