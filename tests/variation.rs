//! Sentences that nobody has written before: the templates of `tests/variation/` with invented names, in all voices,
//! orders and standings, read by the real pipeline and held against what they are known to tell.
//!
//! `VARIATION_SHOW=40` prints forty of the sentences that were read wrongly, `VARIATION_OF='office in brackets'` only
//! those made of that, `VARIATION_SEED=7` makes others.

#[path = "variation/judge.rs"]
mod judge;
#[path = "variation/names.rs"]
mod names;
#[path = "variation/page.rs"]
mod page;
#[path = "variation/rng.rs"]
mod rng;
#[path = "variation/scene.rs"]
mod scene;
#[path = "variation/template.rs"]
mod template;

use guanxi::extract::extract;
use guanxi::lexicon::Lexicon;
use guanxi::source::Document;
use judge::{Verdict, judge};
use page::{Page, Told};
use rng::Rng;
use scene::Templates;
use std::collections::BTreeMap;

const SENTENCES: usize = 10_000;
const POSTS: usize = 3;
/// Share of the known truth that must be found, and share of what is found that must be true.
const FOUND: f64 = 0.97;
const TRUE: f64 = 0.97;

#[test]
fn what_varied_sentences_tell_is_found() {
    let seed = number("VARIATION_SEED").unwrap_or(1);
    let show = number("VARIATION_SHOW").unwrap_or(12);
    let (lexicon, templates) = (Lexicon::load(None).expect("the lexicon"), Templates::load());
    let read = |from: usize, to: usize| -> Vec<(Told, Verdict)> {
        let mut out = Vec::new();
        for n in from..to {
            let page = Page::write(&templates, &mut Rng::new((seed * 1_000_003 + n) as u64), POSTS);
            let verdicts = judge(&page, &extract(&lexicon, &Document::from_text("varied", &page.text)));
            out.extend(page.posts.into_iter().zip(verdicts));
        }
        out
    };
    let pages = SENTENCES.div_ceil(POSTS);
    let told = std::thread::scope(|scope| {
        let half = scope.spawn(|| read(0, pages / 2));
        let mut told = read(pages / 2, pages);
        told.extend(half.join().expect("the other half"));
        told
    });
    let sum = |f: fn(&Verdict) -> usize| told.iter().map(|(_, v)| f(v)).sum::<usize>() as f64;
    let (known, found, made_up) = (sum(|v| v.known), sum(|v| v.found), sum(|v| v.made_up));
    let (recall, precision) = (found / known, found / (found + made_up));
    println!("{}", report(&told, show));
    println!(
        "{} sentences, {known} facts known: {found} found ({recall:.4}), {made_up} made up ({precision:.4} true)",
        told.len()
    );
    assert!(recall >= FOUND, "{recall:.4} of the known truth was found, {FOUND} must be");
    assert!(precision >= TRUE, "{precision:.4} of what was found is true, {TRUE} must be");
}

fn number(variable: &str) -> Option<usize> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The wrongly read sentences by what they are made of, the worst first, and some of them.
fn report(told: &[(Told, Verdict)], show: usize) -> String {
    let mut causes: BTreeMap<(&str, String), (usize, usize)> = BTreeMap::new();
    for (told, verdict) in told {
        for (dimension, value) in &told.case.made_of {
            let (wrong, all) = causes.entry((dimension, value.clone())).or_default();
            *all += 1;
            *wrong += usize::from(!verdict.complaints.is_empty());
        }
    }
    for (_, verdict) in told {
        for complaint in &verdict.complaints {
            let (wrong, all) = causes.entry(("complaint", sort_of(complaint))).or_default();
            *wrong += 1;
            *all = told.len();
        }
    }
    let mut causes: Vec<_> = causes.into_iter().filter(|(_, (wrong, _))| *wrong > 0).collect();
    causes
        .sort_by_key(|((dimension, _), (wrong, all))| (*dimension, std::cmp::Reverse(100_000 * wrong / all)));
    let mut out = String::from("Read wrongly, by what the sentence is made of:\n");
    for ((dimension, value), (wrong, all)) in causes {
        out += &format!(
            "{:5.1} %  {wrong:4} of {all:5}  {dimension}: {value}\n",
            100.0 * wrong as f64 / all as f64
        );
    }
    out += "\nSome of them:\n";
    let of = std::env::var("VARIATION_OF").unwrap_or_default();
    let made = |t: &Told, v: &Verdict| {
        t.case.made_of.iter().any(|(_, what)| what.contains(&of))
            || v.complaints.iter().any(|c| sort_of(c).contains(&of))
    };
    let wrong: Vec<_> = told.iter().filter(|(t, v)| !v.complaints.is_empty() && made(t, v)).collect();
    for (told, verdict) in wrong.iter().step_by((wrong.len() / show.max(1)).max(1)).take(show) {
        let made_of: Vec<&str> = told.case.made_of.iter().map(|(_, v)| v.as_str()).collect();
        out += &format!(
            "\n{}\n   [{}]\n   {}\n",
            told.text,
            made_of.join(" · "),
            verdict.complaints.join("\n   ")
        );
    }
    out
}

/// A complaint without the names in it.
fn sort_of(complaint: &str) -> String {
    complaint
        .split('"')
        .step_by(2)
        .map(str::trim)
        .filter(|p| !p.starts_with('-'))
        .collect::<Vec<_>>()
        .join(" … ")
        .replace(char::is_numeric, "#")
}
