//! The written forms of identifiers that others define: DOI, ISBN, ORCID, addresses, digests.

/// Whether a text is a DOI: `10.`, a registrant of four to nine digits, a slash and a suffix
/// (ISO 26324; pattern as recommended by Crossref).
pub fn is_doi(text: &str) -> bool {
    let Some((registrant, suffix)) = text
        .strip_prefix("10.")
        .and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let mut parts = registrant.split('.');
    let first = parts
        .next()
        .is_some_and(|p| (4..=9).contains(&p.len()) && digits(p));
    first
        && parts.all(|p| !p.is_empty() && digits(p))
        && !suffix.is_empty()
        && !suffix.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// A DOI without the address of a resolver or the word `doi:` in front of it.
pub fn bare_doi(text: &str) -> &str {
    const PREFIXES: &[&str] = &[
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi.org/",
        "doi:",
    ];
    let text = text.trim();
    PREFIXES
        .iter()
        .find_map(|prefix| {
            let head = text.get(..prefix.len())?;
            head.eq_ignore_ascii_case(prefix)
                .then(|| text[prefix.len()..].trim_start())
        })
        .unwrap_or(text)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is an ISBN of 10 or 13 digits whose check digit fits (ISO 2108).
pub fn is_isbn(text: &str) -> bool {
    let symbols: Vec<char> = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    match symbols.len() {
        10 => isbn10(&symbols),
        13 => isbn13(&symbols),
        _ => false,
    }
}

fn isbn10(symbols: &[char]) -> bool {
    let value = |i: usize, c: char| match c {
        'X' | 'x' if i == 9 => Some(10),
        _ => c.to_digit(10),
    };
    let sum: Option<u32> = (0..10u32)
        .zip(symbols)
        .map(|(i, c)| value(i as usize, *c).map(|d| d * (10 - i)))
        .sum();
    sum.is_some_and(|sum| sum % 11 == 0)
}

fn isbn13(symbols: &[char]) -> bool {
    let sum: Option<u32> = symbols
        .iter()
        .enumerate()
        .map(|(i, c)| c.to_digit(10).map(|d| if i % 2 == 0 { d } else { 3 * d }))
        .sum();
    sum.is_some_and(|sum| sum % 10 == 0)
}

/// Whether a text is an ORCID whose check character fits (ISO 7064 MOD 11-2).
pub fn is_orcid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    if groups.len() != 4 || groups.iter().any(|group| group.len() != 4) {
        return false;
    }
    let symbols: Vec<char> = text.chars().filter(|c| *c != '-').collect();
    let (Some(last), Some(head)) = (symbols.last(), symbols.get(..15)) else {
        return false;
    };
    let total = head
        .iter()
        .try_fold(0u32, |total, c| Some((total + c.to_digit(10)?) * 2 % 11));
    let expected = total.map(|total| (12 - total) % 11);
    let found = if *last == 'X' {
        Some(10)
    } else {
        last.to_digit(10)
    };
    symbols.len() == 16 && expected.is_some() && expected == found
}

/// Whether a text is an address on the web that a report may link to.
pub fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| &text[scheme.len()..])
    });
    rest.is_some_and(|rest| {
        rest.chars().next().is_some_and(char::is_alphanumeric)
            && !rest
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
    })
}

/// Whether a text has the form of an e-mail address.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && !part
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '@'))
    };
    plain(name) && plain(host)
}

/// Whether a text is a hexadecimal SHA-256 after the given prefix.
pub fn is_digest(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|hex| hex.len() == 64 && is_lower_hex(hex))
}

/// Whether a text is the full name of a commit (SHA-1 or SHA-256).
pub fn is_commit(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && is_lower_hex(text)
}

fn is_lower_hex(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a line has the form of an OpenSSH public key: a type, base64, and perhaps a comment.
pub fn is_ssh_key(text: &str) -> bool {
    let mut parts = text.split_ascii_whitespace();
    let (Some(kind), Some(data)) = (parts.next(), parts.next()) else {
        return false;
    };
    let known = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-sha2-"]
        .iter()
        .any(|p| kind.starts_with(p));
    let base64 = data
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    known && base64 && data.len() > 32 && !text.contains('\n')
}

/// Whether a text is a path that stays within the folder it is relative to, on every system: parts
/// joined by `/`, none of them empty, `.` or `..`, and neither drive nor backslash.
pub fn is_inner_path(text: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | ".." | ".git");
    text.split('/').all(plain) && !text.contains(['\\', ':']) && !text.chars().any(char::is_control)
}

/// Whether a character hides or reorders text: controls but tab and line feed, and Unicode's
/// explicit directional formatting (U+202A-202E, U+2066-2069).
pub fn is_deceptive(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_identifiers_are_recognised() {
        assert!(is_doi("10.1371/journal.pone.0256919"));
        assert!(is_doi("10.1000.10/182"));
        assert!(
            is_isbn("978-0-306-40615-7"),
            "the example of ISO 2108's manual"
        );
        assert!(is_isbn("0-306-40615-2"));
        assert!(is_isbn("080442957X"));
        assert!(
            is_orcid("0000-0002-1825-0097"),
            "the example of ORCID's documentation"
        );
        assert!(is_orcid("0000-0002-1694-233X"));
    }

    #[test]
    fn a_wrong_check_digit_is_noticed() {
        assert!(!is_isbn("978-0-306-40615-8"));
        assert!(!is_isbn("0-306-40615-3"));
        assert!(!is_orcid("0000-0002-1825-0098"));
        assert!(!is_orcid("0000-0000-0000-0000"));
    }

    #[test]
    fn what_is_no_doi_is_refused() {
        for text in [
            "https://doi.org/10.1/x",
            "10.12/x",
            "10.1371",
            "10.1371/",
            "10.1371/a b",
            "doi:10.1371/x",
        ] {
            assert!(!is_doi(text), "{text} was accepted");
        }
    }

    #[test]
    fn a_doi_is_found_behind_its_resolver() {
        for text in [
            "10.1000/182",
            "https://doi.org/10.1000/182",
            "DOI: 10.1000/182",
            " http://dx.doi.org/10.1000/182 ",
        ] {
            assert_eq!(bare_doi(text), "10.1000/182");
        }
    }

    #[test]
    fn only_web_addresses_may_be_linked() {
        assert!(is_web_address("https://example.org/a?b=c"));
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "https://",
            "https://a b",
            "ftp://x",
        ] {
            assert!(!is_web_address(text), "{text} was accepted");
        }
    }

    #[test]
    fn paths_that_leave_their_folder_are_noticed() {
        assert!(is_inner_path("documents/chapter-2.txt"));
        for text in [
            "/etc/passwd",
            "../secret",
            "a/../../b",
            "C:\\x",
            "a//b",
            ".git/config",
            "a/",
        ] {
            assert!(!is_inner_path(text), "{text} was accepted");
        }
    }

    #[test]
    fn text_that_deceives_the_eye_is_noticed() {
        assert!(
            ['\u{202e}', '\u{1b}', '\0', '\u{9b}']
                .into_iter()
                .all(is_deceptive)
        );
        assert!(
            !['\n', '\t', 'я', '\u{200d}', '漢']
                .into_iter()
                .any(is_deceptive)
        );
    }
}
