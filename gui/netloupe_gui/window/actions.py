"""Everything the person can do, as one table; menus, toolbar, shortcut sheet and command palette are made from it."""
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from netloupe_gui.text.marked import T
from netloupe_gui.theme.manager import ThemeManager


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `id` is also the name of the method of `Commands` that does it."""

    id: str
    text: str                           # source text of the translation; "&" marks the mnemonic
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: tuple[str, ...] = ()         # conditions that must all hold, see `Actions.set_condition`
    checkable: bool = False
    group: str = ""                     # of actions one of which is chosen
    short: str = ""                     # for the toolbar
    only_in: str = ""                   # the pane that handles the key itself, and only while it has the keyboard
    says: str = ""                      # more than the text tells


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("several_open_tab", T("Actions", "Open in &new tab…"), ("Ctrl+Alt+O",), "", (),
               says=T("Actions", "Open captures beside the one that is shown")),
    ActionSpec("several_open_merged", T("Actions", "Open sever&al as one…"), (), "", (),
               says=T("Actions", "Open several files as one capture, in the order of their packets' times")),
    ActionSpec("several_next_tab", T("Actions", "Next &tab"), ("Ctrl+PgDown",), "", ("tabs",),
               says=T("Actions", "Show the next open capture")),
    ActionSpec("several_previous_tab", T("Actions", "Pre&vious tab"), ("Ctrl+PgUp",), "", ("tabs",),
               says=T("Actions", "Show the open capture before")),
    ActionSpec("open_file", T("Actions", "&Open capture…"), ("Ctrl+O",), "open", short=T("Actions", "Open"),
               says=T("Actions", "Open a capture file: pcap or pcapng, also gzip, zstd or lz4 compressed")),
    ActionSpec("open_sample", T("Actions", "Open sa&mple capture"), (), "sample", ("sample",)),
    ActionSpec("clear_recent", T("Actions", "&Clear list")),
    ActionSpec("reload", T("Actions", "&Reload"), ("Ctrl+R",), "reload", ("file",),
               says=T("Actions", "Read the same file again")),
    ActionSpec("choose_secrets", T("Actions", "&Secrets…"), (), "", ("file",),
               says=T("Actions", "Choose key logs of TLS for this capture, and read what was said inside")),
    ActionSpec("forget_secrets", T("Actions", "&Forget secrets"), (), "", ("file",),
               says=T("Actions", "Read this capture again without the key logs chosen for it")),
    ActionSpec("close_capture", T("Actions", "&Close capture"), ("Ctrl+W",), "", ("capture",)),
    ActionSpec("export_sessions", T("Actions", "&Export sessions…"), ("Ctrl+H",), "export", ("capture",),
               short=T("Actions", "Export"),
               says=T("Actions", "Write the packets of the selected or shown sessions to a file of their own")),
    ActionSpec("capture_save", T("Actions", "Sa&ve capture…"), ("Ctrl+S",), "save", ("live",),
               says=T("Actions", "Write the whole live capture to a file of its own")),
    ActionSpec("quit", T("Actions", "&Quit"), ("Ctrl+Q",), "quit"),

    ActionSpec("capture_start", T("Actions", "&Start capturing"), ("Ctrl+E",), "record", ("idle",),
               short=T("Actions", "Capture"), says=T("Actions", "Capture packets as last time")),
    ActionSpec("capture_stop", T("Actions", "S&top capturing"), ("Ctrl+E",), "stop", ("capturing",),
               short=T("Actions", "Stop"), says=T("Actions", "Stop capturing and keep what was captured open")),
    ActionSpec("capture_restart", T("Actions", "&Restart capturing"), ("Ctrl+Shift+E",), "restart", ("live_again",),
               says=T("Actions", "The same capture again, from nothing")),
    ActionSpec("capture_go_on", T("Actions", "C&ontinue capturing"), (), "resume", ("live_stopped",),
               says=T("Actions", "Go on in the same capture")),
    ActionSpec("capture_options", T("Actions", "Capture optio&ns…"), ("Ctrl+K",), "interface",
               says=T("Actions", "Choose interfaces, a capture filter, when to stop, and more")),
    ActionSpec("capture_remote", T("Actions", "Remote &host over ssh…"), (), "remote",
               says=T("Actions", "Capture on another computer with its tcpdump")),
    ActionSpec("capture_pipe", T("Actions", "From a p&ipe…"), (), "pipe",
               says=T("Actions", "Show what another program writes to a pipe")),
    ActionSpec("capture_refresh", T("Actions", "Re&fresh interfaces"), ("F5",), "reload"),

    ActionSpec("focus_filter", T("Actions", "F&ilter"), ("Ctrl+L", "/"), "filter", ("capture",),
               says=T("Actions", "Type words that the shown sessions must contain")),
    ActionSpec("clear_filter", T("Actions", "Clear filter and &brush"), ("Esc",), "", ("capture",)),

    ActionSpec("find", T("Actions", "&Find…"), ("Ctrl+F",), "find", ("capture",),
               says=T("Actions", "Find text, expressions or bytes in packets and streams")),
    ActionSpec("find_next", T("Actions", "Find ne&xt"), ("Ctrl+N",), "", ("hits",)),
    ActionSpec("find_previous", T("Actions", "Find pre&vious"), ("Ctrl+B",), "", ("hits",)),
    ActionSpec("follow_stream", T("Actions", "Follow &stream"), ("Ctrl+Alt+Shift+T",), "stream", ("capture",),
               says=T("Actions", "Show what the two ends of the selected session said to each other")),
    ActionSpec("why", T("Actions", "&Why?"), ("F9", "Ctrl+?"), "", ("capture",),
               says=T("Actions", "What decided that a session is called so: the rule, packets and bytes")),
    ActionSpec("mark", T("Actions", "&Mark or unmark"), ("Ctrl+M",), "", ("capture",),
               says=T("Actions", "Mark the selected packet, or in the sessions table the selected sessions")),
    ActionSpec("note", T("Actions", "N&ote…"), ("Ctrl+Alt+C",), "", ("capture",),
               says=T("Actions", "Write a note on the selected packet, or in the sessions table on sessions")),
    ActionSpec("treat", T("Actions", "Treat as…"), ("Ctrl+Alt+A",), "", ("capture",),
               says=T("Actions", "Say whose service the selected sessions use")),
    ActionSpec("time_reference", T("Actions", "&Time reference"), ("Ctrl+T",), "", ("capture",),
               says=T("Actions", "Times in the packets table count from the selected packet, or not any more")),
    ActionSpec("ask_undo", T("Actions", "&Undo filter"), ("Ctrl+Z",), "undo", ("filter_past",),
               says=T("Actions", "Filter and brush as they were before")),
    ActionSpec("ask_redo", T("Actions", "&Redo filter"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", ("filter_future",)),
    ActionSpec("ask_save", T("Actions", "S&ave filter…"), ("Ctrl+D",), "bookmark", ("capture",),
               says=T("Actions", "Give the filter a name")),
    ActionSpec("ask_filters", T("Actions", "&Named filters…"), (), "", ("capture",),
               says=T("Actions", "Show, rename or delete filters that have a name")),
    ActionSpec("ask_group", T("Actions", "&Group sessions…"), ("Ctrl+Shift+G",), "group", ("capture",),
               says=T("Actions", "Group sessions by what they have in common")),
    ActionSpec("ask_ungroup", T("Actions", "&Do not group"), (), "", ("capture",)),
    ActionSpec("ask_colours", T("Actions", "Colour r&ules…"), (), "colours", ("capture",),
               says=T("Actions", "Give rows of sessions colours by filters")),
    ActionSpec("ask_only", T("Actions", "&Only this value"), (), "", ("capture",),
               says=T("Actions", "Show only sessions with the value the keyboard is at")),
    ActionSpec("ask_exclude", T("Actions", "E&xclude this value"), (), "", ("capture",),
               says=T("Actions", "Show no sessions with the value the keyboard is at")),
    ActionSpec("ask_also", T("Actions", "&And this value"), (), "", ("capture",),
               says=T("Actions", "Of the sessions shown, only those with the value the keyboard is at")),
    ActionSpec("ask_either", T("Actions", "O&r this value"), (), "", ("capture",),
               says=T("Actions", "Also show sessions with the value the keyboard is at")),
    ActionSpec("ask_prepare", T("Actions", "&Prepare this value"), (), "", ("capture",),
               says=T("Actions", "Write the value the keyboard is at into the filter line")),
    ActionSpec("ask_colour", T("Actions", "&Colour this value"), (), "", ("capture",),
               says=T("Actions", "Give the rows of sessions with the value the keyboard is at a colour")),

    ActionSpec("go_to_packet", T("Actions", "&Go to packet…"), ("Ctrl+G",), "goto", ("capture",)),
    ActionSpec("next_packet", T("Actions", "&Next packet"), ("F8",), "next", ("capture",)),
    ActionSpec("previous_packet", T("Actions", "&Previous packet"), ("F7",), "previous", ("capture",)),
    ActionSpec("next_in_session", T("Actions", "Next packet in the &session"), ("Ctrl+.",), "", ("selection",)),
    ActionSpec("previous_in_session", T("Actions", "Previous packet in the s&ession"), ("Ctrl+,",), "",
               ("selection",)),
    ActionSpec("go_back", T("Actions", "&Back"), ("Alt+Left",), "back", ("past",),
               says=T("Actions", "What was selected before")),
    ActionSpec("go_forward", T("Actions", "&Forward"), ("Alt+Right",), "forward", ("future",)),

    ActionSpec("freeze_view", T("Actions", "Free&ze view"), ("Ctrl+Space",), "freeze", ("growing",), True,
               short=T("Actions", "Freeze"),
               says=T("Actions", "Hold the view still while reading goes on")),
    ActionSpec("follow_newest", T("Actions", "Follo&w newest session"), ("End",), "follow", ("capture",), True,
               only_in="sessions", short=T("Actions", "Follow"),
               says=T("Actions", "Keep the newest session in sight until you scroll")),
    ActionSpec("pause_reading", T("Actions", "&Pause reading"), (), "pause", ("reading",), True),
    ActionSpec("cancel_reading", T("Actions", "Stop r&eading"), (), "stop", ("reading",),
               says=T("Actions", "Stop reading and keep what was read")),
    ActionSpec("continue_reading", T("Actions", "Continue rea&ding"), (), "resume", ("halted",),
               says=T("Actions", "Read the rest of the file")),

    ActionSpec("pane_sessions", T("Actions", "Go to &sessions"), ("Ctrl+1",), "", ("capture",)),
    ActionSpec("pane_packets", T("Actions", "Go to &packets"), ("Ctrl+2",), "", ("capture",)),
    ActionSpec("pane_attributes", T("Actions", "Go to &attributes"), ("Ctrl+3",), "", ("capture",)),
    ActionSpec("pane_bytes", T("Actions", "Go to &bytes"), ("Ctrl+4",), "", ("capture",)),
    ActionSpec("pane_timeline", T("Actions", "Go to ti&meline"), ("Ctrl+5",), "", ("capture",)),
    ActionSpec("pane_throughput", T("Actions", "Go to t&hroughput"), ("Ctrl+6",), "", ("capture",)),
    ActionSpec("pane_statistics", T("Actions", "Go to s&tatistics"), ("Ctrl+7",), "", ("capture",)),
    ActionSpec("pane_lanes", T("Actions", "Go to &lanes"), ("Ctrl+8",), "", ("capture",)),
    ActionSpec("pane_findings", T("Actions", "Go to &findings"), ("Ctrl+Shift+F",), "", ("capture",)),
    ActionSpec("pane_files", T("Actions", "Go to f&iles"), ("Ctrl+Shift+O",), "", ("capture",),
               says=T("Actions", "Files that sessions carried: list and save them")),
    ActionSpec("pane_stream", T("Actions", "Go to st&ream"), ("Ctrl+9",), "", ("capture",)),
    ActionSpec("pane_tcp", T("Actions", "Go to T&CP plots"), ("Ctrl+Shift+T",), "", ("capture",)),
    ActionSpec("pane_ladder", T("Actions", "Go to la&dder"), ("Ctrl+Shift+L",), "", ("capture",),
               says=T("Actions", "Who sent what to whom, as arrows between hosts")),
    ActionSpec("pane_relations", T("Actions", "Go to r&elations"), ("Ctrl+Shift+R",), "", ("capture",),
               says=T("Actions", "Why sessions are there: DNS, announcements, tunnels, redirects, referers")),
    ActionSpec("pane_compare", T("Actions", "C&ompare with another capture"), ("Ctrl+Shift+M",), "", ("capture",),
               says=T("Actions", "What is new, gone, slower or faster than in another capture that is open")),
    ActionSpec("next_pane", T("Actions", "Ne&xt pane"), ("F6",), "", ("capture",),
               says=T("Actions", "The keyboard goes to the next pane that is seen, and after the last to the first")),
    ActionSpec("previous_pane", T("Actions", "Pre&vious pane"), ("Shift+F6",), "", ("capture",)),
    ActionSpec("layout_overview", T("Actions", "Preset: &Overview"), ("F2",), "", ("capture",), True, "layout",
               short=T("Actions", "Overview"),
               says=T("Actions", "Sessions, statistics and lanes together")),
    ActionSpec("layout_inspect", T("Actions", "Preset: &Inspect"), ("F3",), "", ("capture",), True, "layout",
               short=T("Actions", "Inspect"),
               says=T("Actions", "One session: timeline, packets, stream, attributes and bytes")),
    ActionSpec("layout_live", T("Actions", "Preset: &Live"), ("F4",), "", ("capture",), True, "layout",
               short=T("Actions", "Live"),
               says=T("Actions", "What comes: throughput, the newest sessions, lanes and findings")),
    ActionSpec("reset_layout", T("Actions", "&Reset panes and columns"), (), "layout", ("capture",),
               says=T("Actions", "The preset that is shown, and the columns, as they are at first")),
    ActionSpec("show_names", T("Actions", "&Names instead of addresses"), ("Ctrl+Shift+N",), "", (), True,
               says=T("Actions", "Show what hosts files and DNS call the ends; filters still take addresses")),
    ActionSpec("theme_system", T("Actions", "Theme: &system"), (), "theme", (), True, "theme"),
    ActionSpec("theme_light", T("Actions", "Theme: &light"), (), "theme", (), True, "theme"),
    ActionSpec("theme_dark", T("Actions", "Theme: &dark"), (), "theme", (), True, "theme"),
    ActionSpec("theme_contrast", T("Actions", "Theme: high &contrast"), (), "theme", (), True, "theme"),
    ActionSpec("text_larger", T("Actions", "&Larger text"), ("Ctrl++", "Ctrl+="), "text_larger"),
    ActionSpec("text_smaller", T("Actions", "&Smaller text"), ("Ctrl+-",), "text_smaller"),
    ActionSpec("text_normal", T("Actions", "&Normal text"), ("Ctrl+0",)),

    ActionSpec("preferences", T("Actions", "Pr&eferences…"), ("Ctrl+Alt+P",), "",
               says=T("Actions", "Appearance, times, timeouts and limits, files with names; profiles")),
    ActionSpec("command_palette", T("Actions", "&Command palette…"), ("Ctrl+Shift+P",), "palette",
               says=T("Actions", "Find a command by its name")),
    ActionSpec("shortcut_sheet", T("Actions", "&Keyboard shortcuts"), ("?", "F1"), "keyboard"),
    ActionSpec("about", T("Actions", "&About Netloupe"), (), "info"),
)

# A menu's entries: ids, None for a line, a tuple for a submenu (its title, then its entries).
Entries = tuple["str | Entries | None", ...]

MENUS: tuple[tuple[str, Entries], ...] = (
    (T("Actions", "&File"), (
        "open_file", "several_open_tab", "several_open_merged", "open_sample",
        (T("Actions", "Open recen&t"), "clear_recent"), None,
        "reload", "choose_secrets",
        "forget_secrets", "close_capture",
        None, "capture_save", "export_sessions", None, "quit")),
    (T("Actions", "&Edit"), ("find", "find_next", "find_previous", "follow_stream", "why", None, "mark",
                                "note", "treat",
                                "time_reference", None,
                                "focus_filter", "clear_filter", "ask_undo", "ask_redo", None,
                                "ask_save", "ask_filters", "ask_group", "ask_ungroup",
                                (T("Actions", "Value at the &keyboard"), "ask_only", "ask_exclude", "ask_also",
                                 "ask_either", "ask_prepare", "ask_colour"),
                                None, "preferences")),
    (T("Actions", "&Go"), (
        "go_to_packet", "next_packet", "previous_packet", "next_in_session", "previous_in_session", None, "go_back",
        "go_forward", None, "several_next_tab", "several_previous_tab")),
    (T("Actions", "&View"), (
        (T("Actions", "&Panes"), "pane_sessions", "pane_packets", "pane_attributes", "pane_bytes", "pane_timeline",
         "pane_throughput", "pane_statistics", "pane_lanes", "pane_findings", "pane_files",
         "pane_stream", "pane_tcp", "pane_ladder", "pane_relations",
         "pane_compare", None, "next_pane", "previous_pane", None),
        None, "layout_overview", "layout_inspect", "layout_live", "reset_layout", None,
        "ask_colours", None,
        (T("Actions", "&Theme"), "theme_system", "theme_light", "theme_dark", "theme_contrast"),
        (T("Actions", "Te&xt size"), "text_larger", "text_smaller", "text_normal"),
        None, "show_names", "freeze_view", "follow_newest")),
    (T("Actions", "&Capture"), (
        "capture_start", "capture_stop", "capture_restart", "capture_go_on", None, "capture_options",
        "capture_remote", "capture_pipe", "capture_refresh", None, "pause_reading", "cancel_reading",
        "continue_reading")),
    (T("Actions", "&Help"), ("shortcut_sheet", "command_palette", None, "about")),
)

TOOLBAR: tuple[str | None, ...] = (
    "open_file", "reload", None,
    "capture_start", "capture_stop", "capture_restart", "capture_go_on", "capture_options", None,
    "freeze_view", "follow_newest", None, "go_back", "go_forward", None, "export_sessions")


def translated(source: str) -> str:
    """A text of this table in the person's language."""
    return QCoreApplication.translate("Actions", source)


def _tip(spec: ActionSpec, action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    says = translated(spec.says) if spec.says else action.text().replace("&", "").removesuffix("…")
    return f"{says} ({keys})" if keys else says


class Actions(QObject):
    """Makes Qt's actions from the table, and enables them by conditions. GUI thread only."""

    action_triggered = Signal(str, bool)    # id, whether it is checked now

    def __init__(self, themes: ThemeManager, parent: QObject) -> None:
        """Belong to the main window."""
        super().__init__(parent)
        self._themes = themes
        self._conditions: set[str] = set()
        self._groups: dict[str, QActionGroup] = {}
        self.specs: Mapping[str, ActionSpec] = {spec.id: spec for spec in ACTIONS}
        self.actions = {spec.id: self._make(spec) for spec in ACTIONS}
        themes.theme_changed.connect(self._show_icons)
        self._show_enabled()

    def __getitem__(self, action_id: str) -> QAction:
        """The action of this id."""
        return self.actions[action_id]

    def set_condition(self, name: str, holds: bool) -> None:
        """Something that actions need begins or ends to hold."""
        if holds:
            self._conditions.add(name)
        else:
            self._conditions.discard(name)
        self._show_enabled()

    def keys_of(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action now, as the table writes them."""
        portable = QKeySequence.SequenceFormat.PortableText
        return tuple(key.toString(portable) for key in self.actions[action_id].shortcuts())

    def set_keys(self, action_id: str, keys: tuple[str, ...]) -> None:
        """An action has these keys instead of its own."""
        spec, action = self.specs[action_id], self.actions[action_id]
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setToolTip(_tip(spec, action))

    def holders(self, action_id: str, key: str) -> list[str]:
        """The other actions that have this key. Those that share one from the beginning, since only one of them can be
        done at a time, do not count."""
        shared = {QKeySequence(one) for one in self.specs[action_id].keys}
        wanted = QKeySequence(key)
        return [other for other, action in self.actions.items() if other != action_id and wanted in action.shortcuts()
                and not (wanted in shared and wanted in [QKeySequence(one) for one in self.specs[other].keys])]

    def _make(self, spec: ActionSpec) -> QAction:
        text = translated(spec.text)
        action = QAction(text, self.parent())
        action.setObjectName(spec.id)
        action.setData(spec.id)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut if spec.only_in else
                                  Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(_tip(spec, action))
        if spec.short:
            action.setIconText(translated(spec.short))
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(self))
            group.addAction(action)
        action.triggered.connect(self._on_triggered)
        return action

    def _on_triggered(self, checked: bool) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.action_triggered.emit(action.data(), checked)

    def _show_enabled(self) -> None:
        for spec in ACTIONS:
            self.actions[spec.id].setEnabled(self._conditions.issuperset(spec.needs))

    def _show_icons(self) -> None:
        for spec in ACTIONS:
            if spec.icon:
                self.actions[spec.id].setIcon(self._themes.icon(spec.icon))
