"""Lists, tables, tiles and steps, used with keys as volunteers do."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from tests.support import gallery
from ui import theme
from ui.theme import Look, Tone
from ui.widgets.banner import Banner
from ui.widgets.data_table import DataTable
from ui.widgets.digit_tiles import DigitTiles
from ui.widgets.empty_state import EmptyState
from ui.widgets.idle_watch import IdleWatch
from ui.widgets.month_chart import MonthBar, MonthChart
from ui.widgets.pill import Mark, Pill
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.rail import Rail
from ui.widgets.result_list import ResultList
from ui.widgets.search_box import SearchBox
from ui.widgets.status_line import StatusLine
from ui.widgets.step_bar import StepBar
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label


@pytest.fixture
def search(qtbot):
    box, results = SearchBox("Cerca"), ResultList("Nuclei")
    box.steer(results)
    results.set_rows(gallery.RESULTS)
    for widget in (box, results):
        qtbot.addWidget(widget)
    return box, results


def test_arrows_typed_in_the_search_box_choose_in_the_list_below(qtbot, search):
    box, results = search
    chosen = []
    results.chosen.connect(chosen.append)
    qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert chosen == [2]


def test_ins_asks_for_an_aid_to_the_household_chosen(qtbot, search):
    box, results = search
    asked = []
    results.aid_requested.connect(asked.append)
    qtbot.keyClick(box.edit, Qt.Key.Key_Insert)
    assert asked == [1]


def test_escape_empties_the_search(qtbot, search):
    box, _ = search
    qtbot.keyClicks(box.edit, "ros")
    qtbot.keyClick(box.edit, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_a_digit_typed_in_an_empty_box_is_an_aid_only_where_asked(qtbot, search):
    box, _ = search
    digits = []
    box.digit_pressed.connect(digits.append)
    qtbot.keyClicks(box.edit, "3")
    assert (box.text(), digits) == ("3", [])
    box.clear()
    box.takes_digits = True
    qtbot.keyClicks(box.edit, "3")
    assert (box.text(), digits) == ("", [3])


def test_a_cleared_search_leaves_nothing_for_undo_to_bring_back(qtbot, search):
    box, _ = search
    qtbot.keyClicks(box.edit, "ros")
    box.clear()
    assert not box.edit.isUndoAvailable()


def test_a_result_is_read_aloud_with_its_state(search):
    _, results = search
    spoken = results.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Abdelrahman Said, persona sola")
    assert "Pacco il 14/11 al Social Market" in spoken


@pytest.fixture
def table(qtbot):
    made = DataTable(
        "Aiutati due volte",
        gallery.OVERLAP_COLUMNS,
        empty=EmptyState("package", "Qui non c'è niente", "Segna", lambda: None),
    )
    qtbot.addWidget(made)
    made.resize(1000, 300)
    return made


def test_a_table_without_rows_says_what_goes_there(table):
    assert not table._empty.isHidden()
    table.set_rows(gallery.OVERLAPS)
    assert table._empty.isHidden()


def test_enter_opens_the_row_and_a_link_tells_its_column(qtbot, table):
    opened, pressed = [], []
    table.row_opened.connect(opened.append)
    table.link_pressed.connect(lambda key, column: pressed.append((key, column)))
    table.set_rows(gallery.OVERLAPS)
    table.sheet.setCurrentIndex(table.sheet.model().index(1, 0))
    qtbot.keyClick(table.sheet, Qt.Key.Key_Return)
    table.sheet.setCurrentIndex(table.sheet.model().index(1, 5))
    qtbot.keyClick(table.sheet, Qt.Key.Key_Return)
    assert opened == [2]
    assert pressed == [(2, 5)]
    assert table.current_key() == 2


def test_a_table_takes_rows_only_as_they_are_looked_at(table):
    class Lazy(list):
        taken = 0

        def __getitem__(self, place):
            if isinstance(place, int):
                Lazy.taken += 1
            return super().__getitem__(place)

    table.show()
    table.set_rows(Lazy(Row(n, (str(n), "", "", "", "", "")) for n in range(100_000)))
    table.grab()
    assert Lazy.taken < 5_000


def test_columns_shrink_rather_than_hide_at_a_large_size(dressed, qtbot):
    theme.wear(dressed, Look.LIGHT, 18)
    made = DataTable("Aiuti", [Column("A", stretches=True), Column("B")])
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.set_rows([Row(1, ("x" * 80, Cell("y" * 80)))])
    assert sum(made.sheet.columnWidth(n) for n in (0, 1)) <= 300


def test_a_digit_presses_its_tile_and_an_unknown_one_does_nothing(qtbot):
    tiles = DigitTiles(gallery.TILES)
    qtbot.addWidget(tiles)
    pressed = []
    tiles.tile_pressed.connect(pressed.append)
    assert tiles.press_digit(5)
    assert not tiles.press_digit(9)
    assert pressed == ["money"]


def test_the_steps_say_where_one_is(qtbot):
    steps = StepBar(["Controlla", "Cosa parte"])
    qtbot.addWidget(steps)
    steps.set_here(1)
    assert steps.accessibleName() == "Passo 2 di 2: Cosa parte"


def test_a_chart_is_read_aloud(qtbot):
    chart = MonthChart("Pacchi")
    qtbot.addWidget(chart)
    chart.set_bars([MonthBar("O", "ottobre", 2, 1), MonthBar("N", "novembre", 0, 0)])
    assert chart.accessibleName() == "Pacchi. ottobre: 2 qui, 1 altrove"


def test_cancel_is_pressed_once_and_says_that_it_was_heard(qtbot):
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    asked = []
    panel.cancel_requested.connect(lambda: asked.append(1))
    panel.show_step("Invio", 3, 10)
    panel._cancel.click()
    panel._cancel.click()
    assert asked == [1]
    assert panel._phase.text() == "Mi fermo appena possibile…"


def test_the_status_line_says_when_it_was_saved(qtbot):
    status = StatusLine()
    qtbot.addWidget(status)
    status.set_saved(datetime(2026, 11, 22, 10, 42, tzinfo=UTC))
    assert status._saved.text() == "Salvato alle 10:42"
    status.set_saved(None)
    assert status._saved.text() == ""


def test_a_banner_tells_another_answer(qtbot):
    banner = Banner("Può ritirare", "", Tone.OK)
    qtbot.addWidget(banner)
    banner.tell("Già ricevuto", "il 3 novembre", Tone.ATTENTION)
    assert banner.accessibleName() == "Già ricevuto. il 3 novembre"


def test_a_pill_carries_its_words_for_screen_readers(qtbot):
    pill = Pill("certo", Tone.ELSEWHERE)
    qtbot.addWidget(pill)
    pill.set_mark(Mark("forse", Tone.ATTENTION))
    assert pill.accessibleName() == "forse"


def test_markup_in_a_name_is_shown_as_it_was_written(qtbot):
    shown = label("<b>Rossi</b><img src=x>")
    qtbot.addWidget(shown)
    assert shown.textFormat() is Qt.TextFormat.PlainText


def test_the_rail_folds_when_the_window_is_narrow_or_the_type_large(dressed, qtbot):
    rail = Rail("San Giuseppe", gallery.RAIL)
    qtbot.addWidget(rail)
    rail.fold_for(1366)
    wide = rail.width()
    rail.fold_for(1000)
    assert rail.width() < wide
    theme.wear(dressed, Look.LIGHT, 16)
    rail.fold_for(1366)
    assert rail.width() < wide


def test_idle_time_is_told_once_even_when_the_computer_slept(qapp):
    now = [0.0]
    watch = IdleWatch(qapp, 300, clock=lambda: now[0])
    told = []
    watch.idle.connect(lambda: told.append(now[0]))
    watch.start()
    now[0] = 299
    watch.look()
    now[0] = 40_000
    watch.look()
    watch.stop()
    assert told == [40_000]
