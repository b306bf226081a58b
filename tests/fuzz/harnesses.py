"""All harnesses by name."""
from tests.fuzz import helper, layouts, parsers, readers

HARNESSES = {harness.name: harness for module in (readers, parsers, layouts, helper) for harness in module.HARNESSES}
