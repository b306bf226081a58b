"""`netloupe interfaces`: what can be captured on, and if not, why not and what helps."""
import time
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, TextIO

import typer

from .. import listening
from ..export.json_text import VERSION, encode
from ..links import link_title
from ..model import Device, Permission, Readiness
from .columns import aligned, width_of
from .terminal import output

RATE_SECONDS = 1.0

Rates = dict[str, float] | None


class Form(StrEnum):
    """What `interfaces` writes."""

    TABLE = "table"
    JSON = "json"


def interfaces(
    form: Annotated[Form, typer.Option("--format")] = Form.TABLE,
    rate: Annotated[bool, typer.Option("--rate", help="Measure packets per second, for one second.")] = False,
) -> None:
    """List the network interfaces, and whether they can be captured on."""
    found = listening.devices()
    general = listening.permission()
    ready = general.readiness is Readiness.READY
    # Without any right there is nothing to be asked about single ones.
    rows = [(device, listening.permission(device.name) if ready else general) for device in found]
    rates = _rates() if rate else None
    with output(None) as stream:
        if form is Form.JSON:
            stream.write(encode({"netloupe": VERSION, "permission": _permission(general),
                                 "interfaces": [_document(*row, rates) for row in rows]}) + "\n")
        else:
            _write_table(stream, rows, rates)
            _write_help(stream, general, rows)


def _rates() -> dict[str, float]:
    """Packets per second by device."""
    before, began = listening.device_packets(), time.monotonic()
    time.sleep(RATE_SECONDS)
    after, seconds = listening.device_packets(), time.monotonic() - began
    return {name: (count - before[name]) / seconds for name, count in after.items() if name in before}


def _state(device: Device) -> str:
    words = ["up" if device.running else "no carrier" if device.up else "down"]
    words += ["loopback"] if device.loopback else []
    words += ["wireless"] if device.wireless else []
    return ", ".join(words)


def _write_table(out: TextIO, rows: Sequence[tuple[Device, Permission]], rates: Rates) -> None:
    header = ("name", "state", "capture", *(("packets/s",) if rates is not None else ()), "link type", "addresses",
              "description")
    cells = [(device.name, _state(device), "yes" if permission.readiness is Readiness.READY else "no",
              *((_rate(rates, device),) if rates is not None else ()),
              ", ".join(map(link_title, device.link_types)) or "–", ", ".join(device.addresses) or "–",
              device.description)
             for device, permission in rows]
    out.writelines(f"{line}\n" for line in aligned(header, cells, ("packets/s",), width_of(out)))


def _rate(rates: dict[str, float], device: Device) -> str:
    return f"{rates[device.name]:,.0f}" if device.name in rates else "–"


def _write_help(out: TextIO, general: Permission, rows: Sequence[tuple[Device, Permission]]) -> None:
    """Why something cannot be captured on, each reason once, with the command that helps."""
    said = dict.fromkeys((permission.reason, permission.fix) for permission in (general, *(row[1] for row in rows))
                         if permission.readiness is not Readiness.READY)
    for reason, fix in said:
        out.write(f"\n{reason}\n" + (f"    {fix}\n" if fix else ""))


def _permission(permission: Permission) -> dict[str, Any]:
    return {"readiness": permission.readiness.name.lower().replace("_", " "), "way": permission.way or None,
            "reason": permission.reason, "fix": permission.fix or None}


def _document(device: Device, permission: Permission, rates: Rates) -> dict[str, Any]:
    return {"name": device.name, "description": device.description, "addresses": device.addresses,
            "link_types": device.link_types, "up": device.up, "running": device.running, "loopback": device.loopback,
            "wireless": device.wireless, "permission": _permission(permission),
            "packets_per_second": None if rates is None else rates.get(device.name)}
