"""Extensible Authentication Protocol: who wants to be let in, and by which method. Reference: RFC 3748, section 4."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, bound, counted, finding, flag, left, names, octets, of, repeat,
                      switch, text, u8, u16, u24, u32, when)

CODE = names(1, "request", 2, "response", 3, "success", 4, "failure", 5, "initiate", 6, "finish")
METHOD = names(
    1, "identity", 2, "notification", 3, "NAK", 4, "MD5 challenge", 5, "one-time password", 6, "token card",
    13, "TLS", 17, "LEAP", 18, "SIM", 21, "TTLS", 23, "AKA", 25, "PEAP", 26, "MSCHAPv2", 29, "MSCHAPv2 (Microsoft)",
    43, "FAST", 46, "PAX", 47, "PSK", 49, "IKEv2", 50, "AKA'", 51, "GPSK", 52, "PWD", 55, "TEAP", 254, "expanded")
TLS = (bits(u8, Field("flag_length", flag, mask=0x80), Field("flag_more", flag, mask=0x40),
            Field("flag_start", flag, mask=0x20), Field("method_version", u8, mask=0x07)),
       when(of("flag_length") == 1, Field("tls_length", u32, unit="bytes", says="all parts together")),
       Field("tls_data", octets, says="part of a TLS message"))

EAP = Protocol(
    key="eap", title="Extensible Authentication Protocol", reference="RFC 3748", layer=2,
    rides_on={"eapol.type": 0, "ppp.protocol": 0xC227}, header=4,
    layout=(
        Field("code", u8, names=CODE, says="what the packet is"),
        Field("identifier", u8, says="the same in a request and its response"),
        Field("length", u16, unit="bytes", says="the whole packet"),
        bound(of("length") - 4, when(
            (of("code") <= 2) & (left > 0),
            Field("method", u8, names=METHOD, says="how it is proved who it is"),
            switch("method", {
                1: Field("identity", text, says="who wants to be let in"), 2: Field("notification", text),
                3: repeat(Field("wanted_method", u8, names=METHOD)),
                4: (Field("challenge", counted(u8, octets)), Field("challenge_name", text),
                    finding("weak_method")),
                (13, 21, 25, 43, 55): TLS,
                17: (finding("weak_method"), Field("leap_data", octets)),
                254: (Field("vendor", u24), Field("vendor_method", u32), Field("vendor_data", octets)),
            }, Field("method_data", octets)))),
        when(of("code") == 4, finding("refused")),
    ),
    info=("{code}", "{method}", "{identity}"),
    findings=(
        Finding("refused", Severity.NOTE, "Somebody was not let into the network."),
        Finding("weak_method", Severity.WARNING, "EAP proves who it is by a method that can be broken by listening.",
                meaning="MD5 challenges and LEAP can be tried offline by whoever has heard them, and give no keys (RFC "
                        "3748, section 5.4). Use a method inside TLS.")))
