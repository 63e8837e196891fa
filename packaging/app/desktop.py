"""What a desktop needs to know of the packaged app: icons in every size, the menu entry, the type of shared models."""

import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICONS = {"": "wordrnn.svg", "model-": "wordrnn-model.svg"}


def render_icons(folder: Path) -> Path:
    """Write each icon as SIZE.png, that of shared models as model-SIZE.png; return `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    for prefix, name in _ICONS.items():
        renderer = QSvgRenderer(str(HERE / "linux" / name))
        if not renderer.isValid():
            raise ValueError(f"{name}: expected a drawing, got one that cannot be read")
        for size in SIZES:
            image = QImage(size, size, QImage.Format.Format_ARGB32)
            image.fill(0)
            painter = QPainter(image)
            renderer.render(painter)
            painter.end()
            if not image.save(str(folder / f"{prefix}{size}.png")):
                raise OSError(f"{folder / f'{prefix}{size}.png'}: could not be written")
    del application
    if sys.platform == "win32":  # where Pillow is of the extra `package`
        from PIL import Image

        Image.open(folder / "256.png").save(folder / "wordrnn.ico", sizes=[(size, size) for size in SIZES])
    return folder


def write(folder: Path, icons: Path) -> None:
    """Write what install.sh needs into the app's folder: share/, and the script itself."""
    share = folder / "share"
    shutil.rmtree(share, ignore_errors=True)
    shutil.copytree(icons, share / "icons")
    for name in ("wordrnn.svg", "wordrnn-model.svg", "wordrnn.desktop", "wordrnn-mime.xml"):
        shutil.copy(HERE / "linux" / name, share / name)
    shutil.copy(HERE / "linux" / "install.sh", folder / "install.sh")
    (folder / "install.sh").chmod(0o755)
