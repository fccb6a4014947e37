//! Layers point one way: model ← store, interop, analysis ← present ← cli.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each layer, and what it may name of the others.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("store", &["model"]),
    ("interop", &["model"]),
    ("analysis", &["model"]),
    ("present", &["model", "store", "interop", "analysis"]),
    ("cli", &["model", "store", "interop", "analysis", "present"]),
];

/// A text that source files may contain only in the places named.
struct Kept {
    what: &'static str,
    text: &'static str,
    within: &'static [&'static str],
}

const KEPT: &[Kept] = &[
    Kept {
        what: "git stays behind the store",
        text: "git2::",
        within: &["src/store/"],
    },
    Kept {
        what: "keys and signatures are read by the store",
        text: "ssh_key::",
        within: &["src/store/"],
    },
    Kept {
        what: "only the command line knows clap",
        text: "clap::",
        within: &["src/cli/"],
    },
    Kept {
        what: "only the command line reads the environment",
        text: "env::",
        within: &["src/cli/"],
    },
    Kept {
        what: "only the command line asks for the time",
        text: "SystemTime",
        within: &["src/cli/"],
    },
    Kept {
        what: "only the command line asks for the time",
        text: "Timestamp::now",
        within: &["src/cli/"],
    },
    Kept {
        what: "output goes through the streams of cli/ui.rs",
        text: "println!",
        within: &[],
    },
    Kept {
        what: "output goes through the streams of cli/ui.rs",
        text: "eprint!",
        within: &[],
    },
    Kept {
        what: "output goes through the streams of cli/ui.rs",
        text: " print!",
        within: &[],
    },
    Kept {
        what: "nothing debugs in public",
        text: "dbg!",
        within: &[],
    },
    Kept {
        what: "analysis and present read no files",
        text: "std::fs",
        within: &["src/store/", "src/cli/", "src/interop/"],
    },
];

/// Crates that the model may name beside std.
const MODEL_CRATES: &[(&str, &str)] = &[("strsim", "src/model/spelling.rs")];

struct Source {
    path: String,
    /// The program without comments and without its tests.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    gather(&root.join("src"), &mut files);
    files.sort();
    let relative = |file: &PathBuf| {
        let path = file.strip_prefix(root).unwrap();
        path.to_string_lossy().replace('\\', "/")
    };
    files
        .iter()
        .filter(|file| !file.ends_with("tests.rs") && !file.iter().any(|part| part == "tests"))
        .map(|file| Source {
            path: relative(file),
            code: program(&fs::read_to_string(file).unwrap()),
        })
        .collect()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Comments and a test module at the end of the file may say what they like.
fn program(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let lines = text[..tests].lines();
    let kept = lines.filter(|line| !line.trim_start().starts_with("//"));
    kept.collect::<Vec<_>>().join("\n")
}

fn layer_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("src/")?;
    let layer = rest.split(['/', '.']).next()?;
    LAYERS
        .iter()
        .any(|(name, _)| *name == layer)
        .then_some(layer)
}

/// The layers that a program names by `crate::…`, also in groups such as `use crate::{model, store}`.
fn named_layers(code: &str) -> BTreeSet<&str> {
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let group = rest
            .strip_prefix('{')
            .map(|group| group.split("};").next().unwrap_or_default());
        let parts: Vec<&str> = match group {
            Some(group) => group.split(',').collect(),
            None => vec![rest],
        };
        for part in parts {
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let part = part.trim_start();
            let end = part.find(|c| !is_name(c)).unwrap_or(part.len());
            named.extend(
                LAYERS
                    .iter()
                    .map(|(name, _)| *name)
                    .filter(|name| *name == &part[..end]),
            );
        }
    }
    named
}

#[test]
fn no_layer_names_one_that_stands_above_or_beside_it() {
    let sources = sources();
    assert!(sources.len() > 50, "the sources were not found");
    let mut wrong = Vec::new();
    for source in &sources {
        let Some(layer) = layer_of(&source.path) else {
            continue;
        };
        let (_, allowed) = LAYERS.iter().find(|(name, _)| *name == layer).unwrap();
        for named in named_layers(&source.code) {
            if named != layer && !allowed.contains(&named) {
                wrong.push(format!("{} names crate::{named}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_belongs_to_one_place_is_named_there_alone() {
    let mut wrong = Vec::new();
    for source in sources() {
        for kept in KEPT {
            let allowed = kept
                .within
                .iter()
                .any(|place| source.path.starts_with(place));
            if !allowed && source.code.contains(kept.text) {
                wrong.push(format!(
                    "{}: `{}`, but {}",
                    source.path, kept.text, kept.what
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_model_is_built_on_the_standard_library_alone() {
    let mut wrong = Vec::new();
    for source in sources()
        .iter()
        .filter(|s| layer_of(&s.path) == Some("model"))
    {
        let first = |line: &str| {
            let path = line
                .trim()
                .trim_start_matches("pub ")
                .strip_prefix("use ")?;
            Some(path.split([':', ';', ' ']).next()?.to_owned())
        };
        for name in source.code.lines().filter_map(first) {
            let known = ["std", "crate", "super", "self", "vocabulary"];
            let excepted = MODEL_CRATES.contains(&(name.as_str(), source.path.as_str()));
            if !known.contains(&name.as_str())
                && !excepted
                && !name.starts_with(|c: char| c.is_uppercase())
            {
                wrong.push(format!("{} uses {name}", source.path));
            }
        }
        let foreign = ["strsim::", "serde::", "toml::", "chrono::", "jiff::"];
        for name in foreign.iter().filter(|name| source.code.contains(**name)) {
            if !MODEL_CRATES.contains(&(name.trim_end_matches(':'), source.path.as_str())) {
                wrong.push(format!("{} names {name}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn layers_are_recognised_in_paths_and_in_groups() {
    let code = "use crate::model::x;\nuse crate::{store, present::y};\ncrate::cli::main()";
    let named: Vec<_> = named_layers(code).into_iter().collect();
    assert_eq!(named, ["cli", "model", "present", "store"]);
    assert_eq!(named_layers("use super::model;"), BTreeSet::new());
}
