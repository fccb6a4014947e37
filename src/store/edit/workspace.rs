//! Changes to the workspace file.

use super::{Edited, edit, fields, home::At, literal::Literal, page::Wanted};
use crate::model::{
    document::Document,
    workspace::{Policy, Round, Workspace},
};
use crate::store::shape::{DOCUMENT, Kind, POLICY, WORKSPACE};

/// Sets the title.
pub fn set_title(text: &str, title: &str) -> Edited {
    let wanted = Wanted::Set(Literal::text(title));
    edit(text, |page| {
        page.put(&At::Top, &WORKSPACE, vec![("title".to_owned(), wanted)])
    })
}

/// Adds a closed round after the others.
pub fn add_round(text: &str, round: &Round) -> Edited {
    edit(text, |page| {
        page.append("rounds", &WORKSPACE, fields::round(round))
    })
}

/// Sets who may do what.
pub fn set_policy(text: &str, policy: &Policy) -> Edited {
    edit(text, |page| {
        page.put_table(&["policy"], &WORKSPACE, &POLICY, fields::policy(policy))
    })
}

/// Sets the rules: interval, levels, consensus and, where they differ from the usual, the weights of
/// arguments.
pub fn set_rules(text: &str, workspace: &Workspace) -> Edited {
    edit(text, |page| {
        for (table, fields) in fields::rules(workspace) {
            if let Some(Kind::Table(shape)) = WORKSPACE.field(table).map(|field| field.kind) {
                page.put_table(&[table], &WORKSPACE, shape, fields)?;
            }
        }
        Ok(())
    })
}

/// Adds a document, or brings the one of the same id to what is given.
pub fn put_document(text: &str, document: &Document) -> Edited {
    edit(text, |page| {
        let path = ["documents", document.id.as_str()];
        page.put_table(&path, &WORKSPACE, &DOCUMENT, fields::document(document))
    })
}
