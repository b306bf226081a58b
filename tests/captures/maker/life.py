"""Two minutes of somebody's life at the client: what is fetched, asked, typed and tried, in order.

Runs in the client's namespace: `python -m tests.captures.maker.life WORK_FOLDER`.
"""
import random
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.captures.maker.network import ADDRESSES, SERVER_IPV6
from tests.captures.maker.servers import RESETTING_PORT, RIDDLE_PORT, SLOW_PORT
from tests.captures.maker.wire import SILENT_PORT

PAUSE_S = (0.2, 2.2)            # between two doings
chance = random.Random(11)

LEASE = """#!/bin/sh
[ "$1" = bound ] && ip address replace "$ip/24" dev "$interface"
exit 0
"""


def do(*command: str, background: bool = False) -> subprocess.Popen[bytes] | None:
    """Runs one program of the client; what it says or answers does not matter, what it sends does."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if background:
        return process
    process.wait(60)
    time.sleep(chance.uniform(*PAUSE_S))
    return None


def fetch(*arguments: str) -> None:
    """curl, trusting the example root."""
    do("curl", "-s", "--max-time", "20", "--cacert", f"{work}/root.pem", *arguments)


def ask(*arguments: str) -> None:
    """dig, once."""
    do("dig", "+tries=1", "+time=2", *arguments)


def arrive() -> None:
    """An address, neighbours, the time."""
    script = work / "lease.sh"
    script.write_text(LEASE)
    script.chmod(0o755)
    do("busybox", "udhcpc", "-i", "eth0", "-n", "-q", "-s", str(script), "-x", "hostname:laptop")
    do("ntpdate", "-q", ADDRESSES["ns.example.test"])
    do("ping", "-c", "3", "-i", "0.3", "-4", "www.example.test")
    do("ping", "-6", "-c", "3", "-i", "0.3", SERVER_IPV6)


def look_up() -> None:
    """Names of every kind, one that is not there, and an answer too long for a datagram."""
    for question in (["example.test", "MX"], ["example.test", "TXT"], ["_ntp._udp.example.test", "SRV"],
                     ["shop.example.test"], ["www.example.test", "AAAA"], ["nowhere.example.test"],
                     ["-x", "192.168.20.10"], ["+tcp", "api.example.test"],
                     ["+bufsize=512", "long.example.test", "TXT"], ["+bufsize=4096", "long.example.test", "TXT"],
                     ["+noedns", "files.example.test"],
                     ["+dnssec", "www.example.test"], ["another.invalid"]):
        ask(*question)


def browse() -> None:
    """Pages over HTTP: kept-alive, chunked, redirected, refused, missing, sent, over IPv6, with a password."""
    site = "http://www.example.test"
    fetch(*(f"{site}/{page}" for page in ("", "about.html", "logo.svg", "items.json")))
    fetch("--compressed", f"{site}/items.json")
    fetch("-L", f"{site}/old")
    fetch(f"{site}/missing.html", f"{site}/news.html")
    fetch(f"{site}/teapot")
    fetch(f"{site}/private/index.html")
    fetch("-u", "guest:guest", f"{site}/private/index.html")
    fetch("-I", f"{site}/report.txt")
    fetch("-r", "100-299", f"{site}/report.txt")
    fetch("-d", "name=ada&age=36", f"{site}/upload")
    fetch("-T", f"{work}/www/items.json", f"{site}/upload")
    fetch("-6", f"{site}/help.html")
    fetch("--http1.0", f"{site}/contact.html")
    with socket.create_connection(("www.example.test", 80)) as connection:      # three requests without waiting
        pages = ("about.html", "news.html", "help.html")
        requests = (f"GET /{page} HTTP/1.1\r\nHost: www.example.test\r\n\r\n" for page in pages)
        connection.sendall("".join(requests).encode())
        connection.settimeout(2)
        connection.recv(65536)


def browse_privately() -> None:
    """TLS 1.3 and 1.2, HTTP/2 by ALPN, an expired certificate, TLS 1.0, a name the certificate does not have."""
    fetch("https://www.example.test/")
    fetch("--http1.1", "https://www.example.test/items.json", "https://www.example.test/about.html")
    fetch("--tls-max", "1.2", "https://www.example.test/news.html")
    fetch("https://api.example.test/items.json")
    fetch("-k", "https://expired.example.test/")
    fetch("https://expired.example.test/")
    fetch("-k", "--tlsv1.0", "--tls-max", "1.0", "--ciphers", "DEFAULT@SECLEVEL=0", "https://old.example.test/")
    fetch("--no-alpn", "--tls-max", "1.2", "-k", f"https://{ADDRESSES['www.example.test']}/")


def type_away() -> None:
    """A shell on the other machine."""
    do("ssh", "-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-i",
       f"{work}/user_key", "root@www.example.test", "for turn in 1 2 3 4 5 6; do echo line $turn; sleep 0.4; done")


def be_refused() -> None:
    """A closed port of each kind, a broken-off connection, and a port that never answers."""
    fetch(f"http://{ADDRESSES['www.example.test']}:81/")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.sendto(b"anybody there?", (ADDRESSES["www.example.test"], 3333))
    fetch("-d", "hello", f"http://{ADDRESSES['www.example.test']}:{RESETTING_PORT}/")
    fetch("--connect-timeout", "4", f"http://{ADDRESSES['www.example.test']}:{SILENT_PORT}/")


def push() -> None:
    """Sends faster than the other side reads, until its window is shut."""
    with socket.create_connection((ADDRESSES["files.example.test"], SLOW_PORT)) as connection:
        connection.sendall(random.Random(3).randbytes(24_000))


def tell_riddles() -> None:
    """A protocol nobody knows; a large ping in fragments; a multicast group joined and left."""
    do("ping", "-c", "2", "-i", "0.3", "-s", "3200", "lab.example.test")
    with socket.create_connection(("lab.example.test", RIDDLE_PORT)) as connection:
        for count in (5, 40, 300):
            connection.sendall(struct.pack("!H", count) + random.Random(count).randbytes(count))
            time.sleep(0.3)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as member:
        group = struct.pack("4s4s", socket.inet_aton("239.20.0.1"), socket.inet_aton("192.168.20.50"))
        member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
        time.sleep(0.5)


def wander(pages: Sequence[str], rounds: int) -> None:
    """Somebody clicking about: a few pages at a time, now and then privately."""
    for _ in range(rounds):
        page = chance.choice(pages)
        fetch(chance.choice(("-4", "-6")), chance.choice(("http", "http", "https")) + f"://www.example.test/{page}")


def main() -> None:
    """The two minutes."""
    arrive()
    look_up()
    browse()
    download = do("curl", "-s", "-o", "/dev/null", "http://files.example.test/archive.bin", background=True)
    browse_privately()
    type_away()
    be_refused()
    slow = do("curl", "-s", "-o", "/dev/null", "http://www.example.test/slow", background=True)
    wander(["", "about.html", "news.html", "items.json", "missing.html"], 14)
    push()
    tell_riddles()
    wander(["contact.html", "help.html", "logo.svg", "new.html"], 8)
    for process in filter(None, (download, slow)):
        process.wait(60)
    do("curl", "-s", "-o", "/dev/null", "http://files.example.test/archive.bin")
    do("ntpdate", "-q", ADDRESSES["ns.example.test"])


if __name__ == "__main__":
    work = Path(sys.argv[1])
    main()
