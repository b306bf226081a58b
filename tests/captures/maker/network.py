"""Three network namespaces in a row: a client, the wire, a server. Needs root; changes nothing outside them."""
import contextlib
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

CLIENT, WIRE, SERVER = "sample-client", "sample-wire", "sample-server"
CLIENT_MAC, SERVER_MAC = "02:00:5e:14:00:32", "02:00:5e:14:00:01"
ADDRESSES = {                       # of the server, by name
    "ns.example.test": "192.168.20.1",
    "www.example.test": "192.168.20.10",
    "api.example.test": "192.168.20.11",
    "files.example.test": "192.168.20.12",      # behind the lossy part of the wire
    "expired.example.test": "192.168.20.13",
    "old.example.test": "192.168.20.14",
    "lab.example.test": "192.168.20.15",
}
SERVER_IPV6, CLIENT_IPV6 = "fd00:20::1", "fd00:20::32"


def inside(namespace: str, *command: str) -> list[str]:
    """The command line that runs `command` in a namespace."""
    return ["ip", "netns", "exec", namespace, *command]


def run(*command: str, check: bool = True) -> None:
    """Runs a command to its end, silently."""
    subprocess.run(command, check=check, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=None if check else subprocess.DEVNULL)


def _end(namespace: str, near: str, far: str, address: str) -> None:
    """A pair of interfaces, `near` in a namespace and `far` on the wire, without any offloading."""
    run("ip", "link", "add", near, "netns", namespace, "type", "veth", "peer", "name", far, "netns", WIRE)
    run(*inside(namespace, "ip", "link", "set", near, "address", address))
    for where, name in ((namespace, near), (WIRE, far)):
        run(*inside(where, "ethtool", "-K", name, "tx", "off", "rx", "off", "tso", "off", "gso", "off", "gro", "off"),
            check=False)
        run(*inside(where, "ip", "link", "set", name, "up"))


def _settle(namespace: str, settings: Sequence[str]) -> None:
    for setting in settings:
        run(*inside(namespace, "sysctl", "-q", "-w", setting), check=False)


@contextlib.contextmanager
def network() -> Iterator[None]:
    """The namespaces with their addresses; the client still has to ask for its IPv4 address."""
    resolver = Path("/etc/netns") / CLIENT / "resolv.conf"
    try:
        for namespace in (CLIENT, WIRE, SERVER):
            run("ip", "netns", "add", namespace)
            _settle(namespace, ["net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0"])
            run(*inside(namespace, "ip", "link", "set", "lo", "up"))
        _settle(WIRE, ["net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1"])
        _end(CLIENT, "eth0", "client", CLIENT_MAC)
        _end(SERVER, "eth0", "server", SERVER_MAC)
        for address in ADDRESSES.values():
            run(*inside(SERVER, "ip", "address", "add", f"{address}/24", "dev", "eth0"))
        for namespace, ipv6 in ((CLIENT, CLIENT_IPV6), (SERVER, SERVER_IPV6)):
            run(*inside(namespace, "ip", "address", "add", f"{ipv6}/64", "dev", "eth0", "nodad"))
        resolver.parent.mkdir(parents=True)
        resolver.write_text(f"nameserver {ADDRESSES['ns.example.test']}\noptions timeout:2 attempts:2\n")
        yield
    finally:
        for namespace in (CLIENT, WIRE, SERVER):
            run("ip", "netns", "delete", namespace, check=False)
        resolver.unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            resolver.parent.rmdir()
