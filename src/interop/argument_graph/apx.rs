//! Facts: `arg(a).` and `att(a,b).`

use super::{ArgumentGraph, GraphFileError, Names, Result};

pub(super) fn read(text: &str) -> Result<ArgumentGraph> {
    let mut names = Names::default();
    let mut attacks = Vec::new();
    for fact in facts(text)? {
        match (fact.predicate.as_str(), &fact.names[..]) {
            ("arg", [id]) => names.declare(id, None, Some(fact.line))?,
            ("att", [from, to]) => attacks.push((from.clone(), to.clone(), fact.line)),
            _ => return Err(fact.misshapen()),
        }
    }
    for (from, to, line) in attacks {
        let edge = names.edge(&from, &to, Some(line))?;
        names.graph.attacks.push(edge);
    }
    Ok(names.graph)
}

/// One fact and the line it begins on.
struct Fact {
    predicate: String,
    names: Vec<String>,
    line: usize,
}

impl Fact {
    fn misshapen(&self) -> GraphFileError {
        let given = self.names.join(",");
        let predicate = &self.predicate;
        let message = match predicate.as_str() {
            "arg" => format!("`arg` takes one name, not `{given}`"),
            "att" => format!("`att` takes two names, not `{given}`"),
            _ => format!("expected `arg(…).` or `att(…,…).`, not `{predicate}({given}).`"),
        };
        GraphFileError::at(self.line, message)
    }
}

fn facts(text: &str) -> Result<Vec<Fact>> {
    let mut facts = Vec::new();
    let mut rest = Rest { text, line: 1 };
    loop {
        rest.skip_blanks();
        if rest.text.is_empty() {
            return Ok(facts);
        }
        facts.push(rest.fact()?);
    }
}

/// What is still to be read, and on which line it begins.
struct Rest<'a> {
    text: &'a str,
    line: usize,
}

impl Rest<'_> {
    fn skip(&mut self, bytes: usize) {
        let (skipped, rest) = self.text.split_at(bytes);
        self.line += skipped.matches('\n').count();
        self.text = rest;
    }

    fn skip_blanks(&mut self) {
        loop {
            let blank = self.text.len() - self.text.trim_start().len();
            self.skip(blank);
            if !self.text.starts_with('%') {
                return;
            }
            self.skip(self.text.find('\n').unwrap_or(self.text.len()));
        }
    }

    fn fact(&mut self) -> Result<Fact> {
        let line = self.line;
        let shown = || self.text.lines().next().unwrap_or_default().trim_end();
        let open = self.text.find('(').ok_or_else(|| {
            let message = format!("expected `arg(…).` or `att(…,…).`, not `{}`", shown());
            GraphFileError::at(line, message)
        })?;
        let close = self
            .text
            .find(')')
            .filter(|&close| close > open)
            .ok_or_else(|| {
                GraphFileError::at(
                    line,
                    format!("the fact `{}` has no closing bracket", shown()),
                )
            })?;
        let (head, inner) = (&self.text[..open], &self.text[open + 1..close]);
        let names: Vec<String> = inner
            .split(',')
            .map(|name| name.trim().to_owned())
            .collect();
        let fact = Fact {
            predicate: head.trim().to_owned(),
            names,
            line,
        };
        let whole = &self.text[..=close];
        self.text = &self.text[close + 1..];
        self.line += whole.matches('\n').count();
        self.skip_blanks();
        if fact.names.iter().any(String::is_empty) {
            return Err(GraphFileError::at(line, "a name is missing"));
        }
        if !self.text.starts_with('.') {
            let message = format!("the fact `{whole}` does not end in a full stop");
            return Err(GraphFileError::at(line, message));
        }
        self.skip(1);
        Ok(fact)
    }
}
