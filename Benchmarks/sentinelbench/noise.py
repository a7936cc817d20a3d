"""How much the machine did besides the run: what others take of the cores is missing from every figure."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Above this share of the cores a part's times say more about the machine than about the programs.
LOUD = 0.05


class Noise:
    """Measures from its making on. Linux only, like the rest."""

    def __init__(self) -> None:
        self.start = self.read()

    @staticmethod
    def read() -> tuple[float, float, float]:
        """Seconds of all cores: in all, not idle, and of this process with all children it has waited for."""
        first = Path("/proc/stat").read_text(encoding="utf-8").split("\n", 1)[0]
        # user, nice, system, idle, iowait, irq, softirq, steal; what follows is counted in these already.
        ticks = [int(word) for word in first.split()[1:9]]
        everything, idle = sum(ticks) / TICKS, (ticks[3] + ticks[4]) / TICKS
        return everything, everything - idle, sum(os.times()[:4])

    def share(self) -> float:
        """The share of the cores that others took, between 0 and 1."""
        everything, busy, ours = (now - then for now, then in zip(self.read(), self.start, strict=True))
        return max(busy - ours, 0.0) / everything if everything > 0 else 0.0


def told(shares: dict[str, float]) -> str:
    """For the report: the share of each part, and which parts were too loud."""
    listed = ", ".join(f"{part} {100 * share:.0f} %" for part, share in shares.items())
    loud = [part for part, share in shares.items() if share > LOUD]
    warning = f" **Measure again: {', '.join(loud)}.**" if loud else ""
    return f"Other work on the machine, share of all cores: {listed}.{warning}"
