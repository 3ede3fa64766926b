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
    ("On the third Thursday of April the Wuhan PSB visited Elm Trust.", Some("2018-04-19")),
    ("On the last Friday in March 2017 the Wuhan PSB visited Elm Trust.", Some("2017-03-31")),
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
    ("The Wuhan PSB, which moved into new rooms on May 2, visited Elm Trust on May 7.", Some("2018-05-07")),
    ("The Wuhan PSB, which paid Elm Trust a visit on May 7, asked it for a list.", Some("2018-05-07")),
    ("The Wuhan PSB recently visited Elm Trust, which moved into new rooms on May 2.", None),
    ("The Wuhan PSB visited Elm Trust, registered on May 2, 2017.", None),
    ("The Wuhan PSB visited Elm Trust after its letter of May 2.", None),
    ("In a letter of May 2, the Wuhan PSB deregistered Elm Trust.", Some("2018-05-02")),
    (
        "The notice, dated May 2, was read out when the Wuhan PSB visited Elm Trust on May 7.",
        Some("2018-05-07"),
    ),
    ("Elm Trust was late with its report, due on March 31. The Wuhan PSB visited Elm Trust.", None),
    ("The Wuhan PSB visited Elm Trust on May 7, before its lease ends on May 10.", Some("2018-05-07")),
    ("In mid-April the Wuhan PSB visited Elm Trust.", None),
    ("Over the winter the Wuhan PSB visited Elm Trust.", None),
    ("At the beginning of the year the Wuhan PSB visited Elm Trust.", None),
    ("On May 4 Elm Trust held a class. The Wuhan PSB had visited it the autumn before.", None),
    ("On May 4 Elm Trust held a class. The Wuhan PSB had visited it in the week before.", None),
    (
        "From May 2 to 4 Elm Trust held a class. On the second day the Wuhan PSB visited it.",
        Some("2018-05-03"),
    ),
    ("From May 2 to 4 Elm Trust held a class. On the last day the Wuhan PSB visited it.", Some("2018-05-04")),
    (
        "On May 2 Elm Trust opened a three-day class. On the final day the Wuhan PSB visited it.",
        Some("2018-05-04"),
    ),
    ("Elm Trust held a class last month. On the second day the Wuhan PSB visited it.", None),
    (
        "Two days after receiving its certificate on May 3, Elm Trust visited the Wuhan PSB.",
        Some("2018-05-05"),
    ),
    ("The Wuhan PSB visited Elm Trust three days before its lease ran out.", None),
    ("The Wuhan PSB had visited Elm Trust on December 8.", Some("2017-12-08")),
    ("The Wuhan PSB will visit Elm Trust on January 8.", Some("2019-01-08")),
    ("On Children's Day, June 1, the Wuhan PSB will visit Elm Trust.", Some("2018-06-01")),
    ("The plans for next year were read when the Wuhan PSB visited Elm Trust on May 7.", Some("2018-05-07")),
    ("On May 7 the Wuhan PSB visited Elm Trust and on May 9 it visited Oak Fund.", Some("2018-05-07")),
    (
        "On May 9 Elm Trust thanked Oak Fund. The two had been visited by the Wuhan PSB on May 7.",
        Some("2018-05-07"),
    ),
    ("The visit of May 7 by the Wuhan PSB to Elm Trust took an hour.", Some("2018-05-07")),
    ("On the eve of Earth Day the Wuhan PSB visited Elm Trust.", Some("2018-04-21")),
    (
        "On May 4 Elm Trust held a class. The Wuhan PSB, which agreed in March to lend it a hall, visited it.",
        Some("2018-05-04"),
    ),
    ("The Wuhan PSB, on May 7, visited Elm Trust.", Some("2018-05-07")),
    ("The Wuhan PSB visited Elm Trust (May 7).", Some("2018-05-07")),
    ("The week before last the Wuhan PSB visited Elm Trust.", None),
    ("In the first half of May the Wuhan PSB visited Elm Trust.", None),
    ("In the course of last week the Wuhan PSB visited Elm Trust.", None),
    ("On Monday of this week the Wuhan PSB visited Elm Trust.", Some("2018-05-21")),
    ("Monday of this week saw the Wuhan PSB visit Elm Trust.", Some("2018-05-21")),
    ("On Monday afternoon the Wuhan PSB visited Elm Trust.", Some("2018-05-21")),
    ("On Friday evening of last week the Wuhan PSB visited Elm Trust.", Some("2018-05-18")),
    ("On 7 May 2018, at 9 a.m., the Wuhan PSB visited Elm Trust.", Some("2018-05-07")),
    ("On the 26th of last month the Wuhan PSB visited Elm Trust.", Some("2018-04-26")),
    ("On the 7th of this month the Wuhan PSB visited Elm Trust.", Some("2018-05-07")),
    ("May 7 was the day on which the Wuhan PSB visited Elm Trust.", Some("2018-05-07")),
    ("It was on May 7 that the Wuhan PSB visited Elm Trust.", Some("2018-05-07")),
    ("As early as May 7 the Wuhan PSB visited Elm Trust.", Some("2018-05-07")),
    ("During the week of May 7 the Wuhan PSB visited Elm Trust.", None),
    ("Over the weekend the Wuhan PSB visited Elm Trust.", None),
    ("Since May 7 the Wuhan PSB has visited Elm Trust twice.", None),
    ("Throughout April the Wuhan PSB visited Elm Trust.", None),
    ("The Wuhan PSB visited Elm Trust on Saturday, May 5, and left at noon.", Some("2018-05-05")),
    ("The Wuhan PSB visited Elm Trust at the end of April.", None),
    ("The Wuhan PSB visited Elm Trust in the last days of April.", None),
    ("The Wuhan PSB visited Elm Trust ten days ago.", Some("2018-05-13")),
    ("On May 4 Elm Trust held a class. Four days on, the Wuhan PSB visited it.", Some("2018-05-08")),
    ("On May 4 Elm Trust held a class. The day after that, the Wuhan PSB visited it.", Some("2018-05-05")),
    ("On May 4 Elm Trust held a class. Within a week the Wuhan PSB visited it.", None),
    ("On May 4 Elm Trust held a class. The following week the Wuhan PSB visited it.", None),
    ("On May 4 Elm Trust held a class. The following Tuesday the Wuhan PSB visited it.", Some("2018-05-08")),
    ("On May 4 Elm Trust held a class. On the Tuesday after, the Wuhan PSB visited it.", Some("2018-05-08")),
    (
        "On May 4 Elm Trust held a class. On the Tuesday before, the Wuhan PSB had visited it.",
        Some("2018-05-01"),
    ),
    ("On May 4 Elm Trust held a class. One day earlier the Wuhan PSB had visited it.", Some("2018-05-03")),
    ("On May 4 Elm Trust held a class. Less than a week later the Wuhan PSB visited it.", None),
    ("On May 4 Elm Trust held a class. Some days later the Wuhan PSB visited it.", None),
    ("On May 4 Elm Trust held a class. Earlier that week the Wuhan PSB had visited it.", None),
    (
        "On May 4 Elm Trust held a class. Earlier the same day the Wuhan PSB had visited it.",
        Some("2018-05-04"),
    ),
    ("On May 4 Elm Trust held a class. At noon the Wuhan PSB visited it.", Some("2018-05-04")),
    ("On May 4 Elm Trust held a class. The month before, the Wuhan PSB had visited it.", None),
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
