"""Images that hosts sent to each other, read by Qt within limits. Called beside the GUI thread."""
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader

FORMATS = {f"image/{name}": name.encode() for name in ("png", "jpeg", "gif", "webp", "bmp")}
BYTES_MAX = 8 << 20         # of a file
PIXELS_MAX = 16 << 20       # that it may say it has
MEMORY_MAX_MB = 96          # that Qt may take for one
SHOWN_MAX = 640             # pixels of width and of height that are kept


def image_of(data: bytes, kind: str) -> QImage | None:
    """The image, made smaller where it is large; None for what is none, is too large or damaged. What it is has been
    told by its first bytes: no other reader is tried, and none that could ask for anything else."""
    form = FORMATS.get(kind)
    if form is None or len(data) > BYTES_MAX:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(MEMORY_MAX_MB)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setDecideFormatFromContent(False)
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > PIXELS_MAX or size.isEmpty():
        return None
    if max(size.width(), size.height()) > SHOWN_MAX:
        size = size.scaled(SHOWN_MAX, SHOWN_MAX, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size)
    image = reader.read()
    return None if image.isNull() else image
