//! Posts read sentence by sentence: names, analysis, references, frames, dates.

use super::SentenceReading;
use super::assume::{Assumption, Assumptions};
use super::attendance::{self, Attended, Part};
use super::chunk;
use super::clause::{Analysis, Subject};
use super::date::{self, Clock, When};
use super::discourse::{Context, Discourse, Parties, gather, is_person};
use super::entity::{EntityId, Table};
use super::event::{MEMORY, Row};
use super::frame::{Match, Matcher};
use super::names::{self, Kind, Name, Place};
use super::office;
use super::page::{Paragraph, Sentence};
use super::part;
use super::reduce;
use super::relation::{self, Role, Tie, Ties};
use super::tag::Tag;
use super::trace;
use crate::lexicon::{Lexicon, singular};
use crate::record::{Modality, Precision};
use crate::text::Span;
use jiff::civil::Date;

/// Reads a document's posts, keeping what each has spoken of.
pub(super) struct Reader<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    table: &'a mut Table,
    discourse: Discourse,
    post: u32,
    rows: Vec<Row>,
    ties: Ties,
    roles: Vec<Role>,
    sentences: Vec<SentenceReading>,
    /// The day of the occasion that is being told of, and who took part.
    day: Option<Date>,
    occasion: Vec<EntityId>,
    /// The last day told of in the post, also after a paragraph about others began: "the next morning".
    last_day: Option<Date>,
    /// The last occasion that a paragraph left; the first sentence of another may go on about it.
    left: Option<(Date, Vec<EntityId>)>,
    /// Whether a paragraph has just begun without a day.
    fresh: bool,
    /// Where the stages are told, if anybody wants to know.
    trace: Option<String>,
}

impl<'a> Reader<'a> {
    pub fn new(lexicon: &'a Lexicon, text: &'a str, table: &'a mut Table) -> Self {
        Reader {
            lexicon,
            text,
            table,
            discourse: Discourse::default(),
            post: 0,
            rows: Vec::new(),
            ties: Ties::default(),
            roles: Vec::new(),
            sentences: Vec::new(),
            day: None,
            occasion: Vec::new(),
            last_day: None,
            left: None,
            fresh: false,
            trace: None,
        }
    }

    /// Tells the stages too.
    pub fn tracing(mut self) -> Self {
        self.trace = Some(String::new());
        self
    }

    /// The stages told.
    pub fn take_trace(&mut self) -> String {
        self.trace.take().unwrap_or_default()
    }

    /// Everything read.
    pub fn finish(self) -> (Vec<Row>, Vec<Tie>, Vec<Role>, Vec<SentenceReading>) {
        (self.rows, self.ties.list, self.roles, self.sentences)
    }

    /// Reads a paragraph of a post.
    pub fn paragraph(
        &mut self,
        index: usize,
        paragraph: &Paragraph,
        date: Option<Date>,
        known: &[(&Name, EntityId)],
    ) {
        if paragraph.post != self.post {
            self.post = paragraph.post;
            self.discourse = Discourse::default();
            self.day = None;
            self.last_day = None;
            self.left = None;
            self.occasion.clear();
        }
        self.discourse.begin_paragraph();
        let elsewhere = rustc_hash::FxHashSet::default();
        let reader = names::Reader {
            lexicon: self.lexicon,
            text: self.text,
            paragraph,
            index,
            introduces_psb: false,
            known: &elsewhere,
        };
        let placed = office::place(&reader, known, self.table);
        // A paragraph about others begins without a day.
        let about: Vec<EntityId> = placed.iter().flat_map(|p| p.entities.iter().copied()).collect();
        if !about.is_empty() && !about.iter().any(|e| self.occasion.contains(e)) {
            if let Some(day) = self.day.take() {
                self.left = Some((day, std::mem::take(&mut self.occasion)));
            }
            self.occasion.clear();
        }
        self.fresh = self.day.is_none();
        for sentence in &paragraph.sentences {
            let from = placed.partition_point(|p| p.start < sentence.start);
            let to = placed.partition_point(|p| p.start < sentence.end);
            self.sentence(index, paragraph, sentence, date, &placed[from..to]);
        }
    }

    fn sentence(
        &mut self,
        index: usize,
        paragraph: &Paragraph,
        sentence: &Sentence,
        date: Option<Date>,
        placed: &[reduce::Placed],
    ) {
        let words = reduce::words(self.lexicon, self.text, paragraph, sentence, placed);
        let analysis = Analysis::new(self.lexicon, words);
        self.discourse.begin_sentence();
        let context = Context { lexicon: self.lexicon, text: self.text, rows: &self.rows, post: self.post };
        let earlier: Vec<EntityId> = self.discourse.latest_foreign(self.table).into_iter().collect();
        let mut parties = self.discourse.read(&context, self.table, &analysis);
        relation::read(
            self.lexicon,
            self.table,
            &analysis,
            &parties,
            sentence.span,
            &earlier,
            &mut self.ties,
            &mut self.roles,
        );
        let question = analysis.words.last().is_some_and(|w| w.is("?"));
        let (mut matches, mut attended) = (Vec::new(), Vec::new());
        if !question {
            let matcher = Matcher::new(self.lexicon, self.table, &analysis, &parties);
            matches = matcher.all();
            if part::name_donors(self.lexicon, &analysis, &mut parties, &matches) {
                matches = Matcher::new(self.lexicon, self.table, &analysis, &parties).all();
            }
            let matcher = Matcher::new(self.lexicon, self.table, &analysis, &parties);
            attended = attendance::read(self.lexicon, &analysis, &parties, &matches);
            let occasions = matcher.occasions(&matches, !attended.is_empty());
            matches.extend(occasions);
            matcher.anywhere(&mut matches);
            attended.extend(part::read(self.lexicon, &analysis, &parties, &matches));
        }
        if let Some(trace) = &mut self.trace {
            trace.push_str(&trace::sentence(
                self.lexicon,
                self.text,
                self.table,
                sentence.span,
                &analysis,
                &parties,
                &matches,
            ));
        }
        let clock = Clock { post: date, last: self.last_day.or(self.day).or(date) };
        let times = date::read(&self.lexicon.language, &analysis.words, clock);
        self.take_up(&analysis, &times);
        let before = self.rows.len();
        for found in &matches {
            let row = self.row(index, sentence, &analysis, &parties, found, date, &times);
            self.rows.extend(row);
        }
        let told = self.rows.len() > before;
        let mut joined = false;
        for attended in attended {
            joined |= self.join(index, sentence, date, &times, attended);
        }
        self.remember_day(&analysis, &parties, &times, date);
        self.remember_topic(&analysis, &parties);
        let named = placed.iter().any(|p| !p.entities.is_empty());
        let spoken_of = named || told || joined || parties.iter().any(|p| !p.named.is_empty());
        self.sentences.push(SentenceReading { span: sentence.span, named, spoken_of, told: told || joined });
    }

    /// A paragraph about others that begins "At the ceremony" or "That evening" goes on about the occasion before it.
    fn take_up(&mut self, analysis: &Analysis, times: &[(usize, When)]) {
        if !std::mem::take(&mut self.fresh) {
            return;
        }
        let Some((day, occasion)) = self.left.clone() else { return };
        let nouns = &self.lexicon.language.nouns;
        let occasion_noun = |i: usize| {
            matches!(analysis.preposition(i), Some("at" | "during"))
                && analysis
                    .words_of(i + 1)
                    .first()
                    .is_some_and(|w| w.is("the") || w.is("this") || w.is("that"))
                && analysis.words_of(i + 1).iter().all(|w| w.entities.is_empty())
                && [&nouns.meetings, &nouns.trainings, &nouns.occasions]
                    .iter()
                    .any(|n| n.contains(analysis.head(i + 1)))
        };
        if times.iter().any(|(w, t)| *t == When::Same && *w < 4) || (0..2).any(occasion_noun) {
            self.set_day(day);
            self.occasion = occasion;
        }
    }

    /// What is told from here on happened on that day, unless it says otherwise.
    fn set_day(&mut self, day: Date) {
        self.day = Some(day);
        self.last_day = Some(day);
    }

    /// A day that the sentence gives is that of what follows, also where the sentence itself told of no event.
    fn remember_day(
        &mut self,
        analysis: &Analysis,
        parties: &[Parties],
        times: &[(usize, When)],
        post: Option<Date>,
    ) {
        let told = (0..analysis.chunks.len()).any(|i| {
            analysis
                .verb(i)
                .is_some_and(|g| g.form != chunk::Form::Infinitive && !g.future && !g.modal && !g.negated)
        });
        let day = times.iter().find_map(|(_, t)| match t.of(Modality::Occurred, post) {
            When::Day(day) => Some(day),
            _ => None,
        });
        // "The law took effect on January 1, 2017": history is no occasion.
        let named = parties.iter().any(|p| !p.named.is_empty());
        let recent = |day: &Date| named || post.is_none_or(|p| p.duration_since(*day).as_hours() < 24 * 90);
        if let Some(day) = day.filter(|_| told).filter(recent) {
            self.set_day(day);
            // "inspected X on June 3 and Y on June 5": what comes "two days later" is counted from the latter.
            let days = times.iter().filter_map(|(_, t)| match t.of(Modality::Occurred, post) {
                When::Day(day) => Some(day),
                _ => None,
            });
            self.last_day = days.max();
            self.occasion.extend(parties.iter().flat_map(|p| p.named.iter().copied()));
        }
    }

    /// Who the sentence was about: the subject of its first finite verb.
    fn remember_topic(&mut self, analysis: &Analysis, parties: &[Parties]) {
        let finite = |i: &usize| analysis.verb(*i).is_some_and(|g| g.form == chunk::Form::Finite);
        let main = (0..analysis.chunks.len()).find(finite);
        // "“We were told so,” said Ms Hall, the trust’s chief representative": about who speaks.
        let speaker = main
            .filter(|_| analysis.words.first().is_some_and(|w| w.tag == Tag::Quote))
            .and_then(|m| (m..analysis.chunks.len()).filter(finite).find_map(|v| analysis.speaker_after(v)));
        let subject = match (speaker, main) {
            (Some(speaker), _) => Subject::Group(analysis.group_from(speaker).0),
            (None, Some(main)) => analysis.subject(main, 0),
            _ => Subject::None,
        };
        if let Subject::Group(group) = subject {
            let mut subject = gather(parties, &group).named;
            if let Some(speaker) = speaker.filter(|_| subject.is_empty()) {
                let mut apposed = parties.iter().enumerate().skip(speaker).take(3);
                let apposed = apposed.find(|(_, p)| !p.named.is_empty());
                subject = apposed.map(|(_, p)| p.named.clone()).unwrap_or_default();
            }
            let head = group.first().map_or("", |g| analysis.head(*g));
            let nation = |g: &usize| {
                let last = analysis.words_of(*g).last();
                last.is_some_and(|w| {
                    w.capital && self.lexicon.countries.find_people(w.span.of(self.text)).is_some()
                })
            };
            let people = singular(head).is_some()
                || matches!(head, "police" | "staff" | "personnel" | "people")
                || group.first().is_some_and(nation);
            self.discourse.set_topic(
                &subject,
                people && group.iter().all(|g| analysis.words_of(*g).iter().all(|w| w.entities.is_empty())),
            );
        }
    }

    #[allow(clippy::too_many_arguments)] // what a row is made of
    fn row(
        &mut self,
        index: usize,
        sentence: &Sentence,
        analysis: &Analysis,
        parties: &[Parties],
        found: &Match,
        date: Option<Date>,
        times: &[(usize, When)],
    ) -> Option<Row> {
        let kind = &self.lexicon.kinds[found.kind];
        let frame = &kind.frames[found.frame];
        let mut assumed = found.assumed;
        let mut agent = found.agent.clone();
        let mut target = found.target.clone();
        if kind.name == "Pledge"
            && agent.assumed.has_pronoun()
            && let Some(asked) = self.told().next().filter(|r| {
                r.kind == "Guidance"
                    && r.paragraph == index
                    && (found.reply || sentence.span.overlaps(r.evidence))
                    && !r.target.is_empty()
                    && !r.agent.is_empty()
                    && r.agent.iter().all(|a| agent.named.contains(a))
            })
        {
            // "X asked Y to help, and they promised to": nobody promises what he has just asked for.
            agent.named.clone_from(&asked.target);
            target.named.clone_from(&asked.agent);
            assumed.add(Assumption::Occasion);
        }
        if kind.name == "Visit" && frame.id == "visit/dropped" && target.named.is_empty() {
            // "Two officers dropped in.": on who speaks, else on whom the paragraph is about.
            let host = self.table.voice.or_else(|| self.discourse.foreign_here(self.table));
            let host = host.filter(|h| !agent.named.contains(h))?;
            target = Parties::assumed(vec![host], Assumption::Occasion);
        }
        if found.reply && target.named.is_empty() {
            // A promise in reply to a request: to who asked.
            let asked = self.told().find(|r| {
                r.kind == "Guidance"
                    && (r.target.is_empty() || agent.named.iter().any(|a| r.target.contains(a)))
            });
            if let Some(row) = asked {
                assumed.add(Assumption::Occasion);
                target.named = row.agent.iter().copied().filter(|a| !agent.named.contains(a)).collect();
            }
        }
        for side in [&mut agent, &mut target] {
            self.offices_stand_for_owners(side);
        }
        target.named.retain(|e| !agent.named.contains(e));
        if agent.named.is_empty() && kind.name == "Guidance" {
            // "was asked to": by who holds the occasion.
            let issuer = self.table.voice.filter(|v| {
                let kind = self.table.entities[*v].kind;
                kind == Kind::GovernmentBody || kind.is_police()
            });
            let near = |r: &&Row| issuer.is_none() || r.paragraph == index;
            let host = self.told().filter(near).find(|r| {
                !r.agent.is_empty()
                    && matches!(
                        r.kind.as_str(),
                        "Meeting" | "Training" | "Visit" | "Inspection" | "Registration"
                    )
            });
            // "the education officials hoped": somebody else, whom nobody has named.
            let said = analysis.verb(found.verb).is_some_and(|g| !g.passive)
                && matches!(analysis.subject(found.verb, 0), Subject::Group(ref g)
                    if g.iter().all(|c| is_person(self.lexicon, analysis.words_of(*c))));
            match host.filter(|_| !said) {
                Some(host) if !host.agent.iter().any(|a| target.named.contains(a)) => {
                    assumed.add(Assumption::Occasion);
                    agent.named.clone_from(&host.agent)
                }
                // "It was asked to keep a log.": those who were visited.
                Some(host)
                    if !target.assumed.is_empty() && target.named.len() == 1 && !host.target.is_empty() =>
                {
                    assumed.add(Assumption::Occasion);
                    (agent.named, target.named) = (host.agent.clone(), host.target.clone());
                }
                // "All units are required to": by who issues the notice.
                None if issuer.is_some_and(|i| !said && !target.named.contains(&i)) => {
                    assumed.add(Assumption::Occasion);
                    agent.named.extend(issuer);
                }
                _ if !target.named.is_empty() => {}
                _ => return None,
            }
        }
        if kind.name == "Donation" && agent.is_empty() && !target.named.is_empty() {
            // "A dozen desks went to X": from whom the paragraph speaks of.
            let donor = self.discourse.foreign_here(self.table).filter(|d| !target.named.contains(d));
            if let Some(donor) = donor {
                agent = Parties::assumed(vec![donor], Assumption::Occasion);
            }
        }
        if agent.named.is_empty() && kind.name == "Inspection" && found.modality == Modality::Occurred {
            // "Its books were examined": by who came.
            let came = self.told().find(|r| {
                matches!(r.kind.as_str(), "Visit" | "Inspection")
                    && index == r.paragraph
                    && target.named.iter().all(|t| r.parties().any(|p| p == *t))
                    && !r.agent.is_empty()
                    && !r.target.is_empty()
            });
            if let Some(row) = came {
                assumed.add(Assumption::Occasion);
                agent.named.clone_from(&row.agent);
                // Nobody comes to inspect himself.
                if target.named.iter().any(|t| row.agent.contains(t)) {
                    target.named.clone_from(&row.target);
                }
            }
        }
        if kind.name == "Guidance" && target.is_empty() {
            // "asked that receipts be numbered": of those the occasion was about.
            let occasion = self.told().find(|r| {
                r.paragraph == index
                    && agent.named.iter().any(|a| r.parties().any(|p| p == *a))
                    && matches!(
                        r.kind.as_str(),
                        "Visit"
                            | "Inspection"
                            | "Registration"
                            | "Training"
                            | "Meeting"
                            | "Deregistration"
                            | "Guidance"
                    )
            });
            if let Some(row) = occasion {
                target.named = row.parties().filter(|p| !agent.named.contains(p)).collect();
                target.unnamed.clone_from(&row.unnamed);
                assumed.add(Assumption::Occasion);
            }
        }
        if agent.named.is_empty() && target.named.is_empty() {
            return None;
        }
        let (mut first, mut last) = (found.extent.0.min(found.verb), found.extent.1);
        let words_of = |first: usize, last: usize| {
            let from = analysis.chunks.get(first).map_or(0, |c| c.start);
            (from, analysis.chunks.get(last.saturating_sub(1)).map_or(analysis.words.len(), |c| c.end))
        };
        // The clause itself says when and where; its evidence may reach further.
        let (from, to) = words_of(first, last);
        // What is asked or promised belongs to the words that say so.
        if matches!(kind.name.as_str(), "Guidance" | "Pledge") {
            while last < analysis.chunks.len()
                && analysis.chunks[last].kind != chunk::ChunkKind::Break
                && !(analysis.chunks[last].kind == chunk::ChunkKind::And
                    && analysis.verb(last + 1).is_some_and(|g| g.form == chunk::Form::Finite && !g.future))
            {
                last += 1;
            }
        }
        // The words that name a party belong to the evidence: "Accompanied by X, Y visited Z".
        for id in agent.named.iter().chain(&target.named) {
            let speaks = |c: &usize| {
                parties[*c].named.contains(id)
                    || parties[*c].via.iter().any(|v| self.table.entities[*v].unit_of == Some(*id))
            };
            if !(first..last.min(parties.len())).any(|c| speaks(&c)) {
                let nearest = (0..parties.len()).filter(speaks).min_by_key(|c| c.abs_diff(found.verb));
                if let Some(c) = nearest {
                    first = first.min(c);
                    last = last.max(c + 1);
                }
            }
        }
        let (quote_from, quote_to) = words_of(first, last);
        let evidence = clip(analysis, sentence.span, quote_from, quote_to);
        let mut via = agent.via.clone();
        via.extend(target.via.iter().copied().filter(|v| !agent.via.contains(v)));
        let modality = if self.is_to_come(analysis, found.verb, times, date) {
            Modality::Planned
        } else {
            found.modality
        };
        let (day, precision) = self.when(
            analysis,
            times,
            from,
            to,
            date,
            modality,
            &agent,
            &target,
            found.verb,
            &kind.name,
            &mut assumed,
        );
        let place = self.place(analysis, parties, from, to, &via, &kind.name);
        assumed.extend(agent.assumed);
        assumed.extend(target.assumed);
        let mut unnamed = agent.unnamed;
        unnamed.extend(target.unnamed);
        Some(Row {
            post: self.post,
            paragraph: index,
            kind: kind.name.clone(),
            date: day,
            precision,
            modality,
            agent: agent.named,
            target: target.named,
            via,
            unnamed,
            place,
            rule: frame.id.clone(),
            assumed,
            evidence,
        })
    }

    /// The events that this post has told of, the last first.
    fn told(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().rev().take(MEMORY).take_while(|r| r.post == self.post)
    }

    /// A representative office stands for its NGO; it took part through it.
    fn offices_stand_for_owners(&self, parties: &mut Parties) {
        let mut named = Vec::with_capacity(parties.named.len());
        for id in &parties.named {
            let entity = &self.table.entities[*id];
            let stands_for = match (entity.kind, entity.unit_of) {
                (Kind::RepresentativeOffice, Some(owner)) => {
                    if !parties.via.contains(id) {
                        parties.via.push(*id);
                    }
                    owner
                }
                _ => *id,
            };
            if !named.contains(&stands_for) {
                named.push(stands_for);
            }
        }
        parties.named = named;
    }

    /// The day of an event: what its clause says, else its sentence, else the occasion it belongs to.
    #[allow(clippy::too_many_arguments)] // what a date depends on
    fn when(
        &mut self,
        analysis: &Analysis,
        times: &[(usize, When)],
        from: usize,
        to: usize,
        post: Option<Date>,
        modality: Modality,
        agent: &Parties,
        target: &Parties,
        verb: usize,
        kind: &str,
        assumed: &mut Assumptions,
    ) -> (Option<Date>, Precision) {
        // "At the urging of X, Y held a class on May 3": nobody says when X urged.
        if analysis.verb(verb).is_none() {
            return (post, Precision::By);
        }
        // "which missed last year’s deadline": the time of another clause.
        let times: Vec<(usize, When)> = times.iter().map(|(w, t)| (*w, t.of(modality, post))).collect();
        let main = analysis.verb(verb).map_or(to, |g| g.main);
        // "asked it to file two weeks earlier": when that is to be done, not when it was asked.
        let asked =
            if matches!(kind, "Guidance" | "Pledge") { complement_start(analysis, main) } else { usize::MAX };
        let times: Vec<(usize, When)> = times.into_iter().filter(|(w, _)| *w < asked).collect();
        let aside = |w: usize| {
            w < main
                && analysis
                    .words
                    .get(from..w)
                    .is_some_and(|words| words.iter().any(|w| w.tag == Tag::Relative))
                && analysis.words.get(w..main).is_some_and(|words| words.iter().any(|w| w.tag == Tag::Comma))
        };
        let in_clause = times.iter().find(|(w, t)| {
            (from..to).contains(w) && (*t != When::Silent) && (*t != When::Vague || !aside(*w))
        });
        let in_sentence = times.iter().find(|(_, t)| matches!(t, When::Day(_) | When::Same));
        let leading = times.iter().find(|(w, t)| *t == When::Vague && *w < from);
        // "and the next day it opened": what stands right before the clause.
        let beside = times
            .iter()
            .rev()
            .find(|(w, t)| matches!(t, When::Day(_) | When::Same) && *w < from && from - *w <= 3);
        // "The two had asked X for advice, and it met them on May 3": before that day.
        let before = analysis.words_of(verb).iter().any(|w| w.is("had"))
            && analysis.words_of(verb).len() > 1
            && in_sentence.is_some_and(|(w, _)| *w > to);
        let in_sentence = beside.or(in_sentence).filter(|_| !before && !self.goes_on(analysis, verb));
        let said = in_clause.or(in_sentence).or(leading).map_or(When::Silent, |(_, t)| *t);
        // "which works with X", "has given since 2016", "has been working on": no part of the occasion.
        let standing = self.is_standing(analysis, verb);
        let past_perfect = standing || before || analysis.words.iter().any(|w| w.is("past"));
        let by = (post, Precision::By);
        if modality == Modality::Planned {
            return match said {
                When::Day(day) => (Some(day), Precision::Day),
                _ => by,
            };
        }
        match said {
            When::Day(day) => {
                self.set_day(day);
                self.occasion = agent.named.iter().chain(&target.named).copied().collect();
                (Some(day), Precision::Day)
            }
            When::Vague => by,
            When::Same | When::Silent if !past_perfect => match self.day {
                Some(day) => {
                    self.occasion.extend(agent.named.iter().chain(&target.named).copied());
                    if said == When::Silent {
                        assumed.add(Assumption::Day);
                    }
                    (Some(day), Precision::Day)
                }
                None => by,
            },
            _ => by,
        }
    }

    /// "which works with X": whether a relative clause tells of what goes on.
    fn goes_on(&self, analysis: &Analysis, verb: usize) -> bool {
        let Some(group) = analysis.verb(verb) else { return false };
        if !verb.checked_sub(1).is_some_and(|r| analysis.chunks[r].kind == chunk::ChunkKind::Relative) {
            return false;
        }
        let form = self.lexicon.language.verbs.get(&analysis.words[group.main].text).map(|f| f.forms);
        analysis.words_of(verb).len() == 1
            && group.form == chunk::Form::Finite
            && form.is_some_and(|f| f.third && !f.past)
    }

    /// "16 July: our board calls on X": present tense, on a day after the post's.
    fn is_to_come(
        &self,
        analysis: &Analysis,
        verb: usize,
        times: &[(usize, When)],
        post: Option<Date>,
    ) -> bool {
        let Some(group) = analysis.verb(verb).filter(|g| g.form == chunk::Form::Finite) else { return false };
        let form = self.lexicon.language.verbs.get(&analysis.words[group.main].text).map(|f| f.forms);
        let present = analysis.words_of(verb).len() == 1 && form.is_some_and(|f| f.third && !f.past);
        let opens = times.first().filter(|(w, _)| *w < 2).map(|(_, t)| t);
        present && matches!((opens, post), (Some(When::Day(day)), Some(post)) if *day > post)
    }

    /// Whether a verb tells of what goes on, or of something before the occasion: present tense, "has" and "have".
    fn is_standing(&self, analysis: &Analysis, verb: usize) -> bool {
        let Some(group) = analysis.verb(verb) else { return false };
        let words = analysis.words_of(verb);
        let perfect = words.iter().any(|w| w.is("has") || w.is("have"));
        let form = self.lexicon.language.verbs.get(&analysis.words[group.main].text).map(|f| f.forms);
        let present = words.len() == 1
            && group.form == chunk::Form::Finite
            && form.is_some_and(|f| (f.third || f.base) && !f.past);
        perfect || present && group.lemma != "hope" && group.lemma != "ask"
    }

    /// Where it happened: a place of its clause, else the seat of the office concerned.
    fn place(
        &self,
        analysis: &Analysis,
        parties: &[Parties],
        from: usize,
        to: usize,
        via: &[EntityId],
        kind: &str,
    ) -> Option<Place> {
        for i in 0..analysis.chunks.len() {
            let chunk = &analysis.chunks[i];
            if chunk.start > to || !analysis.is_noun(i) || i == 0 || !parties[i].named.is_empty() {
                continue;
            }
            let place_phrase =
                analysis.preposition(i - 1).is_some_and(|p| matches!(p, "in" | "at" | "to" | "across"));
            if !place_phrase || chunk.end < from && i > 2 {
                continue;
            }
            let words = analysis.words_of(i);
            if words.iter().all(|w| w.capital)
                && let (Some(a), Some(b)) = (words.first(), words.last())
                && let Some(place) = self.lexicon.places.resolve(a.span.cover(b.span).of(self.text), None)
            {
                return Some(names::place_pair(place));
            }
        }
        if matches!(kind, "Visit" | "Inspection" | "Registration" | "Deregistration" | "OfficeOpening") {
            let mut places = via.iter().filter_map(|v| self.table.entities[*v].place.clone());
            let first = places.next()?;
            return places.all(|p| p == first).then_some(first);
        }
        None
    }

    /// Adds who attended to the occasion that the post told of, or makes a meeting of it.
    fn join(
        &mut self,
        index: usize,
        sentence: &Sentence,
        date: Option<Date>,
        times: &[(usize, When)],
        attended: Attended,
    ) -> bool {
        let mut parties = attended.parties;
        self.offices_stand_for_owners(&mut parties);
        if parties.named.is_empty() {
            return false;
        }
        let told = |r: &Row| {
            r.post == self.post
                && r.modality == Modality::Occurred
                && parties.named.iter().all(|p| r.agent.contains(p))
        };
        let kinds: &[&str] = match attended.kind {
            _ if attended.part == Part::Host => &["Meeting", "Training", "OfficeOpening"],
            // "was there to give them a training": there, at another's meeting.
            None | Some("Training")
                if attended.part == Part::Guest
                    && self.rows.last().is_some_and(|r| r.kind == "Training" && told(r)) =>
            {
                &["Meeting"]
            }
            Some("Training") => &["Training"],
            Some("OfficeOpening") => &["OfficeOpening"],
            Some(_) => &["Meeting"],
            None => &["Meeting", "Training", "Outreach", "Registration", "OfficeOpening"],
        };
        let mut assumed = parties.assumed;
        assumed.add(Assumption::Occasion);
        let post = self.post;
        let modality = if attended.planned { Modality::Planned } else { Modality::Occurred };
        let row = self.rows.iter_mut().rev().take(MEMORY).take_while(|r| r.post == post).find(|r| {
            r.modality == modality
                && kinds.contains(&r.kind.as_str())
                && index - r.paragraph <= 1
                && !r.rule.ends_with("/part")
        });
        match row {
            Some(row) if attended.part == Part::Host && row.kind == "OfficeOpening" => {
                row.assumed.extend(assumed);
                row.add_targets(&parties.named);
                true
            }
            Some(row)
                if attended.part == Part::Teacher || attended.part == Part::Host && row.agent.is_empty() =>
            {
                row.assumed.extend(assumed);
                row.target.retain(|t| !parties.named.contains(t));
                row.agent.extend(
                    parties.named.iter().filter(|p| !row.agent.contains(p)).copied().collect::<Vec<_>>(),
                );
                true
            }
            Some(_) if attended.part == Part::Host => false,
            Some(row) if matches!(row.kind.as_str(), "Meeting" | "Training") => {
                self.occasion.extend(parties.named.iter().copied());
                row.assumed.extend(assumed);
                row.add_targets(&parties.named);
                row.unnamed.extend(parties.unnamed);
                row.via.extend(parties.via);
                true
            }
            Some(row) if row.kind == "Outreach" => {
                row.assumed.extend(assumed);
                for id in parties.named {
                    if !row.agent.contains(&id) && !row.target.contains(&id) {
                        row.agent.push(id);
                    }
                }
                true
            }
            Some(row) if attended.kind == Some("OfficeOpening") => {
                row.assumed.extend(assumed);
                row.add_targets(&parties.named);
                true
            }
            Some(_) => false,
            None if attended.kind == Some("Meeting") && attended.part == Part::Guest && !attended.planned => {
                let said = times.iter().map(|(_, t)| t.of(Modality::Occurred, date));
                let (day, precision) = match said.into_iter().find(|t| *t != When::Silent) {
                    Some(When::Day(day)) => (Some(day), Precision::Day),
                    Some(When::Vague) => (date, Precision::By),
                    _ => (self.day.or(date), if self.day.is_some() { Precision::Day } else { Precision::By }),
                };
                // The visit during which they met.
                let visit = self.told().find(|r| r.kind == "Visit");
                let (agent, hosts) = visit.map(|v| (v.agent.clone(), v.target.clone())).unwrap_or_default();
                let mut row = Row {
                    post: self.post,
                    paragraph: index,
                    kind: "Meeting".to_owned(),
                    date: day,
                    precision,
                    modality: Modality::Occurred,
                    agent,
                    target: Vec::new(),
                    via: parties.via,
                    unnamed: parties.unnamed,
                    place: None,
                    rule: attendance::RULE.to_owned(),
                    assumed,
                    evidence: sentence.span,
                };
                row.add_targets(&parties.named);
                row.add_targets(&hosts);
                self.rows.push(row);
                true
            }
            None => false,
        }
    }
}

/// The word at which what is asked or promised begins after a verb: "to file", "that it file"; past all words where
/// nothing does.
fn complement_start(analysis: &Analysis, main: usize) -> usize {
    let begins = |w: &usize| {
        let word = &analysis.words[*w];
        word.tag == Tag::Relative && word.is("that")
            || word.tag == Tag::To
                && analysis.words.get(w + 1).is_some_and(|n| matches!(n.tag, Tag::Verb | Tag::Auxiliary))
    };
    (main + 1..analysis.words.len()).find(begins).unwrap_or(usize::MAX)
}

/// The words of a clause, within its sentence, without the marks at its ends.
fn clip(analysis: &Analysis, sentence: Span, from: usize, to: usize) -> Span {
    let words = analysis.words.get(from..to).unwrap_or(&[]);
    let plain = |w: &&reduce::Word| !matches!(w.tag, Tag::Comma | Tag::Break | Tag::Mark | Tag::Conjunction);
    // Nor does a clause end with the word that brings in the next one: "on November 20, to".
    let closes = |w: &&reduce::Word| {
        plain(w) && !matches!(w.tag, Tag::Preposition | Tag::To | Tag::Relative | Tag::Subordinator)
    };
    match (words.iter().find(plain), words.iter().rev().find(closes)) {
        (Some(a), Some(b)) => a.span.cover(b.span),
        _ => sentence,
    }
}
