"""registers.py GUANXI STORE FOLDER: the counts of guanxi's questions about registers, computed from the tables alone.

Reads FOLDER/offices.csv and FOLDER/activities.csv with Python's csv, counts, and compares with what `guanxi query` says of a
store built from them. Prints each question that does not agree, and ends with 1 if one did not.
"""

import collections
import csv
import datetime
import re
import subprocess
import sys

GUANXI, STORE, FOLDER = sys.argv[1:4]
NOTHING = {"", "Unknown", "Not Applicable", "Unavailable"}
wrong = 0


def rows(name):
    with open(f"{FOLDER}/{name}.csv", encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def ask(name):
    command = [GUANXI, "--store", STORE, "query", name, "--format", "csv"]
    told = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    return list(csv.DictReader(told.splitlines()))


def compare(name, expected, column, count, key=lambda words: words):
    global wrong
    got = collections.Counter()
    for row in ask(name):
        got[key(row[column])] += int(row[count])
    expected = collections.Counter({k: n for k, n in expected.items() if n})
    if got != expected:
        wrong += 1
        print(f"{name}: more in the answer {got - expected}, more in the table {expected - got}")


def items(cell, separator=","):
    return {item.strip() for item in cell.split(separator)} - NOTHING


def plain(words):
    """A country without its article, a field without its punctuation."""
    return re.sub(r"^The ", "", words)


PROVINCES = (
    "Beijing Tianjin Hebei Shanxi Liaoning Jilin Heilongjiang Shanghai Jiangsu Zhejiang Anhui Fujian Jiangxi "
    "Shandong Henan Hubei Hunan Guangdong Guangxi Hainan Chongqing Sichuan Guizhou Yunnan Tibet Shaanxi Gansu Qinghai Ningxia "
    "Xinjiang China"
).split(" ") + ["Inner Mongolia"]


def province(item):
    """'Hubei Province (Wuhan City)' -> 'Hubei'; nothing for what begins with no province."""
    name = next((p for p in PROVINCES if item.strip().startswith(p)), "")
    return {"China": "China (nationwide)"}.get(name, name)


offices, activities = rows("offices"), rows("activities")
count = collections.Counter
compare("offices-by-place", count(r["Registration Location"] for r in offices), "place", "offices")
areas = count()
for row in offices:
    cell = row["Permitted Area(s) of Operation"]
    areas.update({province(i) for i in items(cell)})
compare("offices-by-area", areas, "area", "offices")
fields = count()
for row in offices:
    fields.update(items(row["Field of Work"]))
compare("offices-by-field", fields, "field", "offices")
compare("offices-by-origin", count(plain(r["Organization Origin"]) for r in offices), "origin", "offices", plain)
compare("offices-by-month", count(r["Date of Registration"][:7] for r in offices), "month", "offices")

total, expected = 0, []
for month, number in sorted(count(r["Date of Registration"][:7] for r in offices).items()):
    total += number
    expected.append((month, str(total)))
if [(r["month"], r["total"]) for r in ask("offices-by-month")] != expected:
    wrong += 1
    print("offices-by-month: the running total differs")

compare("activities-by-year", count(r["Start Date"][:4] for r in activities), "year", "activities")
fields = count()
for row in activities:
    fields.update(items(row["Field of Work"]))
compare("activities-by-field", fields, "field", "activities")
types = count(r["CPU Type"] for r in activities if r["CPU Type"] not in NOTHING)
compare("activities-by-partner-type", types, "type", "activities")
places = count()
for row in activities:
    found = set()
    for item in items(row["Activity Location (English)"], "/"):
        # "Beijing City, Jiangsu Province"
        found |= {province(i) for i in ([item] if "(" in item else item.split(","))}
    places.update(found - {""})
compare("activities-by-place", places, "place", "activities")


def days(row):
    start, end = (datetime.date.fromisoformat(row[c]) for c in ("Start Date", "End Date"))
    length = (end - start).days + 1
    for most, words in ((1, "1"), (7, "2 to 7"), (31, "8 to 31"), (92, "32 to 92"), (183, "93 to 183"), (366, "184 to 366")):
        if length <= most:
            return words
    return "more than 366"


compare("activities-by-length", count(days(r) for r in activities), "days", "activities")

# Names are unified, so that only sums, and least counts of each spelling, are told by the tables.
for name, table, cell, column, number, separators in (
    ("offices-by-supervisor", offices, "Professional Supervisory Unit (English)", "supervisor", "offices", r"$^"),
    ("activities-by-ngo", activities, "Organization Name (English)", "ngo", "activities", r"$^"),
    ("activities-by-partner", activities, "Chinese Partner Unit (CPU) (English)", "partner", "activities", r" / |; ?"),
):
    answer = ask(name)
    told = sum(int(row[number]) for row in answer)
    chinese = cell.replace("(English)", "(Chinese)").replace("Chinese Partner Unit (CPU) (", "CPU (")
    named = [row for row in table if row[cell] not in NOTHING or row[chinese] not in NOTHING]
    least = len(named)
    most = sum(len(re.split(separators, row[cell])) for row in named)
    if not least <= told <= most:
        wrong += 1
        print(f"{name}: {told} in all, and {least} to {most} in the table")
    spellings = len({row[cell] for row in table})
    if len(answer) > spellings + 10:
        wrong += 1
        print(f"{name}: {len(answer)} rows for {spellings} spellings")

sys.exit(1 if wrong else 0)
