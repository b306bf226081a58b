"""Protocols that ask the application stage for everything there is (parcels.pyx)."""
from pathlib import Path

from tests.compiled import compiled

_made = compiled(Path(__file__).with_suffix(".pyx"))
parcel, line = _made.parcel, _made.line
