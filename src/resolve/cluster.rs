//! Which appellations are of one body, of those that are connected by likeness.

use super::facts::Id;
use super::likeness::{Likeness, SAME};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of appellations with their likeness; the lesser first.
pub type Pairs = BTreeMap<(Id, Id), Likeness>;

/// The body of each appellation, named by the least identity among those of its cluster.
///
/// The likest pairs come together first; two clusters of which members must stay apart do not. An appellation that is
/// as like to one body as to another that must stay apart from it goes to neither: which is meant is for a
/// person to say. The result depends on `ids` and `pairs` alone, not on their order.
pub fn clusters(ids: &BTreeSet<Id>, pairs: &Pairs) -> BTreeMap<Id, Id> {
    let apart = |a: Id, b: Id| pairs.get(&(a.min(b), a.max(b))).is_some_and(|likeness| likeness.apart);
    let torn = torn(pairs, &apart);
    let mut together: Vec<(u16, Id, Id)> = pairs
        .iter()
        .filter(|(pair, likeness)| likeness.score >= SAME && !likeness.apart && !torn.contains(pair))
        .map(|((a, b), likeness)| (likeness.score, *a, *b))
        .collect();
    together.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut member: BTreeMap<Id, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut members: Vec<BTreeSet<Id>> = ids.iter().map(|id| BTreeSet::from([*id])).collect();
    for (_, a, b) in together {
        let (Some(&one), Some(&other)) = (member.get(&a), member.get(&b)) else { continue };
        let parted =
            one != other && members[one].iter().any(|x| members[other].iter().any(|y| apart(*x, *y)));
        if one == other || parted {
            continue;
        }
        let moved = std::mem::take(&mut members[other]);
        for id in &moved {
            member.insert(*id, one);
        }
        members[one].extend(moved);
    }
    let mut bodies = BTreeMap::new();
    for cluster in members.iter().filter(|cluster| !cluster.is_empty()) {
        if let Some(body) = cluster.first() {
            bodies.extend(cluster.iter().map(|id| (*id, *body)));
        }
    }
    bodies
}

/// Pairs of which one side is exactly as like to a third that must stay apart from the other.
fn torn(pairs: &Pairs, apart: &impl Fn(Id, Id) -> bool) -> BTreeSet<(Id, Id)> {
    let mut likest: BTreeMap<Id, Vec<(u16, Id)>> = BTreeMap::new();
    for ((a, b), likeness) in pairs.iter().filter(|(_, l)| l.score >= SAME && !l.apart) {
        likest.entry(*a).or_default().push((likeness.score, *b));
        likest.entry(*b).or_default().push((likeness.score, *a));
    }
    let mut torn = BTreeSet::new();
    for (id, others) in &likest {
        for (at, (score, one)) in others.iter().enumerate() {
            for (_, other) in others[at + 1..].iter().filter(|(s, other)| s == score && apart(*one, *other)) {
                torn.insert((*id.min(one), *id.max(one)));
                torn.insert((*id.min(other), *id.max(other)));
            }
        }
    }
    torn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(rows: &[(Id, Id, u16)]) -> Pairs {
        let likeness = |score| Likeness { score, because: String::new(), apart: score == 0 };
        rows.iter().map(|(a, b, score)| ((*a, *b), likeness(*score))).collect()
    }

    #[test]
    fn the_likest_come_first_and_what_is_apart_stays_apart() {
        let bodies = clusters(&(1..4).collect(), &pairs(&[(1, 2, 980), (2, 3, 940), (1, 3, 0)]));
        assert_eq!(bodies, [(1, 1), (2, 1), (3, 3)].into());
    }

    #[test]
    fn who_is_as_like_to_one_as_to_another_goes_to_neither() {
        let bodies = clusters(&(1..4).collect(), &pairs(&[(1, 2, 1000), (2, 3, 1000), (1, 3, 0)]));
        assert_eq!(bodies, [(1, 1), (2, 2), (3, 3)].into());
    }

    #[test]
    fn likeness_carries_over() {
        let bodies = clusters(&(1..5).collect(), &pairs(&[(3, 4, 930), (2, 3, 930), (1, 4, 700)]));
        assert_eq!(bodies, [(1, 1), (2, 2), (3, 2), (4, 2)].into());
    }
}
