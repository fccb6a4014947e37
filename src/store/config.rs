//! Git's configuration.

use std::{
    fs,
    io::{self, Write},
};

use git2::ConfigLevel;

use super::{
    error::GitError,
    repo::{Repo, failed},
};

impl Repo {
    /// A value of git's configuration.
    pub fn config(&self, key: &str) -> Option<String> {
        self.repository()
            .config()
            .ok()?
            .snapshot()
            .ok()?
            .get_string(key)
            .ok()
    }

    /// Sets a value in this clone's own configuration.
    pub fn set_config(&self, key: &str, value: &str) -> Result<(), GitError> {
        let config = self
            .repository()
            .config()
            .and_then(|c| c.open_level(git2::ConfigLevel::Local));
        config
            .and_then(|mut c| c.set_str(key, value))
            .map_err(|e| failed(&e))
    }

    /// A value of this clone's own configuration, whatever stands in the user's or the machine's.
    pub fn own_config(&self, key: &str) -> Option<String> {
        let all = self.repository().config().ok()?;
        let mut own = all.open_level(ConfigLevel::Local).ok()?;
        own.snapshot().ok()?.get_string(key).ok()
    }

    /// Takes a value out of this clone's own configuration, and its heading if nothing stands below
    /// it any more.
    pub fn unset_config(&self, key: &str) -> Result<(), GitError> {
        let config = self.repository().config();
        config
            .and_then(|c| c.open_level(ConfigLevel::Local))
            .and_then(|mut c| c.remove(key))
            .map_err(|e| failed(&e))?;
        self.tidy(key)
            .map_err(|error| GitError::Failed(format!("cannot tidy this clone's config: {error}")))
    }

    /// Rewrites the file under git's own lock.
    fn tidy(&self, key: &str) -> io::Result<()> {
        let file = self.common_dir().join("config").canonicalize()?;
        let mut lock = file.clone().into_os_string();
        lock.push(".lock");
        let mut held = fs::File::create_new(&lock)?;
        let replaced = fs::read(&file).and_then(|bytes| {
            let Some(tidied) = without_empty_heading(&bytes, key) else {
                return Ok(false);
            };
            held.write_all(&tidied)?;
            held.set_permissions(fs::metadata(&file)?.permissions())?;
            held.sync_all()?;
            fs::rename(&lock, &file).map(|()| true)
        });
        if !matches!(replaced, Ok(true)) {
            fs::remove_file(&lock)?;
        }
        replaced.map(|_| ())
    }
}

/// The text without the heading of a key's section, if nothing at all stands below that; none if the
/// text is to stay as it is.
fn without_empty_heading(text: &[u8], key: &str) -> Option<Vec<u8>> {
    let (section, _) = key.rsplit_once('.')?;
    let heading = match section.split_once('.') {
        Some((section, name)) => format!("[{section} \"{name}\"]"),
        None => format!("[{section}]"),
    };
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    let is_empty = |at: usize| {
        let below = lines.get(at + 1).map(|line| line.trim_ascii_start());
        below.is_none_or(|line| line.starts_with(b"["))
    };
    let is_heading = |line: &&[u8]| line.trim_ascii() == heading.as_bytes();
    let at = lines
        .iter()
        .position(is_heading)
        .filter(|at| is_empty(*at))?;
    Some([lines.get(..at)?.concat(), lines.get(at + 1..)?.concat()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_heading_with_nothing_below_it_goes() {
        let tidied = |text: &str| {
            let tidied = without_empty_heading(text.as_bytes(), "merge.obelus.driver");
            tidied.map(|bytes| String::from_utf8(bytes).unwrap())
        };
        let gone = |text| tidied(text).unwrap();
        assert_eq!(gone("[a]\n\tb = c\n[merge \"obelus\"]\n"), "[a]\n\tb = c\n");
        assert_eq!(gone("[merge \"obelus\"]\n[a]\n"), "[a]\n");
        assert_eq!(tidied("[merge \"obelus\"]\n\tx = y\n"), None);
        assert_eq!(tidied("[merge \"obelus\"]\n# why\n[a]\n"), None);
        assert_eq!(tidied("[merge \"other\"]\n"), None);
    }
}
