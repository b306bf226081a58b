"""What runs on the server: nginx, dnsmasq, sshd, chronyd, and three odd TCP services of our own.

Each gets its configuration in one scratch folder. `python servers.py` alone runs the odd services.
"""
import contextlib
import random
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.captures.maker.network import ADDRESSES, CLIENT_MAC, SERVER, SERVER_IPV6, inside, run

RESETTING_PORT, SLOW_PORT, RIDDLE_PORT = 9001, 9002, 7007

NGINX = """
daemon off; pid {work}/nginx.pid; error_log {work}/nginx.log; user root; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off; types {{ text/html html; text/plain txt; application/json json; image/svg+xml svg; }}
  default_type application/octet-stream; root {work}/www; keepalive_timeout 5;
  gzip on; gzip_types application/json text/plain; gzip_min_length 100;
  server {{ listen 80; listen [::]:80; server_name www.example.test;
    location = /old {{ return 301 /new.html; }}
    location = /teapot {{ return 418 "short and stout"; }}
    location /private {{ auth_basic "private"; auth_basic_user_file {work}/users; }}
    location /slow {{ alias {work}/www/report.txt; limit_rate 6k; gzip off; }}
    location /upload {{ client_body_temp_path {work}/bodies; client_max_body_size 1m; return 204; }} }}
  server {{ listen 443 ssl http2; server_name www.example.test; ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate {work}/chain.pem; ssl_certificate_key {work}/leaf.key; }}
  server {{ listen {api}:443 ssl; server_name api.example.test; ssl_protocols TLSv1.2;
    ssl_certificate {work}/chain.pem; ssl_certificate_key {work}/leaf.key; }}
  server {{ listen {expired}:443 ssl; server_name expired.example.test; ssl_protocols TLSv1.2;
    ssl_certificate {work}/expired.pem; ssl_certificate_key {work}/expired.key; }}
  server {{ listen {old}:443 ssl; server_name old.example.test; ssl_protocols TLSv1; ssl_ciphers DEFAULT@SECLEVEL=0;
    ssl_certificate {work}/chain.pem; ssl_certificate_key {work}/leaf.key; }}
}}
"""

DNSMASQ = """
no-daemon
no-resolv
no-hosts
user=root
interface=eth0
bind-dynamic
domain=example.test
dhcp-range=192.168.20.50,192.168.20.99,255.255.255.0,1h
dhcp-host={client},192.168.20.50
dhcp-option=option:ntp-server,192.168.20.1
dhcp-leasefile={work}/leases
host-record=ns.example.test,192.168.20.1,{ipv6}
host-record=www.example.test,192.168.20.10,{ipv6}
{hosts}
cname=shop.example.test,www.example.test
mx-host=example.test,mail.example.test,10
srv-host=_ntp._udp.example.test,ns.example.test,123,0,100
txt-record=example.test,v=spf1 -all
{long_texts}
local=/example.test/
"""

SSHD = """
Port 22
HostKey {work}/host_key
AuthorizedKeysFile {work}/user_key.pub
StrictModes no
UsePAM no
PidFile none
PermitRootLogin prohibit-password
"""

CHRONY = "local stratum 3\nallow all\nport 123\ncmdport 0\npidfile {work}/chrony.pid\ndriftfile {work}/drift\n"


def _certificates(work: Path) -> None:
    """A root, an intermediate and a server certificate; and one that signed itself and ran out in 2021."""
    def openssl(*arguments: str) -> None:
        run("openssl", *arguments)

    def key(name: str) -> str:
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{work}/{name}.key")
        return f"{work}/{name}.key"

    def signed(name: str, subject: str, issuer: str, extensions: str) -> None:
        (work / f"{name}.ext").write_text(extensions)
        openssl("req", "-new", "-key", key(name), "-subj", subject, "-out", f"{work}/{name}.csr")
        openssl("x509", "-req", "-in", f"{work}/{name}.csr", "-CA", f"{work}/{issuer}.pem", "-CAkey",
                f"{work}/{issuer}.key", "-CAcreateserial", "-days", "730", "-extfile", f"{work}/{name}.ext",
                "-out", f"{work}/{name}.pem")

    openssl("req", "-x509", "-new", "-key", key("root"), "-subj", "/O=Example Test/CN=Example Test Root",
            "-days", "3650", "-out", f"{work}/root.pem")
    signed("middle", "/O=Example Test/CN=Example Test Issuer", "root", "basicConstraints=critical,CA:TRUE,pathlen:0\n")
    signed("leaf", "/CN=www.example.test", "middle", "subjectAltName=DNS:www.example.test,DNS:*.example.test\n")
    (work / "chain.pem").write_text((work / "leaf.pem").read_text() + (work / "middle.pem").read_text())
    (work / "ca.conf").write_text(f"[ca]\ndefault_ca=d\n[d]\nnew_certs_dir={work}\ndatabase={work}/index\n"
                                  f"serial={work}/serial\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n")
    (work / "index").touch()
    (work / "serial").write_text("1000\n")
    openssl("req", "-new", "-key", key("expired"), "-subj", "/CN=expired.example.test", "-out", f"{work}/expired.csr")
    openssl("ca", "-batch", "-config", f"{work}/ca.conf", "-selfsign", "-keyfile", f"{work}/expired.key", "-in",
            f"{work}/expired.csr", "-startdate", "20200101000000Z", "-enddate", "20210101000000Z", "-notext",
            "-out", f"{work}/expired.pem")


def _pages(work: Path) -> None:
    """Files to be served; text of no meaning, the same every time."""
    chance = random.Random(7)
    words = ["session", "packet", "segment", "answer", "window", "header", "record", "stream", "value", "number"]

    def text(count: int) -> str:
        return " ".join(chance.choice(words) for _ in range(count)) + "\n"

    www = work / "www"
    www.mkdir()
    for name in ("index", "new", "about", "news", "contact", "help"):
        (www / f"{name}.html").write_text(f"<title>{name}</title><p>{text(60)}</p>\n")
    (www / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>\n')
    (www / "items.json").write_text('{"items": [' + ", ".join(str(number) for number in range(300)) + "]}\n")
    (www / "report.txt").write_text(text(4000))
    (www / "archive.bin").write_bytes(chance.randbytes(170_000))
    (www / "private").mkdir()
    (www / "private" / "index.html").write_text(text(20))
    (work / "users").write_text("guest:{PLAIN}guest\n")
    (work / "bodies").mkdir()


def _configure(work: Path) -> list[list[str]]:
    """Writes every configuration; the commands that serve."""
    hosts = "\n".join(f"host-record={name},{address}" for name, address in ADDRESSES.items()
                      if name not in ("ns.example.test", "www.example.test"))
    long_texts = "\n".join(f"txt-record=long.example.test,{number:02d} {'text ' * 30}" for number in range(8))
    (work / "nginx.conf").write_text(NGINX.format(
        work=work, api=ADDRESSES["api.example.test"], expired=ADDRESSES["expired.example.test"],
        old=ADDRESSES["old.example.test"]))
    (work / "dnsmasq.conf").write_text(DNSMASQ.format(work=work, client=CLIENT_MAC, ipv6=SERVER_IPV6, hosts=hosts,
                                                      long_texts=long_texts))
    (work / "sshd.conf").write_text(SSHD.format(work=work))
    (work / "chrony.conf").write_text(CHRONY.format(work=work))
    for key in ("host_key", "user_key"):
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", f"{work}/{key}")
    Path("/run/sshd").mkdir(exist_ok=True)
    return [["nginx", "-c", f"{work}/nginx.conf"], ["dnsmasq", "-C", f"{work}/dnsmasq.conf"],
            ["/usr/sbin/sshd", "-D", "-f", f"{work}/sshd.conf"], ["chronyd", "-d", "-x", "-f", f"{work}/chrony.conf"],
            ["python3", "-m", "tests.captures.maker.servers"]]


@contextlib.contextmanager
def servers(work: Path) -> Iterator[None]:
    """All of them, running."""
    _certificates(work)
    _pages(work)
    running = [subprocess.Popen(inside(SERVER, *command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
               for command in _configure(work)]
    try:
        time.sleep(2)
        for process in running:
            if process.poll() is not None:
                raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        yield
    finally:
        for process in running:
            process.terminate()
            process.wait()


def _serve(address: str, port: int, answer: object, buffer_bytes: int = 0) -> None:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if buffer_bytes:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
    listener.bind((address, port))
    listener.listen()
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=answer, args=(connection,)).start()


def _reset(connection: socket.socket) -> None:
    """Reads a little, then breaks the connection off."""
    connection.recv(100)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _read_slowly(connection: socket.socket) -> None:
    """Does not read until the sender's window is shut, then reads all."""
    time.sleep(3)
    while connection.recv(65536):
        pass
    connection.close()


def _riddle(connection: socket.socket) -> None:
    """Speaks a protocol nobody knows: a length and that many bytes, turned round."""
    while head := connection.recv(2):
        connection.sendall(head + connection.recv(struct.unpack("!H", head)[0])[::-1])
    connection.close()


if __name__ == "__main__":
    services = ((ADDRESSES["www.example.test"], RESETTING_PORT, _reset, 0),
                (ADDRESSES["files.example.test"], SLOW_PORT, _read_slowly, 4096),
                (ADDRESSES["lab.example.test"], RIDDLE_PORT, _riddle, 0))
    threads = [threading.Thread(target=_serve, args=service) for service in services]
    for thread in threads:
        thread.start()
