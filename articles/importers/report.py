"""What an import did, and what it left behind and why."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Report:
    """Counts by what was made, and a line for everything that was not, or not as it was.

    Reasons are sentences; what stands behind a colon is particular to the thing and not counted apart.
    """

    made: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def skip(self, what: str, why: str) -> None:
        """Note that something of the export is not in the paper."""
        self.skipped.append((what, why))

    def remark(self, what: str, how: str) -> None:
        """Note that something is in the paper, but not as it was."""
        self.remarks.append((what, how))

    def summary(self) -> list[str]:
        """Return a line for each kind of thing made, found again, or left behind with the reason."""
        lines = [f"{count:>7}  {name} made" for name, count in sorted(self.made.items())]
        lines += [f"{count:>7}  {name} there already" for name, count in sorted(self.unchanged.items())]
        reasons = Counter(why.partition(":")[0] for _what, why in self.skipped)
        lines += [f"{count:>7}  skipped: {why}" for why, count in reasons.most_common()]
        hows = Counter(how.partition(":")[0] for _what, how in self.remarks)
        lines += [f"{count:>7}  note: {how}" for how, count in hows.most_common()]
        return lines

    def write(self, path: Path) -> None:
        """Write the summary and every single line to a file."""
        details = [f"skipped  {what}: {why}" for what, why in self.skipped]
        details += [f"note     {what}: {how}" for what, how in self.remarks]
        path.write_text("\n".join([*self.summary(), "", *details, ""]), encoding="utf-8")
