"""The error tree of the engine. Bad input gives one of these, or a finding; never a bare crash."""


class NetloupeError(Exception):
    """Base of every error the engine raises on purpose. `str(error)` is one sentence for a person."""


class CaptureError(NetloupeError):
    """A capture could not be opened or read at all: not a capture, not supported, not permitted."""


class ChangedError(CaptureError):
    """The capture file is not what it was when it was read: nothing is shown or written of it any more."""


class PermissionDeniedError(CaptureError):
    """This user may not capture here. `fix` is the command that helps, or empty."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix


class FilterError(NetloupeError):
    """A capture filter is not in libpcap's language; the text is libpcap's own."""


class ExpressionError(NetloupeError):
    """A filter is not in the filter language, or says what cannot be: characters [at, end) of it."""

    def __init__(self, message: str, at: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.at, self.end = at, end


class UnknownNameError(NetloupeError):
    """A protocol, attribute, session or packet was asked for that does not exist."""


class NamesError(NetloupeError):
    """A file with names of addresses cannot be used."""


class ExportError(NetloupeError):
    """A file could not be written."""


class CancelledError(NetloupeError):
    """The caller cancelled a running call."""
