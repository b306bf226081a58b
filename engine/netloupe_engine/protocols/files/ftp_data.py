"""What FTP's sessions of their own carry: files and listings (RFC 959 section 3.2)."""
from ..define import Field, Pieces, Protocol, octets, refute

# Nothing tells these bytes from others: the session that announced them does.
FTP_DATA = Protocol(
    key="ftp_data", title="FTP data", reference="RFC 959", layer=7, starts=(), framing=Pieces(), probe=(refute(),),
    layout=(Field("data", octets, says="content of a file or a listing"),))
