"""What the rules take, each by itself and all: `python -m tests.bench.rules FILE`, JSON out."""
import json
import sys
import time

import numpy  # noqa: F401  it is loaded already where a million sessions are

from netloupe_engine.analysis import Analysis
from netloupe_engine.rules.judge import judge
from netloupe_engine.rules.table import RULES


def main(path: str) -> dict[str, float]:
    """Processor seconds, and how many findings there are."""
    with Analysis(path) as analysis:
        analysis.run()
        run, source, found = analysis._run, analysis._source, dict[str, float]()
        for rules in (*((rule,) for rule in RULES), RULES):
            begun_s = time.process_time()
            verdicts = judge(run, source, rules)
            found[rules[0].finding.key if len(rules) == 1 else "all"] = time.process_time() - begun_s
        return found | {"sessions": len(analysis.sessions), "found": sum(verdicts.counts.values())}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), indent=1 if sys.stdout.isatty() else None))
