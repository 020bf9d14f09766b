"""Pictures of every screen, light and dark, in three languages, on a database prepared with the sample programme.

python scripts/gallery.py OUT [--database FILE] [--size 1440x900] [--only PAGE …] [--languages …] [--themes …]

Without --database the sample programme is imported, recommended and partly reviewed in a temporary one.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TALENTAPP_HOME", tempfile.mkdtemp(prefix="talentapp-"))

from PySide6.QtWidgets import QApplication

from talentapp.domain.terms import State, Verdict
from talentapp.gui.gallery import PICTURES, Gallery
from talentapp.office import open_office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.plans import PlanRequest
from talentapp.settings import LANGUAGES, Settings, database_url


def prepare(chosen: Settings) -> None:
    """Bring the sample programme to where a day's work would have brought it."""
    office = open_office(chosen)
    for path in office.intake.sample_files():
        office.intake.commit(office.intake.preview(path))
    office.recommending.run()
    waiting = office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))
    for at, pairing in enumerate(waiting[:14]):
        verdict = Verdict.DECLINE if at % 4 == 3 else Verdict.ACCEPT
        office.review.decide(pairing, verdict, "研究方向不符" if verdict is Verdict.DECLINE else "", "王老师")
    office.planning.run(PlanRequest(), "王老师")
    office.planning.run(PlanRequest(fairness="worst"), "王老师")
    office.close()


def main() -> None:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--only", nargs="*", default=PICTURES)
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--themes", nargs="*", default=("light", "dark"))
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        database = arguments.database or Path(folder) / "gallery.db"
        chosen = Settings(database_url(database), arguments.languages[0], arguments.themes[0])
        if not database.exists():
            prepare(chosen)
        app = QApplication.instance() or QApplication(["gallery"])
        started = time.monotonic()
        gallery = Gallery(app, chosen)
        empty = Gallery(app, Settings(database_url(Path(folder) / "empty.db"), chosen.language, chosen.theme))
        for language in arguments.languages:
            for theme in arguments.themes:
                for one in (gallery, empty):
                    one.wear(language, theme)
                for page in arguments.only:
                    gallery.draw(page, arguments.out / f"{page}-{theme}-{language}.png", (width, height))
                if "overview" in arguments.only:
                    empty.draw("overview", arguments.out / f"welcome-{theme}-{language}.png", (width, height))
        gallery.close()
        empty.close()
        print(f"{time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main()
