"""The errors of Claimstake: one base, each message says what is wrong, where, and what to do."""

from __future__ import annotations


class ClaimstakeError(Exception):
    """Base of all errors that Claimstake raises on purpose. ``str(error)`` is fit to be shown to a user."""


class OntologyError(ClaimstakeError):
    """A type, role, value or enumeration that the ontology does not know."""


class InvalidValue(ClaimstakeError):
    """A value that cannot be read: a date, an amount, a period, a claim on the wire."""


class NotFound(ClaimstakeError):
    """An entity, fact, claim or article that the store does not hold."""


class SourceError(ClaimstakeError):
    """A file, feed or address that cannot be read as an article."""


class StoreError(ClaimstakeError):
    """The store cannot do what was asked."""


class StoreBusy(StoreError):
    """Another process holds the store; the message names it."""


class StoreVersionError(StoreError):
    """The store was written by another version of Claimstake than this one can read."""


class SettingsError(ClaimstakeError):
    """A setting (option, environment variable, file) is missing or wrong."""
