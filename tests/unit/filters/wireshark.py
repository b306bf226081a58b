"""The table of Wireshark's filters and ours: measured, and written as a page of the guide.

    python -m tests.unit.filters.wireshark      # wants tshark; renews wireshark_counts.json and the page
"""
import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from netloupe_engine import Analysis, analyze
from tests.conftest import FOREIGN, ROOT

HERE = Path(__file__).parent
COUNTS = HERE / "wireshark_counts.json"
PAGE = ROOT / "docs" / "wireshark-filters.md"
SAMPLE = "sample.pcapng"
CAPTURES = {
    SAMPLE: ROOT / "resources" / "captures" / SAMPLE,
    **{name: FOREIGN / name for name in (
        "mix_many_protocols_cdp_vlan_http_dns_tls.pcap", "tcp_retransmit_out_of_order.pcap", "tcp_zero_window.pcap",
        "vlan_qinq_http.pcap", "tcp_syn_scan_half_open_rst.pcap")}}
FILTERS: list[dict[str, str]] = tomllib.loads((HERE / "wireshark.toml").read_text())["filter"]

_HEAD = """# Wireshark's filters, and ours

Names of Wireshark's display filters may be typed as they are: it is said what they are called here. One difference
remains: Wireshark chooses *packets*, Netloupe first of all *sessions*. `packet where …` chooses packets, and with it
each of Wireshark's filters below gives what tshark {version} gives, or it is said why not. Without it, the sessions
that have such packets are chosen; where several things must be true of the same packet, say `packet where`.

The numbers are those of the sample capture that comes with Netloupe. Text is compared whatever its case, which
Wireshark does for `matches` only.

| Wireshark | Netloupe | packets (tshark) | packets | sessions |
|---|---|--:|--:|--:|
"""
_TAIL = """
Not understood are slices (`eth.dst[0:3]`), arithmetic and functions, relative sequence numbers (`tcp.seq`; the raw
ones are `tcp.seq_raw`), Wireshark's expert messages, and `tcp.window_size` is the number in the header, before scaling.
"""


def in_packets(text: str) -> str:
    """A filter of Wireshark's as it chooses packets here."""
    return f"packet where {text}"


def tshark_version() -> str:
    """The version of tshark on this machine, "" where there is none."""
    try:
        said = subprocess.run(["tshark", "--version"], capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return ""
    found = re.search(r"\d+\.\d+\.\d+", said)
    return found[0] if found else ""


def tshark_counts(capture: Path, filters: list[str]) -> dict[str, int]:
    """How many packets tshark chooses by each filter: in one pass those that its statistics can be given."""
    plain = [text for text in filters if "," not in text]
    said = subprocess.run(["tshark", "-q", "-r", capture, "-z", "io,stat,0," + ",".join(plain)], capture_output=True,
                          text=True, check=True).stdout
    (row,) = re.findall(r"^\|.*<>.*\|$", said, re.MULTILINE)
    found = dict(zip(plain, map(int, row.replace(" ", "").strip("|").split("|")[1::2]), strict=True))
    for text in set(filters) - set(plain):
        lines = subprocess.run(["tshark", "-r", capture, "-Y", text], capture_output=True, text=True, check=True).stdout
        found[text] = lines.count("\n")
    return found


def our_counts(analysis: Analysis) -> dict[str, list[int]]:
    """Packets that Wireshark's filters choose here, and sessions that ours do."""
    return {row["wireshark"]: [len(analysis.filter_packets(in_packets(row["wireshark"]))),
                               len(analysis.filter(row["netloupe"]))] for row in FILTERS}


def stored() -> dict[str, Any]:
    """What was measured: {"tshark": version, "counts": {capture: {filter: [tshark's, packets, sessions]}}}."""
    found: dict[str, Any] = json.loads(COUNTS.read_text())
    return found


def page(measured: dict[str, Any]) -> str:
    """The page of the guide."""
    lines, notes = [], []
    for row in FILTERS:
        theirs, packets, sessions = measured["counts"][SAMPLE][row["wireshark"]]
        mark = ""
        if reason := row.get("differs"):
            if reason not in notes:
                notes.append(reason)
            mark = f" ({notes.index(reason) + 1})"
        cells = (_code(row["wireshark"]) + mark, _code(row["netloupe"]), f"{theirs:,}", f"{packets:,}", f"{sessions:,}")
        lines.append(f"| {' | '.join(cells)} |\n")
    said = "".join(f"{number}. {note}\n" for number, note in enumerate(notes, 1))
    return f"{_HEAD.format(version=measured['tshark'])}{''.join(lines)}\n{said}{_TAIL}"


def _code(text: str) -> str:
    return f"`{text.replace('|', chr(92) + '|')}`"


def measure() -> dict[str, Any]:
    """All of it anew."""
    counts = {}
    for name, path in CAPTURES.items():
        theirs, ours = tshark_counts(path, [row["wireshark"] for row in FILTERS]), our_counts(analyze(path))
        counts[name] = {text: [theirs[text], *ours[text]] for text in ours}
    return {"tshark": tshark_version(), "counts": counts}


if __name__ == "__main__":
    found = measure()
    rows = ",\n".join(f' "{name}": {{\n' + ",\n".join(f"  {json.dumps(text)}: {json.dumps(one)}"
                                                     for text, one in of.items()) + "}"
                      for name, of in found["counts"].items())
    COUNTS.write_text(f'{{"tshark": "{found["tshark"]}", "counts": {{\n{rows}}}}}\n')
    PAGE.write_text(page(found))
