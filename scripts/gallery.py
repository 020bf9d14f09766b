"""Pictures of every screen and state, light and dark, in three languages, on the sample programme at work.

python scripts/gallery.py OUT [--database FILE] [--size 1440x900] [--scale 2] [--screen 1280x800] [--only SCENE …]
[--languages …] [--themes …]

Without --database the sample programme is imported, recommended and partly reviewed in a temporary one. With --scale 2
the window is as a user of 200 % has it on a screen of 1920 by 1080; with `--screen 1280x800 --size 640x380` too, as on
a small laptop.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
os.environ.setdefault("TALENTAPP_HOME", tempfile.mkdtemp(prefix="talentapp-"))

from talentapp.settings import Settings, data_folder, database_url  # noqa: E402 - found by the path above


def main() -> None:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--size")
    parser.add_argument("--screen", default="1920x1080")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--languages", nargs="*", default=("zh_CN", "zh_TW", "en"))
    parser.add_argument("--themes", nargs="*", default=("light", "dark"))
    arguments = parser.parse_args()
    size = arguments.size or ("1440x900" if arguments.scale == 1 else "960x520")
    (width, height), screen = (tuple(map(int, one.split("x"))) for one in (size, arguments.screen))
    os.environ["QT_SCALE_FACTOR"] = f"{arguments.scale:g}"  # Qt reads it once

    import scenes_above  # noqa: F401
    import scenes_cases  # noqa: F401
    import scenes_folded  # noqa: F401
    import scenes_imports  # noqa: F401 - all name their scenes in SCENES
    from PySide6.QtWidgets import QApplication
    from scenes import EMPTY, SCENES, standing

    from talentapp.gui.gallery import Gallery

    with tempfile.TemporaryDirectory() as folder:
        desk = json.loads(Path(__file__).with_name("screen.json").read_text(encoding="utf-8"))
        desk["screens"][0] |= dict(zip(("width", "height"), screen, strict=True))
        screens = Path(folder) / "screen.json"
        screens.write_text(json.dumps(desk), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        database = arguments.database or Path(folder) / "gallery.db"
        chosen = Settings(database_url(database), arguments.languages[0], arguments.themes[0])
        if not database.exists():
            prepare(chosen)
        app = QApplication(["gallery"])
        started = time.monotonic()
        gallery = Gallery(app, chosen)
        empty = Gallery(app, Settings(database_url(Path(folder) / "empty.db"), chosen.language, chosen.theme))
        empties = [f"empty-{page}" for page in EMPTY]
        wanted = arguments.only or [*SCENES, *empties]
        for language in arguments.languages:
            for theme in arguments.themes:
                for one in (gallery, empty):
                    one.wear(language, theme)
                for name in wanted:
                    out = arguments.out / f"{name}-{theme}-{language}.png"
                    if name in empties:
                        empty.window.go(name.removeprefix("empty-"))
                        empty.draw(out, (width, height))
                        continue
                    gallery.window.resize(width, height)
                    with standing(name, gallery):
                        gallery.draw(out, (width, height))
        gallery.close()
        empty.close()
        print(f"{time.monotonic() - started:.1f} s")


def prepare(chosen: Settings) -> None:
    """Bring the sample programme to where some weeks' work would have brought it."""
    from talentapp.domain.errors import TalentError
    from talentapp.domain.terms import Party, State, Verdict
    from talentapp.office import open_office
    from talentapp.office.imports.committing import Choice
    from talentapp.office.views.pairings import PairingQuery
    from talentapp.office.views.plans import PlanRequest
    from tests.office import lives

    data_folder().mkdir(parents=True, exist_ok=True)
    office, today = open_office(chosen), date.today()
    for path in office.intake.sample_files():
        preview = office.intake.preview(path)
        twice: dict[int, Choice] = {row.number: "create" for row in preview.rows if row.action == "duplicate"}
        office.intake.commit(preview, twice)
    office.recommending.run()
    waiting = office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))
    folder = data_folder()
    lives.activate(office, waiting[2], folder, today, title_university="兼职教授", title_firm="首席架构师")
    for pairing in (waiting[5], waiting[6]):
        office.review.decide(pairing, Verdict.ACCEPT, who="王老师")
        office.agreeing.move(pairing, Verdict.NOTIFY, "王老师", today=today)
    lives.consent(office, waiting[5], today)
    office.agreeing.move(waiting[5], Verdict.CONSENT, "王老师", today=today)
    office.agreeing.move(waiting[5], Verdict.SUBMIT, "王老师", today=today)
    for party in (Party.UNIVERSITY, Party.FIRM, Party.OFFICE):
        office.agreeing.move(waiting[5], Verdict.AGREE, "王老师", party=party, today=today)
    office.agreeing.move(waiting[5], Verdict.PASS, "王老师", today=today)
    lives.meet(office, waiting[5], folder, today, gates=("home_employer", "conflict"))
    for at, pairing in enumerate(waiting[7:18]):
        verdict = Verdict.DECLINE if at % 4 == 3 else Verdict.ACCEPT
        with suppress(TalentError):  # its place may be taken by one of those before
            office.review.decide(pairing, verdict, "研究方向不符" if verdict is Verdict.DECLINE else "", "王老师")
    office.planning.run(PlanRequest(), "王老师")
    office.planning.run(PlanRequest(fairness="worst"), "王老师")
    office.close()


if __name__ == "__main__":
    main()
