//! Rules that ask what git holds beside the records.

use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    layout::WORKSPACE_FILE,
    snapshot::Snapshot,
};

/// What a repository knows.
pub trait Holdings {
    /// Whether git tracks a file, named relative to the workspace.
    fn tracks(&self, path: &str) -> bool;
    /// Whether a commit is there; true also where that cannot be told, as in a shallow clone.
    fn has_commit(&self, name: &str) -> bool;
}

/// Problems between the workspace file and the repository it stands in.
pub fn check_holdings(snapshot: &Snapshot, holdings: &dyn Holdings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for document in snapshot.workspace.documents.values() {
        let path = document
            .path
            .as_deref()
            .filter(|_| document.is_restricted());
        if let Some(path) = path.filter(|path| holdings.tracks(path)) {
            let message = format!("git tracks {path}, whose text may not be redistributed");
            let field = FieldPath::key("documents")
                .then(document.id.as_str())
                .then("path");
            found.push(
                Diagnostic::at_field(Code::RestrictedTracked, WORKSPACE_FILE, field, message)
                    .help(format!("git rm --cached {path}, and name it in .gitignore")),
            );
        }
    }
    for (i, round) in snapshot.workspace.rounds.iter().enumerate() {
        if !holdings.has_commit(&round.commit) {
            let message = format!(
                "round \"{}\" names a commit that this repository lacks",
                round.name
            );
            let field = FieldPath::key("rounds").at(i).then("commit");
            found.push(
                Diagnostic::at_field(Code::UnknownCommit, WORKSPACE_FILE, field, message)
                    .help("fetch the branch it was closed on, or close the round anew"),
            );
        }
    }
    found
}
