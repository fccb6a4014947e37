//! Whole processes, measured from outside: wall clock, processor time and peak memory.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// What a process cost.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// From start to end, in seconds.
    pub(crate) wall: f64,
    /// Processor time, its own and the kernel's for it, in seconds; on Linux alone.
    pub(crate) cpu: f64,
    /// The most memory it held, in MiB; on Linux alone.
    pub(crate) peak: f64,
}

/// Ticks of `/proc` in a second; Linux shows processor time in these everywhere.
const TICKS: f64 = 100.0;

/// Runs a program to its end with its output thrown away, and tells what it cost.
pub(crate) fn run(program: &str, arguments: &[&str], folder: &Path, input: &[u8]) -> Cost {
    let begin = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let feed = std::thread::spawn(move || pipe.write_all(&input));
    let mut cost = Cost::default();
    let status = loop {
        cost = look(child.id(), cost);
        if let Some(status) = child.try_wait().expect("the program is there") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    cost.wall = begin.elapsed().as_secs_f64();
    drop(feed.join());
    assert!(status.success(), "{program} {arguments:?}: {status}");
    cost
}

/// The median of several runs by wall clock, with its own other figures.
pub(crate) fn median(mut runs: Vec<Cost>) -> Cost {
    runs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    runs.get(runs.len() / 2).copied().unwrap_or_default()
}

/// What `/proc` says of a process now; the last that was seen where it says nothing any more.
fn look(id: u32, last: Cost) -> Cost {
    let read = |name: &str| fs::read_to_string(format!("/proc/{id}/{name}")).ok();
    let peak = read("status").and_then(|text| kibibytes(&text, "VmHWM:"));
    let cpu = read("stat").and_then(|text| {
        let (_, rest) = text.rsplit_once(')')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
        Some((ticks(11)? + ticks(12)?) / TICKS)
    });
    Cost {
        cpu: cpu.unwrap_or(last.cpu),
        peak: peak.map_or(last.peak, |kib| kib / 1024.0),
        ..last
    }
}

fn kibibytes(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Memory that this process holds now, in MiB; on Linux alone.
pub(crate) fn held() -> f64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    kibibytes(&text, "VmRSS:").unwrap_or(0.0) / 1024.0
}
