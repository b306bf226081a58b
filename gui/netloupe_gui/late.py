"""Panes that are made when they are first needed: what they are made of, and imported with them."""
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netloupe_gui.app import App


class LateViews:
    """Makes them of the parts of the one window; a method each, called as its pane is. GUI thread only."""

    def __init__(self, app: "App") -> None:
        """Of these parts, which have to be there when a view is made."""
        self._app = app

    def throughput(self) -> Any:
        """Bits, packets and sessions over time."""
        from netloupe_gui.plots.throughput import ThroughputPlot
        plot = ThroughputPlot(self._app.focus, self._app.jobs)
        plot.set_incidents(self._app.live.incidents)
        plot.set_asking(self._app.asking)
        plot.prepared.connect(self._app.order_tabs)
        return plot

    def statistics(self) -> Any:
        """Statistics."""
        from netloupe_gui.plots.statistics import StatisticsView
        view = StatisticsView(self._app.statistics, self._app.asking)
        view.failed.connect(self._app.presenter.on_export_failed)
        return view

    def lanes(self) -> Any:
        """State lanes."""
        from netloupe_gui.views.state_lanes import StateLanesView
        return StateLanesView(self._app.focus, self._app.lanes, self._app.asking, self._app.links)

    def findings(self) -> Any:
        """What deserves a look."""
        from netloupe_gui.views.findings import FindingsView
        return FindingsView(self._app.focus, self._app.findings, self._app.asking, self._app.acknowledged)

    def files(self) -> Any:
        """What sessions carried."""
        from netloupe_gui.views.files import FilesView
        app = self._app
        view = FilesView(app.focus, app.files, app.asking, app.window.actions_by_id["follow_stream"])
        view.told.connect(self._app.window.status.tell)
        view.failed.connect(self._app.presenter.on_export_failed)
        return view

    def timeline(self) -> Any:
        """The selected session's life."""
        from netloupe_gui.views.timeline import TimelineView
        return TimelineView(self._app.focus, self._app.jobs)

    def attributes(self) -> Any:
        """The attribute tree."""
        from netloupe_gui.views.attributes import AttributesView
        view = AttributesView(self._app.focus, self._app.reader)
        view.set_asking(self._app.asking)
        return view

    def bytes(self) -> Any:
        """The bytes of a packet."""
        from netloupe_gui.views.bytes import BytesView
        return BytesView(self._app.focus, self._app.reader)

    def stream(self) -> Any:
        """What was said."""
        from netloupe_gui.views.stream import StreamView
        view = StreamView(self._app.focus, self._app.stream)
        view.told.connect(self._app.window.status.tell)
        view.failed.connect(self._app.presenter.on_export_failed)
        return view

    def tcp(self) -> Any:
        """TCP plots."""
        from netloupe_gui.plots.tcp import TcpView
        view = TcpView(self._app.focus, self._app.tcp)
        view.failed.connect(self._app.presenter.on_export_failed)
        return view

    def ladder(self) -> Any:
        """Who sent what to whom."""
        from netloupe_gui.plots.ladder import LadderView
        view = LadderView(self._app.focus, self._app.ladder, self._app.links)
        view.told.connect(self._app.window.status.tell)
        view.failed.connect(self._app.presenter.on_export_failed)
        return view

    def compare(self) -> Any:
        """What differs from another capture."""
        from netloupe_gui.views.comparison import ComparisonView
        view = ComparisonView(self._app.comparing, self._app.asking)
        view.other_asked.connect(self._app.opening.filter_in)
        return view

    def relations(self) -> Any:
        """Why sessions are there."""
        from netloupe_gui.views.relations import RelationsView
        return RelationsView(self._app.focus, self._app.relations, self._app.asking)
