"""Themes: contrast, palettes, icons."""
import pytest
from PySide6.QtGui import QColor, QPalette

from netloupe_engine.model import State
from netloupe_gui.theme.glyphs import mark_glyph
from netloupe_gui.theme.icons import tinted
from netloupe_gui.theme.manager import ThemeManager
from netloupe_gui.theme.palette import palette_of, theme_of
from netloupe_gui.theme.tokens import (
    DARK,
    LIGHT,
    MARKS,
    RULE_COLOURS,
    STATE_GLYPH_FALLBACK,
    STATE_GLYPHS,
    THEMES,
    Theme,
    contrast,
)
from netloupe_gui.window.actions import ACTIONS

READABLE = 4.5      # WCAG 2.2, level AA, for text


def test_contrast_is_the_published_formula():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_background(theme: Theme):
    texts = [theme.text, theme.muted, theme.accent, theme.up, theme.down, theme.good, theme.warning, theme.error,
             *theme.states]
    pairs = [(text, back) for text in texts for back in (theme.base, theme.alternate, theme.window)]
    pairs += [(theme.text, back) for back in (*theme.layers, *theme.rules)] + [(theme.text, theme.button)]
    pairs += [(theme.selection_text, theme.selection), (theme.banner_text, theme.banner)]
    assert not [pair for pair in pairs if contrast(*pair) < READABLE]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_states_are_told_by_glyph_and_colour(theme: Theme):
    assert len(theme.states) == len(STATE_GLYPHS) == len(State)
    assert len(set(theme.states)) == len(set(STATE_GLYPHS)) == len(State)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_colour_of_rules_is_one_of_its_own(theme: Theme):
    assert len(theme.rules) == len(RULE_COLOURS)
    assert len({*theme.rules, theme.base, theme.alternate, theme.selection}) == len(RULE_COLOURS) + 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_a_widget_finds_its_theme_by_its_palette(theme: Theme):
    assert theme_of(palette_of(theme)) is theme


@pytest.fixture
def themes(qapp):
    before = qapp.palette(), qapp.font()
    manager = ThemeManager(qapp)
    yield manager
    qapp.setPalette(before[0])
    qapp.setFont(before[1])


def test_a_theme_changes_the_whole_application(qapp, themes, qtbot):
    with qtbot.waitSignal(themes.theme_changed) as told:
        themes.apply("dark")
    assert told.args == [DARK]
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.base)
    themes.apply("light")
    assert themes.theme is LIGHT


def test_an_unknown_theme_is_the_systems(themes):
    themes.apply("system")
    assert themes.theme in (LIGHT, DARK)


def test_text_size_has_limits(qapp, themes):
    normal = qapp.font().pointSizeF()
    themes.set_text_size(3)
    assert qapp.font().pointSizeF() == normal + 3
    themes.set_text_size(1000)
    assert qapp.font().pointSizeF() == normal + 12
    themes.set_text_size(0)
    assert qapp.font().pointSizeF() == normal


PICTURES = {spec.icon for spec in ACTIONS if spec.icon} | {"close", "lock", "float", "fold", "unfold"}
PICTURES |= {*STATE_GLYPHS, STATE_GLYPH_FALLBACK, "mark_area", "mark_line", mark_glyph("nothing known")}
PICTURES |= {mark_glyph(key) for key in MARKS}


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_every_icon_is_there_and_takes_the_themes_colour(qapp, name: str):
    image = tinted(name, DARK, "#ff0000").pixmap(32, 32).toImage()
    pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    assert {pixel.name() for pixel in pixels if pixel.alpha() > 200} == {"#ff0000"}
