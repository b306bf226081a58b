"""All benchmarks: `python -m tests.bench [speed start memory tables asking questions spill gil ...] [--runs N]`.

With `--against COMMAND`, the `netloupe` of another build, only: what this one costs more.

Ratios come from runs that take turns; budgets are those of the design. A line over its budget is marked, no more:
whoever runs this judges how quiet the machine was.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.applications import APPLICATIONS
from tests.bench.captures import BULK, BULK_START, MANY_FLOWS, MANY_PACKETS
from tests.bench.measure import RUNS, Cost, Line, cost, netloupe, paired, tcpdump, warm
from tests.bench.names import NAMES

SESSION_BYTES, PACKET_BYTES = 400, 24
EXPORT_S, EXPORT_MB = {"csv": 3, "jsonl": 8, "parquet": 2}, 100
SEARCH_MS, SORT_MS = 500, 250
FILTER_MS, TEXT_MS, COMPLETION_MS, GROUP_MS, STATISTIC_MS = 150, 500, 50, 300, 300
LIVE_RATE, LIVE_SECONDS = 100_000, 60
TABLES_MORE = 100
LOCK_MS, LOCKS_TOLD = 15, 12
FOLLOWED_S = 8
LISTENED_S = 10
# Milliseconds of processor time: of a session what selecting it may take, of a capture what a pane may be waited for.
SEEING_BULK = {"stream": 500, "first page": 16, "last page": 16, "series": 500}
SEEING_MANY = {"spans": 100, "stream of one": 100, "ladder of one": 100, "relations of one": 100, "ladder": 1000,
               "relations": 10_000, "files": 20_000}
STREAM_MB = 32
RULES_MS = 500
FINDING = {"text": 3, "expression": 2, "hex": 2, "beginning": 12, "often": 7, "streams": 10}
SAMPLE = "resources/captures/sample.pcapng"


def _probe(module: str, *arguments: str) -> dict[str, Any]:
    """What a probe in a process of its own says."""
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _ratio(name: str, budget: float, ours: Cost, theirs: Cost) -> Line:
    note = f"wall {ours.wall_s:.2f} : {theirs.wall_s:.2f} s"
    if ours.cpu_s:
        note += f", cpu {ours.cpu_s:.2f} : {theirs.cpu_s:.2f} s = {ours.cpu_s / theirs.cpu_s:.2f} ×"
    return Line(name, ours.wall_s / theirs.wall_s, budget, "×", note=note)


def speed(runs: int) -> Iterator[Line]:
    """`netloupe analyze` against tcpdump reading the same file."""
    for path, budget in ((MANY_PACKETS.file(), 3.0), (MANY_PACKETS.pcapng(), 3.0), (BULK.file(), 1.0),
                         (APPLICATIONS.file(), 12.0), (NAMES.file(), 12.0)):
        warm(path)
        ours, theirs = paired(partial(cost, netloupe("analyze", str(path))), partial(cost, tcpdump(path)), runs)
        yield _ratio(f"analyze : tcpdump, {path.name}", budget, ours, theirs)


def seeing(runs: int) -> Iterator[Line]:
    """What stream, TCP plots, spans, ladder, relations and files take: of a session with a hundred megabytes, of a
    million sessions, and of 200,000 that speak applications."""
    for recipe in (MANY_FLOWS, APPLICATIONS):
        found = [_probe("seeing", str(recipe.file()), str(BULK.file())) for _ in range(runs)]
        for name, budget in SEEING_MANY.items():
            yield Line(f"{name}, {recipe.name}", min(one[name] for one in found), budget, "ms")
    note = f"{found[0]['stream bytes'] / 1e6:.0f} MB in {found[0]['segments']:,.0f} segments"
    for name, budget in SEEING_BULK.items():
        yield Line(f"{name}, {BULK.name}", min(one[name] for one in found), budget, "ms", note=note)
    yield Line("memory of that stream", min(one["stream memory"] for one in found) / 1e6, STREAM_MB, "MB")


def against(command: str, runs: int) -> Iterator[Line]:
    """`netloupe analyze` against that of another build, in processor time."""
    for recipe in (MANY_PACKETS, APPLICATIONS, NAMES):
        path = recipe.file()
        warm(path)
        ours, theirs = paired(partial(cost, netloupe("analyze", str(path))),
                              partial(cost, [command, "analyze", str(path)]), runs)
        yield Line(f"this build : the other, {recipe.name}", ours.cpu_s / theirs.cpu_s, 1.05, "×",
                   note=f"cpu {ours.cpu_s:.2f} : {theirs.cpu_s:.2f} s")


def memory(runs: int) -> Iterator[Line]:
    """Bytes a packet, by what ten sessions that say nothing take more when they go on ten times as long; then bytes a
    session, from a capture of very many.

    What a capture of a few sessions takes (handlers' buffers, tables at their smallest) is nobody's and left out.
    """
    many, few, start = (_probe("probe", "memory", str(recipe.file())) for recipe in (MANY_FLOWS, BULK, BULK_START))
    fixed = _probe("probe", "memory", SAMPLE)["bytes"]
    # Memory comes in pages, and a few of them hold other things that grow with time: one digit is what this can tell.
    packet = round((few["bytes"] - start["bytes"]) / (few["packets"] - start["packets"]), 1)
    session = (many["bytes"] - fixed - packet * many["packets"]) / many["sessions"]
    note = f"{many['bytes'] / 1e6:.0f} MB for {many['sessions']:,.0f} sessions, {fixed / 1e6:.0f} MB for the sample"
    yield Line("memory a session", session, SESSION_BYTES, "B", note=note)
    yield Line("memory a packet", packet, PACKET_BYTES, "B", note=f"{few['bytes'] / 1e6:.0f} MB for 700,000 packets")


def export(runs: int) -> Iterator[Line]:
    """What writing a million sessions takes beyond their analysis: processor time, and memory."""
    seen = [_probe("probe", "export", str(MANY_FLOWS.file())) for _ in range(runs)]
    for form, limit_s in EXPORT_S.items():
        if f"{form}_s" not in seen[0]:
            print(f"export: {form} not measured, DuckDB is not installed")
            continue
        seconds = statistics.median(row[f"{form}_s"] / row["sessions"] * 1e6 for row in seen)
        yield Line(f"{form} of a million sessions, cpu", seconds, limit_s, "s")
        yield Line(f"memory for {form}", max(row[f"{form}_bytes"] for row in seen) / 1e6, EXPORT_MB, "MB")
    yield Line("all attributes as columns, cpu", statistics.median(row["attributes_s"] for row in seen), 1, "s")


def tables(runs: int) -> Iterator[Line]:
    """Sorting and searching a million rows of the sessions table, off the window's thread: processor time."""
    seen = [_probe("tables", str(MANY_FLOWS.file())) for _ in range(runs)]
    for kind in ("text", "address", "digits"):
        seconds = statistics.median(row[kind] / row["sessions"] for row in seen)
        yield Line(f"first search of a million sessions, {kind}", seconds * 1e9, SEARCH_MS, "ms")
    sorts = {key: statistics.median(row["sorts"][key] / row["sessions"] for row in seen) * 1e9
             for key in seen[0]["sorts"]}
    slowest = max(sorts, key=sorts.__getitem__)
    yield Line("slowest sort of a million sessions", sorts[slowest], SORT_MS, "ms", note=f"by {slowest}")


def asking(runs: int) -> Iterator[Line]:
    """Filters, completion, groups and statistics over a million sessions: processor time, each group and the first
    answer of each completion as the first of a process. All values are counted while the operator is typed. Then the
    same of sessions that say much, as if they were a million; then what a filter asked twice a second takes from an
    analysis, and from a live capture."""
    seen = [_probe("asking", str(MANY_FLOWS.file())) for _ in range(runs)]
    for name in seen[0]["first of all"]:
        yield Line(f"first question of a process, loading included: {name}",
                   min(row["first of all"][name] for row in seen) * 1e3, GROUP_MS, "ms")
    yield from _asked(seen)
    yield from _asked([_probe("asking", str(APPLICATIONS.file())) for _ in range(runs)], ", applications")
    for recipe, of in ((MANY_FLOWS, ""), (APPLICATIONS, ", applications")):
        counted = [_probe("statistics", str(recipe.file())) for _ in range(runs)]
        for name, seconds in counted[0].items():
            if isinstance(seconds, list):
                took = min(max(row[name]) / row["sessions"] for row in counted)
                yield Line(f"statistic of a million sessions{of}: {name}", took * 1e9, STATISTIC_MS, "ms")
    beside = [[_probe("probe", which, str(MANY_FLOWS.file()))["cpu_s"] for which in ("asked", "unasked")]
              for _ in range(runs)]
    asked, unasked = (min(side) for side in zip(*beside, strict=True))
    yield Line("analysis with a filter asked twice a second : without", asked / unasked, 1.05, "×",
               note=f"cpu of its threads {asked:.2f} : {unasked:.2f} s")
    yield from _followed(runs)
    yield from _listened(runs)


def _asked(seen: list[dict[str, Any]], of: str = "") -> Iterator[Line]:
    """The least of each figure of tests/bench/asking.py, of a million such sessions."""
    for kind, budget_ms in (("filters", FILTER_MS), ("first completion", COMPLETION_MS), ("whole completion", TEXT_MS),
                            ("completion", COMPLETION_MS), ("group", GROUP_MS), ("groups of groups", GROUP_MS)):
        for name in seen[0][kind]:
            is_scaled = kind != "first completion"          # which looks at a part of them, however many there are
            took_s = min(row[kind][name] / (row["sessions"] / 1e6 if is_scaled else 1) for row in seen)
            text = kind == "filters" and name in ("text", "regular expression")
            yield Line(f"{kind}{of}: {name}", took_s * 1e3, TEXT_MS if text else budget_ms, "ms")


def _followed(runs: int) -> Iterator[Line]:
    """A capture of 2.6 million packets that another process writes in some seconds, with a filter asked as often as the
    window does, and without."""
    seen = [[_probe("following", str(MANY_FLOWS.file()), which, str(FOLLOWED_S)) for which in ("asked", "unasked")]
            for _ in range(runs)]
    asked, unasked = (statistics.median(row["cpu_s"] for row in side) for side in zip(*seen, strict=True))
    yield Line("following with a filter : without", asked / unasked, 1.05, "×",
               note=f"cpu of its threads {asked:.2f} : {unasked:.2f} s")
    packets = {row["packets"] for pair in seen for row in pair}
    yield Line("packets that a filter costs", max(packets) - min(packets), 0, note=f"of {max(packets):,}")
    yield Line("share of a processor for asking while sessions come",
               min(pair[0]["asking_s"] for pair in seen) / FOLLOWED_S, 0.05)


def _listened(runs: int) -> Iterator[Line]:
    """A live capture on a wire of our own with a filter asked as often as the window does, and without, in turn."""
    from tests.bench import ceiling
    if problem := ceiling.possible():
        print(f"asking while a live capture runs: not measured, {problem}")
        return
    pairs = [[_probe("listening", which, str(LIVE_RATE), str(LISTENED_S)) for which in ("asked", "unasked")]
             for _ in range(runs)]
    sides = [{of: statistics.median(row[of] for row in side) for of in ("cpu_s", "recorder_s")}
             for side in zip(*pairs, strict=True)]
    lost = [max(row["sent"] - row["packets"] for row in side) for side in zip(*pairs, strict=True)]
    yield Line("live capture with a filter : without", sides[0]["cpu_s"] / sides[1]["cpu_s"], 1.05, "×",
               note=f"cpu of its threads {sides[0]['cpu_s']:.2f} : {sides[1]['cpu_s']:.2f} s,"
                    f" of the recorder {sides[0]['recorder_s']:.2f} : {sides[1]['recorder_s']:.2f} s")
    yield Line("packets that a filter costs a live capture", max(lost[0] - lost[1], 0), 0,
               note=f"of {pairs[0][0]['sent']:,} at {LIVE_RATE:,} a second; lost with it {lost[0]:,},"
                    f" without {lost[1]:,}")
    yield Line("share of a processor for asking while a live capture runs",
               max(pair[0]["asking_s"] for pair in pairs) / LISTENED_S, 0.05)


def rules(runs: int) -> Iterator[Line]:
    """All rules over a million sessions, and over 200,000 that speak applications; once, as at the end of an
    analysis."""
    for recipe in (MANY_FLOWS, APPLICATIONS):
        seen = [_probe("rules", str(recipe.file())) for _ in range(runs)]
        yield Line(f"rules, cpu, {recipe.name}", min(one["all"] for one in seen) * 1000, RULES_MS, "ms",
                   note=f"{seen[0]['found']:,.0f} findings")


def questions(runs: int) -> Iterator[Line]:
    """The window's event loop while a person asks one thing after another; the quietest of the runs."""
    seen = [_probe("asking_window", str(MANY_FLOWS.file())) for _ in range(runs)]
    for name in seen[0]:
        gap, here, own = (min(row[name][at] for row in seen) for at in range(3))
        yield Line(f"event loop gap: {name}", gap, 50, "ms",
                   note=f"without waiting for a processor {here:.0f} ms, of its own work {own:.0f} ms")


def lock(runs: int) -> Iterator[Line]:
    """How long what the window asks keeps the interpreter's lock in one go: the worst questions."""
    seen = [_probe("lock", str(MANY_FLOWS.file())) for _ in range(runs)]
    kept = {name: min(row[name] for row in seen) for name in seen[0]}
    worst = sorted(kept, key=kept.__getitem__, reverse=True)[:LOCKS_TOLD]
    for name in worst:
        yield Line(f"interpreter's lock kept: {name}", kept[name], LOCK_MS, "ms")


def spill(runs: int) -> Iterator[Line]:
    """What is left in memory when the stores may take 32 MB of it, and the longest standstill while they move."""
    rows = [_probe("probe", "spilled", str(MANY_FLOWS.file())) for _ in range(runs)]
    yield Line("memory with stores past 32 MB on disk", statistics.median(row["bytes"] for row in rows) / 1e6, 50, "MB",
               note=f"{rows[0]['spilled'] / 1e6:.0f} MB on disk")
    pauses = [row["longest_s"] * 1000 for row in rows]
    yield Line("longest pause while stores move to disk", statistics.median(pauses), 50, "ms",
               note=f"median of {runs}, worst {max(pauses):.0f} ms")


def pause(runs: int) -> Iterator[Line]:
    """The longest standstill while the session table grows."""
    longest = [_probe("probe", "pause", str(MANY_FLOWS.file()))["longest_s"] * 1000 for _ in range(runs)]
    yield Line("longest pause while the table grows", statistics.median(longest), 50, "ms",
               note=f"median of {runs}, worst {max(longest):.0f} ms")


def gil(runs: int) -> Iterator[Line]:
    """How fast Python runs beside an analysis."""
    if (os.cpu_count() or 1) < 2:
        return
    share = [_probe("probe", "gil", str(MANY_PACKETS.file()))["share"] for _ in range(runs)]
    yield Line("Python beside an analysis : alone", statistics.median(share), 0.9, "×", at_least=True)


def live(runs: int) -> Iterator[Line]:
    """The window during a live capture of 100,000 packets of 300 bytes a second, for a minute, on these processors."""
    seen = _probe("live", str(MANY_PACKETS.file()), str(LIVE_RATE), str(LIVE_SECONDS))
    yield Line("event loop gap while capturing, 99 of 100", seen["p99_ms"], 20, "ms")
    yield Line("event loop gap while capturing, longest", seen["longest_ms"], 50, "ms")
    yield Line("packet to screen, longest", seen["age_longest_ms"], 300, "ms",
               note=f"half within {seen['age_p50_ms']:.0f} ms, 99 of 100 within {seen['age_p99_ms']:.0f} ms")
    yield Line("packets lost", seen["sent"] - seen["kept"], 0,
               note=f"of {seen['sent']:,}; the kernel says {seen['dropped']:,}")
    yield Line("columns that the saved file's analysis has differently", len(seen["different"]), 0,
               note=", ".join(f"{name}: {count}" for name, count in seen["different"].items()))


def window(runs: int) -> Iterator[Line]:
    """The window on a big file: its event loop while loading, and its end of loading against the command's."""
    path = MANY_PACKETS.file()
    warm(path)
    seen = []

    def load() -> Cost:
        seen.append(_probe("window", str(path)))
        return Cost(seen[-1]["loading_s"], 0)

    ours, theirs = paired(load, partial(cost, netloupe("analyze", str(path))), runs)
    yield Line("event loop gap while loading, 99 of 100", statistics.median(row["p99_ms"] for row in seen), 16, "ms")
    yield Line("event loop gap while loading, longest", statistics.median(row["longest_ms"] for row in seen), 50, "ms",
               note=f"worst of {runs} runs {max(row['longest_ms'] for row in seen):.0f} ms")
    yield Line("rows on screen after", statistics.median(row["first_rows_s"] for row in seen), 1, "s")
    yield _ratio("end of loading : analyze", 1.3, ours, theirs)


def steps(runs: int) -> Iterator[Line]:
    """From packet to packet of a session with 1,000 requests: the window's thread, all panes drawn."""
    seen = [_probe("steps") for _ in range(runs)]
    yield Line("a step in a session of 1,000 requests", statistics.median(row["median_ms"] for row in seen), 16, "ms",
               note=f"longest {statistics.median(row['longest_ms'] for row in seen):.0f} ms")


def capture(runs: int) -> Iterator[Line]:
    """The loss-free ceiling of the capture helper, beside dumpcap's on the same pair of devices."""
    from tests.bench import ceiling
    problem = ceiling.possible()
    if problem:
        print(f"capture: not measured, {problem}")
        return
    both = [ceiling.ceilings() for _ in range(runs)]
    rates, costs = ({name: statistics.median(getattr(run[name], what) for run in both) for name in ceiling.NAMES}
                    for what in ("rate", "cpu_us"))
    note = (f"{rates['helper']:,.0f} : {rates['dumpcap']:,.0f} packets/s of {ceiling.SIZE} bytes (the sender alone "
            f"{both[0]['sender'].rate:,.0f}), cpu {costs['helper']:.2f} : {costs['dumpcap']:.2f} µs a packet")
    yield Line("loss-free ceiling, helper : dumpcap", rates["helper"] / max(rates["dumpcap"], 1), 0.6, "×", True, note)


def recognition(runs: int) -> Iterator[Line]:
    """Sessions nobody knows, with 20 protocols and with 400."""
    pairs = [[_probe("recognition", str(count))["cpu_s"] for count in (400, 20)] for _ in range(runs)]
    many, few = (statistics.median(costs) for costs in zip(*pairs, strict=True))
    yield Line("recognition, 400 : 20 protocols", many / few, 1.1, "×", note=f"cpu {many:.2f} : {few:.2f} s")


def start(runs: int) -> Iterator[Line]:
    """What one protocol more costs a start, with the tables of the program under other names."""
    pairs = [[_probe("start", str(count)) for count in (TABLES_MORE, 0)] for _ in range(runs)]
    more, usual = (statistics.median(row["cpu_s"] for row in side) for side in zip(*pairs, strict=True))
    yield Line("one protocol more, at each start, cpu", (more - usual) / TABLES_MORE * 1000, 0.3, "ms",
               note=f"{pairs[0][0]['protocols']} protocols : {pairs[0][1]['protocols']}")


def services(runs: int) -> Iterator[Line]:
    """Whose service a session uses: reading the rules, look-ups, memory; and starts, which pay for none of it."""
    seen = [_probe("services") for _ in range(runs)]

    def median(name: str) -> float:
        return statistics.median(row[name] for row in seen)
    yield Line("services: rules read, cpu", 1000 * median("read_s"), 20, "ms")
    yield Line("services: tables of rules", median("bytes") / 1e6, 4, "MB")
    yield Line("services: a name, cpu", 1e6 * median("name_s"), 1, "µs", note="as Python asks")
    yield Line("services: an address, cpu", 1e6 * median("address_s"), 1, "µs", note="as Python asks")
    yield Line("services: of a session, cpu", 1e6 * median("session_s"), 1, "µs",
               note=f"{median('sessions'):,.0f} sessions")
    for name, budget, command in (("--version", 0.4, ("--version",)),
                                  ("analyze of a small file", 0.5, ("analyze", SAMPLE, "--format", "json"))):
        took = statistics.median(cost(netloupe(*command)).cpu_s for _ in range(max(runs, 3)))
        yield Line(f"start: {name}, cpu", took, budget, "s")


def finding(runs: int) -> Iterator[Line]:
    """Finding, in processor time of tcpdump reading the same file."""
    path = MANY_PACKETS.file()
    warm(path)
    seen = [_probe("finding", str(path)) for _ in range(runs)]
    for name, budget in FINDING.items():
        took = statistics.median(row[name] / row["tcpdump"] for row in seen)
        rate = statistics.median(row["captured bytes"] / row[name] for row in seen) / 1e6
        yield Line(f"find : tcpdump, cpu, {name}", took, budget, "×", note=f"{rate:,.0f} MB/s")


BENCHMARKS = {"speed": speed, "start": start, "recognition": recognition, "memory": memory, "export": export,
              "tables": tables, "asking": asking, "questions": questions, "lock": lock, "spill": spill, "pause":
              pause, "gil": gil, "window": window, "steps": steps, "live": live, "capture": capture, "finding":
              finding, "seeing": seeing, "services": services, "rules": rules}


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="all without any")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"of each command ({RUNS})")
    parser.add_argument("--against", metavar="COMMAND", help="the netloupe of another build, to compare this one with")
    options = parser.parse_args()
    if shutil.which("tcpdump") is None:
        parser.error("tcpdump is not installed; it is what `analyze` is measured against")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start, Python {sys.version.split()[0]}")
    if options.against:
        for line in against(options.against, options.runs):
            print(line, flush=True)
        return 0
    for name in options.names or BENCHMARKS:
        for line in BENCHMARKS[name](options.runs):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(Path(__file__).resolve().parents[2])
    sys.exit(main())
