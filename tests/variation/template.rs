//! Templates: `{slot}` stands for what the caller puts there, `{one|two|}` for one of several, nested at will.

use super::rng::Rng;

/// Writes a template out. `slot` writes what stands for a slot and says whether it knows it.
pub fn expand(
    rng: &mut Rng,
    template: &str,
    out: &mut String,
    slot: &mut dyn FnMut(&mut Rng, &str, &mut String) -> bool,
) {
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = closing(&rest[open..]) + open;
        let inside = &rest[open + 1..close];
        let choices = alternatives(inside);
        if choices.len() > 1 {
            let chosen = *rng.pick(&choices);
            expand(rng, chosen, out, slot);
        } else if !slot(rng, inside, out) {
            panic!("no slot {{{inside}}} in {template}");
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
}

/// Where the bracket that opens a text closes.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    panic!("an open bracket: {text}");
}

fn alternatives(inside: &str) -> Vec<&str> {
    let (mut depth, mut from, mut out) = (0, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '|' if depth == 0 => {
                out.push(&inside[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(&inside[from..]);
    out
}
