//! The same page in fewer bytes: end tags and quotation marks that HTML lets one leave out.
//!
//! A large page is a third shorter so, and every parser builds the same tree from it.

/// Elements whose end tag may be left out wherever this report writes them (HTML, §13.1.2.4): a cell,
/// row, item, term or description always stands before one of its kind or the end of its parent.
const OPEN_ENDED: [&str; 6] = ["</td>", "</th>", "</tr>", "</li>", "</dt>", "</dd>"];

/// Elements whose text is not markup, or where it must stay as it is.
const VERBATIM: [&str; 2] = ["style", "script"];

/// Leaves out what a parser adds by itself. `page` is what `maud` wrote: in it `<` begins a tag and
/// nothing else, except within style and script.
pub(super) fn compact(page: &str) -> String {
    let mut made = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tagged) = rest.split_at(at);
        made.push_str(text);
        let length = verbatim(tagged).unwrap_or_else(|| tag_length(tagged));
        let (tag, after) = tagged.split_at(length);
        if verbatim(tagged).is_some() {
            made.push_str(tag);
        } else if !OPEN_ENDED.contains(&tag) {
            unquote(tag, &mut made);
        }
        rest = after;
    }
    made.push_str(rest);
    made
}

/// The length of an element that is not to be touched, with its end tag.
fn verbatim(tagged: &str) -> Option<usize> {
    let name = VERBATIM.iter().find(|name| {
        let after = tagged.get(1..).and_then(|tag| tag.strip_prefix(**name));
        after.is_some_and(|after| after.starts_with([' ', '>']))
    })?;
    let end = format!("</{name}>");
    tagged.find(&end).map(|at| at + end.len())
}

/// The length of a tag; a `>` within quotation marks does not end it.
fn tag_length(tagged: &str) -> usize {
    let mut quoted = false;
    for (at, c) in tagged.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tagged.len()
}

/// Writes a tag without the quotation marks around values of letters, digits and `#/_.-`.
fn unquote(tag: &str, made: &mut String) {
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (name, quoted) = rest.split_at(at + 1);
        made.push_str(name);
        let value = quoted.get(1..).and_then(|value| value.split('"').next());
        let value = value.unwrap_or_default();
        let (whole, after) = quoted.split_at((value.len() + 2).min(quoted.len()));
        made.push_str(if is_plain(value) { value } else { whole });
        rest = after;
    }
    made.push_str(rest);
}

/// Whether a value may stand bare before a space or the end of its tag (HTML, §13.1.2.3).
fn is_plain(value: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "#/_.-".contains(c);
    !value.is_empty() && !value.ends_with('/') && value.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn what_a_parser_adds_is_left_out() {
        let page = html! { tr { th { "a" } td.n title="b c" { a href="#claim/x" { "1" } } } };
        assert_eq!(
            compact(&page.into_string()),
            r#"<tr><th>a<td class=n title="b c"><a href=#claim/x>1</a>"#
        );
    }

    #[test]
    fn foreign_text_and_scripts_stay_as_they_are() {
        let hostile = "</td> x=\"y\" <b a=\"c\"> & '> =\"\"";
        let page = html! { p title=(hostile) { (hostile) } };
        let page = page.into_string();
        assert_eq!(compact(&page), page);
        let script = "<script>if (a<b) c=\"</td>\"</script><style>a[b=\"c\"]{}</style>";
        assert_eq!(compact(script), script);
    }
}
