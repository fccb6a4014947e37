//! Small records without any finding, to start from.

/// A workspace file.
pub(crate) const WORKSPACE: &str = "\
format = 1
title = \"What the pamphlet claims\"
";

/// A claim judged by confidence.
pub(crate) const CLAIM: &str = "\
statement = \"The harbour froze in every winter of the decade.\"
kind = \"fact\"
";

/// A review of the first edition.
pub(crate) const REVIEW: &str = "\
edition = 1
confidence = 0.35
rationale = \"The port's own log speaks of two open winters.\"
";

/// An entry of the roster.
pub(crate) const REVIEWER: &str = "\
name = \"Harbour desk\"
kind = \"group\"
";
