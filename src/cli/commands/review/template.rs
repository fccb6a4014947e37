//! What stands in the editor when a review is written there.

use crate::cli::desk::Desk;
use crate::model::{
    claim::{Claim, Scale},
    workspace::Workspace,
};

/// A review to be filled in.
pub(super) fn blank(claim: &Claim) -> String {
    let rating = match claim.scale {
        Scale::Confidence => "confidence = \n",
        Scale::Stance => "stance = \n",
    };
    format!(
        "edition = {}\njudged = \"{}\"\n{rating}rationale = \"\"\"\n\n\"\"\"\n",
        claim.edition,
        Desk::digest(claim)
    )
}

/// What each key means, for the top of the file.
pub(super) fn help(claim: &Claim, workspace: &Workspace) -> String {
    let mut help = format!("{}\n\n", claim.id);
    claim.statement.lines().for_each(|line| {
        help.push_str("    ");
        help.push_str(line);
        help.push('\n');
    });
    help.push('\n');
    help.push_str(&rating(claim, workspace));
    help.push_str(
        "\
abstain     instead of a rating: why there is none, in quotation marks
expertise   your own estimate for this claim, 1 to 5; may be left out
rationale   why this rating, between the triple quotation marks

An argument is a table of its own at the end of the file:

    [[arguments]]
    id = \"a-few-words\"
    stance = \"against\"      # or \"for\"
    target = \"claim\"        # or \"<reviewer>#<argument>\" to answer an argument
    attack = \"rebut\"        # against only: rebut, undercut or undermine
    strength = \"moderate\"   # weak, moderate or strong
    text = \"\"\"…\"\"\"

Lines that begin with ## are left out. An unchanged file is not written.
",
    );
    help
}

fn rating(claim: &Claim, workspace: &Workspace) -> String {
    match claim.scale {
        Scale::Confidence => format!(
            "confidence  probability that this is true as stated: 0.35, or with the bounds of a {} %
            interval: {{ best = 0.35, lower = 0.2, upper = 0.55 }}
",
            (workspace.interval * 1e4).round() / 1e2
        ),
        Scale::Stance => {
            let levels = workspace.levels.iter().enumerate();
            let levels: Vec<String> = levels
                .map(|(i, level)| format!("{} {level}", i + 1))
                .collect();
            format!("stance      level of agreement: {}\n", levels.join(", "))
        }
    }
}
