"""A capture as the person wishes it: what to capture, limits, and where the packets go. Kept between runs as JSON."""
import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from netloupe_engine.model import CaptureOptions, RemoteOptions, Settings, StreamOptions
from netloupe_gui.bridge.door import LiveOptions

_KINDS: dict[str, type[CaptureOptions] | type[RemoteOptions] | type[StreamOptions]] = {
    "devices": CaptureOptions, "remote": RemoteOptions, "stream": StreamOptions}
_CHOICES = {"direction": ("both", "in", "out"), "at_limit": ("stop", "drop oldest")}
_NAMES_MAX = 3


@dataclass(frozen=True, slots=True)
class CapturePlan:
    """Everything `listen` needs. 0 for a limit: none."""

    options: LiveOptions
    output: str = ""                # "": a temporary file, asked about at the end
    memory_bytes_max: int = 0
    disk_bytes_max: int = 0
    at_limit: str = "stop"
    name: str = ""                  # of what is not captured but was found; "": by its source

    @property
    def title(self) -> str:
        """What it is called on screen; foreign text, to be made safe."""
        options = self.options
        if self.name:
            return self.name
        if isinstance(options, RemoteOptions):
            return f"{options.host}: {options.device}"
        if isinstance(options, StreamOptions):
            return options.path
        names = options.devices
        return ", ".join(names[:_NAMES_MAX]) + (f" +{len(names) - _NAMES_MAX}" if len(names) > _NAMES_MAX else "")

    @property
    def settings(self) -> Settings:
        """The engine's settings with these limits."""
        return self.settings_over(Settings())

    def settings_over(self, base: Settings) -> Settings:
        """These limits, and all else as `base` has it."""
        return replace(base, memory_bytes_max=self.memory_bytes_max, disk_bytes_max=self.disk_bytes_max,
                       at_limit="drop oldest" if self.at_limit == "drop oldest" else "stop")

    def fresh(self) -> "CapturePlan":
        """The same, to a file that does not exist yet: a second capture never writes over the first."""
        if not self.output or not Path(self.output).exists():
            return self
        path = Path(self.output)
        number = 2
        while (other := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
            number += 1
        return replace(self, output=str(other))

    def to_text(self) -> str:
        """As JSON."""
        kind = next(name for name, kind in _KINDS.items() if isinstance(self.options, kind))
        own = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "options"}
        return json.dumps({"kind": kind, "options": asdict(self.options), **own})


def plan_of(text: str) -> CapturePlan | None:
    """A plan kept as JSON; None if it is none any more, or somebody changed it into nonsense."""
    try:
        stored = json.loads(text)
        kind = _KINDS[stored.pop("kind")]
        options = _made(kind, stored.pop("options"))
        return CapturePlan(options, **_checked(CapturePlan, stored))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _made(kind: Any, stored: dict[str, Any]) -> Any:
    return kind(**_checked(kind, stored))


def _checked(kind: Any, stored: dict[str, Any]) -> dict[str, Any]:
    """Only known fields, each of the type of its default."""
    checked: dict[str, Any] = {}
    known = {field.name: field.default for field in fields(kind)}
    for name, value in stored.items():
        if name == "devices":
            value = tuple(value)
            if not all(isinstance(device, str) for device in value):
                raise TypeError(name)
        elif name in ("host", "path"):
            if not isinstance(value, str):
                raise TypeError(name)
        elif isinstance(known[name], float):
            value = float(value)
        elif type(value) is not type(known[name]) or value not in _CHOICES.get(name, (value,)):
            raise TypeError(name)
        if isinstance(value, int | float) and value < 0:
            raise ValueError(name)
        checked[name] = value
    return checked
