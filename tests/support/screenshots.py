"""Pictures of windows as a person sees them: at 1366×768, and on a screen set to 125 %."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

SCREEN = QSize(1366, 768)


def take(widget: QWidget, file: Path, *, scale: float = 1.0, size: QSize = SCREEN) -> Path:
    """Lay the widget out on a screen of `size` pixels at `scale` and save what it paints."""
    widget.resize(QSize(round(size.width() / scale), round(size.height() / scale)))
    widget.show()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.sendPostedEvents()
    drawn = QPixmap(widget.size() * scale)
    drawn.setDevicePixelRatio(scale)
    widget.render(drawn, QPoint(0, 0))
    file.parent.mkdir(parents=True, exist_ok=True)
    drawn.save(str(file))
    return file
