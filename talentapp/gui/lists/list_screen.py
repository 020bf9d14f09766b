"""What the lists of candidates, projects and organisations share: the list, the pane beside it, and kept views."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from talentapp.domain.lists import Facets
from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind, Status
from talentapp.domain.tidying import one_line
from talentapp.gui.kit.details import DetailPane
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.first_half import FirstHalf
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.tables import Column
from talentapp.gui.kit.widgets import EmptyState, button
from talentapp.gui.lists.bars import NameLine, UnsavedBar, given_up
from talentapp.gui.lists.bulk import BulkBar
from talentapp.gui.lists.desk import Desk
from talentapp.gui.lists.facets import Labels
from talentapp.gui.lists.list_pane import Asking, Listing, Source
from talentapp.gui.lists.record_fields import UnreadableError, field_of, read, said_wrong
from talentapp.gui.lists.record_form import RecordForm
from talentapp.gui.lists.saved_views import View
from talentapp.gui.lists.sorting import sort_menu
from talentapp.office.views.edits import BulkChange

if TYPE_CHECKING:
    from talentapp.office.records.look import Look


_OF_THE_OFFICE = ("status", "owner", "tags")  # what can be said of many records at once
_TAGS_READ = 500  # selected rows whose tags are offered to be taken off
_TOLD = 12  # and those that are named beside the list


class ListScreen(Screen):
    """A list of records of one kind, with the current one beside it. Subclasses say which, and how rows are shown."""

    page: ClassVar[str]  # its name in the navigation
    first: ClassVar[Asking]  # what the list is asked for at first
    start_page: ClassVar[tuple[str, Any]] = ("imports", None)  # where an empty list sends one
    start_text: ClassVar[str] = "nav-imports"

    kind: ClassVar[Kind]
    statuses: ClassVar[Sequence[Status]] = tuple(Status)  # that a record can have

    headings: ClassVar[Mapping[str, str]] = {}  # of facets that this list calls otherwise

    masks: bool = False  # whether the reader is not shown everybody by name

    deletes: ClassVar[bool] = True  # whether records may be deleted; people are erased instead

    gave_up = Signal(object)  # Own: a draft that is kept no more
    view_shown = Signal(str, object)  # the page, and the kept View that its list shows now, or None

    def __init__(self, dress: Dress, jobs: Jobs, desk: "Desk", look: "Look", source: Source) -> None:
        super().__init__(dress, jobs, f"nav-{self.page}")
        self.desk, self.views, self._look = desk, desk.views, look
        start = dress.say(button("primary"), self.start_text)
        start.clicked.connect(self._to_start)
        nothing = EmptyState(dress, self.page, f"empty-{self.page}-title", f"empty-{self.page}-text", start)
        if not desk.editing.allowed:
            nothing.leave_to("empty-candidates-own" if self.masks else "empty-list-reading")
        self.listing = Listing(
            dress, jobs, desk.memory, source, self._columns(), self.labels(),
            hint=f"search-{self.page}{'-masked' if self.masks else ''}", name=f"nav-{self.page}", asking=self.first,
            nothing=nothing, unfound="empty-search-masked" if self.masks else "empty-search-text",
            headings=self.headings,
        )  # fmt: skip
        self._naming = NameLine(dress)
        self._renamed: View | None = None  # the view that a name is asked for, where it is not a new one
        self.listing.between.addWidget(self._naming)
        self.detail = self.make_detail()
        if self.detail is None:
            self.body.addWidget(self.listing)
        else:
            self.split(self.listing, self.detail)
            self.listing.table.chosen.connect(self.detail.show_soon)
            self.detail.lost_focus.connect(self.focus_first)
            self.fold.follow(self.listing.table, self.open_record)
        self.bulk = BulkBar(dress, self.statuses, self.deletes)
        self.listing.below.addWidget(self.bulk)  # below, as what is unsaved: rows do not move under the mouse
        self._alone: int | None = None  # the record that the bar was asked for, where no other is selected
        self._turned = False  # the form has taken the place of the list
        self._left = self.views.left(self.page, {one.order for one in self.listing.model.columns}, self.labels())
        self._following = False  # the form is to show the current record, without taking the focus
        self.form = RecordForm(dress, jobs, self.kind, desk.editing, look, desk.drafts)
        self.put_beside(self.form)
        self._unsaved = UnsavedBar(dress)
        self.listing.below.insertWidget(0, self._unsaved)
        new = dress.say(button(), f"form-new-{self.kind.value}", tip="form-new-tip", icon="add", key="Ctrl+N")
        self._twice = dress.say(
            button(), "duplicates-button", tip=f"duplicates-of-{self.page}", icon="duplicates", key="D"
        )
        self._edit = dress.say(button(), "action-edit", tip="action-edit-tip", icon="edit", key="E")
        self._delete = dress.say(button(), "action-delete", tip="action-delete-tip", icon="delete", key="Delete")
        for one, slot in (
            (self._twice, self.find_duplicates), (self._delete, self.delete_selected), (self._edit, self.edit_record),
            (new, self.add_record),
        ):  # fmt: skip
            self.at_right.addWidget(one)
            one.clicked.connect(slot)
            one.setVisible(desk.editing.allowed)  # once it has a parent: else it is a window for a moment
        self._delete.setVisible(desk.editing.allowed and self.deletes)
        for keys, slot in (
            ("E", self.edit_record), ("Ctrl+N", self.add_record), ("Ctrl+Shift+F", self.listing.open_filters),
            ("D", self.find_duplicates), ("B", self.to_bulk), ("C", self.listing.open_columns),
            ("S", self.open_sorting), ("V", self.name_view),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.listing.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_selected)
        self.form.saved.connect(self._saved)
        self.listing.table.led.connect(self.wanted)
        self.listing.table.menu_wanted.connect(self._open_menu)
        self.form.opened.connect(self._form_opened)
        self.listing.table.chosen.connect(self._follow)
        self.form.refused.connect(self.fail)
        self.form.closed.connect(self._form_closed)
        self.form.discarded.connect(self._unsaved.show_discarded)
        self._unsaved.resumed.connect(self._resume)
        self._unsaved.dropped.connect(self._drop_draft)
        for going_on in (self.listing.table.chosen, self.listing.search.textEdited, self.listing.panel.changed):
            going_on.connect(self._unsaved.pass_on)
        self.listing.table.selected.connect(self._selected)
        self.listing.model.edited.connect(self._edit_cell, Qt.ConnectionType.QueuedConnection)  # its editor is gone
        self.listing.model.wrong = self._wrong_in
        self.listing.model.refused.connect(self._refuse_cell)
        self.bulk.wanted.connect(self._change_selected)
        self.bulk.cleared.connect(self._clear_selection)
        self.bulk.delete_wanted.connect(self.delete_selected)
        self.bulk.compare_wanted.connect(self.find_duplicates)
        self.listing.found.connect(self.show_count)
        self.listing.found.connect(self._found)
        self.listing.failed.connect(self.fail)
        self.listing.keep_wanted.connect(self.name_view)
        self.listing.sorted.connect(self._say_order)
        self.listing.table.heading_menu_wanted.connect(self.open_sorting)
        self._naming.named.connect(self._keep_view)
        self.views.changed.connect(self._tell_view)

    # What a subclass says

    def columns(self) -> Sequence[Column]:
        """The columns of the list; the first names the record."""
        raise NotImplementedError

    def labels(self) -> Labels:
        """The facets of the list, and how their values are called."""
        raise NotImplementedError

    def called(self, facet: str, value: str) -> str:
        """What a value in people's own words is called in the window's language."""
        return self._look.called(facet, value, self.words.language)

    def make_detail(self) -> DetailPane | None:
        """The pane beside the list, if there is one."""
        return None

    def show_count(self, found: int | None) -> None:
        """Say how many there are, and how many of them are shown; None while they are being counted."""

    def leads(self) -> Sequence[tuple[str, str]]:
        """The pages that show more of the current record: what each is called there, and its name."""
        return ()

    # What all do

    def _columns(self) -> Sequence[Column]:
        """The columns of the list; cells are edited where the role may."""
        allowed = self.desk.editing.allowed
        return [column if allowed else replace(column, edit="") for column in self.columns()]

    def refresh(self) -> None:
        self._offer_drafts()
        self.listing.model.forget()
        shown = self.detail.record_id if self.detail is not None else None
        left, self._left = self._left, None
        if left is not None:
            self.listing.ask(left)
        else:
            self.listing.find_again()
        if self.detail is not None and self.listing.table.chosen_id == shown:  # another one has been shown already
            self.detail.show_id(shown)

    # Changing

    def add_record(self) -> None:
        """Open the form for a new record, where the role may make one."""
        if self.desk.editing.allowed:
            self._show_form(None)

    def edit_record(self) -> None:
        """Open the form for the current record, where the role may change it."""
        one = self.listing.table.chosen_id is not None and self.listing.table.selected_count < 2
        if self.desk.editing.allowed and one:
            self._show_form(self.listing.table.chosen_id)

    def find_duplicates(self) -> None:
        """Show which records look like one, where the role may merge them; before them two that are selected."""
        if self.desk.editing.allowed:
            two = self.listing.table.selected_ids if self.listing.table.selected_count == 2 else []
            self.wanted.emit("duplicates", (self.kind, *two))

    def delete_selected(self) -> None:
        """Delete what is selected, where the role may and nothing else speaks of it; Ctrl+Z brings it back."""
        editing, kind, ids = self.desk.editing, self.kind, self.listing.table.selected_ids
        if not (editing.allowed and ids):
            return
        if not self.deletes:
            self.said.emit(self.words("people-not-deleted"), False)
            return

        def work(progress: Progress) -> Any:
            return editing.remove(kind, ids, progress)

        self.jobs.start("job-delete", work, self._deleted, self.fail)

    def _deleted(self, result: Any) -> None:
        self._changed(result)
        if result.left:
            self.error.show_text(self.words(f"delete-left-{self.kind.value}", n=result.left))

    def _open_menu(self, place: QPoint) -> None:
        """What can be done with what is selected."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words, several = self.words, self.listing.table.selected_count > 1
        if self.desk.editing.allowed:
            if several:
                menu.addAction(f"{words('keys-bulk')}\tB", self.to_bulk)
                if self.listing.table.selected_count == 2:
                    menu.addAction(f"{words('bulk-compare')}\tD", self.find_duplicates)
            else:
                menu.addAction(f"{words('action-edit')}\tE", self.edit_record)
            if self.deletes:
                menu.addAction(f"{words('action-delete')}\tDel", self.delete_selected)
        if not several:
            menu.addSeparator()
            for said, page in self.leads():
                menu.addAction(words(said), partial(self.wanted.emit, page, self.listing.table.chosen_id))
        menu.addSeparator()
        menu.addAction(f"{words('keys-all')}\tCtrl+A", self.listing.table.selectAll)
        menu.addSeparator()
        menu.addMenu(sort_menu(self.dress, self.listing, menu))
        menu.addAction(f"{words('columns-dots')}\tC", self.listing.open_columns)
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def open_sorting(self, place: QPoint | None = None) -> None:
        """Offer the orders of the list, at a place of the screen or over its beginning."""
        menu = sort_menu(self.dress, self.listing, self)
        menu.popup(place or self.listing.table.viewport().mapToGlobal(QPoint(0, 0)))
        menu.setActiveAction(next((one for one in menu.actions() if one.isChecked()), menu.actions()[0]))

    def _say_order(self, column: int, descending: bool) -> None:
        called = self.words(self.listing.model.columns[column].heading)
        self.said.emit(self.words("sorted-now-down" if descending else "sorted-now-up", column=called), False)

    def _found(self, number: int | None) -> None:
        """In an empty list there is nothing to look for duplicates in, nor anything to be read."""
        self._twice.setEnabled(number != 0 or self.listing.is_narrowed)
        self.fold.offer(number != 0)
        if self.detail is not None:
            self.detail.offer(number != 0)
        self._tell_view()

    def _tell_view(self) -> None:
        """A list that shows a kept view says so, and does not offer to keep it once more."""
        view = self.views.of(self.page, self.listing.asking)
        self.listing.show_view(view.name if view else "")
        self.view_shown.emit(self.page, view)

    def to_bulk(self) -> None:
        """Go on to what can be done to all that are selected; asked for, also to one."""
        table = self.listing.table
        if self.desk.editing.allowed and table.selected_count == 1:
            (self._alone,) = table.selected_ids
            self._selected(1)
        if self.bulk.isVisible():
            self.bulk.focus_first()

    def open_record(self, record_id: int) -> None:
        """Enter, or a double click beside what is edited in its cell: the form, at the field of that cell."""
        if self.desk.editing.allowed:
            self._show_form(record_id, self.listing.model.field_at(self.listing.table.currentIndex()))

    def _show_form(self, record_id: int | None, field: str = "") -> None:
        if self.form.is_dirty:
            self.fold.read()
            if record_id == self.form.record_id:
                self.form.focus_on(field)
            else:
                self.form.say_stays()  # and the cursor stays where it is: what is typed now is not meant for this form
            return
        if record_id is None:
            self.form.open_new()
        else:
            self.form.open_record(record_id, field)

    def _follow(self, record_id: int | None) -> None:
        """Another record is current: a form in which nothing has been typed goes with it, another one says it stays."""
        editing = not self.form.isHidden() and self.form.record_id is not None
        if not editing or record_id in (None, self.form.record_id):
            return
        if self.form.is_dirty:
            self.form.say_stays()
        elif record_id is not None:
            self._following = True
            self.form.open_record(record_id)

    def _form_opened(self) -> None:
        if self._following:
            self._following = False
            self.focus_first()  # one is walking through the list
        if self.detail is not None:
            self.detail.hide()
        self._turned = self.fold.read()
        if self._turned:
            self.form.focus_on(self.form.begins_at)
        self._unsaved.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes to another page with something unsaved is told that it waits here."""
        super().hideEvent(event)
        if self._left is None:  # what finds nothing is not asked for again: it may name somebody who has been erased
            self.views.leave(self.page, self.listing.asking if self.listing.number else self.first, self.first)
        self._unsaved.pass_on()
        if not event.spontaneous() and (title := self.form.keep_now()):
            self.said.emit(self.words(f"form-left-{self.kind.value}", title=title), False)

    def _form_closed(self) -> None:
        self.form.hide()
        FirstHalf(self)  # of a double click on what closed it, on the record that comes into its place
        if self.detail is not None:
            self.detail.show()
        if self._turned:  # from the list, and back to it
            self._turned = False
            self.fold.leave()
        self.focus_first()
        self._offer_drafts()

    def _saved(self, result: Any) -> None:
        self.edited.emit(result)
        if result.edit.touched:
            self.show_record(result.edit.touched[0].record_id)

    def _offer_drafts(self) -> None:
        """Say what was typed and not saved, after a crash or a change of mind. Drafts of records that have gone, go."""
        kept = self.desk.drafts.kept(self.kind) if self.desk.editing.allowed else []
        gone = [one for one in kept if one.record_id is not None and not self.listing.rows_of([one.record_id])]
        for one in gone:
            self.desk.drafts.drop(self.kind, one.record_id)
        kept = [one for one in kept if one not in gone]
        if kept and not self.form.isVisibleTo(self):
            self._unsaved.show_draft(kept[0])
        else:
            self._unsaved.hide()

    def _resume(self, draft: Any) -> None:
        self.desk.drafts.keep(self.kind, draft.record_id, draft.version, draft.title, draft.texts)
        if draft.record_id is not None:
            self.listing.choose(draft.record_id)
        self._show_form(draft.record_id)

    def _drop_draft(self, draft: Any) -> None:
        self.gave_up.emit(given_up(self.desk.drafts, self.kind, draft, self._offer_drafts))

    def _selected(self, count: int) -> None:
        self._edit.setEnabled(count == 1)  # a form is about one record; several are changed by the bar below the list
        self._delete.setEnabled(count > 0)
        several = self.words(f"selected-{self.page}", n=count) if count > 1 else ""
        if self.detail is not None:
            self.detail.show_several(several, *self._selected_ones(count) if several else ())
        if not self.desk.editing.allowed:
            return
        if count != 1 or self.listing.table.selected_ids != [self._alone]:  # the current one is told of after this
            self._alone = None
        said = several or (self.words(f"selected-{self.page}", n=1) if self._alone is not None else "")
        tags, owned = set[str](), False
        if said and count <= _TAGS_READ:
            rows = self.listing.rows_of(self.listing.table.selected_ids)
            tags, owned = {tag for row in rows for tag in row.tags}, any(row.owner for row in rows)
        self.bulk.show_count(said, sorted(tags), owned, two=count == 2)

    def _selected_ones(self, count: int) -> tuple[list[tuple[str, str]], str]:
        """Who or what is selected, as the list calls them, and how many more there are."""
        more = self.words(f"more-{self.page}", n=count - _TOLD) if count > _TOLD else ""
        return self.listing.first_selected(_TOLD), more

    def _clear_selection(self) -> None:
        self._alone = None
        self._selected(1)
        self.listing.table.step(0)
        self.listing.table.setFocus()

    def _change_selected(self, change: BulkChange) -> None:
        self._change(self.listing.table.selected_ids, change)

    def _edit_cell(self, record_id: int, name: str, text: str) -> None:
        if name in _OF_THE_OFFICE:
            what: Any = name
            self._change([record_id], BulkChange(what, text))
            return
        editing, kind = self.desk.editing, self.kind
        values = {name: read(field_of(kind, name), text)}

        def work(_progress: Progress) -> Any:
            return editing.save(kind, values, record_id)

        self.jobs.start("job-save", work, self._changed, self.fail)

    def _wrong_in(self, name: str, text: str) -> str:
        """What is wrong with a text that is put into a cell, or ""."""
        if name in _OF_THE_OFFICE:
            return ""
        try:
            value = read(field_of(self.kind, name), text)
        except UnreadableError as error:
            return said_wrong(self.words, str(error))
        found = [one.code for one in self.desk.editing.check(self.kind, {name: value}) if one.field == name]
        return said_wrong(self.words, found[0]) if found else ""

    def _refuse_cell(self, text: str, why: str) -> None:
        self.error.show_text(self.words("cell-refused", text=one_line(text), why=why))

    def _change(self, ids: list[int], change: BulkChange) -> None:
        editing, kind = self.desk.editing, self.kind

        def work(progress: Progress) -> Any:
            return editing.change(kind, ids, change, progress)

        self.jobs.start("job-save", work, self._changed, self.fail)

    def _changed(self, result: Any) -> None:
        self.error.hide()
        self.edited.emit(result)

    def show_record(self, record_id: Any) -> None:
        """Show one record, or what fits some facets."""
        if isinstance(record_id, tuple):
            self.show_facets(record_id)
        else:
            self.listing.choose(record_id)
            self.fold.read()

    def imported(self, batch_id: str) -> str:
        """An import, as a filter by it is called: by its file, where that is known."""
        return self._look.imported_file(int(batch_id)) or f"#{batch_id}"

    def show_facets(self, facets: Facets) -> None:
        """Show only what fits these facets, as another screen wishes."""
        self.fold.leave()
        self.listing.ask(Asking(facets=facets))

    def show_view(self, view: View, *, naming: bool = False) -> None:
        """Show a kept view; where it is to be called otherwise, ask how."""
        self.fold.leave()
        self.listing.ask(view.asking)
        if naming:
            self._naming.ask(view.name)
            self._renamed = view

    def focus_first(self) -> None:
        self.fold.front(self.listing.landing).setFocus()

    def search(self) -> None:
        """Put the cursor into the search."""
        self.fold.leave()
        self.listing.search.setFocus()
        self.listing.search.selectAll()

    def _to_start(self) -> None:
        self.wanted.emit(*self.start_page)

    def name_view(self) -> None:
        """Ask under which name what is looked for is to be kept."""
        asking, labels = self.listing.asking, self.labels()
        if not self.listing.is_narrowed:
            self.said.emit(self.words("view-nothing"), False)
            return
        said = [labels[name](value) for name, value in asking.facets]
        self._renamed = None
        self._naming.ask(" ".join(filter(None, [asking.text.strip(), *said]))[:40])

    def _keep_view(self, name: str) -> None:
        if self._renamed is None:
            self.views.keep(View(self.page, name, self.listing.asking))
        else:
            self.views.rename(self._renamed, name)
        self.focus_first()
