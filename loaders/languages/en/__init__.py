"""The English pack: word lists and patterns as data beside this file."""

from pathlib import Path

FOLDER = Path(__file__).parent
