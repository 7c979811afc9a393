"""Content that is too large to hold, and gone with the last who holds it."""

import os
from pathlib import Path
from stat import S_IMODE

from hypothesis import given
from hypothesis import strategies as st

from commands.core.reply import File, Reply
from commands.core.spool import Spool, reader
from commands.delivery.written import read_json, to_json


def descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@given(st.lists(st.binary()))
def test_what_is_written_piece_by_piece_reads_back_whole(pieces: list[bytes]) -> None:
    spool = Spool(pieces)
    assert bytes(spool) == b"".join(pieces)
    assert len(spool) == len(b"".join(pieces))


def test_each_reader_keeps_its_own_place() -> None:
    spool = Spool([b"one two"])
    first, second = reader(spool), reader(spool)
    assert first.read(3) == b"one"
    assert second.read() == b"one two"
    assert first.read() == b" two"
    assert first.seek(-3, os.SEEK_END) == 4
    assert first.read() == b"two"
    assert os.fstat(first.fileno()).st_size == 7


def test_no_name_leads_to_it_and_no_other_user_could_read_it() -> None:
    opened = reader(Spool([b"secret"]))
    where = Path(f"/proc/self/fd/{opened.fileno()}")
    assert "deleted" in str(where.readlink())
    assert S_IMODE(where.stat().st_mode) == 0o600


def test_it_is_gone_with_the_last_who_holds_it() -> None:
    before = descriptors()
    spool = Spool([b"secret"])
    opened = reader(spool)
    del spool
    assert opened.read() == b"secret"
    assert descriptors() == before + 1
    del opened
    assert descriptors() == before


def test_a_reply_that_is_kept_keeps_the_whole_of_it() -> None:
    kept: Reply = read_json(to_json(Reply.of(File("a.csv", Spool([b"a,", b"b"]), "text/csv"))))
    assert kept == Reply.of(File("a.csv", b"a,b", "text/csv"))
