"""Content too large to hold: written piece by piece, and read by as many as want to."""

import io
import os
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import Any
from weakref import finalize


class Spool:
    """A file without a name that this process alone can open; it is gone with the last who holds it."""

    def __init__(self, pieces: Iterable[bytes] = ()) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed with the last who holds the spool
        self._size = 0
        finalize(self, self._file.close)
        for piece in pieces:
            self.write(piece)

    def write(self, piece: bytes) -> None:
        self._size += self._file.write(piece)

    def __len__(self) -> int:
        """In bytes."""
        return self._size

    def __bytes__(self) -> bytes:
        return self.reader().read()

    def reader(self) -> io.BufferedReader:
        """From the start, whoever else reads; what is written later may be missed."""
        self._file.flush()
        return io.BufferedReader(_Reader(self, self._file.fileno()))


Content = bytes | Spool


def reader(content: Content) -> io.BufferedIOBase:
    """The content as a file to read, at a place of its own."""
    return content.reader() if isinstance(content, Spool) else io.BytesIO(content)


class _Reader(io.RawIOBase):
    """Keeps its place by itself and the spool alive; closing it closes nothing else."""

    def __init__(self, spool: Spool, number: int) -> None:
        super().__init__()
        self._spool, self._number, self._at = spool, number, 0

    def readinto(self, buffer: Any) -> int:
        count = os.preadv(self._number, [buffer], self._at)
        self._at += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + (0, self._at, len(self._spool))[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        """For whoever asks how large it is."""
        return self._number
