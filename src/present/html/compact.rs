//! The same page in fewer bytes: tags, attributes and quotation marks that HTML lets one leave out.
//!
//! A large page is a third shorter so, and every parser builds the same tree from it.

/// Elements whose end tag may be left out wherever this report writes them (HTML, §13.1.2.4): a cell,
/// row, body, item, term or description always stands before one of its kind or the end of its parent.
const OPEN_ENDED: [&str; 8] = [
    "</td>", "</th>", "</tr>", "</thead>", "</tbody>", "</li>", "</dt>", "</dd>",
];

/// What ends a paragraph by beginning (HTML, §13.2.6.4.7), as far as this report writes it.
const NO_PHRASE: [&str; 21] = [
    "p",
    "div",
    "dl",
    "dt",
    "dd",
    "ol",
    "ul",
    "li",
    "h2",
    "h3",
    "h4",
    "h5",
    "table",
    "details",
    "blockquote",
    "article",
    "section",
    "figure",
    "nav",
    "header",
    "footer",
];

/// Parts of drawings that hold nothing.
const HOLLOW: [&str; 3] = ["</path>", "</rect>", "</circle>"];

/// A heading cell that is alone with its kind in a row or column belongs to that row or column
/// without being told (HTML, §4.9.12.1), and in this report each is.
const IMPLIED: [&str; 2] = [" scope=\"row\"", " scope=\"col\""];

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
        rest = after;
        if verbatim(tagged).is_some() {
            made.push_str(tag);
        } else if !is_implied(tag, after) {
            unquote(tag, &mut made);
            rest = without_end(&mut made, after);
        }
    }
    made.push_str(rest);
    made
}

/// Whether a parser adds an end tag by itself.
fn is_implied(tag: &str, after: &str) -> bool {
    OPEN_ENDED.contains(&tag) || tag == "</p>" && ends_paragraph(after)
}

/// Whether what follows ends a paragraph: something that cannot stand in one, or the end of what
/// holds it.
fn ends_paragraph(after: &str) -> bool {
    let Some(tag) = after.strip_prefix('<') else {
        return false;
    };
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let name = tag.split([' ', '>']).next().unwrap_or_default();
    NO_PHRASE.contains(&name)
}

/// Ends a hollow part of a drawing by a stroke where its end tag follows; what remains after it.
fn without_end<'p>(made: &mut String, after: &'p str) -> &'p str {
    let end = HOLLOW.iter().find(|end| after.starts_with(**end));
    // After a bare value the stroke would belong to the value.
    match end.filter(|_| made.ends_with("\">")) {
        Some(end) => {
            made.insert(made.len() - 1, '/');
            after.strip_prefix(end).unwrap_or(after)
        }
        None => after,
    }
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

/// Writes a tag without the quotation marks around values of letters, digits and `#/_.-`, and without
/// what a heading cell need not say.
fn unquote(tag: &str, made: &mut String) {
    let heading = tag.starts_with("<th ");
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (name, quoted) = rest.split_at(at + 1);
        let value = quoted.get(1..).and_then(|value| value.split('"').next());
        let value = value.unwrap_or_default();
        let (whole, after) = quoted.split_at((value.len() + 2).min(quoted.len()));
        let said = rest.get(..name.len() + whole.len()).unwrap_or_default();
        let start = made.len();
        made.push_str(name);
        made.push_str(if is_plain(value) { value } else { whole });
        if heading && IMPLIED.iter().any(|implied| said.ends_with(implied)) {
            let kept = name.len() - " scope=".len();
            made.truncate(start + kept);
        }
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
        let page =
            html! { tr { th scope="row" { "a" } td.n title="b c" { a href="#claim/x" { "1" } } } };
        assert_eq!(
            compact(&page.into_string()),
            r#"<tr><th>a<td class=n title="b c"><a href=#claim/x>1</a>"#
        );
    }

    #[test]
    fn a_paragraph_ends_where_something_begins_that_it_cannot_hold() {
        let page = html! { div { p { "a" } p { "b" } "c" p { "d" } svg {} p.x { "e" } ul { li { p { "f" } } } } };
        assert_eq!(
            compact(&page.into_string()),
            r"<div><p>a<p>b</p>c<p>d</p><svg></svg><p class=x>e<ul><li><p>f</ul></div>"
        );
    }

    #[test]
    fn hollow_parts_of_drawings_end_by_a_stroke() {
        let page = html! { svg { path d="M1 2h0" {} path.a {} } };
        assert_eq!(
            compact(&page.into_string()),
            r#"<svg><path d="M1 2h0"/><path class=a></path></svg>"#
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
