"""The bodies of HTTP answers, unpacked no further than the size limit: a gzip bomb costs its limit and not its promise."""

from __future__ import annotations

import zlib

from graph.errors import SourceError

_GZIP, _ZLIB, _RAW = 31, 15, -15


class Unpacker:
    """Takes a body piece by piece. ``encoding`` is the answer's Content-Encoding, ``limit`` the most bytes that may come out."""

    def __init__(self, encoding: str, limit: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise SourceError(
                f"the answer is packed as {self._encoding[:40]!r}, which was not asked for; save the document and load the file"
            )
        self._limit = limit
        self._out = bytearray()
        self._packed = self._encoding not in ("", "identity")
        self._inflate = zlib.decompressobj(_GZIP if "gzip" in self._encoding else _ZLIB)
        self._started = False

    def feed(self, chunk: bytes) -> None:
        """Take the next piece. Raises SourceError beyond the limit, or for what is not packed as it says."""
        if not self._packed:
            self._out += chunk
        while self._packed and chunk:
            chunk = self._step(chunk)
        if len(self._out) > self._limit:
            raise SourceError(f"larger than {self._limit:,} bytes after unpacking; raise the size limit if you want it")

    def finish(self) -> bytes:
        """All that came out. Raises SourceError when the end is missing."""
        if self._packed and self._started and not self._inflate.eof:
            raise SourceError("the answer is cut off: its packed data has no end; try again")
        return bytes(self._out)

    def _step(self, chunk: bytes) -> bytes:
        """Unpack a piece up to the limit; what is left of it belongs to a further member of the gzip data."""
        try:
            self._out += self._inflate.decompress(chunk, max(0, self._limit - len(self._out)) + 1)
        except zlib.error as error:
            if self._encoding != "deflate" or self._started:
                raise SourceError(
                    f"the answer says that it is {self._encoding} and is not ({error}); save the document and load the file"
                ) from error
            # Servers disagree whether "deflate" has zlib's frame (RFC 9110, 8.4.1.2).
            self._inflate, self._started = zlib.decompressobj(_RAW), True
            return chunk
        self._started = True
        rest = self._inflate.unused_data
        if self._inflate.eof and rest:
            self._inflate = zlib.decompressobj(_GZIP if "gzip" in self._encoding else _ZLIB)
        return rest
