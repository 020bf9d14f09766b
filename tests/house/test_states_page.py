"""The page about a pairing's life is what the table says."""

from tests.house.test_house import python


def test_the_page_is_drawn_from_the_table() -> None:
    python(
        "import runpy, sys; sys.argv[1:] = ['--check']; runpy.run_path('scripts/build_states.py', run_name='__main__')"
    )
