"""Colours of the charts, named for what they mean; all are drawn on white."""

# Text: at least 4.5:1 against white.
INK = "#1b1b1b"
MUTED = "#595959"

# Marks that carry a value: at least 3:1 against white.
VALUE = "#1f5a7a"
BOUNDS = "#1b1b1b"
OUTLINE = "#4d4d4d"  # around bars, so that a pale colour chosen for a band still has an edge
NO_SCORE = "#767676"
DOT = "#6b7b86"  # other units
OWN = "#b3431f"  # the reader's own unit, always together with a shape or a heavier line
SERIES = ("#1f5a7a", "#b3431f", "#4a7a2c", "#7a4fa0")  # always together with a shape

# Helping lines and grounds: they carry no value of their own.
PAPER = "#ffffff"
BOX = "#c9dbe6"  # the middle half of a group
BOX_EDGE = "#6f93a8"
INTERVAL = "#8fb0c4"
OWN_INTERVAL = "#e0a28c"
RIBBON = "#e3ecf2"
FAINT = "#a9b1b7"  # one line of very many
GRID = "#c4c4c4"
TRACK = "#f2f2f2"

# Five steps from low to high, darker with the score: they keep their order without colour.
STEPS = ("#eef3f6", "#c6d9e5", "#8db4cc", "#3b7699", "#17456b")
