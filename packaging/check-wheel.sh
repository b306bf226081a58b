#!/bin/sh
# Builds the source distribution, a wheel from it, and runs that wheel where nothing else is.
set -eu
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$top"
python -m pip install -q build
python -m build --outdir "$work/dist"
python -m venv "$work/venv"
"$work/venv/bin/pip" install -q "$work"/dist/*.whl
cd "$work"
venv/bin/netloupe --version
venv/bin/netloupe analyze "$top/resources/captures/sample.pcapng" --limit 3
venv/bin/python -c 'from netloupe_engine.capture.live import locate; assert locate.bundled() and locate.allow_script()'
