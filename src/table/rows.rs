//! Rows to entries, with the organisations, events and standing relations that they tell of.

use super::bodies::{ASSUMED, Bodies, Body};
use super::header::Columns;
use super::naming::{self, Name};
use super::places::{Gazetteer, NATIONWIDE};
use super::{Entry, Problem, Record};
use crate::extract::type_of_name;
use crate::lexicon::{Column, Holds, Lexicon, Mapping, Means, Tongue};
use crate::record::{Coverage, Event, Modality, Passage, Precision, Relation};
use crate::source::{Row, Sheet};
use crate::text::{CodePoints, Span};
use jiff::civil::Date;

/// No cell of a spreadsheet has more characters.
const LONGEST_CELL: usize = 32_767;

/// Reads every row below the header.
pub(super) fn read(lexicon: &Lexicon, sheet: &Sheet, columns: &Columns<'_>) -> (Record, Vec<Problem>) {
    let mut reader = Reader {
        lexicon,
        sheet,
        columns,
        mapping: columns.mapping,
        gazetteer: Gazetteer::new(lexicon, columns.mapping),
        points: CodePoints::new(&sheet.text),
        bodies: Bodies::default(),
        record: Record {
            doc: sheet.name.clone(),
            id: (sheet.id != sheet.name).then(|| sheet.id.clone()),
            url: sheet.url.clone(),
            published: sheet.published,
            posts: vec![sheet.as_of],
            source: sheet.source.clone(),
            as_of: sheet.as_of,
            ..Record::default()
        },
        problems: Vec::new(),
    };
    for row in &sheet.rows[1..] {
        reader.row(row);
    }
    let Reader { bodies, mut record, problems, .. } = reader;
    record.entities = bodies.into_entities();
    let rows = sheet.rows.len() - 1;
    let (entries, events) = (record.entries.len(), record.events.len());
    record.coverage =
        Coverage { sentences: rows, with_organization: entries, with_event: events, silent: Vec::new() };
    (record, problems)
}

struct Reader<'r> {
    lexicon: &'r Lexicon,
    sheet: &'r Sheet,
    columns: &'r Columns<'r>,
    mapping: &'r Mapping,
    gazetteer: Gazetteer<'r>,
    points: CodePoints<'r>,
    bodies: Bodies,
    record: Record,
    problems: Vec<Problem>,
}

/// A name in two languages, as a row gives it, and where.
#[derive(Debug, Default)]
struct Pair {
    english: Option<(String, Span)>,
    chinese: Option<(String, Span)>,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) {
        if !self.is_whole(row) {
            return;
        }
        match self.mapping.holds {
            Holds::Office => self.office(row),
            Holds::Activity => self.activity(row),
            Holds::Catalogue => self.catalogue(row),
        }
    }

    /// Whether the row has as many cells as the header, none of them longer than a cell can be.
    fn is_whole(&mut self, row: &Row) -> bool {
        let more = row.cells.iter().skip(self.columns.width).any(|cell| !cell.words.is_empty());
        if row.cells.len() < self.columns.width || more {
            let (has, header) = (row.cells.len(), self.columns.width);
            let message = format!(
                "has {has} cells, and the header {header}; the row was left out. Put cells with a separator in them into \
                 quotation marks"
            );
            self.problem(row, None, message, true);
            return false;
        }
        for (at, cell) in row.cells.iter().enumerate() {
            let length = cell.words.chars().count();
            if length > LONGEST_CELL {
                let message = format!(
                    "{length} characters, more than the {LONGEST_CELL} that a cell can have; the row was left out. \
                     Perhaps a quotation mark is not closed"
                );
                self.problem(row, Some(at), message, true);
                return false;
            }
            if cell.words.contains(char::REPLACEMENT_CHARACTER) {
                let message =
                    "some bytes are in another encoding, and were replaced; save the table as UTF-8";
                self.problem(row, Some(at), message.to_owned(), false);
            }
        }
        true
    }

    fn office(&mut self, row: &Row) {
        let Some((organization, name)) = self.organization(row) else { return };
        let place = self.place_of_registration(row, &name);
        let start = self.day(row, Means::Start);
        let supervisors = self.named(row, Means::Supervisor, "SupervisoryUnit");
        for unit in &supervisors {
            self.relation(row, "supervises", unit, &organization);
        }
        // "(Chengdu)" of an office that is registered in Sichuan: there it is.
        let narrow = name.office.as_deref().zip(place.as_deref());
        let narrow =
            narrow.filter(|(narrow, wide)| self.gazetteer.lies_in(narrow, wide)).map(|(narrow, _)| narrow);
        let seat = narrow.or(place.as_deref());
        let office = seat.and_then(|code| self.office_at(row, code, &organization, &name));
        if let (Some(day), Some(code)) = (start, place.as_deref()) {
            let issuer = self.issuer(code);
            self.record.events.push(Event {
                agent: issuer.into_iter().collect(),
                target: vec![organization.clone()],
                via: office.iter().cloned().collect(),
                place: self.gazetteer.name(code).map(str::to_owned),
                place_code: Some(code.to_owned()),
                assumed: vec!["the issuing office, by the place of registration".to_owned()],
                confidence: ASSUMED,
                ..self.event(row, "Registration", day)
            });
        }
        let entry = Entry {
            organization: Some(organization),
            office,
            supervisors,
            places: place.into_iter().collect(),
            areas: self.areas(row),
            fields: self.fields(row),
            start,
            ..self.entry(row)
        };
        self.record.entries.push(entry);
    }

    fn activity(&mut self, row: &Row) {
        let Some((organization, _)) = self.organization(row) else { return };
        let (start, end) = (self.day(row, Means::Start), self.day(row, Means::End));
        let end = self.end_after(row, start, end);
        let partner_types = self.words(row, Means::PartnerType, None);
        let partners = self.partners(row, &partner_types);
        let partner_supervisors = self.named(row, Means::PartnerSupervisor, "");
        for partner in &partners {
            self.relation(row, "partner_of", partner, &organization);
        }
        let places = self.places(row);
        if let Some(day) = start {
            let later = self.sheet.as_of.is_some_and(|today| day > today);
            let place = places.first().filter(|code| *code != NATIONWIDE && places.len() == 1).cloned();
            self.record.events.push(Event {
                agent: std::iter::once(&organization).chain(&partners).cloned().collect(),
                modality: if later { Modality::Planned } else { Modality::Occurred },
                place: place.as_deref().and_then(|code| self.gazetteer.name(code)).map(str::to_owned),
                place_code: place,
                ..self.event(row, "Cooperation", day)
            });
        }
        let entry = Entry {
            organization: Some(organization),
            partners,
            partner_supervisors,
            partner_types,
            places,
            fields: self.fields(row),
            titles: self.words(row, Means::Title, None),
            start,
            end,
            ..self.entry(row)
        };
        self.record.entries.push(entry);
    }

    fn catalogue(&mut self, row: &Row) {
        let supervisors = self.named(row, Means::Supervisor, "SupervisoryUnit");
        let titles = [Means::Subfield, Means::Title].into_iter();
        let titles = titles.flat_map(|means| self.words(row, means, None)).collect();
        let fields = self.words(row, Means::Field, Some(Tongue::En));
        let entry = Entry { supervisors, fields, titles, ..self.entry(row) };
        self.record.entries.push(entry);
    }

    /// The foreign NGO of a row, and its name taken apart; without one the row is left out.
    fn organization(&mut self, row: &Row) -> Option<(String, Name)> {
        let pair = self.pairs(row, Means::Organization).into_iter().next();
        let Some(pair) = pair else {
            let at = self.columns.of(Means::Organization).next().map(|(at, _)| at);
            self.problem(row, at, "no name; the row was left out".to_owned(), true);
            return None;
        };
        let (mut name, chinese) = self.taken_apart(&pair);
        if name.office.is_none() {
            name.office = chinese.as_ref().and_then(|c| c.office.clone());
        }
        let origin = self.origin(row).or_else(|| name.home.clone());
        let id = self.bodies.add(Body {
            kind: "ForeignNGO",
            name: name.clone(),
            chinese,
            origin,
            rule: self.rule("organization"),
            mentions: self.mentions(&pair),
            ..Body::default()
        });
        Some((id, name))
    }

    fn taken_apart(&self, pair: &Pair) -> (Name, Option<Name>) {
        let english = pair.english.as_ref();
        let english = english.map(|(words, _)| naming::english(words, self.lexicon, &self.gazetteer));
        let chinese = pair.chinese.as_ref().map(|(words, _)| naming::chinese(words, &self.gazetteer));
        match (english, chinese) {
            (Some(mut english), Some(mut chinese)) => {
                naming::take_last_parts(&mut english, &mut chinese);
                (english, Some(chinese))
            }
            (Some(english), None) => (english, None),
            (None, chinese) => (chinese.unwrap_or_default(), None),
        }
    }

    fn origin(&mut self, row: &Row) -> Option<String> {
        let (at, words) = self.one(row, Means::Origin)?;
        let countries = &self.lexicon.countries;
        let written = words.strip_prefix("The ").unwrap_or(&words);
        let found = countries.find_name(written).or_else(|| countries.by_code(&words));
        if found.is_none() {
            let message =
                format!("{words:?} is no country that guanxi knows; the row is kept without a home");
            self.problem(row, at, message, false);
        }
        found.map(|country| country.alpha2.clone())
    }

    /// The place of registration: as the column says, else the one of the name.
    fn place_of_registration(&mut self, row: &Row, name: &Name) -> Option<String> {
        let Some((at, words)) = self.one(row, Means::Place) else { return name.office.clone() };
        let code =
            self.gazetteer.english(&words).into_iter().next().or_else(|| self.gazetteer.chinese(&words));
        if code.is_none() {
            let message = format!("{words:?} is no place of the gazetteer; the row is kept without a place");
            self.problem(row, at, message, false);
        }
        let code = code?;
        if let Some(of_name) = name.office.as_ref().filter(|of| !self.gazetteer.lies_in(of, &code)) {
            let (one, other) = (self.gazetteer.name(of_name), self.gazetteer.name(&code));
            let message = format!(
                "the office's name says {}, and this column {}; the column counts",
                one.unwrap_or(of_name),
                other.unwrap_or(&code)
            );
            self.problem(row, at, message, false);
        }
        Some(code)
    }

    /// The representative office of an NGO at a place.
    fn office_at(&mut self, row: &Row, code: &str, of: &str, name: &Name) -> Option<String> {
        let place = self.gazetteer.name(code)?.to_owned();
        let words = format!("{} {place} Representative Office", name.name);
        Some(self.bodies.add(Body {
            kind: "RepresentativeOffice",
            name: Name { name: words, ..Name::default() },
            place: Some((code.to_owned(), place)),
            unit_of: Some(of.to_owned()),
            rule: self.rule("office"),
            mentions: vec![self.passage(row.span, row.number)],
            ..Body::default()
        }))
    }

    /// The office that registers NGOs at a place: that of the province's police.
    fn issuer(&mut self, code: &str) -> Option<String> {
        let province = self.gazetteer.province(code)?;
        let place = Some((province.code.clone(), province.name.clone()));
        let name = format!("{} PSB Foreign NGO Management Office", province.name);
        Some(self.bodies.add(Body {
            kind: "PSBOffice",
            name: Name { name, ..Name::default() },
            place,
            rule: self.rule("issuer"),
            assumed: Some("by the place of registration"),
            ..Body::default()
        }))
    }

    /// The units of a row under that meaning.
    fn named(&mut self, row: &Row, means: Means, role: &'static str) -> Vec<String> {
        let role = Some(role).filter(|role| !role.is_empty());
        let pairs = self.pairs(row, means);
        pairs.iter().map(|pair| self.unit(row, pair, means, "GovernmentBody", role)).collect()
    }

    fn partners(&mut self, row: &Row, types: &[String]) -> Vec<String> {
        let listed = types.iter().find_map(|t| self.mapping.partner_types.get(t)).cloned();
        let pairs = self.pairs(row, Means::Partner);
        let mut ids = Vec::new();
        for pair in &pairs {
            let words = pair.english.as_ref().or(pair.chinese.as_ref()).map_or("", |(words, _)| words);
            let by_name = type_of_name(self.lexicon, words);
            let kind = match (listed.as_deref(), by_name) {
                // A university's own foundation, a party school: the table's sort counts where it is of one meaning.
                (Some("GovernmentBody"), _) => "GovernmentBody",
                (_, Some(kind @ ("University" | "GovernmentBody"))) if listed.is_none() => kind,
                _ => "DomesticOrganization",
            };
            ids.push(self.unit(row, pair, Means::Partner, kind, Some("PartnerUnit")));
        }
        ids
    }

    fn unit(
        &mut self,
        row: &Row,
        pair: &Pair,
        means: Means,
        kind: &'static str,
        role: Option<&'static str>,
    ) -> String {
        let (name, chinese) = self.taken_apart(pair);
        let place = self.place_of_names(row, &name, pair, means);
        let rule = self.rule(match means {
            Means::Partner => "partner",
            Means::PartnerSupervisor => "partner-supervisor",
            _ => "supervisor",
        });
        let mentions = self.mentions(pair);
        self.bodies.add(Body { kind, name, chinese, place, role, rule, mentions, ..Body::default() })
    }

    /// The place that a unit's names begin with. Where the two say different provinces, that is told, and the Chinese one
    /// counts if it has its rank (河南省), else none.
    fn place_of_names(
        &mut self,
        row: &Row,
        name: &Name,
        pair: &Pair,
        means: Means,
    ) -> Option<(String, String)> {
        let chinese = pair.chinese.as_ref().and_then(|(words, _)| self.gazetteer.chinese(words));
        let chinese = chinese.filter(|code| code != NATIONWIDE);
        // Of places of one English name, the one in the province of the Chinese name.
        let province = chinese.as_deref().and_then(|code| self.gazetteer.province(code));
        let english = place_of_english(&name.name, province.map(|p| p.code.as_str()), &self.gazetteer);
        let province = |code: &str| self.gazetteer.province(code).map(|place| place.code.clone());
        if let (Some(one), Some(other)) = (&english, &chinese)
            && province(one) != province(other)
        {
            let (said, written) =
                (self.gazetteer.name(one).unwrap_or(one), self.gazetteer.name(other).unwrap_or(other));
            let counts =
                pair.chinese.as_ref().is_some_and(|(words, _)| self.gazetteer.begins_in_full(other, words));
            let which = if counts { "the Chinese one counts" } else { "neither is taken as its place" };
            let message = format!("the English name says {said}, and the Chinese one {written}; {which}");
            let code = counts.then(|| other.clone());
            let at = self.columns.of(means).next().map(|(at, _)| at);
            self.problem(row, at, message, false);
            let code = code?;
            let name = self.gazetteer.name(&code)?.to_owned();
            return Some((code, name));
        }
        let narrower = |one: &String, other: &String| self.gazetteer.lies_in(one, other);
        let code = match (english, chinese) {
            (Some(one), Some(other)) => {
                if narrower(&one, &other) {
                    one
                } else {
                    other
                }
            }
            (one, other) => one.or(other)?,
        };
        let name = self.gazetteer.name(&code)?.to_owned();
        Some((code, name))
    }

    fn fields(&mut self, row: &Row) -> Vec<String> {
        let mut fields = Vec::new();
        for words in self.words(row, Means::Field, None) {
            let known = self.lexicon.fields.find(&words).map(|field| field.code.clone());
            let code = known.unwrap_or(words);
            if !fields.contains(&code) {
                fields.push(code);
            }
        }
        fields
    }

    fn areas(&mut self, row: &Row) -> Vec<String> {
        let Some((at, column)) = self.columns.find(Means::Area, Tongue::En) else { return Vec::new() };
        let items = self.items(row, at, column);
        self.codes(row, at, items.into_iter().map(|(words, _)| words).collect())
    }

    fn places(&mut self, row: &Row) -> Vec<String> {
        let english = self.columns.find(Means::Place, Tongue::En);
        let of_english = english.map(|(at, column)| (at, self.items(row, at, column)));
        let chinese = self.columns.find(Means::Place, Tongue::Zh);
        let of_chinese: Vec<String> = chinese
            .map(|(at, column)| self.items(row, at, column))
            .unwrap_or_default()
            .iter()
            .filter_map(|(words, _)| self.gazetteer.chinese(words))
            .collect();
        let Some((at, items)) = of_english.filter(|(_, items)| !items.is_empty()) else { return of_chinese };
        let codes = self.codes(row, at, items.into_iter().map(|(words, _)| words).collect());
        self.compare_provinces(row, at, &codes, &of_chinese);
        codes
    }

    /// Tells where the two languages of a row say different provinces.
    fn compare_provinces(&mut self, row: &Row, at: usize, english: &[String], chinese: &[String]) {
        let outside = |one: &String, others: &[String]| {
            let same = |other: &String| {
                let province = |code: &str| self.gazetteer.province(code).map(|place| &place.code);
                other == NATIONWIDE || one == NATIONWIDE || province(one) == province(other)
            };
            !others.is_empty() && !others.iter().any(same)
        };
        let stray = english.iter().find(|code| outside(code, chinese));
        if let (Some(one), Some(other)) = (stray, chinese.first()) {
            let name = |code: &str| self.gazetteer.name(code).unwrap_or("China").to_owned();
            let message =
                format!("says {}, and the Chinese column {}; the English one counts", name(one), name(other));
            self.problem(row, Some(at), message, false);
        }
    }

    fn codes(&mut self, row: &Row, at: usize, items: Vec<String>) -> Vec<String> {
        let mut codes = Vec::new();
        for words in items {
            let mut found = self.gazetteer.english(&words);
            if found.is_empty() {
                found.extend(self.gazetteer.chinese(&words));
            }
            if found.is_empty() {
                let message = format!("{words:?} is no place of the gazetteer; the row is kept without it");
                self.problem(row, Some(at), message, false);
            }
            codes.extend(found);
        }
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// A day; what is none is told, and the row kept without it.
    fn day(&mut self, row: &Row, means: Means) -> Option<Date> {
        let (at, words) = self.one(row, means)?;
        let day = self.mapping.dates.iter().find_map(|form| Date::strptime(form, &words).ok());
        if day.is_none() {
            let message = format!("{words:?} is no day; write it as 2019-03-31. The row is kept without it");
            self.problem(row, at, message, false);
        }
        day
    }

    fn end_after(&mut self, row: &Row, start: Option<Date>, end: Option<Date>) -> Option<Date> {
        let (Some(start), Some(end)) = (start, end) else { return end };
        let at = self.columns.find(Means::End, Tongue::En).map(|(at, _)| at);
        if end < start {
            let message =
                format!("the end, {end}, lies before the start, {start}; the row is kept without the end");
            self.problem(row, at, message, false);
            return None;
        }
        let days = i64::from((end - start).get_days());
        if let Some(most) = self.mapping.most_days.filter(|most| days > *most) {
            let message =
                format!("{days} days from start to end; an activity lasts {most} at the most. It is kept");
            self.problem(row, at, message, false);
        }
        Some(end)
    }

    /// The words of the only or the first column of that meaning, or its constant; nothing where nothing is known.
    fn one(&self, row: &Row, means: Means) -> Option<(Option<usize>, String)> {
        let cell = self.columns.of(means).find_map(|(at, _)| {
            let words = &row.cells.get(at)?.words;
            (!self.mapping.is_nothing(words)).then(|| (Some(at), words.clone()))
        });
        cell.or_else(|| Some((None, self.mapping.constants.get(&means)?.clone())))
    }

    /// All items of all columns of that meaning, or of the one in that language.
    fn words(&self, row: &Row, means: Means, tongue: Option<Tongue>) -> Vec<String> {
        let columns = self.columns.of(means).filter(|(_, c)| tongue.is_none_or(|t| c.language == Some(t)));
        let words = columns.flat_map(|(at, column)| self.items(row, at, column));
        words.map(|(words, _)| words).collect()
    }

    /// The items of a cell, without those that say that nothing is known.
    fn items(&self, row: &Row, at: usize, column: &Column) -> Vec<(String, Span)> {
        let Some(cell) = row.cells.get(at) else { return Vec::new() };
        let mut items = vec![cell.words.as_str()];
        for separator in &column.separator {
            items = items.into_iter().flat_map(|item| split_outside(item, separator)).collect();
        }
        let known = items.into_iter().map(str::trim).filter(|item| !self.mapping.is_nothing(item));
        known.map(|item| (item.to_owned(), cell.span)).collect()
    }

    /// The names of a row under that meaning; of lists in two languages, those that stand at one place of both.
    fn pairs(&self, row: &Row, means: Means) -> Vec<Pair> {
        let items = |tongue| {
            let column = self.columns.find(means, tongue);
            let items = column.map(|(at, column)| self.items(row, at, column)).unwrap_or_default();
            items.into_iter().filter(|(words, _)| !self.is_class(words)).collect::<Vec<_>>()
        };
        let (english, mut chinese) = (items(Tongue::En), items(Tongue::Zh));
        if !english.is_empty() && english.len() != chinese.len() {
            chinese.clear();
        }
        let length = english.len().max(chinese.len());
        let (mut english, mut chinese) = (english.into_iter(), chinese.into_iter());
        (0..length).map(|_| Pair { english: english.next(), chinese: chinese.next() }).collect()
    }

    /// Whether words name a class of units, and none of them.
    fn is_class(&self, words: &str) -> bool {
        self.mapping.classes.iter().any(|class| words.starts_with(class.as_str()))
    }

    fn mentions(&self, pair: &Pair) -> Vec<Passage> {
        let spans = pair.english.iter().chain(&pair.chinese).map(|(_, span)| *span);
        spans.map(|span| Passage { row: None, ..self.passage(span, 0) }).collect()
    }

    fn passage(&self, span: Span, row: u32) -> Passage {
        Passage {
            start: self.points.at(span.start),
            end: self.points.at(span.end),
            text: span.of(&self.sheet.text).to_owned(),
            row: Some(row),
        }
    }

    fn rule(&self, what: &str) -> String {
        format!("{}/{what}", self.mapping.register)
    }

    fn entry(&self, row: &Row) -> Entry {
        Entry {
            id: format!("T{}", row.number),
            register: self.mapping.register.clone(),
            holds: self.mapping.holds.name().to_owned(),
            evidence: self.passage(row.span, row.number),
            ..Entry::default()
        }
    }

    fn event(&self, row: &Row, kind: &str, day: Date) -> Event {
        Event {
            id: format!("V{}", row.number),
            post: 1,
            kind: kind.to_owned(),
            date: Some(day),
            precision: Precision::Day,
            modality: Modality::Occurred,
            agent: Vec::new(),
            target: Vec::new(),
            via: Vec::new(),
            unnamed: Vec::new(),
            place: None,
            place_code: None,
            rule: self.rule(&kind.to_lowercase()),
            assumed: Vec::new(),
            confidence: 1.0,
            evidence: self.passage(row.span, row.number),
        }
    }

    fn relation(&mut self, row: &Row, kind: &str, from: &str, to: &str) {
        self.record.relations.push(Relation {
            kind: kind.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            rule: self.rule(kind),
            confidence: 1.0,
            evidence: Some(self.passage(row.span, row.number)),
        });
    }

    fn problem(&mut self, row: &Row, column: Option<usize>, message: String, lost: bool) {
        let column = column.and_then(|at| self.columns.headings.get(at)).cloned();
        self.problems.push(Problem { row: row.number, column, message, lost });
    }
}

/// The place with which a unit's English name begins, or after its last comma ends; of several of that name the one in
/// `province`.
fn place_of_english(name: &str, province: Option<&str>, gazetteer: &Gazetteer<'_>) -> Option<String> {
    let mut within: Option<String> = None;
    // "Shaoguan City, Qujiang District Elm Association".
    for part in name.split(',') {
        let words: Vec<&str> = part.split_whitespace().collect();
        let begins = (1..=words.len().min(5)).rev().find_map(|length| {
            let code = gazetteer.named(&words[..length].join(" "), within.as_deref().or(province))?;
            within.as_deref().is_none_or(|outer| gazetteer.lies_in(&code, outer)).then_some(code)
        });
        match begins {
            Some(code) => within = Some(code),
            None => break,
        }
    }
    within.or_else(|| {
        let (_, last) = name.rsplit_once(',')?;
        gazetteer.named(last, province)
    })
}

/// The parts between separators that stand in no bracket.
fn split_outside<'t>(words: &'t str, separator: &str) -> Vec<&'t str> {
    let (mut parts, mut depth, mut from, mut at) = (Vec::new(), 0usize, 0, 0);
    while at < words.len() {
        let rest = &words[at..];
        if depth == 0 && rest.starts_with(separator) {
            parts.push(&words[from..at]);
            at += separator.len();
            from = at;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += c.len_utf8();
    }
    parts.push(&words[from..]);
    parts
}
