"""All rules with their thresholds: the one table. `netloupe findings --kinds` prints it, docs/findings.md has it.

A rule is a fact and what it may mean, never a verdict about people: what looks alike and is harmless stands in its
text.
"""
from ..model import Severity
from ..protocols.define import Finding
from ..protocols.findings import CLEAR_TEXT_CREDENTIALS
from .rule import Rule, Threshold

NOTE, WARNING = Severity.NOTE, Severity.WARNING


def _kind(key: str, severity: Severity, text: str, meaning: str) -> Finding:
    return Finding(key, severity, text, shared=True, meaning=meaning)


RULES = (
    Rule(_kind(
            "scan.ports", WARNING, "many ports of one host were tried and not used",
            "One host sent what opens a connection (SYN), or what tells open ports from closed ones without opening "
            "any (FIN, NULL, Xmas; RFC 9293, section 3.10.7), or lone datagrams, to many ports of another, and used "
            "none. Find out whether it may: an inventory and a monitor do the same. Open ports are those that "
            "answered SYN with SYN and ACK."),
         "scans", "port_scans", (
            Threshold("scan.ports.least", 15, "ports", "so many different ports of a host are a scan"),
            Threshold("scan.ports.share", 0.5, "", "... if so much of all sessions between the two was tried only")),
         gate="has_tries"),
    Rule(_kind(
            "scan.hosts", WARNING, "one port of many hosts was tried and not used",
            "One host tried the same port of many others without using it, as worms and inventories do. Look at what "
            "runs there, and at the hosts that answered."),
         "scans", "host_scans", (
            Threshold("scan.hosts.least", 20, "hosts", "so many different hosts are a scan"),
            Threshold("scan.hosts.share", 0.5, "", "... if so much of all sessions to that port was tried only")),
         gate="has_tries"),
    Rule(_kind(
            "login.guessing", WARNING, "a client failed to log in again and again",
            "One client was refused by one server many times. A program with an old password does that as well as "
            "somebody who guesses: look at the names that were tried, and at the last attempt."),
         "logins", "guessing", (
            Threshold("login.guessing.least", 5, "refusals", "so many of one client at one server"),),
         gate="has_refused"),
    Rule(_kind(
            "login.repeated", NOTE, "a client logs in again and again, for a moment each time",
            "Many short sessions of a protocol to log in with followed each other. Where passwords are guessed it "
            "looks so; so does a script that logs in for each command. What was said is encrypted, or not read: the "
            "server's own log knows more."),
         "logins", "repeated", (
            Threshold("login.repeated.least", 20, "sessions", "so many of one client with one server"),
            Threshold("login.repeated.within", 600, "s", "... begun in this time"),
            Threshold("login.repeated.seconds", 15, "s", "a session that is longer is not short"),
            Threshold("login.repeated.bytes", 10_000, "bytes", "nor is one that carries more")),
         gate="has_many"),
    Rule(_kind(
            "arp.spoofed", WARNING, "a host says unasked that it has others' addresses",
            "Answers of ARP (RFC 826) that nobody asked for name a hardware address for an IP address which another "
            "one claims as well. Packets for that address go to whoever said it last: somebody may sit between the "
            "two. Look for the hardware address at the switch."),
         "addresses", "spoofing", (
            Threshold("arp.spoofed.least", 3, "answers", "so many that nobody asked for in 10 s, for one address"),),
         gate="has_conflicts"),
    Rule(_kind(
            "arp.duplicate_address", WARNING, "two hosts claim one address",
            "Two hardware addresses say in turn that they have one IP address (RFC 5227). Connections of both break, "
            "now and then. Give one of them another address."),
         "addresses", "duplicates", (
            Threshold("arp.duplicate_address.changes", 2, "changes", "so often another one claims the address: one "
                                                                     "change alone is an address that moved"),
            Threshold("arp.duplicate_address.proxy", 5, "addresses", "who answers for so many is a router that "
                                                                     "stands for others (RFC 1027)")),
         gate="has_conflicts"),
    Rule(_kind(
            "mtu.ignored", WARNING, "a sender goes on with packets that the path does not take",
            "A router said that a packet is too big for the next network (RFC 1191, RFC 8201), and its sender sent "
            "more packets of that size, later than a second. Such a transfer stands still. Something may keep the "
            "router's message from the sender: allow ICMP type 3 code 4, or ICMPv6 type 2, or lower the MSS."),
         "mtu", "ignored", (
            Threshold("mtu.ignored.least", 2, "packets", "so many, a second and more after the message"),),
         gate="has_icmp"),
    Rule(_kind(
            "tcp.retransmission_storm", WARNING, "much of what was sent was sent again",
            "One end had to send many segments again: packets are lost on the way, or acknowledgements are. Look at "
            "where else on this path packets are lost, at a full link, at a duplex mismatch."),
         "transport", "storms", (
            Threshold("tcp.retransmission_storm.least", 20, "segments", "so many, of one end in one session"),
            Threshold("tcp.retransmission_storm.share", 0.1, "", "... and so much of what it sent")),
         gate="has_repeats"),
    Rule(_kind(
            "tcp.stalled", WARNING, "a receiver took nothing for long",
            "The receive window was zero for this time (RFC 9293, section 3.8.6): the program there did not read. The "
            "transfer waited for that host, not for the network."),
         "transport", "stalls", (
            Threshold("tcp.stalled.seconds", 1, "s", "so long, from a zero window to the next one that is not"),),
         gate="has_zero_windows"),
    Rule(_kind(
            "server.slow", NOTE, "a server takes long for its first answer",
            "In most sessions with this service the first answer came this long after the first request. The time is "
            "the server's, and that of the way from where the packets were captured and back."),
         "transport", "slow_servers", (
            Threshold("server.slow.seconds", 1, "s", "an answer that takes as long is late"),
            Threshold("server.slow.least", 5, "sessions", "so many of them, and more than half of all")),
         gate="has_slow"),
    Rule(_kind(
            "server.silent", WARNING, "a server answers no request",
            "A service took requests and said nothing in all of these sessions, though packets of its host are in "
            "the capture. It may be overloaded, hang, or have its answers filtered."),
         "transport", "unanswered", (
            Threshold("server.silent.least", 3, "sessions", "so many of one client, none of which was answered"),
            Threshold("server.silent.seconds", 3, "s", "so long a connection waits for an answer")),
         gate="has_silent"),
    Rule(_kind(
            "capture.copies", NOTE, "the capture has packets twice",
            "Segments are in the capture twice, equal to the last byte: a mirror port that copies both where packets "
            "come in and where they go out, or several interfaces in one capture. Copies do not count as sent again, "
            "but bytes and packets are too many. Mirror one direction, or remove the copies."),
         "quality", "copies", (
            Threshold("capture.copies.least", 10, "segments", "so many in the whole capture"),
            Threshold("capture.copies.share", 0.01, "", "... and so much of the packets in sessions")),
         gate="has_repeats"),
    Rule(_kind(
            "capture.clock_step", NOTE, "the clock of the capture was set back",
            "From one packet to the next time went back, and went on from there: the clock of the capturing host was "
            "set, or files were joined out of order. Durations across this place are wrong."),
         "quality", "clock_steps", (
            Threshold("capture.clock_step.seconds", 1, "s", "so far back"),
            Threshold("capture.clock_step.packets", 10, "packets", "... and as many follow that are as early")),
         gate="goes_back"),
    Rule(_kind(
            "tls.weak_cipher", WARNING, "a cipher suite was agreed that protects badly",
            "The two ends agreed on a suite without encryption or without proof of who the server is, with keys "
            "for export, RC4 (RFC 7465), DES or Triple DES (RFC 9325, section 4.2). Switch it off at the server."),
         "encrypted", "weak_ciphers", attributes=("tls.cipher",), gate="has_weak_cipher"),
    Rule(_kind(
            "tls.certificate_mismatch", WARNING, "a certificate is for another name than was asked for",
            "None of the names in the server's certificate is the one the client asked for (RFC 9525, section 6). "
            "Clients that check it refuse the server; those that do not can be led astray."),
         "encrypted", "mismatches", attributes=("tls.certificate_names", "tls.certificate_subject"),
         gate="has_certificates"),
    Rule(_kind(
            "tls.odd_server_name", NOTE, "a server name that no host can have",
            "The name that the client asks for is an address, or has characters that names of hosts do not have (RFC "
            "6066, section 3; RFC 1123, section 2.1). A program that hides something in it, or one that is broken."),
         "encrypted", "unprintable", attributes=("tls.server_name",), gate="has_odd_name"),
    Rule(_kind(
            "tls.no_server_name", NOTE, "a client does not say which host it means",
            "The hello to a web server's port has no server name (RFC 6066, section 3), which browsers always send. "
            "Programs of their own protocol, devices and scanners do without."),
         "encrypted", "nameless", attributes=("tls.ja3",), gate="has_no_name"),
    Rule(_kind(
            "http.program", NOTE, "a program was fetched in clear",
            "By its media type or its name, what was asked for over HTTP is a program. Anybody on the way could have "
            "put another one in its place. Files of the capture can be saved and looked at (`netloupe files`)."),
         "requests", "programs", attributes=("http.content_type", "http.uri"), gate="has_program"),
    Rule(_kind(
            "http.numeric_host", NOTE, "HTTP was asked for an address, not for a name",
            "The Host header is an address of the public net. Tests and devices are reached like that; so are servers "
            "that nobody wants to give a name."),
         "requests", "numeric_hosts", attributes=("http.host",), gate="has_address"),
    Rule(_kind(
            "dns.long_names", WARNING, "many long names under one domain were asked for",
            "Data can travel in the names that DNS is asked for. Some services do it openly, such as block lists and "
            "virus scanners; others do it to pass a firewall. Look at whose domain it is."),
         "requests", "long_names", (
            Threshold("dns.long_names.characters", 60, "characters", "a name of as many is long"),
            Threshold("dns.long_names.least", 10, "names", "so many different ones under one domain")),
         attributes=("dns.query_name",), gate="has_long_names"),
    Rule(_kind(
            "dns.many_errors", NOTE, "a name server answers most questions of a client with errors",
            "Most answers to one client say that there is no such name, or that the server cannot or will not "
            "answer. A wrong search domain does that, a broken server, or a program that tries names."),
         "requests", "many_errors", (
            Threshold("dns.many_errors.least", 20, "errors", "so many of one client at one server"),
            Threshold("dns.many_errors.share", 0.5, "", "... and so much of all answers")),
         attributes=("dns.rcode",), gate="has_errors"),
    Rule(_kind(
            "dns.flood", WARNING, "a client floods a name server",
            "One client began very many sessions of DNS with one server in a short time. A program in a loop, or "
            "somebody who wants to keep the server busy; in front of a busy resolver it is usual."),
         "requests", "floods", (
            Threshold("dns.flood.least", 500, "sessions", "so many of one client with one server"),
            Threshold("dns.flood.within", 10, "s", "... begun in this time")),
         gate="has_many"),
    Rule(CLEAR_TEXT_CREDENTIALS, "protocols", "communities", attributes=("snmp.community",)),
    Rule(_kind(
            "port.unusual", NOTE, "a protocol is spoken on a port that is not its own",
            "What was said is this protocol, by its bytes, but the port is none that it has. Somebody may want to "
            "pass a firewall, or has put a service there on purpose."),
         "protocols", "unusual_ports", gate="has_applications"),
    Rule(_kind(
            "smb.version_1", WARNING, "SMB 1 is spoken",
            "SMB 1 has no encryption and signs badly; its makers withdrew it in 2014. Bring the older end up to date."),
         "protocols", "old_smb", attributes=("smb.command",), gate="has_old_smb"),
)
KINDS = tuple({rule.finding.key: rule.finding for rule in RULES}.values())
THRESHOLDS = {threshold.name: threshold for rule in RULES for threshold in rule.thresholds}
