#!/usr/bin/env python3
"""Writes ontology/places/*.tsv from the npm package `china-division`, pypinyin and the two tables beside this script.

    npm pack china-division && tar xzf china-division-*.tgz        # into a temporary folder
    pip install pypinyin
    python3 scripts/make_places.py TEMPORARY/package/dist

Same input, same bytes. What a person decides (English names, readings, preferences) is in place_names.tsv and
place_readings.tsv; never edit the output.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

from pypinyin import lazy_pinyin

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "ontology" / "places"
HEADER = "code\tenglish\trank\tparent\tchinese\tothers\tweight\n"

# English of the peoples in the names of autonomous areas: usual form, then other spellings.
PEOPLES = {
    "朝鲜族": ["Korean"], "蒙古族": ["Mongol", "Mongolian"], "蒙古": ["Mongol", "Mongolian"], "回族": ["Hui"],
    "土家族": ["Tujia"], "苗族": ["Miao"], "藏族": ["Tibetan"], "羌族": ["Qiang"], "彝族": ["Yi"],
    "布依族": ["Buyei", "Buyi", "Bouyei"], "侗族": ["Dong"], "壮族": ["Zhuang"], "哈尼族": ["Hani"], "傣族": ["Dai"],
    "白族": ["Bai"], "景颇族": ["Jingpo"], "傈僳族": ["Lisu"], "柯尔克孜": ["Kirgiz", "Kyrgyz"],
    "哈萨克族": ["Kazakh"], "哈萨克": ["Kazakh"], "满族": ["Manchu"], "黎族": ["Li"], "畲族": ["She"], "瑶族": ["Yao"],
    "仫佬族": ["Mulao"], "仡佬族": ["Gelao"], "毛南族": ["Maonan"], "水族": ["Sui"], "拉祜族": ["Lahu"], "佤族": ["Va"],
    "布朗族": ["Blang"], "纳西族": ["Naxi"], "普米族": ["Pumi"], "独龙族": ["Derung"], "怒族": ["Nu"],
    "保安族": ["Bonan"], "东乡族": ["Dongxiang"], "撒拉族": ["Salar"], "裕固族": ["Yugur"], "土族": ["Tu"],
    "塔吉克": ["Tajik"], "锡伯": ["Xibe"], "达斡尔族": ["Daur"], "鄂温克族": ["Ewenki"], "鄂伦春": ["Oroqen"],
    "各族": ["Various Nationalities"],
}
RANKS = [  # suffix, English
    ("自治州", "Autonomous Prefecture"), ("自治县", "Autonomous County"), ("自治旗", "Autonomous Banner"),
    ("地区", "Prefecture"), ("盟", "League"), ("特区", "Special District"),
    ("联合旗", "United Banner"), ("新区", "New Area"), ("矿区", "Mining District"), ("行政委员会", "Administrative Committee"),
    ("旗", "Banner"),
    ("县", "County"), ("市", "City"), ("区", "District"), ("群岛", "Islands"),
]
# Parts of a league's banners: said in English, before "Banner".
WINGS = [("左翼", "Left"), ("右翼", "Right"), ("左", "Left"), ("右", "Right"), ("前", "Front"), ("中", "Middle"), ("后", "Rear")]
FOUR_MUNICIPALITIES = {"11", "12", "31", "50"}
# English words that the spelling without an apostrophe would be.
NOT_WITHOUT_APOSTROPHE = {"Dean", "Lean", "Tongan"}


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


HAND = {r[0]: (r[1], r[2].split("|") if len(r) > 2 and r[2] else [], r[3] if len(r) > 3 else "")
        for r in rows(HERE / "place_names.tsv")}
READINGS = {r[0]: r[1].split() for r in rows(HERE / "place_readings.tsv")}
ALSO = {r[0]: r[2] for r in rows(HERE / "place_readings.tsv") if len(r) > 2}


def syllables(name):
    """Pinyin of a Chinese name, a syllable a character, with ü as such."""
    read = [s.replace("v", "ü") if re.match(r"^[nl]v", s) else s for s in lazy_pinyin(name)]
    if len(read) != len(name):
        raise SystemExit(f"{name}: not a syllable a character: {read}")
    for i, c in enumerate(name):
        if c in READINGS and len(c) == 1:
            read[i] = READINGS[c][0]
    whole = next((k for k in sorted(READINGS, key=len, reverse=True) if len(k) > 1 and name.startswith(k)), None)
    if whole:
        read[: len(READINGS[whole])] = READINGS[whole]
    return read


def joined(parts):
    """Syllables as one word: an apostrophe before a later syllable that starts with a vowel."""
    return "".join(("'" if i and p[0] in "aoe" else "") + p for i, p in enumerate(parts)).capitalize()


def plain(text):
    folded = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded if not unicodedata.combining(c))


def split_rank(chinese):
    """Chinese name -> what is before rank and peoples, the peoples, Chinese rank, English rank."""
    for suffix, english in RANKS:
        if chinese.endswith(suffix) and len(chinese) > len(suffix):
            if suffix in ("新区", "矿区") and len(chinese) < 4:
                continue
            base = chinese[: -len(suffix)]
            peoples = []
            if suffix.startswith("自治") or suffix == "区":
                while True:
                    people = next((p for p in sorted(PEOPLES, key=len, reverse=True)
                                   if base.endswith(p) and (len(base) > len(p))), None)
                    if not people or (suffix == "区" and not people.endswith("族")):
                        break
                    peoples.insert(0, people)
                    base = base[: -len(people)]
            return base, peoples, suffix, english
    return chinese, [], "", ""


def and_list(words):
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def place(code, chinese, rank, parent, first_of_its_name=False):
    base, peoples, suffix, english_rank = split_rank(chinese)
    if suffix in ("自治县", "自治旗") and base in PEOPLES:  # 东乡族自治县 is called after its people alone
        base = base.removesuffix("族")
    wings = []
    while suffix == "旗" and (wing := next((w for w in WINGS if base.endswith(w[0]) and len(base) > 2), None)):
        base = base.removesuffix(wing[0])
        wings.insert(0, wing[1])
    read = syllables(chinese)[: len(base)]
    pinyin = " ".join([joined(read), *wings])
    others = []
    short = len(base) == 1
    if short:  # "Yi County" is known as Yixian: the syllable alone says too little
        pinyin = joined(read + syllables(chinese)[1:2])
    name, given, weight = HAND.get(code, ("", [], ""))
    name = name or pinyin
    weight = weight or ("1" if first_of_its_name else "")
    heads = [name]
    if pinyin != name and not short and rank != "province":
        heads += [g for g in [pinyin, *(given if rank == "prefecture" else [])] if " " not in g or wings]
    for head in heads:
        if rank == "province" or not english_rank:
            continue
        if short and head == pinyin:
            others.append(f"{joined(read)} {english_rank}")
        others.append(head if head.endswith(english_rank) else f"{head} {english_rank}")
        if rank == "prefecture" and suffix == "市":
            others.append(f"{head} Municipality")
        if suffix == "自治州":
            others.append(f"{head} Prefecture")
        if suffix == "新区":
            others += [f"{head} New District", f"{head} District"]
        if suffix in ("自治州", "自治县", "自治旗", "区") and peoples:
            spellings = [PEOPLES[p][0] for p in peoples]
            others.append(f"{head} {and_list(spellings)} {english_rank}")
            if rank == "prefecture":
                for i, p in enumerate(peoples):
                    for other in PEOPLES[p][1:]:
                        varied = spellings[:i] + [other] + spellings[i + 1:]
                        others.append(f"{head} {and_list(varied)} {english_rank}")
                if len(spellings) == 2:
                    others.append(f"{head} {spellings[0]}-{spellings[1]} {english_rank}")
        if suffix in ("自治县", "自治旗"):
            others.append(f"{head} {english_rank.removeprefix('Autonomous ')}")
    others += given
    if whole := next((ALSO[k] for k in ALSO if chinese.startswith(k)), None):
        others += [f"{whole} {english_rank}", whole]
    if suffix and pinyin != name and rank != "province" and not (short and code in HAND):
        others.append(pinyin)
    # Spellings without apostrophes and accents, and with v or u for ü.
    for form in [name, *others]:
        variants = [plain(form), re.sub(r"(?<=[NnLl])ü", "v", form), plain(form).replace("'", "")]
        others += [v for v in variants if v.split()[0] not in NOT_WITHOUT_APOSTROPHE or "'" in v]
    unique = [o for i, o in enumerate(others) if o and o != name and o not in others[:i]]
    return "\t".join([code, name, rank, parent, chinese, "|".join(unique), weight]).rstrip("\t")


def load(source, name):
    return json.loads((source / name).read_text(encoding="utf-8"))


def main(source):
    provinces, prefectures, counties = [], [], []
    for p in load(source, "provinces.json"):
        provinces.append(place(p["code"].ljust(6, "0"), p["name"], "province", ""))
    for code, name in [("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")]:
        provinces.append(place(code, name, "province", ""))
    real = set()
    for c in load(source, "cities.json"):
        # 市辖区, 县 and 省直辖县级行政区划 are headings of the statistics, not places.
        if c["code"][:2] in FOUR_MUNICIPALITIES or c["code"].endswith("90"):
            continue
        real.add(c["code"])
        prefectures.append(place(c["code"] + "00", c["name"], "prefecture", c["code"][:2] + "0000"))
    # x71 to x79 are development zones, x00 a prefecture without counties, 市辖区 a heading.
    areas = [(a["code"], a["name"]) for a in load(source, "areas.json")
             if not ("71" <= a["code"][4:] <= "79" or a["code"].endswith("00") or a["name"] == "市辖区")]
    # Of a city and a county of one name side by side (伊宁市, 伊宁县) the name alone means the city.
    beside = {}
    for code, name in areas:
        base, _, suffix, _ = split_rank(name)
        beside.setdefault((code[:4], base), []).append(("市县".find(suffix) if suffix in "市县" else 2, code))
    first = {min(codes)[1] for codes in beside.values() if len(codes) > 1}
    for code, name in areas:
        parent = code[:4] + "00" if code[:4] in real else code[:2] + "0000"
        counties.append(place(code, name, "county", parent, code in first))
    OUT.mkdir(parents=True, exist_ok=True)
    for file, lines in [("provinces", provinces), ("prefectures", prefectures), ("counties", counties)]:
        (OUT / f"{file}.tsv").write_text(HEADER + "\n".join(sorted(lines)) + "\n", encoding="utf-8")
        print(f"{file}: {len(lines)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else sys.exit(__doc__))
