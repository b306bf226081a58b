"""How it is known whose service a session uses, in words."""
from PySide6.QtCore import QCoreApplication

from netloupe_engine.model import ServiceWay
from netloupe_gui.text.marked import T

_WAYS = {
    ServiceWay.TOLD: T("Services", "you have said so"),
    ServiceWay.SERVER_NAME: T("Services", "by the server name of the handshake"),
    ServiceWay.HOST: T("Services", "by the host that is asked for"),
    ServiceWay.CERTIFICATE: T("Services", "by the server's certificate"),
    ServiceWay.PAYLOAD: T("Services", "by how it begins"),
    ServiceWay.DNS: T("Services", "by what DNS told before"),
    ServiceWay.ADDRESS: T("Services", "by the server's address"),
    ServiceWay.PORT: T("Services", "by the server's port"),
}


def service_way(way: ServiceWay) -> str:
    """"by the server's address"; "" for none."""
    return QCoreApplication.translate("Services", _WAYS[way]) if way in _WAYS else ""
