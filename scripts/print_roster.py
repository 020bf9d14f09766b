"""Pictures of the roster as it is printed: python scripts/print_roster.py (needs LibreOffice)

The sample programme after some weeks' work is written as a roster in three languages, LibreOffice prints it, and the
first page of one sheet of each is kept as docs/roster-<sheet>.png.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
os.environ["QT_QPA_PLATFORM"] = "offscreen"

SHOWN = {"en": "summary", "zh_CN": "roster", "zh_TW": "detail"}
_SCALE = 1.5  # pixels a point: the smallest print can be read


def main() -> None:
    """Make the pictures anew."""
    program = shutil.which("soffice") or sys.exit("LibreOffice is needed: there is no soffice on the path.")
    with tempfile.TemporaryDirectory(prefix="talentapp-") as name:
        folder = Path(name)
        os.environ["TALENTAPP_HOME"] = name
        for language, title in written(folder).items():
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name]
            subprocess.run([*command, f"{name}/{language}.xlsx"], check=True, capture_output=True, timeout=300)
            draw(folder / f"{language}.pdf", title, ROOT / "docs" / f"roster-{SHOWN[language]}.png")


def written(folder: Path) -> dict[str, str]:
    """Write a roster for managers in each language, and say how the sheet that is shown is called in it."""
    from gallery import prepare

    from talentapp.domain.rosters import RosterChoice
    from talentapp.office import open_office
    from talentapp.settings import Settings, database_url
    from talentapp.wording import Wording

    chosen = Settings(database_url(folder / "sample.db"), "zh_CN")
    prepare(chosen)
    office = open_office(chosen)
    titles = {}
    for language, sheet in SHOWN.items():
        words = Wording(language)
        office.publishing.export_roster(folder / f"{language}.xlsx", words, choice=RosterChoice())
        titles[language] = words(f"roster-sheet-{sheet}")
    office.close()
    return titles


def draw(printed: Path, title: str, picture: Path) -> None:
    """Keep the first page of the sheet with this title: its foot names it."""
    import numpy as np
    import pypdfium2
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    with pypdfium2.PdfDocument(printed) as document:
        page = next(page for page in document if _foot(page.get_textpage().get_text_bounded()).endswith(f" {title}"))
        drawn = page.render(scale=_SCALE, rev_byteorder=True, prefer_bgrx=True).to_numpy()
    # Sixteen steps a channel leave fewer colours than a palette holds, and a file a fourth as large.
    stepped = ((drawn.astype(np.uint16) + 8) // 17 * 17).astype(np.uint8)
    stepped[..., 3] = 255
    palette = np.unique(stepped[..., [2, 1, 0, 3]].copy().view("<u4"))[-256:]
    height, width, channels = stepped.shape
    image = QImage(stepped.data, width, height, width * channels, QImage.Format.Format_RGBX8888)
    plain = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    indexed = image.convertToFormat(QImage.Format.Format_Indexed8, palette.tolist(), plain)
    assert indexed.save(str(picture), None, 0), f"cannot write {picture}"  # 0: as small as can be
    print(picture.relative_to(ROOT), len(palette), "colours,", picture.stat().st_size // 1000, "kB")


def _foot(text: str) -> str:
    return next(iter(text.splitlines()), "")  # LibreOffice writes it before the page's own text


if __name__ == "__main__":
    main()
