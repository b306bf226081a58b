"""Composition root: the one place that makes the window's objects and connects them."""
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication, QWidget

from netloupe_engine.model import Settings, Severity
from netloupe_gui import text
from netloupe_gui.application import the_application
from netloupe_gui.bridge.acknowledged import Acknowledged
from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.capture import CaptureController
from netloupe_gui.bridge.capture_jobs import Opener
from netloupe_gui.bridge.collector import Collector
from netloupe_gui.bridge.colour_rules import ColourRules
from netloupe_gui.bridge.colouring import Colouring
from netloupe_gui.bridge.comparing import ComparingSource
from netloupe_gui.bridge.completing import Completing
from netloupe_gui.bridge.device_watch import DeviceWatch
from netloupe_gui.bridge.documents import Documents
from netloupe_gui.bridge.door import DoorOpener, engine_door
from netloupe_gui.bridge.export import ExportController
from netloupe_gui.bridge.failures import Failures
from netloupe_gui.bridge.files import FilesSource
from netloupe_gui.bridge.filter_check import FilterCheck
from netloupe_gui.bridge.filter_past import FilterPast
from netloupe_gui.bridge.finder import Finder
from netloupe_gui.bridge.findings import FindingsSource
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.focus_link import FocusLink
from netloupe_gui.bridge.focus_reader import FocusReader
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.kept_filters import KeptFilters
from netloupe_gui.bridge.ladder import LadderSource
from netloupe_gui.bridge.links import LinksSource
from netloupe_gui.bridge.live import LiveController
from netloupe_gui.bridge.naming import Naming
from netloupe_gui.bridge.preferences import engine_settings, zone_of
from netloupe_gui.bridge.recent import RecentFiles
from netloupe_gui.bridge.relations import RelationsSource
from netloupe_gui.bridge.remarks import RemarksKeeper
from netloupe_gui.bridge.secrets import SecretsKeeper, usable_key_logs
from netloupe_gui.bridge.statistics import StatisticsSource
from netloupe_gui.bridge.stream import StreamSource
from netloupe_gui.bridge.tcp import TcpSource
from netloupe_gui.bridge.treated import Treated
from netloupe_gui.bridge.unsaved import UnsavedCaptures
from netloupe_gui.bridge.warm_up import WarmUp
from netloupe_gui.bridge.watchdog import StallWatchdog
from netloupe_gui.bridge.why import WhySource
from netloupe_gui.late import LateViews
from netloupe_gui.models.groups import GroupsModel
from netloupe_gui.models.lanes_source import LanesSource
from netloupe_gui.models.packet_nodes import readable
from netloupe_gui.models.packets import PacketsModel
from netloupe_gui.models.session_nodes import session_node
from netloupe_gui.models.sessions import SessionsModel
from netloupe_gui.models.stream_lines import lines_of, message_lines
from netloupe_gui.models.tcp_plot import plot_of
from netloupe_gui.settings import paths as places
from netloupe_gui.settings.language import use_language
from netloupe_gui.settings.resources import sample_captures
from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.theme.icons import program_icon
from netloupe_gui.theme.manager import ThemeManager
from netloupe_gui.theme.motion import reduce_motion
from netloupe_gui.theme.tokens import Theme
from netloupe_gui.views.find import FindView
from netloupe_gui.views.packets import PacketsView
from netloupe_gui.views.sessions import SessionsView
from netloupe_gui.views.welcome import WelcomeView
from netloupe_gui.waiting import load, wait
from netloupe_gui.widgets.colour_legend import ColourLegend
from netloupe_gui.widgets.filter_bar import FilterBar
from netloupe_gui.widgets.focus_frame import FocusFrames
from netloupe_gui.widgets.middle import Middle
from netloupe_gui.widgets.pages import Pages
from netloupe_gui.widgets.pane import LatePane, Pane
from netloupe_gui.window.asking_commands import AskingCommands, AskingParts
from netloupe_gui.window.capture_menu import CaptureMenu
from netloupe_gui.window.commands import Commands, Parts
from netloupe_gui.window.keeping import Keeping
from netloupe_gui.window.live_commands import LiveCommands, LiveParts
from netloupe_gui.window.live_presenter import LivePresenter
from netloupe_gui.window.main_window import MainWindow
from netloupe_gui.window.opening import Opening, OpeningParts
from netloupe_gui.window.presenter import Presenter
from netloupe_gui.window.why import WhyCommands

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, NameFiles

HEAVY_MODULES = ("numpy.ma", "netloupe_gui.plots.canvas", "netloupe_gui.plots.incidents",
                 "netloupe_gui.views.timeline", "netloupe_gui.views.attributes",
                 "netloupe_gui.views.bytes", "netloupe_gui.views.stream", "netloupe_gui.plots.statistics",
                 "netloupe_gui.views.state_lanes", "netloupe_gui.views.findings", "netloupe_gui.views.files",
                 "netloupe_gui.plots.tcp", "netloupe_gui.plots.ladder", "netloupe_gui.views.relations",
                 "netloupe_gui.views.comparison")
RENDER_SIZE = (1600, 1000)
STALL_VARIABLE = "NETLOUPE_STALL_MS"    # for developers: log where the event loop stands still for so long
SETTLE_MS = 700             # panes draw within this after the last selection
PLOT_MS = 30_000            # what the plot needs takes so long to import at most


def open_analysis(paths: str | Sequence[str], is_cancelled: Callable[[], bool],
                  settings: Settings | None = None) -> "Analysis":
    """Open a capture, or several files as one, with the engine, which is loaded with the first one; a person's own
    protocols and services as they are now."""
    from netloupe_engine.analysis import Analysis, reread_protocols, reread_services
    reread_protocols()
    reread_services()
    each = [paths] if isinstance(paths, str) else paths
    key_logs = tuple(dict.fromkeys(log for path in each for log in usable_key_logs(places.notes_folder(), path)))
    analysis = Analysis(paths, replace(settings or Settings(), key_logs=key_logs), cancelled=is_cancelled)
    len(analysis.sessions.attributes)       # the first time it loads what tells them: here, not in the event loop
    return analysis


class App(QObject):
    """Everything there is, for one window. GUI thread only."""

    def __init__(self, application: QApplication, settings_file: Path, log_file: Path,
                 opener: Opener = open_analysis, door: DoorOpener = engine_door,
                 named: "NameFiles | None" = None) -> None:
        """Make and connect all parts; `window.show()` is up to the caller. `door` leads to live captures, `named` are
        files with names of addresses beside those of the settings."""
        super().__init__()
        self.store = SettingsStore(settings_file)
        use_language(application, self.store.text("language"))          # before the first text is made
        self.failures = Failures(log_file, self)
        self.themes = ThemeManager(application, self)
        self.themes.set_text_size(self.store.number("text_size"))       # widgets made later have it from the start
        self.jobs = Jobs(self)
        self.focus = Focus(self)
        self.completing = Completing(self.jobs, self)
        self.naming = Naming(self.store, self.jobs, named, self)
        self.past = FilterPast(self.focus, self)
        self.kept = KeptFilters(self.store, self)
        self.asking = Asking(self.focus, self)
        self.rules = ColourRules(self.store, self)
        self.colouring = Colouring(self.rules, self.jobs, self)
        self.link = FocusLink(self.focus, self)
        self.reader = FocusReader(self.focus, self.jobs, self, readable, session_node)
        self.settings = engine_settings(self.store)
        self.capture = CaptureController(opener if opener is not open_analysis else self._open, self.jobs, self)
        self.documents = Documents(self.capture, self.focus, self)
        self.live = LiveController(door, self.jobs, self.capture, self)
        self.live.base = self.settings
        self.watch = DeviceWatch(door, self.jobs, self)
        self.unsaved = UnsavedCaptures(door, self.jobs, self)
        self.exporter = ExportController(self.jobs, self)
        self.finder = Finder(self.jobs, self)
        self.remarks = RemarksKeeper(places.notes_folder(), self.jobs, self)
        self.treated = Treated(places.notes_folder(), self.jobs, self)
        self.secrets = SecretsKeeper(places.notes_folder(), self.jobs, self)
        self.recent = RecentFiles(self.store, self)
        self.sessions_model = SessionsModel(self.jobs, self)
        self.packets_model = PacketsModel(self.jobs, self)
        self.statistics = StatisticsSource(self.focus, self.jobs, self)
        self.lanes = LanesSource(self.jobs, self)
        self.findings = FindingsSource(self.focus, self.jobs, self)
        self.files = FilesSource(self.jobs, self)
        self.acknowledged = Acknowledged(places.notes_folder(), self.jobs, self)
        self.groups_model = GroupsModel(self.jobs, self)
        self.stream = StreamSource(self.focus, self.reader, self.jobs, lines_of, message_lines, self)
        self.tcp = TcpSource(self.reader, self.jobs, plot_of, self)
        self.ladder = LadderSource(self.focus, self.jobs, self)
        self.relations = RelationsSource(self.focus, self.jobs, self)
        self.links = LinksSource(self.focus, self.jobs, self)
        self.why = WhySource(self.jobs, self)
        self.comparing = ComparingSource(self.jobs, self)
        self._make_window(application)
        self.why_commands = WhyCommands(self.window, self.focus, self.why, self)
        self.presenter = Presenter(self.window, self.capture, self)
        self.live_presenter = LivePresenter(self.window, self.live, self.capture, self)
        self.live_commands = LiveCommands(LiveParts(
            self.window, self.capture, self.live, self.watch, FilterCheck(door, self.jobs, self), self.recent,
            self.store), self)
        self.asking_commands = AskingCommands(AskingParts(
            self.window, self.focus, self.asking, self.past, self.kept, self.rules, self.colouring,
            self.completing), self)
        self.commands = Commands(Parts(
            self.window, self.focus, self.link, self.capture, self.live_commands, self.asking_commands,
            self.exporter, self.recent, self.store, self.themes, (self.sessions_view.table, self.packets_view.table),
            self.remarks, self.treated, self.secrets, self.packets_model, self.naming, self.why_commands,
            str(log_file)), self)
        self.opening = Opening(OpeningParts(
            self.window, self.capture, self.documents, self.live, self.live_commands, self.exporter, self.recent,
            self.store, self.jobs), self)
        self.commands.use_opening(self.opening)
        self._connect_capture()
        self._connect_live()
        self._connect_window()
        self.commands.preferences_changed.connect(self._use_preferences)
        tables = {"sessions_header": self.sessions_view.table, "packets_header": self.packets_view.table}
        self.keeping = Keeping(self.store, tables, self.rules, self.window.arrangement, self)
        self.commands.profile_imported.connect(self.keeping.use)
        self.commands.profile_asked.connect(self.keeping.keep)
        self.commands.use_keys()
        self._use_looks()
        self._restore()
        self.warm_up = WarmUp(self.jobs, HEAVY_MODULES,
                              [*(pane.make for pane in self.late_panes.values()), self._prepare_plot], self)
        self.warm_up.start()
        self.unsaved.look()

    def _open(self, *asked: Any) -> "Analysis":
        """Worker thread: with the settings as they are now."""
        *paths, is_cancelled = asked
        return open_analysis(paths[0] if len(paths) == 1 else paths, is_cancelled, self.settings)

    def _use_preferences(self) -> None:
        """The settings are other ones: what they are about follows."""
        store = self.store
        self.settings = self.live.base = engine_settings(store)
        self.themes.set_text_size(store.number("text_size"))
        self.window.actions_by_id["show_names"].setChecked(store.flag("names_shown"))
        self._use_looks()
        self.naming.use_settings()
        self.commands.use_keys()
        self.themes.apply(store.text("theme"))      # and all is drawn anew, with other times

    def _use_looks(self) -> None:
        text.use_zone(zone_of(self.store.text("time_zone")))
        self.sessions_model.show_dates(self.store.flag("time_dates"))
        reduce_motion(self.store.flag("less_motion"), self.window)

    def _make_window(self, application: QApplication) -> None:
        self.window = MainWindow(self.themes, self.store)
        self.welcome = WelcomeView(self.watch)
        self.filter_bar = FilterBar(self.focus, self.completing, self.past, self.kept,
                                    self.window.actions_by_id.actions)
        self.sessions_view = SessionsView(self.sessions_model, self.groups_model, self.focus)
        self.legend = ColourLegend(self.rules, self.colouring, self.window.actions_by_id["ask_colours"])
        self.sessions_view.set_legend(self.legend)
        self.packets_view = PacketsView(self.packets_model, self.focus)
        self.find_view = FindView(self.focus, self.finder, self.asking)
        late = self.late = LateViews(self)
        self.late_panes = {key: LatePane(getattr(late, key)) for key in (
            "throughput", "timeline", "attributes", "bytes", "statistics", "lanes", "findings", "files", "stream",
            "tcp", "ladder", "relations", "compare")}
        titles = {"throughput": self.tr("Throughput"), "timeline": self.tr("Session timeline"),
                  "packets": self.tr("Packets"), "attributes": self.tr("Attributes"), "bytes": self.tr("Bytes")}
        talk = Pages({"packets": (self.tr("Packets"), self.packets_view),
                      "stream": (self.tr("Stream"), self.late_panes["stream"])})
        contents = {**self.late_panes, "packets": talk}
        self.panes = {key: Pane(key, title, contents[key]) for key, title in titles.items()}
        for table in (self.sessions_view.table, self.sessions_view.groups, self.packets_view.table):
            table.set_asking(self.asking)
        for table in (self.sessions_view.table, self.packets_view.table):
            table.offer(self.window.actions_by_id["follow_stream"], self.window.actions_by_id["why"])
        middle = Middle({"sessions": (self.tr("Sessions"), self.sessions_view),
                         "statistics": (self.tr("Statistics"), self.late_panes["statistics"]),
                         "findings": (self.tr("Findings"), self.late_panes["findings"]),
                         "files": (self.tr("Files"), self.late_panes["files"]),
                         "lanes": (self.tr("Lanes"), self.late_panes["lanes"]),
                         "tcp": (self.tr("TCP"), self.late_panes["tcp"]),
                         "ladder": (self.tr("Ladder"), self.late_panes["ladder"]),
                         "relations": (self.tr("Relations"), self.late_panes["relations"]),
                         "compare": (self.tr("Compare"), self.late_panes["compare"])})
        self.window.assemble(self.welcome, self.filter_bar, self.sessions_view, middle, self.panes,
                             self.find_view)
        self.capture_menu = CaptureMenu(self.watch, self.window.actions_by_id, self.window)
        self.window.set_capture_menu(self.capture_menu)
        self.focus_frames = FocusFrames(application, self)
        for pane in self.late_panes.values():
            pane.made.connect(self._equip)
            pane.made.connect(self.order_tabs)
        self.order_tabs()

    def _equip(self, view: Any) -> None:
        """What several panes have, as far as this one wants it."""
        if hasattr(view, "offer_why"):
            view.offer_why(self.window.actions_by_id["why"], self.why)
        if hasattr(view, "show_names"):
            self.naming.changed.connect(view.show_names)
            view.show_names(self.naming.is_shown)

    def order_tabs(self) -> None:
        """Tab goes through the window as the eye does."""
        views = [self.late_panes["throughput"].view, self.sessions_view.table,
                 *(self.late_panes[key].view for key in (
                     "lanes", "statistics", "findings", "files", "tcp", "ladder", "relations", "compare",
                     "timeline")),
                 self.packets_view.table, *(self.late_panes[key].view for key in ("stream", "attributes", "bytes"))]
        stops: list[QWidget] = [self.filter_bar.line, self.filter_bar.brush_chip]
        for view in views:
            stops += getattr(view, "tab_stops", (view,)) if view is not None else ()
        for before, after in pairwise([*stops, *self.find_view.tab_stops, *self.window.status.tab_stops]):
            QWidget.setTabOrder(before, after)

    def _prepare_plot(self) -> None:
        self.late_panes["throughput"].view.prepare()

    def _connect_capture(self) -> None:
        """What the capture tells, in the order in which it must be heard."""
        capture, presenter, changed = self.capture, self.presenter, self.capture.analysis_changed
        changed.connect(self.link.set_analysis)         # first: nothing is selected any more
        changed.connect(self.reader.set_analysis)
        changed.connect(self.completing.set_analysis)
        changed.connect(self.past.forget)
        changed.connect(self.colouring.set_analysis)
        changed.connect(self.exporter.set_analysis)
        changed.connect(self.naming.set_analysis)       # before who shows them
        sources = (self.statistics, self.lanes, self.findings, self.files, self.tcp, self.ladder, self.relations,
                   self.links, self.comparing)
        for hears in (self.sessions_model, self.groups_model, self.packets_model, self.find_view, self.remarks,
                      self.secrets, self.acknowledged, self.treated, self.stream, *sources, self.why_commands):
            changed.connect(hears.set_analysis)
        capture.refresh_due.connect(self.naming.refresh)
        capture.reading_finished.connect(self.naming.refresh)
        self.naming.changed.connect(self.sessions_model.show_names)
        self.naming.failed.connect(self.commands.on_names_failed)
        self.sessions_model.vendors_wanted.connect(self.naming.want_vendors)
        for source in sources:
            capture.refresh_due.connect(source.refresh)
        capture.refresh_due.connect(self.colouring.refresh)
        capture.reading_finished.connect(self.colouring.refresh)
        self.colouring.coloured.connect(self.sessions_model.set_colours)
        self.colouring.coloured.connect(self.groups_model.set_colours)
        for pane in self.late_panes.values():
            changed.connect(pane.set_analysis)
            capture.refresh_due.connect(pane.refresh)
        changed.connect(presenter.on_analysis_changed)
        capture.rows_changed.connect(self.sessions_model.take)
        capture.refresh_due.connect(self.packets_model.refresh)
        capture.refresh_due.connect(self.reader.refresh)
        capture.reading_finished.connect(self._on_reading_finished)
        capture.reading_finished.connect(presenter.on_reading_finished)
        capture.progress_changed.connect(presenter.on_progress)
        capture.capture_damaged.connect(presenter.on_capture_damaged)
        capture.open_failed.connect(presenter.on_open_failed)
        capture.opening_changed.connect(presenter.on_opening_changed)
        capture.path_known.connect(self.remarks.on_opened)
        capture.path_known.connect(self.acknowledged.on_opened)
        capture.path_known.connect(self.secrets.on_opened)
        capture.opened.connect(self.commands.on_opened)
        capture.several_opened.connect(self.opening.on_several_opened)
        self.documents.changed.connect(self.opening.on_documents_changed)
        self.documents.changed.connect(self._on_documents_changed)
        self.documents.looked_again.connect(self.past.forget)
        capture.reading_finished.connect(self.secrets.on_reading_finished)
        self.secrets.kept.connect(self.commands.open_path)
        self.secrets.told.connect(presenter.on_secrets_told)
        self.secrets.failed.connect(self.commands.on_secrets_failed)
        capture.reading_finished.connect(self.acknowledged.on_reading_finished)
        self.acknowledged.failed.connect(self.commands.on_remarks_failed)
        capture.path_known.connect(self.treated.on_opened)
        capture.reading_finished.connect(self.treated.on_reading_finished)
        self.treated.changed.connect(self.sessions_model.show_services)
        self.treated.changed.connect(self.colouring.refresh)
        self.treated.failed.connect(self.commands.on_remarks_failed)
        capture.reading_finished.connect(self.remarks.on_reading_finished)
        self.remarks.changed.connect(self.sessions_model.show_remarks)
        self.remarks.changed.connect(self.packets_model.show_remarks)
        self.remarks.changed.connect(self.colouring.refresh)
        self.remarks.failed.connect(self.commands.on_remarks_failed)
        capture.pipe_found.connect(self.commands.on_pipe_found)
        capture.freeze_changed.connect(presenter.on_freeze_changed)
        capture.held_back_changed.connect(self.window.status.show_held_back)

    def _connect_live(self) -> None:
        live, presenter, commands = self.live, self.live_presenter, self.live_commands
        live.activity_changed.connect(presenter.on_activity)
        live.capture_started.connect(presenter.on_started)
        live.reading_taken.connect(presenter.on_reading)
        live.incidents_changed.connect(presenter.on_incidents)
        live.incidents_changed.connect(self._on_incidents)
        live.start_failed.connect(presenter.on_start_failed)
        live.reopen_failed.connect(presenter.on_reopen_failed)
        live.ended_by_itself.connect(presenter.on_ended)
        live.save_started.connect(presenter.on_save_started)
        live.save_progressed.connect(presenter.on_save_progressed)
        live.saved.connect(presenter.on_saved)
        live.saved.connect(self.acknowledged.on_saved)
        live.saved.connect(self.treated.on_saved)
        live.save_failed.connect(presenter.on_save_failed)
        live.save_cancelled.connect(presenter.on_save_cancelled)
        self.capture.reading_resumed.connect(self.sessions_model.go_on)
        self.capture.reading_resumed.connect(self.presenter.on_reading_resumed)
        self.sessions_model.held_changed.connect(self.window.status.live.show_held)
        self.window.status.cancel_save_asked.connect(live.cancel_save)
        self.window.came_to_front.connect(self.watch.look_if_watched)
        self.window.banner.action_asked.connect(self.commands.run)
        self.window.set_may_close(commands.may_close)
        self.capture_menu.device_picked.connect(commands.start_on)
        self.welcome.live.device_picked.connect(commands.start_on)
        self.welcome.options_asked.connect(commands.options)
        self.welcome.live.unsaved_picked.connect(commands.reopen)
        self.capture.analysis_changed.connect(self.unsaved.look)
        self.unsaved.found.connect(self.welcome.live.unsaved.show_paths)

    def _on_incidents(self, incidents: tuple[Any, ...]) -> None:
        plot = self.late_panes["throughput"].view
        if plot is not None:
            plot.set_incidents(incidents)

    def _connect_window(self) -> None:
        window, commands, presenter = self.window, self.commands, self.presenter
        window.actions_by_id.action_triggered.connect(commands.run)
        window.files_dropped.connect(commands.open_paths)
        window.recent_picked.connect(commands.open_path)
        window.tabs.picked.connect(self.documents.show)
        window.tabs.close_asked.connect(self.opening.close_tab)
        window.closing.connect(self.close)
        window.banner.report_asked.connect(commands.copy_report)
        window.status.pause_asked.connect(self.capture.set_paused)
        window.status.cancel_reading_asked.connect(self.capture.cancel)
        window.status.cancel_opening_asked.connect(self.capture.stop_opening)
        window.status.cancel_export_asked.connect(self.exporter.cancel)
        window.status.findings.asked.connect(self._on_severity_asked)
        self.welcome.open_asked.connect(commands.open_file)
        self.welcome.sample_asked.connect(commands.open_sample)
        self.welcome.recent_picked.connect(commands.open_path)
        self.filter_bar.left.connect(commands.focus_table)
        self.filter_bar.group.by_chosen.connect(self._on_by_chosen)
        self.sessions_view.by_chosen.connect(self._on_by_chosen)
        self.sessions_model.totals_changed.connect(self._on_totals)
        self.sessions_view.table.follow_changed.connect(presenter.on_follow_changed)
        self.sessions_model.totals_changed.connect(presenter.on_totals_changed)
        self.sessions_model.totals_changed.connect(self.packets_view.show_totals)
        self.sessions_model.searching_changed.connect(self.filter_bar.show_searching)
        self.sessions_model.refused.connect(self.filter_bar.show_refusal)
        self.sessions_model.refused.connect(self.asking.on_refused)
        self.asking.prepared.connect(self.filter_bar.prepare)
        for hear in (self.packets_model.set_shown_sessions, self.finder.set_shown_sessions, self.statistics.set_shown,
                     self.lanes.set_shown, self.findings.set_shown, self.files.set_shown, self.ladder.set_shown):
            self.sessions_model.shown_changed.connect(hear)
        self.focus.history_changed.connect(presenter.on_history_changed)
        self.past.changed.connect(presenter.on_past_changed)
        self.focus.sessions_selected.connect(presenter.on_sessions_selected)
        self.focus.sessions_selected.connect(window.on_sessions_selected)
        self.exporter.export_started.connect(presenter.on_export_started)
        self.exporter.export_progressed.connect(presenter.on_export_progressed)
        self.exporter.export_finished.connect(presenter.on_export_finished)
        self.exporter.export_failed.connect(presenter.on_export_failed)
        self.exporter.export_cancelled.connect(presenter.on_export_cancelled)
        self.recent.recent_changed.connect(self._show_recent)
        self.failures.failure_caught.connect(presenter.on_failure)
        self.themes.theme_changed.connect(self._on_theme_changed)

    def _restore(self) -> None:
        self.themes.apply(self.store.text("theme"))
        self.window.setWindowIcon(program_icon())
        self.window.restore()
        self.keeping.use_columns()
        self.window.actions_by_id["show_names"].setChecked(self.naming.is_shown)
        self.sessions_model.show_names(self.naming.is_shown)
        has_sample = bool(sample_captures())
        self.window.actions_by_id.set_condition("sample", has_sample)
        self.welcome.set_sample_available(has_sample)
        self._show_recent()

    def _show_recent(self) -> None:
        self.window.set_recent(self.recent.paths())

    def _on_reading_finished(self) -> None:
        self.sessions_model.finish()

    def _on_documents_changed(self) -> None:
        self.comparing.set_others([one.held for one in self.documents.documents if one.held is not self.capture.held])

    def _on_by_chosen(self, by: tuple[str, ...]) -> None:
        self.filter_bar.group.set_by(by)
        self.sessions_view.set_by(by)

    def _on_severity_asked(self, severity: Severity) -> None:
        self.window.actions_by_id["pane_findings"].trigger()
        pane = self.late_panes["findings"]
        pane.make()
        pane.view.show_severity(severity)

    def _on_totals(self) -> None:
        analysis = self.capture.analysis
        self.window.status.show_findings(analysis.finding_severities if analysis is not None else {})
        self.filter_bar.group.set_attributes(analysis.sessions.attributes if analysis is not None else ())

    def _on_theme_changed(self, theme: Theme) -> None:
        icon = self.themes.icon
        self.window.actions_by_id[f"theme_{self.themes.wish}"].setChecked(True)
        self.welcome.set_icons(program_icon(), icon("open"), icon("record"), icon("sample"), icon("lock", theme.muted),
                               icon("file", theme.muted))

    def close(self) -> None:
        """Keep what is kept between runs, and stop everything that runs."""
        self.keeping.keep()
        self.store.save()
        self.live_commands.close_dialogs()
        self.live.give_up_starting()
        self.warm_up.stop()
        self.documents.close_aside()
        self.capture.close()
        self.jobs.stop()            # what runs may need a moment to end: waited for once the event loop has ended

    def close_unasked(self) -> None:
        """Close the window; where the person was not asked what becomes of a capture, it is kept."""
        if self.window.isVisible():
            self.live.keep_unsaved()
            self.window.set_may_close(None)
        self.window.close()

    def dispose(self) -> None:
        """Close the window, wait for what runs, and delete it and all it holds, in Qt's order.

        Left to Python's garbage collector, the objects of the plots would go in any order, and the process with them.
        """
        self.close_unasked()
        self.jobs.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(files: Sequence[str] = (), named: "NameFiles | None" = None) -> int:
    """Open the window, on these files if there are any, with `named` files of names of addresses; returns the exit
    status when it is closed."""
    application = the_application()
    collector = Collector(application)
    app = App(application, places.settings_file(), places.log_file(), named=named)
    app.warm_up.finished.connect(collector.freeze)
    collector.watch(app.jobs)
    app.failures.install()
    limit_ms = os.environ.get(STALL_VARIABLE, "")
    watchdog = StallWatchdog(int(limit_ms), app) if limit_ms.isdigit() and int(limit_ms) else None
    app.window.show()
    if files:
        app.commands.open_paths([str(path) for path in files], asks=False)
    status = application.exec()
    if watchdog is not None:
        watchdog.stop()
    app.dispose()
    collector.stop()
    return status


def render(files: Sequence[str], output_png: str | Path, size: tuple[int, int] = RENDER_SIZE) -> None:
    """Draw the window with the first file loaded and its biggest session selected into a PNG; no display is needed.

    Raises OSError if the picture cannot be written, CaptureError if the file cannot be opened.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = the_application()
    with tempfile.TemporaryDirectory(prefix="netloupe-") as folder:
        app = App(application, Path(folder) / "settings.ini", Path(folder) / "window.log")
        app.window.resize(QSize(*size))
        app.window.show()
        if files:
            load(app, str(files[0]))
        wait(SETTLE_MS)
        for _ in range(PLOT_MS // SETTLE_MS):
            plot = app.late_panes["throughput"]
            if not plot.isVisible() or (plot.view is not None and plot.view.canvas is not None):
                break
            wait(SETTLE_MS)
        is_saved = app.window.grab().save(str(output_png), "PNG")
        app.dispose()
    if not is_saved:
        raise OSError(f"{output_png} could not be written")
