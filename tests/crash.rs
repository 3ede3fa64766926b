//! A build that is killed, and then run again, gives the store of an undisturbed build.

#[path = "common/gold.rs"]
mod gold;

use guanxi::store::{Access, Embedded, Pattern, Store};
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 250;

/// How often it is killed; `GUANXI_CRASHES` says otherwise.
const CRASHES: u32 = 3;

fn build(folder: &Path, store: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guanxi"));
    command.current_dir(folder).args(["build", "all.records.jsonl", "--quiet", "--store", store]);
    command.stdout(Stdio::null());
    command
}

fn dump(store: &Path) -> Vec<String> {
    let store = Embedded::open(store, Access::Read).expect("a store");
    let quads = store.quads(Pattern::default()).expect("quads");
    let mut lines: Vec<String> = quads.map(|q| q.expect("a quad").to_string()).collect();
    lines.sort();
    lines
}

#[test]
fn a_killed_build_run_again_gives_the_store_of_an_undisturbed_one() {
    let place = tempfile::tempdir().expect("a folder");
    let (folder, examples) = (place.path(), gold::examples());
    let mut lines = String::new();
    for n in 0..DOCUMENTS {
        let (_, record) = gold::varied(&examples, n);
        writeln!(lines, "{}", serde_json::to_string(&record).expect("JSON")).expect("room");
    }
    std::fs::write(folder.join("all.records.jsonl"), lines).expect("room");
    let begun = Instant::now();
    assert!(build(folder, "whole").status().expect("a process").success());
    let whole = begun.elapsed();
    let undisturbed = dump(&folder.join("whole"));
    assert!(undisturbed.len() > 90_000);
    let crashes = std::env::var("GUANXI_CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(CRASHES);
    for crash in 0..crashes {
        // Spread over the build, away from round parts of it.
        let moment = whole.mul_f64((f64::from(crash) + 0.7) / f64::from(crashes + 1));
        let store = format!("killed-{crash}");
        let mut killed = build(folder, &store).spawn().expect("a process");
        std::thread::sleep(moment.max(Duration::from_millis(5)));
        let _ = killed.kill();
        let _ = killed.wait();
        let again = build(folder, &store).output().expect("a process");
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
        assert!(dump(&folder.join(&store)) == undisturbed, "killed after {moment:?}");
        std::fs::remove_dir_all(folder.join(&store)).expect("room");
    }
}
