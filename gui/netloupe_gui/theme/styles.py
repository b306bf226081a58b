"""The few style sheets: parts that Fusion draws with gradients and lines of its own, in the colours of the theme.

Each is put on one widget and on every change of the theme anew; a sheet on the application would slow all painting.
"""
from netloupe_gui.theme.tokens import Theme


def header_style(theme: Theme) -> str:
    """Of a table's header."""
    return (f"QHeaderView {{ background-color: {theme.window}; border: 0; }}"
            f"QHeaderView::section {{ background-color: {theme.window}; color: {theme.text}; border: 0;"
            f" border-right: 1px solid {theme.border}; border-bottom: 1px solid {theme.border}; padding: 4px 6px; }}"
            f"QHeaderView::section:hover {{ background-color: {theme.alternate}; }}"
            "QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-origin: margin;"
            " subcontrol-position: top center; width: 9px; height: 6px; }")


def strip_style(theme: Theme) -> str:
    """Of a tool bar and what is typed there: flat, with one line below."""
    return (f"QToolBar {{ background-color: {theme.window}; border: 0; border-bottom: 1px solid {theme.border};"
            " padding: 2px 4px; spacing: 3px; }"
            f"QToolBar::separator {{ background-color: {theme.border}; width: 1px; margin: 5px 4px; }}"
            f"QLineEdit {{ background-color: {theme.base}; color: {theme.text}; border: 1px solid {theme.border};"
            " border-radius: 4px; padding: 3px 2px; }"
            f"QLineEdit:focus {{ border-color: {theme.accent}; }}")


def title_style(theme: Theme) -> str:
    """Of a pane's title and what its view has put there."""
    return (f"QLineEdit {{ background-color: {theme.base}; color: {theme.text}; border: 1px solid {theme.border};"
            " border-radius: 3px; padding: 1px 2px; }"
            f"QToolButton[autoRaise=\"false\"] {{ background-color: {theme.button}; color: {theme.text};"
            f" border: 1px solid {theme.border}; border-radius: 3px; padding: 1px 6px; }}"
            f"QToolButton[autoRaise=\"false\"]:checked {{ background-color: {theme.selection};"
            f" color: {theme.selection_text}; }}"
            f"QToolButton[autoRaise=\"false\"]:hover {{ border-color: {theme.accent}; }}")


def form_style(theme: Theme) -> str:
    """Of a dialog's fields: Fusion draws their edges darker than the window, which black cannot be."""
    if theme.name != "contrast":
        return ""
    line = f"border: 1px solid {theme.border};"
    return (f"QLineEdit, QComboBox {{ {line} border-radius: 3px; padding: 2px 3px; }}"
            f"QLineEdit:focus, QComboBox:focus {{ border-color: {theme.accent}; }}"
            "QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked, QTreeView::indicator:unchecked"
            f" {{ {line} width: 12px; height: 12px; }}"
            f"QGroupBox {{ {line} border-radius: 4px; margin-top: 0.9em; padding-top: 0.4em; }}"
            "QGroupBox::title { subcontrol-origin: margin; left: 8px; padding: 0 3px; }"
            f"QPushButton {{ {line} border-radius: 3px; padding: 4px 14px; }}"
            f"QPushButton:focus, QPushButton:default {{ border-color: {theme.accent}; }}"
            f"QPushButton:disabled {{ border-color: {theme.disabled}; }}"
            f"QTabWidget::pane, QTableView, QListWidget {{ {line} }}")


def banner_style(theme: Theme) -> str:
    """Of the strip that tells of a problem."""
    return (f"QFrame#banner {{ background-color: {theme.banner}; border: 0; }}"
            f"QFrame#banner QLabel {{ color: {theme.banner_text}; }}")
