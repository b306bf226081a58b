"""MGCP: call agents tell gateways of telephones what to do (RFC 3435)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, begins, carry, certain, client, contains, decimal, digits, ended,
                      finding, headers, left, likely, line, names, of, server, sized, text, trimmed, when, word)

RESPONSE = names(
    0, "acknowledgment", 100, "in progress", 101, "queued", 200, "done", 250, "connection deleted",
    400, "transient error", 401, "off hook already", 402, "on hook already", 403, "no resources now",
    404, "bandwidth missing now", 405, "endpoint restarting", 406, "timeout", 407, "aborted", 409, "overload",
    410, "no endpoint available", 500, "endpoint unknown", 501, "endpoint not ready", 502, "no resources",
    503, "all-of wildcard too complicated", 504, "unknown command", 505, "unsupported remote connection",
    506, "remote connection missing", 507, "unsupported functionality", 508, "unknown quarantine handling",
    509, "error in remote connection", 510, "protocol error", 511, "unknown extension", 512, "cannot detect event",
    513, "cannot generate signal", 514, "cannot send announcement", 515, "wrong connection id", 516, "unknown call id",
    517, "unsupported mode", 518, "unsupported package", 519, "no digit map", 520, "endpoint restarting",
    521, "redirected to another call agent", 522, "no such event or signal", 523, "unknown action",
    524, "inconsistent local options", 525, "unknown extension in local options", 526, "no bandwidth",
    527, "remote connection missing", 528, "incompatible protocol version", 529, "hardware failure",
    530, "CAS signaling error", 531, "trunk group failure", 532, "unsupported value in local options",
    533, "response too large", 534, "codec negotiation failure", 535, "packetization period not supported",
    536, "unknown restart method", 537, "unknown digit map extension", 538, "event or signal parameter error",
    539, "unsupported parameter", 540, "connection limit exceeded", 541, "unsupported local connection option")
REASON = names(
    900, "endpoint malfunctioning", 901, "endpoint taken out of service", 902, "loss of connectivity",
    903, "QoS resources lost", 904, "manual intervention", 905, "facility failure")
VERBS = (b"EPCF ", b"CRCX ", b"MDCX ", b"DLCX ", b"RQNT ", b"NTFY ", b"AUEP ", b"AUCX ", b"RSIP ", b"MESG ")


def kept(name: str, says: str) -> Field:
    """A parameter by which users filter."""
    return Field(name, trimmed, scope="session", keep="distinct", keep_most=64, says=says)


TRANSACTION = Field("transaction", ended(b" ", decimal, or_end=True), says="the answer has the command's")

MGCP = Protocol(
    key="mgcp", title="Media Gateway Control Protocol", reference="RFC 3435", layer=7,
    rides_on={"udp.port": (2427, 2727)}, starts=VERBS,
    probe=(when(begins(*VERBS) & contains(b" MGCP 1.0"), certain()),
           when(digits(3) & contains(b" "), likely())),
    layout=(
        line(when(digits(3),
                  server(), Field("code", sized(3, decimal), names=RESPONSE, number_first=True, scope="session",
                                  keep="distinct"),
                  Field("space", sized(1, text)), TRANSACTION, Field("comment", trimmed),
                  when(of("code") >= 400, finding("refused")),
                  otherwise=(client(), Field("verb", word, scope="session", keep="distinct"), TRANSACTION,
                             Field("endpoint", word, scope="session", keep="distinct", keep_most=64),
                             Field("version", trimmed)))),
        headers({
            "c": kept("call_id", "the call"), "i": kept("connection_id", "the connection"),
            "n": kept("notified_entity", "the call agent that is told of events"),
            "x": Field("request_id", trimmed), "l": Field("local_options", trimmed, says="codecs and packets"),
            "m": kept("mode", "which way media goes"), "r": Field("requested_events", trimmed),
            "s": Field("signals", trimmed), "d": Field("digit_map", trimmed),
            "o": kept("observed_events", "what happened"), "p": Field("connection_parameters", trimmed,
                                                                    says="packets and loss"),
            "e": Field("reason", ended(b" ", decimal, or_end=True), names=REASON, number_first=True, scope="session",
                       keep="distinct"),
            "rm": kept("restart", "how an endpoint restarts"), "z": Field("specific_endpoint", trimmed),
            "k": Field("acknowledged", trimmed, says="answers that came"),
        }, default=Field("parameter", text)),
        when(left > 0, carry("mgcp.body", 0)),
    ),
    info=("{verb}", "{endpoint}", "{code}", "{observed_events}"),
    findings=(Finding("refused", Severity.NOTE, "A gateway or a call agent refused a command."),))
