"""Real TLS between OpenSSL's two ends, in memory: what they said on the wire, and the key log that they wrote."""
import contextlib
import datetime
import ssl
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

Messages = list[tuple[int, bytes]]      # way, bytes


@cache
def certificate() -> tuple[bytes, bytes]:
    """Certificate and key of "secret.example.test", as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "secret.example.test")])
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(7).not_valid_before(datetime.datetime(2020, 1, 1)).not_valid_after(
                datetime.datetime(2050, 1, 1)).sign(key, hashes.SHA256()))
    return made.public_bytes(serialization.Encoding.PEM), key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def contexts(folder: Path, version: ssl.TLSVersion, suites: str = "", alpn: Sequence[str] = (),
             ) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Client and server, whose secrets are appended to folder/keys.log."""
    made, key = certificate()
    (folder / "server.pem").write_bytes(made + key)
    client, server = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    server.load_cert_chain(folder / "server.pem")
    for context in (client, server):
        context.minimum_version = context.maximum_version = version
        if suites:
            context.set_ciphers(suites + ":@SECLEVEL=0")
        if alpn:
            context.set_alpn_protocols(list(alpn))
    client.keylog_filename = str(folder / "keys.log")
    return client, server


def talk(client: ssl.SSLContext, server: ssl.SSLContext, words: Messages) -> Messages:
    """A handshake, then these words from the two ends in turn, then both close: what went over the wire."""
    wires = [ssl.MemoryBIO(), ssl.MemoryBIO()]      # what an end has sent, by way
    said: Messages = []
    pending = [ssl.MemoryBIO(), ssl.MemoryBIO()]
    ends = [client.wrap_bio(pending[0], wires[0], server_hostname="secret.example.test"),
            server.wrap_bio(pending[1], wires[1], server_side=True)]

    def carry(way: int) -> None:
        data = wires[way].read()
        if data:
            said.append((way, data))
            pending[1 - way].write(data)

    shaken = [False, False]
    while not all(shaken):
        for way in range(2):
            with contextlib.suppress(ssl.SSLWantReadError):
                ends[way].do_handshake()
                shaken[way] = True
            carry(way)
    for way, data in words:
        ends[way].write(data)
        carry(way)
        got = b""
        while len(got) < len(data):
            got += ends[1 - way].read(len(data))
        assert got == data
        carry(1 - way)
    for way in range(2):
        with contextlib.suppress(ssl.SSLError):
            ends[way].unwrap()
        carry(way)
    return said


def segments(said: Messages, size: int = 1400) -> Messages:
    """The same cut into segments."""
    return [(way, data[at:at + size]) for way, data in said for at in range(0, len(data), size)]
