//! Of what each time of a sentence is told: of which verb, and whether only of something said aside.

use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Analysis, HORIZON};
use crate::extract::date::When;
use crate::extract::frame::Match;
use crate::lexicon::Lexicon;
use crate::record::Modality;
use jiff::civil::Date;
use std::ops::Range;

/// The times of a sentence, each with its first word, and what it is told of.
#[derive(Debug, Default)]
pub(super) struct Moments {
    /// In the order of the text.
    pub times: Vec<(usize, When)>,
    /// For each time, the chunk of the verb that it is told of.
    owners: Vec<Option<usize>>,
    /// Words that say something aside: "which moved in on May 2", "founded on May 2", "that it file by May 2".
    asides: Vec<Range<usize>>,
}

impl Moments {
    /// The times of a sentence of which `matches` were told. Takes time by the length of the sentence.
    pub fn read(
        lexicon: &Lexicon,
        analysis: &Analysis,
        times: Vec<(usize, When)>,
        matches: &[Match],
        post: Option<Date>,
    ) -> Moments {
        if times.is_empty() {
            return Moments::default();
        }
        let asides = Asides { lexicon, analysis };
        let clauses = asides.clauses();
        // "its supervisor since 2017": of a noun, where no perfect is.
        let perfect = |v: usize| analysis.words_of(v).len() > 1;
        let lasting = |(w, _): &(usize, When)| {
            !analysis.words[*w].is("since") || owner(analysis, &clauses, *w).is_none_or(perfect)
        };
        let mut times: Vec<(usize, When)> = times.into_iter().filter(lasting).collect();
        let owners: Vec<Option<usize>> = times.iter().map(|(w, _)| owner(analysis, &clauses, *w)).collect();
        for ((word, when), owner) in times.iter_mut().zip(&owners) {
            if let (When::Day(day), Some(post)) = (*when, post) {
                *when = When::Day(in_year_of(analysis, *word, *owner, day, post));
            }
        }
        let shared = |range: &Range<usize>| asides.shares(range, matches);
        let mut kept: Vec<Range<usize>> = clauses.into_iter().filter(|r| !shared(r)).collect();
        kept.extend(asides.complements());
        Moments { times, owners, asides: kept }
    }

    /// The times that are told of the verb at a chunk.
    pub fn own(&self, verb: usize) -> impl Iterator<Item = &(usize, When)> {
        self.times.iter().zip(&self.owners).filter(move |(_, o)| **o == Some(verb)).map(|(t, _)| t)
    }

    /// The times that may be those of what is told at a word: none of what is said aside, unless it stands there itself.
    pub fn open_to(&self, word: usize) -> Vec<(usize, When)> {
        let open = |w: usize| self.asides.iter().all(|a| !a.contains(&w) || a.contains(&word));
        self.times.iter().filter(|(w, _)| open(*w)).copied().collect()
    }

    /// The times of what goes on: nothing said aside, nothing to come, nothing from before.
    pub fn of_occasion(&self, analysis: &Analysis, background: impl Fn(&str) -> bool) -> Vec<(usize, When)> {
        let told = |o: Option<usize>| {
            o.and_then(|v| analysis.verb(v).map(|g| (v, g))).is_none_or(|(v, g)| {
                !g.future && !g.modal && !is_past_perfect(analysis, v) && !background(&g.lemma)
            })
        };
        let aside = |w: usize| self.asides.iter().any(|a| a.contains(&w));
        let both = self.times.iter().zip(&self.owners);
        both.filter(|((w, _), o)| told(**o) && !aside(*w)).map(|(t, _)| *t).collect()
    }
}

/// "had visited": whether a verb tells of something before what is told.
pub(super) fn is_past_perfect(analysis: &Analysis, verb: usize) -> bool {
    let words = analysis.words_of(verb);
    words.len() > 1 && words.iter().any(|w| w.is("had")) && analysis.verb(verb).is_some()
}

/// A day without a year, in the year that its verb means: "had opened on March 8", told in January, is of last year;
/// "will open on March 8", told in November, of the next.
fn in_year_of(analysis: &Analysis, word: usize, owner: Option<usize>, day: Date, post: Date) -> Date {
    let yearless = analysis.words[word].day.is_some_and(|d| matches!(d.parts(), (None, Some(_), _)));
    let Some((verb, group)) = owner.and_then(|v| Some((v, analysis.verb(v)?))).filter(|_| yearless) else {
        return day;
    };
    let apart = day.duration_since(post).as_hours() / 24;
    let years = if apart > 0 && is_past_perfect(analysis, verb) {
        -1
    } else if apart < -60 && group.future {
        1
    } else {
        0
    };
    day.checked_add(jiff::Span::new().years(years)).unwrap_or(day)
}

/// The first day among times; else the first that is no day.
pub(super) fn first_day(
    times: impl Iterator<Item = (usize, When)>,
    modality: Modality,
    post: Option<Date>,
) -> Option<When> {
    let said: Vec<When> = times.map(|(_, t)| t.of(modality, post)).filter(|t| *t != When::Silent).collect();
    let day = said.iter().find(|t| matches!(t, When::Day(_) | When::Same));
    day.or(said.first()).copied()
}

/// The verb that a time at a word is told of: the next one where it opens its clause, else the one before it; never one
/// of a clause that is said aside, where the time is not.
fn owner(analysis: &Analysis, clauses: &[Range<usize>], word: usize) -> Option<usize> {
    let chunk = analysis.chunks.partition_point(|c| c.end <= word);
    let here = |v: usize| {
        let at = analysis.chunks[v].start;
        clauses.iter().all(|c| c.contains(&at) == c.contains(&word))
    };
    let finite = |v: usize| analysis.verb(v).is_some_and(|g| g.form == Form::Finite) && here(v);
    let end = analysis.chunks.len().min(chunk + HORIZON);
    let next = (chunk + 1..end).take_while(|v| analysis.chunks[*v].kind != ChunkKind::Break);
    let next = next.into_iter().find(|v| finite(*v));
    let mut start = chunk;
    while start > 0 && matches!(analysis.chunks[start - 1].kind, ChunkKind::Preposition(_) | ChunkKind::Other)
    {
        start -= 1;
    }
    let plain = |v: usize| {
        (chunk + 1..v).all(|j| !matches!(analysis.chunks[j].kind, ChunkKind::Comma | ChunkKind::And))
    };
    let opens = match start.checked_sub(1).map(|b| &analysis.chunks[b].kind) {
        None | Some(ChunkKind::Break | ChunkKind::Subordinator | ChunkKind::Relative) => true,
        Some(ChunkKind::Comma | ChunkKind::And) => next.is_some_and(|v| {
            plain(v)
                || analysis.chunks.get(chunk + 1).is_some_and(|c| c.kind == ChunkKind::Comma)
                    && here(v)
                    && (chunk + 2..v)
                        .all(|j| !matches!(analysis.chunks[j].kind, ChunkKind::Comma | ChunkKind::And))
        }),
        _ => false,
    };
    if opens && next.is_some() {
        return next;
    }
    let back = (start.saturating_sub(HORIZON)..start).rev();
    let back = back.take_while(|v| analysis.chunks[*v].kind != ChunkKind::Break);
    back.into_iter().find(|v| analysis.verb(*v).is_some() && here(*v)).or(next)
}

/// What a sentence says aside.
struct Asides<'a> {
    lexicon: &'a Lexicon,
    analysis: &'a Analysis<'a>,
}

impl Asides<'_> {
    /// Clauses that tell something of a noun: "which moved in on May 2", ", founded on May 2,".
    fn clauses(&self) -> Vec<Range<usize>> {
        let chunks = &self.analysis.chunks;
        let mut out = Vec::new();
        for (i, chunk) in chunks.iter().enumerate() {
            let range = match &chunk.kind {
                ChunkKind::Relative if i > 0 && !self.of_occasion(i) => self.relative(i),
                ChunkKind::Verb(g)
                    if i > 1
                        && (g.form == Form::Participle && g.passive || self.dates_what_is_before(i))
                        && self.lexicon.language.time.histories.contains(&g.lemma) =>
                {
                    self.participle(i)
                }
                _ => None,
            };
            out.extend(range);
        }
        out
    }

    /// The words of a relative clause: to the comma after its verb, or to the verb of the clause that it stands in.
    fn relative(&self, i: usize) -> Option<Range<usize>> {
        let chunks = &self.analysis.chunks;
        let last = chunks.len().min(i + HORIZON);
        let finite = |j: &usize| self.analysis.verb(*j).is_some_and(|g| g.form == Form::Finite);
        let verb = (i + 1..last).find(finite)?;
        let bare = i == 0 || chunks[i - 1].kind != ChunkKind::Comma;
        let mut joined = false;
        for j in verb + 1..last {
            match &chunks[j].kind {
                ChunkKind::Break => return Some(chunks[i].start..chunks[j].start),
                ChunkKind::Comma if !self.in_list(j) => return Some(chunks[i].start..chunks[j].start),
                ChunkKind::And | ChunkKind::Subordinator | ChunkKind::Relative => joined = true,
                ChunkKind::Verb(g) if bare && !joined && g.form == Form::Finite => {
                    return Some(chunks[i].start..chunks[j].start);
                }
                _ => {}
            }
        }
        Some(chunks[i].start..chunks.get(last).map_or(self.analysis.words.len(), |c| c.start))
    }

    /// ", registered on May 2": one word between a comma and a time.
    fn dates_what_is_before(&self, i: usize) -> bool {
        self.analysis.words_of(i).len() == 1
            && self.analysis.chunks[i - 1].kind == ChunkKind::Comma
            && self.analysis.preposition(i + 1).is_some_and(|p| matches!(p, "on" | "in" | "since"))
            && self.analysis.is_time(i + 2)
    }

    /// The words of a participle set off by a comma: ", registered on May 2,".
    fn participle(&self, i: usize) -> Option<Range<usize>> {
        let chunks = &self.analysis.chunks;
        let bracket = self.analysis.words_of(i - 2).iter().any(|w| w.is(")"));
        let comma = chunks[i - 1].kind == ChunkKind::Comma && (self.analysis.is_noun(i - 2) || bracket);
        if !comma || self.analysis.is_time(i - 2) || self.is_occasion(i - 2) {
            return None;
        }
        let last = chunks.len().min(i + HORIZON);
        let ends = |j: &usize| {
            matches!(chunks[*j].kind, ChunkKind::Break)
                || chunks[*j].kind == ChunkKind::Comma && !self.in_list(*j)
        };
        let end = (i + 1..last).find(ends).unwrap_or(last);
        Some(chunks[i].start..chunks.get(end).map_or(self.analysis.words.len(), |c| c.start))
    }

    /// A comma between nouns of a list, not one that ends a clause.
    fn in_list(&self, comma: usize) -> bool {
        let joined = self.analysis.chunks.get(comma + 1).is_some_and(|c| c.kind == ChunkKind::And);
        let noun = comma + 1 + usize::from(joined);
        // ", and the bureau told it": another clause.
        let clause =
            (noun + 1..noun + 3).any(|j| self.analysis.verb(j).is_some_and(|g| g.form == Form::Finite));
        self.analysis.is_noun(noun) && self.analysis.in_list(comma) && !(joined && clause)
    }

    /// Whether the noun before a relative word is an occasion: "a ceremony that was held on May 2".
    fn of_occasion(&self, relative: usize) -> bool {
        let mut i = relative;
        while i > 0
            && matches!(
                self.analysis.chunks[i - 1].kind,
                ChunkKind::Comma | ChunkKind::Preposition(_) | ChunkKind::Other
            )
        {
            i -= 1;
        }
        i > 0 && self.is_occasion(i - 1)
    }

    fn is_occasion(&self, i: usize) -> bool {
        let nouns = &self.lexicon.language.nouns;
        let head = self.analysis.head(i);
        self.analysis.is_noun(i)
            && (self.analysis.is_time(i)
                || [&nouns.meetings, &nouns.trainings, &nouns.occasions].iter().any(|n| n.contains(head)))
    }

    /// What was done in a clause said aside and made the occasion: "The bureau, which paid it a visit on May 2, urged".
    fn shares(&self, range: &Range<usize>, matches: &[Match]) -> bool {
        matches.iter().any(|m| {
            let at = self.analysis.chunks.get(m.verb).map_or(usize::MAX, |c| c.start);
            let kind = self.lexicon.kinds[m.kind].name.as_str();
            range.contains(&at)
                && m.modality == Modality::Occurred
                && matches!(kind, "Visit" | "Inspection" | "Meeting" | "Training" | "Outreach")
                && !is_past_perfect(self.analysis, m.verb)
        })
    }

    /// What is asked or promised after a verb that says so: "to file by May 2", "that it would come on May 2".
    fn complements(&self) -> Vec<Range<usize>> {
        let language = &self.lexicon.language;
        let analysis = self.analysis;
        let speaks =
            |lemma: &str| language.control.blocked.contains(lemma) || language.senses.wishing.contains(lemma);
        let mut out: Vec<Range<usize>> = Vec::new();
        for chunk in &analysis.chunks {
            let ChunkKind::Verb(group) = &chunk.kind else { continue };
            if !speaks(&group.lemma) || out.last().is_some_and(|r| r.contains(&chunk.start)) {
                continue;
            }
            let begin = super::occasion::complement_start(analysis, group.main);
            if begin >= analysis.words.len() {
                continue;
            }
            let from = analysis.chunks.partition_point(|c| c.end <= begin);
            let ends = |j: &usize| {
                let kind = &analysis.chunks[*j].kind;
                let joined = *kind == ChunkKind::And
                    && analysis.is_noun(j + 1)
                    && analysis.verb(j + 2).is_some_and(|g| g.form == Form::Finite);
                *kind == ChunkKind::Break || joined
            };
            let end = (from..analysis.chunks.len()).take(HORIZON).find(ends);
            out.push(begin..end.map_or(analysis.words.len(), |e| analysis.chunks[e].start));
        }
        out
    }
}
