//! No text takes more than linear time: of what could make a walk through it begin again and again, four times as much
//! takes about four times as long.

#[path = "common/clock.rs"]
mod clock;

use clock::clock;
use guanxi::extract::extract;
use guanxi::lexicon::Lexicon;
use guanxi::source::Document;
use std::time::Duration;

/// Bytes of the shorter text.
const SHORT: usize = 50_000;

/// How much longer the other is, and how much longer it may take: twice that, so that nothing but a square fails.
const TIMES: usize = 4;
const MOST: u32 = 8;

/// What no ratio is told by.
const FLOOR: Duration = Duration::from_millis(60);

/// A text of about so many bytes.
type Make = Box<dyn Fn(usize) -> String>;

#[test]
fn four_times_the_text_takes_about_four_times_as_long() {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let mut slow = Vec::new();
    for (what, make) in texts() {
        let measure = || (taken(&lexicon, &make(SHORT)), taken(&lexicon, &make(TIMES * SHORT)));
        // A machine that does other things too gets a second chance, and a third.
        let measured: Vec<_> = (0..3)
            .map(|_| measure())
            .scan(false, |done, (short, long)| {
                let go_on = !*done;
                *done = long <= short * MOST + FLOOR;
                go_on.then_some((short, long, *done))
            })
            .collect();
        if let Some((short, long, false)) = measured.last() {
            slow.push(format!("{what}: {short:.2?}, then {long:.2?}"));
        }
    }
    assert!(slow.is_empty(), "more than linear:\n{}", slow.join("\n"));
}

fn taken(lexicon: &Lexicon, text: &str) -> Duration {
    let begun = clock();
    extract(lexicon, &Document::from_text("text", text));
    clock() - begun
}

fn texts() -> Vec<(&'static str, Make)> {
    let mut all: Vec<(&'static str, Make)> = Vec::new();
    for unit in [
        "(",
        "( ",
        "[",
        "[a ",
        "(note: ",
        "(Elm [Trust] ",
        "Elm ",
        "elm ",
        "e",
        "E",
        "a-",
        "\n",
        "a\n",
        "Elm\n\n",
        "\"",
        "“",
        "'",
        "’s ",
        ".",
        ". ",
        "A.",
        ",",
        "1",
        "5% ",
        "—",
        "<",
        "的",
        "e\u{301}",
        "and ",
        "Elm and ",
        "Elm of ",
        "Elm’s ",
        "Office of the ",
        "PSB ",
        "Hunan and ",
        "Foreign NGO Management ",
        "(ABC) ",
        "Elm Trust (ET) ",
        "May 3\n",
        "May 3, 2019 ",
        "Title: a\n",
        "| a ",
        "http://",
        "visited ",
        "visited, thanked, praised and asked ",
        "to ask to visit ",
        "said that ",
        "its supervisor, ",
        "the Hunan PSB visited Elm Trust, ",
        "it thanked them and their office ",
        ", which visited the Hunan PSB",
        "three units, including Elm Trust, ",
    ] {
        all.push((unit, Box::new(move |n| unit.repeat(n / unit.len()))));
    }
    for told in [
        "the two universities thanked them. ",
        "It thanked the latter. ",
        "Oak Trust donated 5 books to Hunan University. ",
        "Its supervisor, the Hunan Department of Health, came. ",
        "The Putuo sub-bureau of the Shanghai PSB came. ",
        "May 4\n\nThe Hunan PSB visited Elm Trust.\n\n",
        "The Hunan PSB visited Elm Trust.\n\n",
    ] {
        let opening = "May 3, 2019\n\nElm Trust met the Hunan PSB. ";
        all.push((told, Box::new(move |n| format!("{opening}{}", told.repeat(n / told.len())))));
    }
    for (what, before, after) in [
        ("names in a list", "", ", "),
        ("names and names", "", " and "),
        ("a new name in each sentence", "The Hunan PSB visited ", ". "),
        ("a new name in each paragraph", "The Hunan PSB visited ", ".\n\n"),
        ("who came", "", " came. "),
        ("a new supervisor in each sentence", "Hunan University is the supervisory unit of ", ". "),
    ] {
        all.push((what, Box::new(move |n| format!("May 3, 2019\n\n{}", names(n, before, after)))));
    }
    all
}

/// Names of foundations, each once, between words.
fn names(bytes: usize, before: &str, after: &str) -> String {
    let mut text = String::with_capacity(bytes + 100);
    for n in 0.. {
        if text.len() >= bytes {
            break;
        }
        let letter =
            |place: u32| char::from(b'a' + u8::try_from(n / 26_u32.pow(place) % 26).unwrap_or_default());
        let word: String = (0..4).map(letter).collect();
        text.push_str(&format!("{before}Am{word} Grove Foundation{after}"));
    }
    text
}
