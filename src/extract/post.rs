//! Posts read sentence by sentence: names, analysis, references, frames, dates.
//!
//! [`occasion`] says when and where, [`moment`] of what a time is told, [`attended`] adds who was there.

mod announced;
mod attended;
mod followed;
mod moment;
mod occasion;

use super::SentenceReading;
use super::assume::{Assumption, Assumptions};
use super::attendance;
use super::chunk;
use super::clause::{Analysis, Subject};
use super::company;
use super::date::{self, Clock};
use super::discourse::{Context, Discourse, Parties, gather, is_person};
use super::entity::{EntityId, Table};
use super::event::{MEMORY, Row};
use super::frame::{Match, Matcher, Spoken};
use super::names::{self, Kind, Name};
use super::office;
use super::page::{Paragraph, Sentence};
use super::part;
use super::reduce;
use super::relation::{self, Role, Tie, Ties};
use super::seat;
use super::tag::Tag;
use super::trace;
use crate::lexicon::{Lexicon, singular};
use crate::record::Modality;
use crate::text::Span;
use jiff::civil::Date;
use moment::Moments;

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
    /// The day of what the sentence told last, of what it told of.
    sentence_day: Option<Date>,
    /// The last day told of in the post, also after a paragraph about others began: "the next morning".
    last_day: Option<Date>,
    /// The first and last of the days that an occasion took.
    stretch: Option<(Date, Date)>,
    /// The last occasion that a paragraph left; the first sentence of another may go on about it.
    left: Option<(Date, Vec<EntityId>)>,
    /// What the sentence before, of the same paragraph, spoke of.
    spoken: Spoken,
    /// Whether a paragraph has just begun without a day.
    fresh: bool,
    /// An occasion that a sentence of this paragraph told of without any party: its kind and the sentence.
    announced: Option<(&'static str, usize, Span)>,
    /// Who has set out on a round of visits, of which no visit has been told yet.
    bound: Parties,
    /// Who has invited somebody to talks of which nobody was yet said to have come.
    inviting: Parties,
    /// Whether the paragraph has spoken of a meeting.
    met: bool,
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
            sentence_day: None,
            last_day: None,
            stretch: None,
            left: None,
            spoken: Spoken::default(),
            fresh: false,
            announced: None,
            bound: Parties::default(),
            inviting: Parties::default(),
            met: false,
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
            self.stretch = None;
            self.left = None;
            self.occasion.clear();
        }
        (self.bound, self.inviting, self.met) = (Parties::default(), Parties::default(), false);
        self.discourse.begin_paragraph();
        self.spoken = Spoken::default();
        let (elsewhere, memory) = (rustc_hash::FxHashSet::default(), names::Memory::default());
        let reader = names::Reader {
            lexicon: self.lexicon,
            text: self.text,
            paragraph,
            index,
            introduces_psb: false,
            known: &elsewhere,
            memory: &memory,
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
        self.spoken.foreign = self.discourse.latest_foreign(self.table);
        let mut parties = self.discourse.read(&context, self.table, &analysis);
        relation::read(
            self.lexicon,
            self.table,
            &analysis,
            &parties,
            sentence.span,
            &self.spoken,
            &mut self.ties,
            &mut self.roles,
        );
        let question = analysis.words.last().is_some_and(|w| w.is("?"));
        let (mut matches, mut attended) = (Vec::new(), Vec::new());
        if !question {
            let matcher = Matcher::new(self.lexicon, self.table, &analysis, &parties, &self.spoken);
            matches = matcher.all();
            if part::name_donors(self.lexicon, &analysis, &mut parties, &matches) {
                matches = Matcher::new(self.lexicon, self.table, &analysis, &parties, &self.spoken).all();
            }
            let matcher = Matcher::new(self.lexicon, self.table, &analysis, &parties, &self.spoken);
            attended = attendance::read(self.lexicon, &analysis, &parties, &matches);
            let occasions = matcher.occasions(&matches, !attended.is_empty());
            matches.extend(occasions);
            matcher.anywhere(&mut matches);
            attended.extend(part::read(self.lexicon, &analysis, &parties, &matches));
            attended.extend(company::read(self.lexicon, &analysis, &parties, &matches));
            attended.extend(seat::read(&analysis, &parties));
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
        let told = self.last_day.or(self.day);
        let clock = Clock { post: date, last: told.or(date), told: told.is_some(), stretch: self.stretch };
        self.stretch = date::stretch(&analysis.words, clock).or(self.stretch);
        let times = date::read(&self.lexicon.language, &analysis.words, clock);
        let moments = Moments::read(self.lexicon, &analysis, times, &matches, date);
        let times = &moments.times;
        self.take_up(&analysis, times);
        self.sentence_day = None;
        let before = self.rows.len();
        for found in &matches {
            let row = self.row(index, sentence, &analysis, &parties, found, date, &moments);
            self.rows.extend(row);
        }
        self.echo(index, &analysis, &parties);
        let told = self.rows.len() > before;
        let mut joined = self.follow(index, &analysis, &parties, &matches, question);
        let only_joined = joined;
        if !question && !told {
            self.announce(index, sentence, &analysis, &matches);
        }
        for attended in attended {
            if !only_joined {
                joined |= self.join(index, sentence, date, times, attended);
            }
        }
        let (bound, hosts) = (
            company::travellers(self.lexicon, &analysis, &parties),
            company::hosts(self.lexicon, &analysis, &parties),
        );
        if !bound.named.is_empty() {
            self.bound = bound;
        }
        if !hosts.named.is_empty() {
            self.inviting = hosts;
        }
        self.met |= attendance::speaks_of_meeting(&analysis);
        self.forget_announced(index, told);
        self.remember_day(&analysis, &parties, &moments, date);
        if only_joined {
            // Still about who came.
            let came = self.told().find(|r| !r.agent.is_empty()).map(|r| r.agent.clone());
            self.discourse.set_topic(&came.unwrap_or_default(), true);
        } else {
            self.remember_topic(&analysis, &parties);
        }
        self.spoken = Spoken::of(&analysis, &parties);
        let named = placed.iter().any(|p| !p.entities.is_empty());
        let spoken_of = named || told || joined || parties.iter().any(|p| !p.named.is_empty());
        self.sentences.push(SentenceReading { span: sentence.span, named, spoken_of, told: told || joined });
    }

    /// "So was Y.", "So did Z.": one more of whom the sentence before told the same.
    fn echo(&mut self, index: usize, analysis: &Analysis, parties: &[Parties]) {
        let so = analysis.words.first().is_some_and(|w| w.is("so"));
        let auxiliary = analysis
            .words
            .get(1)
            .is_some_and(|w| matches!(w.text.as_str(), "was" | "were" | "did" | "had" | "has" | "have"));
        let noun = (0..analysis.chunks.len()).find(|c| analysis.is_noun(*c)).filter(|_| so && auxiliary);
        let Some(noun) = noun else { return };
        let others = gather(parties, &analysis.group_from(noun).0).named;
        let about = self.discourse.last_subject().to_vec();
        let post = self.post;
        let last = self.rows.last_mut().filter(|r| r.post == post && r.paragraph == index);
        let Some(row) = last else { return };
        let side = match about.iter().any(|e| row.target.contains(e)) {
            true => &mut row.target,
            false => &mut row.agent,
        };
        side.extend(others.into_iter().filter(|o| !side.contains(o)).collect::<Vec<_>>());
    }

    /// Who the sentence was about: the subject of its first finite verb.
    fn remember_topic(&mut self, analysis: &Analysis, parties: &[Parties]) {
        let finite = |i: &usize| analysis.verb(*i).is_some_and(|g| g.form == chunk::Form::Finite);
        let main = (0..analysis.chunks.len()).find(finite);
        self.discourse.set_doers(followed::people_by(self.lexicon, analysis, parties));
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
        moments: &Moments,
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
        if kind.name == "Pledge" && agent.assumed.has_pronoun() && target.named.is_empty() {
            // "X asked A and B to help, and they promised to": to X.
            let asked = self.told().next().filter(|r| {
                r.kind == "Guidance" && sentence.span.overlaps(r.evidence) && r.target == agent.named
            });
            if let Some(asked) = asked {
                target.named.clone_from(&asked.agent);
                assumed.add(Assumption::Occasion);
            }
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
        if agent.is_empty() && matches!(kind.name.as_str(), "Pledge" | "Thanks") {
            self.answer_of_others(&kind.name, &mut agent, &target);
        }
        for side in [&mut agent, &mut target] {
            self.offices_stand_for_owners(side);
        }
        self.part_from_itself(index, &mut agent, &mut target, &mut assumed);
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
                    || r.kind == "Guidance"
                        && !r.agent.is_empty()
                        && target.named.iter().all(|t| r.target.contains(t))
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
        if kind.name == "OfficeOpening" && agent.named.is_empty() {
            // "The bureau drew the silk aside": from the sign of whom the paragraph speaks of.
            let told = self.told().find(|r| r.paragraph == index && r.kind == "OfficeOpening");
            let told = told.map(|r| r.agent.clone()).filter(|a| !a.is_empty());
            let host = told.or_else(|| self.discourse.foreign_here(self.table).map(|h| vec![h]));
            agent = Parties::assumed(host.unwrap_or_default(), Assumption::Occasion);
            target.named.retain(|t| !agent.named.contains(t));
            if agent.named.is_empty() {
                return None;
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
        if kind.name == "Meeting" && analysis.verb(found.verb).is_some_and(|g| g.lemma == "join") {
            self.join_talks(index, &agent, &mut target, &mut assumed);
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
        let modality = if self.is_to_come(analysis, found.verb, &moments.times, date) {
            Modality::Planned
        } else {
            found.modality
        };
        let (day, precision) = self.when(
            analysis,
            moments,
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

    /// "Its director thanked the donor", where "its" was taken for the donor’s: the other of the two who met before.
    fn part_from_itself(
        &self,
        index: usize,
        agent: &mut Parties,
        target: &mut Parties,
        assumed: &mut Assumptions,
    ) {
        let itself = !agent.named.is_empty()
            && !target.named.is_empty()
            && agent.named.iter().all(|a| target.named.contains(a));
        if !itself || !agent.assumed.has_owner() {
            return;
        }
        let with = self.told().take_while(|r| r.paragraph == index).find(|r| {
            target.named.iter().all(|t| r.agent.contains(t))
                || target.named.iter().all(|t| r.target.contains(t))
        });
        let Some(row) = with else { return };
        let other = if row.agent.contains(&target.named[0]) { &row.target } else { &row.agent };
        if !other.is_empty() {
            agent.named.clone_from(other);
            assumed.add(Assumption::Occasion);
        }
    }

    /// "X joined the talks", of which nothing is told but a visit: with those who met there.
    fn join_talks(&self, index: usize, agent: &Parties, target: &mut Parties, assumed: &mut Assumptions) {
        let alone = agent.named.is_empty() && target.unnamed.is_empty();
        let visit = self.told().next().filter(|r| r.kind == "Visit" && r.paragraph == index);
        if let Some(visit) = visit.filter(|_| alone) {
            let met: Vec<EntityId> = visit.parties().filter(|p| !target.named.contains(p)).collect();
            target.named.extend(met);
            assumed.add(Assumption::Occasion);
        }
    }

    /// The events that this post has told of, the last first.
    fn told(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().rev().take(MEMORY).take_while(|r| r.post == self.post)
    }

    /// "asked X for a list, and was promised one", "gave X a piano. It was thanked with a concert": by X.
    fn answer_of_others(&self, kind: &str, agent: &mut Parties, target: &Parties) {
        let asked = if kind == "Pledge" { "Guidance" } else { "Donation" };
        let row = self.told().find(|r| r.kind == asked);
        let Some(row) =
            row.filter(|r| !target.named.is_empty() && target.named.iter().all(|t| r.agent.contains(t)))
        else {
            return;
        };
        *agent = Parties::assumed(row.target.clone(), Assumption::Occasion);
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
