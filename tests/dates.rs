//! The day of an event, by the words that give it: texts published on Wednesday, 23 May 2018.

use guanxi::extract::extract;
use guanxi::lexicon::Lexicon;
use guanxi::record::Precision;
use guanxi::source::Document;

/// A text, and the day of the visit or deregistration that it tells of; none where it gives no day.
const DAYS: &[(&str, Option<&str>)] = &[
    ("On March 5 the Wuhan PSB visited Elm Trust.", Some("2018-03-05")),
    ("From March 5 to 7 the Wuhan PSB visited Elm Trust.", Some("2018-03-05")),
    ("Between 9 and 13 April the Wuhan PSB visited Elm Trust.", Some("2018-04-09")),
    ("For two days from April 11, the Wuhan PSB visited Elm Trust.", Some("2018-04-11")),
    ("On the 16th officers of the Wuhan PSB visited Elm Trust.", Some("2018-05-16")),
    ("On the 26th, the Wuhan PSB visited Elm Trust.", Some("2018-04-26")),
    ("On the evening of the 3rd the Wuhan PSB visited Elm Trust.", Some("2018-05-03")),
    ("In the small hours of May 6 the Wuhan PSB visited Elm Trust.", Some("2018-05-06")),
    ("On Friday last the Wuhan PSB visited Elm Trust.", Some("2018-05-18")),
    ("The Wuhan PSB visited Elm Trust on Monday.", Some("2018-05-21")),
    ("On Tuesday of last week the Wuhan PSB visited Elm Trust.", Some("2018-05-15")),
    (
        "On May 4 the office held a class for clerks from Elm Trust. The next morning the Wuhan PSB visited Elm Trust.",
        Some("2018-05-05"),
    ),
    (
        "On May 4 the office held a class for clerks from Elm Trust. The Wuhan PSB had visited Elm Trust the day before.",
        Some("2018-05-03"),
    ),
    (
        "On May 4 the office held a class for clerks from Elm Trust. That evening the Wuhan PSB visited Elm Trust.",
        Some("2018-05-04"),
    ),
    (
        "On May 4 the office held a class for clerks from Elm Trust. A fortnight later the Wuhan PSB visited Elm Trust.",
        Some("2018-05-18"),
    ),
    ("The Wuhan PSB visited Elm Trust on the night of May 8.", Some("2018-05-08")),
    ("The Wuhan PSB deregistered Elm Trust with effect from May 1.", Some("2018-05-01")),
    ("The Wuhan PSB visited Elm Trust on May 3, 4 and 5.", Some("2018-05-03")),
    ("The Wuhan PSB will visit Elm Trust on Friday.", Some("2018-05-25")),
    ("The Wuhan PSB will visit Elm Trust on the 30th.", Some("2018-05-30")),
    ("The Wuhan PSB visited Elm Trust in 2016.", None),
    ("Two years ago the Wuhan PSB visited Elm Trust.", None),
    ("The Wuhan PSB visited Elm Trust the day before yesterday.", Some("2018-05-21")),
    ("WUHAN, May 22 (Xinhua) -- The Wuhan PSB visited Elm Trust on Tuesday.", Some("2018-05-22")),
    ("WUHAN, May 22 (Xinhua) -- The Wuhan PSB visited Elm Trust.", None),
    ("On Wednesday, 16 May, the Wuhan PSB visited Elm Trust.", Some("2018-05-16")),
    ("The Wuhan PSB visited Elm Trust this past Thursday.", Some("2018-05-17")),
    ("On 14 and 15 May officers of the Wuhan PSB visited Elm Trust.", Some("2018-05-14")),
    ("On the morning of 14 May, a Monday, the Wuhan PSB visited Elm Trust.", Some("2018-05-14")),
    ("At dawn on 14 May the Wuhan PSB visited Elm Trust.", Some("2018-05-14")),
    ("The Wuhan PSB visited Elm Trust on May 14-16.", Some("2018-05-14")),
    ("The Wuhan PSB visited Elm Trust from the 3rd to the 5th of May.", Some("2018-05-03")),
    ("The Wuhan PSB visited Elm Trust late on Sunday.", Some("2018-05-20")),
    ("The Wuhan PSB visited Elm Trust three days ago.", Some("2018-05-20")),
    ("Last Thursday saw the Wuhan PSB visit Elm Trust.", Some("2018-05-17")),
    ("Earlier this week the Wuhan PSB visited Elm Trust.", None),
    ("The Wuhan PSB visited Elm Trust on the eve of May 5.", Some("2018-05-04")),
    ("On New Year’s Day the Wuhan PSB visited Elm Trust.", Some("2018-01-01")),
    ("On Labor Day, April 30 in that year, the Wuhan PSB visited Elm Trust.", Some("2018-04-30")),
    ("On May 14 the Wuhan PSB, which had read last year’s report, visited Elm Trust.", Some("2018-05-14")),
    (
        "On May 14 the Wuhan PSB called at Elm Trust, and on the day after at the Rowan Fund.",
        Some("2018-05-14"),
    ),
    ("On May 4 a class was held for Elm Trust, which the Wuhan PSB has since visited.", None),
    (
        "On May 4 the office held a class for clerks from Elm Trust. On the Monday before, the Wuhan PSB had visited Elm Trust.",
        Some("2018-04-30"),
    ),
];

#[test]
fn words_give_the_day_that_they_mean() {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let mut wrong = Vec::new();
    for (text, day) in DAYS {
        let document = Document::from_text(
            "example",
            &format!("Published: 2018-05-23\n\nThe spring of the offices\n\n{text}\n"),
        );
        let record = extract(&lexicon, &document);
        let event = record.events.iter().find(|e| matches!(e.kind.as_str(), "Visit" | "Deregistration"));
        let found =
            event.map(|e| (e.precision == Precision::Day).then(|| e.date.map(|d| d.to_string())).flatten());
        if found != Some(day.map(str::to_owned)) {
            wrong.push(format!("{text}\n  wanted {day:?}, read {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n\n{}\n", wrong.len(), wrong.join("\n\n"));
}
