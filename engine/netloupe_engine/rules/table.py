"""All rules with their thresholds: the one table. `netloupe findings --kinds` prints it, docs/findings.md has it."""
from ..model import Severity
from ..protocols.define import Finding
from .rule import Rule, Threshold

RULES = (
    Rule(Finding(
            "scan.ports", Severity.WARNING, "many ports of one host were tried and not used", shared=True, meaning=
            "One host sent what opens a connection (SYN), or what tells open ports from closed ones without opening "
            "any (FIN, NULL, Xmas; RFC 9293, section 3.10.7), or lone datagrams, to many ports of another, and used "
            "none. Find out whether it may: an inventory and a monitor do the same. Open ports are those that "
            "answered SYN with SYN and ACK."),
         "scans", "port_scans", (
            Threshold("scan.ports.least", 15, "ports", "so many different ports of a host are a scan"),
            Threshold("scan.ports.share", 0.5, "", "... if so much of all sessions between the two was tried only")),
         sessions=5),
    Rule(Finding(
            "scan.hosts", Severity.WARNING, "one port of many hosts was tried and not used", shared=True, meaning=
            "One host tried the same port of many others without using it, as worms and inventories do. Look at what "
            "runs there, and at the hosts that answered."),
         "scans", "host_scans", (
            Threshold("scan.hosts.least", 20, "hosts", "so many different hosts are a scan"),
            Threshold("scan.hosts.share", 0.5, "", "... if so much of all sessions to that port was tried only")),
         sessions=5),
)
KINDS = tuple({rule.finding.key: rule.finding for rule in RULES}.values())
THRESHOLDS = {threshold.name: threshold for rule in RULES for threshold in rule.thresholds}
