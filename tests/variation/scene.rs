//! Sentences with known truth, made of the templates of `sentences.toml` and `kinds/`.

use super::names::{Names, Org, Used};
use super::rng::Rng;
use super::template::expand;
use serde::Deserialize;

/// A file of `kinds/`.
#[derive(Deserialize)]
pub struct Kind {
    pub kind: String,
    #[serde(default)]
    pub symmetric: bool,
    agents: Vec<String>,
    targets: Vec<String>,
    #[serde(default)]
    joint: bool,
    #[serde(default)]
    accompany: bool,
    #[serde(default)]
    people: bool,
    #[serde(default = "yes")]
    planned: bool,
    #[serde(default)]
    one_agent: bool,
    say: Vec<Say>,
    #[serde(default)]
    sentence: Vec<Sentence>,
}

/// A verb with what follows.
#[derive(Deserialize)]
struct Say {
    #[serde(rename = "do")]
    forms: String,
    rest: String,
    #[serde(default = "agent")]
    subject: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    types_not: Vec<String>,
    #[serde(default)]
    one_agent: bool,
    #[serde(default)]
    one_target: bool,
}

/// A whole sentence of one kind, or one of `sentences.toml`.
#[derive(Deserialize)]
struct Sentence {
    id: String,
    text: Vec<String>,
    #[serde(default = "one")]
    weight: usize,
    #[serde(default)]
    modality: Modality,
    #[serde(default)]
    not: Vec<String>,
    /// Each side is one body.
    #[serde(default)]
    one: bool,
    /// No people stand before the names.
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    joint: bool,
    #[serde(default)]
    accompany: bool,
}

#[derive(Deserialize, Default, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    #[default]
    Occurred,
    Planned,
    None,
}

#[derive(Deserialize)]
struct Shared {
    occurred: Vec<Sentence>,
    planned: Vec<Sentence>,
    none: Vec<Sentence>,
}

fn yes() -> bool {
    true
}

fn one() -> usize {
    1
}

fn agent() -> String {
    "A".to_owned()
}

/// What a sentence tells.
#[derive(Clone, Debug)]
pub struct Truth {
    pub kind: String,
    pub symmetric: bool,
    pub planned: bool,
    /// Organisations by their place in the case.
    pub agents: Vec<usize>,
    pub targets: Vec<usize>,
}

/// A sentence and what it tells.
pub struct Case {
    pub text: String,
    pub orgs: Vec<Org>,
    pub events: Vec<Truth>,
    /// A day may be put before it.
    pub datable: bool,
    /// A day may be put behind it.
    pub day_behind: bool,
    /// What it is made of, for the report: (dimension, value).
    pub made_of: Vec<(&'static str, String)>,
}

/// All templates.
pub struct Templates {
    pub names: Names,
    pub kinds: Vec<Kind>,
    shared: Shared,
}

/// Times that are no days.
const NO_DAY: [&str; 9] =
    ["ast week", "ecently", "Not long", "spring", "few days", "Later", "just", "month", "next"];
/// Sentences that end with their verb's clause.
const DAY_BEHIND: [&str; 6] = [
    "plain",
    "adverb before the verb",
    "parenthesis",
    "cleft",
    "together with, between commas",
    "together with, in front",
];

/// Who stands where in one clause.
#[derive(Default)]
struct Clause {
    a: Vec<usize>,
    b: Vec<usize>,
    t: Vec<usize>,
    /// People stand before the agents.
    people: Option<String>,
}

const PEOPLE: [&str; 8] = [
    "officials of ",
    "representatives of ",
    "staff of ",
    "a delegation from ",
    "the head of ",
    "staff members from ",
    "the director of ",
    "leaders of ",
];

/// Whether a phrase with these people takes the plural.
fn plural_people(people: &str) -> bool {
    !people.starts_with("a ") && !people.starts_with("the ")
}

impl Templates {
    pub fn load() -> Templates {
        let files = [
            include_str!("kinds/visit.toml"),
            include_str!("kinds/inspection.toml"),
            include_str!("kinds/meeting.toml"),
            include_str!("kinds/registration.toml"),
            include_str!("kinds/deregistration.toml"),
            include_str!("kinds/training.toml"),
            include_str!("kinds/outreach.toml"),
            include_str!("kinds/cooperation.toml"),
            include_str!("kinds/thanks.toml"),
            include_str!("kinds/donation.toml"),
            include_str!("kinds/guidance.toml"),
            include_str!("kinds/pledge.toml"),
            include_str!("kinds/office-opening.toml"),
        ];
        let kind = |text: &&str| toml::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        Templates {
            names: Names::load(),
            kinds: files.iter().map(kind).collect(),
            shared: toml::from_str(include_str!("sentences.toml")).expect("sentences.toml"),
        }
    }

    /// A sentence of any kind, whose organisations are new to the document.
    pub fn case(&self, rng: &mut Rng, used: &mut Used) -> Case {
        let kind = rng.pick(&self.kinds);
        if rng.chance(20) && !kind.sentence.is_empty() {
            self.own_sentence(rng, kind, used)
        } else {
            self.shared_sentence(rng, kind, used)
        }
    }

    fn own_sentence(&self, rng: &mut Rng, kind: &Kind, used: &mut Used) -> Case {
        let sentence = rng.pick(&kind.sentence);
        let mut maker = Maker::new(self, rng, kind, used);
        let clause = maker.clause(sentence.one || kind.one_agent, sentence.one, &[]);
        let template = maker.rng.pick(&sentence.text).clone();
        let text = maker.write(&template, &clause, None, kind);
        let (a, t) = (text.mentions(&clause.a), text.mentions(&clause.t));
        let events = vec![maker.truth(kind, a, t, sentence.modality)];
        maker.finish(text.text, sentence, events, sentence.modality, "own sentence", false)
    }

    fn shared_sentence(&self, rng: &mut Rng, kind: &Kind, used: &mut Used) -> Case {
        let say = rng.pick(&kind.say);
        let roll = rng.below(100);
        let (modality, of) = match roll {
            0..15 if kind.planned => (Modality::Planned, &self.shared.planned),
            15..30 => (Modality::None, &self.shared.none),
            _ => (Modality::Occurred, &self.shared.occurred),
        };
        let fits = |s: &&Sentence| {
            s.not.iter().all(|n| !say.tags.contains(n))
                && (say.only.is_empty() || say.only.contains(&s.id))
                && (!s.joint || kind.joint && say.subject == "A")
                && (!s.accompany || kind.accompany && say.subject == "A")
        };
        let mut fitting: Vec<&Sentence> = Vec::new();
        for s in of.iter().filter(fits) {
            fitting.extend(std::iter::repeat_n(s, s.weight));
        }
        if fitting.is_empty() {
            return self.case(rng, used);
        }
        let sentence = *rng.pick(&fitting);
        let mut maker = Maker::new(self, rng, kind, used);
        let one_agent = sentence.one || kind.one_agent || say.one_agent;
        let mut clause = maker.clause(one_agent, sentence.one || say.one_target, &say.types_not);
        if sentence.joint || sentence.accompany {
            clause.b = vec![maker.invent(&kind.agents)];
        }
        if kind.people && !sentence.bare && !sentence.one && !sentence.joint && maker.rng.chance(15) {
            clause.people = Some((*maker.rng.pick(&PEOPLE)).to_owned());
        }
        let template = maker.rng.pick(&sentence.text).clone();
        let text = maker.write(&template, &clause, Some(say), kind);
        let a: Vec<usize> = text.mentions(&clause.a).into_iter().chain(clause.b.clone()).collect();
        let mut events = vec![maker.truth(kind, a, text.mentions(&clause.t), modality)];
        events.extend(text.second);
        let mut case = maker.finish(text.text, sentence, events, modality, "sentence", true);
        let verb = format!("{}: {} {}", kind.kind, say.forms.split(' ').next().unwrap_or_default(), say.rest);
        case.made_of.push(("verb", verb));
        let voice = if say.subject == "T" { "passive or converse" } else { "active" };
        case.made_of.push(("voice", voice.to_owned()));
        if clause.people.is_some() {
            case.made_of.push(("people", "people before the agents".to_owned()));
        }
        case
    }
}

/// A sentence being written.
struct Maker<'a> {
    templates: &'a Templates,
    rng: &'a mut Rng,
    used: &'a mut Used,
    kind: &'a Kind,
    orgs: Vec<Org>,
}

/// What was written, and who is named in it.
struct Written {
    text: String,
    named: Vec<usize>,
    second: Option<Truth>,
}

impl Written {
    /// Those of a side that the sentence names.
    fn mentions(&self, side: &[usize]) -> Vec<usize> {
        side.iter().copied().filter(|i| self.named.contains(i)).collect()
    }
}

impl<'a> Maker<'a> {
    fn new(templates: &'a Templates, rng: &'a mut Rng, kind: &'a Kind, used: &'a mut Used) -> Self {
        Maker { templates, rng, used, kind, orgs: Vec::new() }
    }

    fn invent(&mut self, kinds: &[String]) -> usize {
        self.orgs.push(self.templates.names.invent(self.rng, kinds, self.used));
        self.orgs.len() - 1
    }

    fn several(&mut self, kinds: &[String], one: bool) -> Vec<usize> {
        let roll = self.rng.below(100);
        let count = if one || roll < 75 {
            1
        } else if roll < 92 {
            2
        } else {
            3
        };
        (0..count).map(|_| self.invent(kinds)).collect()
    }

    fn clause(&mut self, one_agent: bool, one_target: bool, not: &[String]) -> Clause {
        let kind = self.kind;
        let agents: Vec<String> = kind.agents.iter().filter(|k| !not.contains(k)).cloned().collect();
        let a = self.several(&agents, one_agent);
        let t = self.several(&kind.targets, one_target);
        Clause { a, t, ..Clause::default() }
    }

    fn truth(&self, kind: &Kind, agents: Vec<usize>, targets: Vec<usize>, modality: Modality) -> Truth {
        let planned = modality == Modality::Planned;
        Truth { kind: kind.kind.clone(), symmetric: kind.symmetric, planned, agents, targets }
    }

    /// Names in a row: "X", "X and Y", "X, Y and Z".
    fn list(&mut self, side: &[usize], named: &mut Vec<usize>) -> String {
        named.extend(side);
        let written = |i: &usize| self.orgs[*i].written.clone();
        match side {
            [] => String::new(),
            [one] => written(one),
            [one, two] => {
                let both = if self.rng.chance(15) { "both " } else { "" };
                format!("{both}{} and {}", written(one), written(two))
            }
            _ => {
                let (last, first) = (&side[side.len() - 1], &side[..side.len() - 1]);
                let comma = if self.rng.chance(50) { "," } else { "" };
                let first: Vec<String> = first.iter().map(written).collect();
                format!("{}{comma} and {}", first.join(", "), written(last))
            }
        }
    }

    /// Writes a sentence, or with a verb alone its form.
    fn write(&mut self, template: &str, clause: &Clause, say: Option<&Say>, kind: &Kind) -> Written {
        let mut named = Vec::new();
        let mut second = None;
        let mut text = String::new();
        let subject_is_agent = say.is_none_or(|s| s.subject == "A");
        let subject = if subject_is_agent { &clause.a } else { &clause.t };
        let plural = match &clause.people {
            Some(people) if subject_is_agent => plural_people(people),
            _ => subject.len() > 1,
        };
        let mut rng = Rng::new(self.rng.below(usize::MAX) as u64);
        expand(&mut rng, template, &mut text, &mut |rng, slot, out| {
            let (slot, plural) = match slot.split_once(':') {
                Some((slot, "T")) => (slot, clause.t.len() > 1),
                _ => (slot, plural),
            };
            match slot {
                "S" if subject_is_agent => self.agents(clause, &mut named, out),
                "S" => out.push_str(&self.list(&clause.t, &mut named)),
                "A" => self.agents(clause, &mut named, out),
                "B" => out.push_str(&self.list(&clause.b, &mut named)),
                "T" => out.push_str(&self.list(&clause.t, &mut named)),
                "A's" | "T's" => {
                    let side = if slot == "A's" { &clause.a } else { &clause.t };
                    out.push_str(&self.possessive(side, &mut named));
                }
                "CITY" => out.push_str(&self.templates.names.city(rng, self.used)),
                "TOWN" => out.push_str(&self.templates.names.town(rng)),
                "second" => match self.second(subject, kind) {
                    Some((words, truth)) => {
                        out.push_str(&words);
                        second = Some(truth);
                    }
                    None => out.push_str("went home"),
                },
                "base" | "base3" | "past" | "pp" | "ing" => {
                    let Some(say) = say else { return false };
                    out.push_str(&form(&say.forms, slot, plural));
                    out.push(' ');
                    let inner = self.write(&say.rest, clause, Some(say), kind);
                    named.extend(inner.named);
                    out.push_str(&inner.text);
                }
                _ => match agreement(slot, plural) {
                    Some(word) => out.push_str(word),
                    None => return false,
                },
            }
            true
        });
        Written { text, named, second }
    }

    fn agents(&mut self, clause: &Clause, named: &mut Vec<usize>, out: &mut String) {
        out.push_str(clause.people.as_deref().unwrap_or_default());
        out.push_str(&self.list(&clause.a, named));
    }

    fn possessive(&mut self, side: &[usize], named: &mut Vec<usize>) -> String {
        named.extend(side);
        let mut short: Vec<String> = side.iter().map(|i| self.orgs[*i].short.clone()).collect();
        let last = short.pop().unwrap_or_default();
        let first = if short.is_empty() { String::new() } else { format!("{} and ", short.join(", ")) };
        format!("{first}{last}{}", if last.ends_with('s') { "'" } else { "'s" })
    }

    /// Another thing that the same subject does, of another kind.
    fn second(&mut self, subject: &[usize], first: &Kind) -> Option<(String, Truth)> {
        let templates = self.templates;
        for _ in 0..500 {
            let kind = self.rng.pick(&templates.kinds);
            let say = self.rng.pick(&kind.say);
            let side = if say.subject == "A" { &kind.agents } else { &kind.targets };
            let fits = subject.iter().all(|i| side.contains(&self.orgs[*i].kind))
                && kind.kind != first.kind
                && say.only.is_empty()
                && !(subject.len() > 1 && (kind.one_agent || say.one_agent || say.one_target))
                && !subject.iter().any(|i| say.types_not.contains(&self.orgs[*i].kind));
            if !fits {
                continue;
            }
            let other = if say.subject == "A" { &kind.targets } else { &kind.agents };
            let other = vec![self.invent(other)];
            let agent = say.subject == "A";
            let (a, t) = if agent { (subject.to_vec(), other) } else { (other, subject.to_vec()) };
            let clause = Clause { a, t, ..Clause::default() };
            let written = self.write("{past}", &clause, Some(say), kind);
            let mut named = written.named.clone();
            named.extend(subject);
            let keep = |side: &[usize]| side.iter().copied().filter(|i| named.contains(i)).collect();
            let truth = self.truth(kind, keep(&clause.a), keep(&clause.t), Modality::Occurred);
            return Some((written.text, truth));
        }
        None
    }

    fn finish(
        self,
        text: String,
        sentence: &Sentence,
        events: Vec<Truth>,
        modality: Modality,
        what: &'static str,
        shared: bool,
    ) -> Case {
        let kind = if shared { String::new() } else { format!("{}: ", self.kind.kind) };
        let mut made_of = vec![("kind", self.kind.kind.clone()), (what, format!("{kind}{}", sentence.id))];
        let orgs = self.orgs;
        for (i, org) in orgs.iter().enumerate() {
            let takes_part = events.iter().any(|e| e.agents.contains(&i) || e.targets.contains(&i));
            if takes_part {
                made_of.push(("name", org.shape.clone()));
            }
        }
        let events = if modality == Modality::None { Vec::new() } else { events };
        let datable = modality == Modality::Occurred
            && sentence.id != "reported"
            && !NO_DAY.iter().any(|w| text.contains(w));
        // "promised to obey the law on Friday": of which verb the day is, nobody can say.
        let spoken = matches!(self.kind.kind.as_str(), "Guidance" | "Pledge");
        let day_behind = shared && !spoken && DAY_BEHIND.contains(&sentence.id.as_str());
        Case { text, orgs, events, datable, day_behind, made_of }
    }
}

/// A form of a verb; `forms` are infinitive, past, participle, gerund.
fn form(forms: &str, slot: &str, plural: bool) -> String {
    let forms: Vec<&str> = forms.split(' ').collect();
    match slot {
        "base" => forms[0].to_owned(),
        "base3" if forms[0] == "be" => if plural { "are" } else { "is" }.to_owned(),
        "base3" if plural => forms[0].to_owned(),
        "base3" if forms[0] == "have" => "has".to_owned(),
        "base3" if forms[0].ends_with(['y']) && !forms[0].ends_with("ay") && !forms[0].ends_with("oy") => {
            format!("{}ies", &forms[0][..forms[0].len() - 1])
        }
        "base3"
            if forms[0].ends_with("ss")
                || forms[0].ends_with("ch")
                || forms[0].ends_with("sh")
                || forms[0] == "go" =>
        {
            format!("{}es", forms[0])
        }
        "base3" => format!("{}s", forms[0]),
        "past" if forms[0] == "be" => if plural { "were" } else { "was" }.to_owned(),
        "past" => forms[1].to_owned(),
        "pp" => forms[2].to_owned(),
        _ => forms[3].to_owned(),
    }
}

fn agreement(slot: &str, plural: bool) -> Option<&'static str> {
    let (one, many) = match slot {
        "has" => ("has", "have"),
        "was" => ("was", "were"),
        "is" => ("is", "are"),
        "its" => ("its", "their"),
        "it" => ("it", "they"),
        "s" => ("s", ""),
        _ => return None,
    };
    Some(if plural { many } else { one })
}
