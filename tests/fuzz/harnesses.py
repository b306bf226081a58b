"""All harnesses by name."""
from tests.fuzz import helper, parsers, readers

HARNESSES = {harness.name: harness for module in (readers, parsers, helper) for harness in module.HARNESSES}
