"""Units that numbers in a filter may have, in lower case, and what they stand for."""

_S = 10**9
SI = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_BINARY = {"ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40}
SIZES = SI | _BINARY | {"byte": 1, "bytes": 1} | {f"{prefix}b": size for prefix, size in (SI | _BINARY).items()}
RATES = SI | {f"{prefix}{unit}": size for prefix, size in SI.items() for unit in ("bit/s", "bits", "bit")}
DURATIONS_NS = {"ns": 1, "us": 10**3, "µs": 10**3, "ms": 10**6} | {
    word: seconds * _S for seconds, words in (
        (1, "s sec secs second seconds"), (60, "min mins minute minutes"), (3600, "h hour hours"),
        (86_400, "d day days"), (7 * 86_400, "w week weeks")) for word in words.split()}
UNITS = sorted({*SIZES, *RATES, *DURATIONS_NS} - {""}, key=len, reverse=True)       # the longest first
