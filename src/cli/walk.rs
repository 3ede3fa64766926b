//! `guanxi review --walk`: one item after the other, with its words, and a person's answers.

use crate::lexicon::Lexicon;
use crate::resolve::Decisions;
use crate::review::{self, Item, Sort, Verdict};
use jiff::civil::Date;
use std::io::{BufRead, Write};
use std::path::Path;

const HELP: &str = "  y  yes: one body, the right type, a right claim, one event\n  \
                      n  no\n  \
                      s  skip: ask another time\n  \
                      q  quit\n  \
                      ?  this help\n\
                    Words after y or n are kept as the reason: n the letterheads differ\n";

/// Who answers, and where the answers go.
pub(super) struct Walk<'a> {
    pub lexicon: &'a Lexicon,
    pub decisions: &'a Path,
    pub who: Option<&'a str>,
    pub why: Option<&'a str>,
    pub today: Date,
}

/// What came of it.
#[derive(Default)]
pub(super) struct Walked {
    /// What was decided, and stands in the file by now.
    pub made: Decisions,
    answered: usize,
    skipped: usize,
    left: usize,
}

/// An answer.
#[derive(Debug, PartialEq)]
enum Answer {
    Yes(Option<String>),
    No(Option<String>),
    Skip,
    Quit,
    Help,
    None,
}

impl Walk<'_> {
    /// Asks until there is nothing left, the person quits or the input ends. Each answer is in the file of decisions
    /// before the next question is asked.
    pub(super) fn walk(
        &self,
        items: &[Item],
        input: &mut dyn BufRead,
        out: &mut dyn Write,
    ) -> anyhow::Result<Walked> {
        let mut walked = Walked::default();
        for (at, item) in items.iter().enumerate() {
            show(item, at + 1, items.len(), out)?;
            walked.left = items.len() - at;
            let decided = loop {
                let answer = match ask("y, n, s, q or ? ", input, out)? {
                    Some(words) => answer(&words),
                    None => Answer::Quit,
                };
                let (accept, note) = match answer {
                    Answer::Yes(note) => (true, note),
                    Answer::No(note) => (false, note),
                    Answer::Skip => break None,
                    Answer::Quit => return Ok(walked),
                    Answer::Help => {
                        write!(out, "{HELP}")?;
                        continue;
                    }
                    Answer::None => continue,
                };
                let Some(is) = right(item, accept, input, out)? else { return Ok(walked) };
                let (who, why) = (self.who.map(str::to_owned), note.or_else(|| self.why.map(str::to_owned)));
                let verdict = Verdict { accept, is, who, why, when: Some(self.today) };
                match review::decide(item, &verdict, self.lexicon) {
                    Ok(made) => break Some(made),
                    Err(error) => writeln!(out, "  {}", plain(&error.to_string().replace("with --is ", "")))?,
                }
            };
            match decided {
                Some(made) => {
                    review::append(self.decisions, &made)?;
                    walked.made.extend(made);
                    walked.answered += 1;
                }
                None => walked.skipped += 1,
            }
            walked.left -= 1;
        }
        Ok(walked)
    }
}

impl Walked {
    /// "2 answered, 1 skipped, 4 left".
    pub(super) fn words(&self) -> String {
        format!("{} answered, {} skipped, {} left", self.answered, self.skipped, self.left)
    }
}

fn show(item: &Item, number: usize, of: usize, out: &mut dyn Write) -> anyhow::Result<()> {
    let score = match (item.sort, item.score) {
        (_, None) => String::new(),
        (Sort::Merge, Some(score)) => format!(", likeness {:.2}", f64::from(score) / 1000.0),
        (_, Some(score)) => format!(", confidence {:.2}", f64::from(score) / 1000.0),
    };
    writeln!(out, "\n[{number} of {of}] {}  ({}{score})", item.sort.question(), item.id)?;
    writeln!(out, "  {}", plain(&item.about))?;
    writeln!(out, "  why asked: {}", plain(&item.because))?;
    for evidence in &item.evidence {
        writeln!(out, "  {}: “{}”", plain(&evidence.document), plain(&evidence.quote))?;
    }
    Ok(())
}

/// What is right instead, where the answer leaves that open: nothing, or none of it where the input ended.
fn right(
    item: &Item,
    accept: bool,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> anyhow::Result<Option<Option<String>>> {
    let question = match (item.sort, accept) {
        (Sort::Type, false) => "which type is right? ",
        (Sort::Claim, false) => "which kind is right? (Enter: none, the claim is wrong) ",
        (Sort::Event, true) if !item.has_day() => "on which day was it, as 2020-03-02? ",
        _ => return Ok(Some(None)),
    };
    let Some(words) = ask(question, input, out)? else { return Ok(None) };
    Ok(Some(Some(words).filter(|words| !words.is_empty())))
}

/// A line of the input; none at its end.
fn ask(question: &str, input: &mut dyn BufRead, out: &mut dyn Write) -> anyhow::Result<Option<String>> {
    write!(out, "{question}")?;
    out.flush()?;
    let mut line = Vec::new();
    if input.read_until(b'\n', &mut line)? == 0 {
        writeln!(out)?;
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}

fn answer(words: &str) -> Answer {
    let (word, note) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    match word.to_lowercase().as_str() {
        "y" | "yes" => Answer::Yes(note),
        "n" | "no" => Answer::No(note),
        "s" | "skip" => Answer::Skip,
        "q" | "quit" => Answer::Quit,
        "" => Answer::None,
        _ => Answer::Help,
    }
}

/// Words of a document must not steer a terminal.
fn plain(words: &str) -> String {
    words.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_letter_or_a_word_and_may_have_a_note() {
        assert_eq!(answer("Y"), Answer::Yes(None));
        assert_eq!(answer("no  it was a call "), Answer::No(Some("it was a call".to_owned())));
        assert_eq!((answer("skip"), answer("q"), answer("")), (Answer::Skip, Answer::Quit, Answer::None));
        assert_eq!(answer("perhaps"), Answer::Help);
    }
}
