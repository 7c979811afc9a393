"""A process that goes on gives back what it held for a moment."""

import subprocess
import sys

import pytest

HELD = """
from pathlib import Path
from bot.shell.process import give_memory_back

def held():
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) // 1024

give_memory_back()
large = b"x" * 8_000_000
del large
before, moment, stays = held(), [], []
for _ in range(20):
    moment.append(b"x" * 8_000_000)
    stays.append(b"x" * 100_000)
del moment
print(held() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only the system's C library there keeps it back")
def test_large_blocks_of_memory_go_back_though_small_ones_stay() -> None:
    ran = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 30  # megabytes, where 160 were held
