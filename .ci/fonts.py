"""Makes the fonts of the printed forms again: subsets of Noto, from Debian's fonts-noto-core and fonts-noto-cjk.

    apt-get install fonts-noto-core fonts-noto-cjk && uv run python .ci/fonts.py

Latin, Greek and Cyrillic; Arabic; simplified Chinese as far as GB2312 goes; each regular and bold. The Arabic and the
Chinese fonts hold Latin letters, too: within one text of a chart the typesetter needs all letters in one font. Beside
the fonts stands `characters.txt`: the ranges of characters that have a glyph, which the program reads before it prints.
"""

import tempfile
from itertools import product
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

DEBIAN = Path("/usr/share/fonts")
FONTS = Path(__file__).resolve().parents[1] / "coherence/fonts"
CHINESE_IN_COLLECTION = 2  # Noto Sans CJK SC
PUNCTUATION = range(0x2000, 0x2070)
LATIN = (
    range(0x20, 0x250), range(0x300, 0x340), range(0x370, 0x400), range(0x400, 0x530), range(0x1E00, 0x1F00),
    PUNCTUATION, range(0x20A0, 0x20C1), range(0x2100, 0x2150), range(0x2190, 0x2194), range(0x2200, 0x2270),
)  # fmt: skip
ARABIC = (range(0x600, 0x700), range(0x750, 0x780), range(0xFB50, 0xFE00), range(0xFE70, 0xFF00), PUNCTUATION)
CHINESE = (
    range(0x20, 0x180), range(0x400, 0x460), PUNCTUATION, range(0x2212, 0x2213),
    range(0x3000, 0x3030), range(0xFF01, 0xFF5F), range(0x2460, 0x2474),
)  # fmt: skip


def gb2312() -> set[int]:
    """The 6,763 characters of the national standard, and its signs."""
    found = set()
    for pair in product(range(0xA1, 0xF8), range(0xA1, 0xFF)):
        try:
            found.add(ord(bytes(pair).decode("gb2312")))
        except UnicodeDecodeError:
            continue
    return found


def made(source: Path, target: str, characters: set[int], number: int = -1) -> TTFont:
    return saved(cut(source, characters, number), FONTS / target)


def cut(source: Path, characters: set[int], number: int = -1) -> TTFont:
    """The font with these characters only."""
    options = subset.Options(hinting=False, font_number=number, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17])
    options.layout_features = [*subset.Options._layout_features_default, "locl"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def joined(first: TTFont, other: Path, characters: set[int], target: str) -> TTFont:
    """The first font, with those of the characters that it lacks from the other."""
    second = cut(other, characters - set(first.getBestCmap()))
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder, name)) for name in ("first.ttf", "second.ttf")]
        for font, file in zip((first, second), files, strict=True):
            font.save(file)
        return saved(Merger().merge(files), FONTS / target)


def saved(font: TTFont, file: Path) -> TTFont:
    font.recalcTimestamp = False
    subset.save_font(font, str(file), subset.Options())
    return font


def ranges(characters: set[int]) -> list[str]:
    found: list[list[int]] = []
    for character in sorted(characters):
        if found and found[-1][1] == character - 1:
            found[-1][1] = character
        else:
            found.append([character, character])
    return [f"{first:04X}-{last:04X}" for first, last in found]


def main() -> None:
    FONTS.mkdir(exist_ok=True)
    shown: set[int] = set()
    for weight in ("Regular", "Bold"):
        latin = set().union(*LATIN)
        fonts = [
            made(DEBIAN / f"truetype/noto/NotoSans-{weight}.ttf", f"NotoSans-{weight}.ttf", latin),
            joined(
                cut(DEBIAN / f"truetype/noto/NotoSansArabic-{weight}.ttf", set().union(*ARABIC)),
                DEBIAN / f"truetype/noto/NotoSans-{weight}.ttf",
                latin,
                f"NotoSansArabic-{weight}.ttf",
            ),
            made(
                DEBIAN / f"opentype/noto/NotoSansCJK-{weight}.ttc",
                f"NotoSansCJKsc-{weight}.otf",
                gb2312().union(*CHINESE),
                CHINESE_IN_COLLECTION,
            ),
        ]
        present = set().union(*(font.getBestCmap() for font in fonts))
        shown = present if weight == "Regular" else shown & present
    (FONTS / "characters.txt").write_text("\n".join(ranges(shown)) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
