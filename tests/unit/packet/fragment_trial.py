"""A share of a fragment table (fragment_trial.pyx)."""
from pathlib import Path

from tests.compiled import compiled

FragmentTrial = compiled(Path(__file__).with_suffix(".pyx")).FragmentTrial
