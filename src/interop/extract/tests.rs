use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[("word/document.xml", xml.as_bytes())])
}

fn epub(chapters: &[(&str, &str)]) -> Vec<u8> {
    let all = |tag: fn(&str) -> String| -> Vec<String> {
        chapters.iter().map(|(name, _)| tag(name)).collect()
    };
    let items = all(|name| format!("<item id=\"{name}\" href=\"{name}\"/>")).concat();
    let spine = all(|name| format!("<itemref idref=\"{name}\"/>")).concat();
    let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
    let container =
        "<container><rootfiles><rootfile full-path=\"OEBPS/content.opf\"/></rootfiles></container>";
    let mut entries = vec![
        ("META-INF/container.xml".to_owned(), container.to_owned()),
        ("OEBPS/content.opf".to_owned(), package),
    ];
    entries.extend(
        chapters
            .iter()
            .map(|(name, text)| (format!("OEBPS/{name}"), (*text).to_owned())),
    );
    let borrowed: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_bytes()))
        .collect();
    archive(&borrowed)
}

/// A PDF of one page that shows one line.
fn pdf(line: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 72 720 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = places.len() + 1;
    file.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    file
}

fn text(name: &str, bytes: &[u8]) -> String {
    extract(name, bytes).unwrap().text
}

#[test]
fn plain_text_is_kept_byte_for_byte() {
    let raw = "\u{feff}Line one\r\n\r\n  Line two — “quoted”\n";
    assert_eq!(text("a.txt", raw.as_bytes()), raw);
    let utf16: Vec<u8> = [0xfeff_u16]
        .into_iter()
        .chain("Граница".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(text("a.txt", &utf16), "Граница");
    assert_eq!(extract("a.txt", b"caf\xe9"), Err(ExtractError::Encoding));
    assert_eq!(extract("a.txt", b"a\0b"), Err(ExtractError::Encoding));
    assert_eq!(extract("a.txt", b" \n"), Err(ExtractError::Empty));
}

#[test]
fn markdown_gives_what_a_reader_sees() {
    let markdown =
        "# Title\n\nSome *em*phasis, a [link](http://example.org)\nand `code`.\n\n- one\n- two\n";
    assert_eq!(
        text("a.md", markdown.as_bytes()),
        "Title\n\nSome emphasis, a link and code.\n\none\ntwo\n"
    );
}

#[test]
fn html_gives_what_a_reader_sees() {
    let html = "<!doctype html><html><head><title>T</title><style>p{}</style></head><body><h1>Head&amp;ing</h1>\
        <p>A <b>bo</b>ld &ldquo;word&rdquo;<br>next</p><script>if (a < b) { x() }</script><p>日<rt>にち</rt>本</p></body></html>";
    assert_eq!(
        text("page", html.as_bytes()),
        "Head&ing\n\nA bold “word”\nnext\n\n日本\n"
    );
}

#[test]
fn docx_gives_paragraphs_without_what_was_deleted() {
    let body = "<w:p><w:r><w:t>One </w:t><w:t>&amp; two</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
        <w:r><w:t>Th</w:t><w:softHyphen/><w:t>ree</w:t></w:r></w:p>";
    assert_eq!(text("a.docx", &docx(body)), "One & two\n\nTh\u{ad}ree\n");
    assert_eq!(
        extract("no-ending", &docx(body)).unwrap().text,
        "One & two\n\nTh\u{ad}ree\n"
    );
}

#[test]
fn epub_gives_its_chapters_in_reading_order() {
    let book = epub(&[
        ("two.xhtml", "<html><body><p>First</p></body></html>"),
        ("one.xhtml", "<html><body><p>Second</p></body></html>"),
    ]);
    assert_eq!(text("book.epub", &book), "First\n\nSecond\n");
}

#[test]
fn pdf_gives_its_text() {
    assert!(text("a.pdf", &pdf("The harbour froze")).contains("The harbour froze"));
}

#[test]
fn an_archive_that_unfolds_without_end_is_refused() {
    let zeros = vec![b' '; LARGEST_TEXT + 1];
    let bomb = archive(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < LARGEST_TEXT / 100);
    assert_eq!(extract("a.docx", &bomb), Err(ExtractError::TextTooLarge));
}

#[test]
fn deep_nesting_exhausts_no_stack() {
    let html = format!(
        "<html>{}deep{}",
        "<div>".repeat(200_000),
        "</div>".repeat(200_000)
    );
    assert_eq!(text("a.html", html.as_bytes()), "deep\n");
    let xml = format!(
        "{}<w:t>deep</w:t>{}",
        "<w:p>".repeat(100_000),
        "</w:p>".repeat(100_000)
    );
    assert_eq!(text("a.docx", &docx(&xml)), "deep\n");
    let markdown = format!("{}deep", "> ".repeat(50_000));
    assert!(text("a.md", markdown.as_bytes()).contains("deep"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_damaged_file_makes_a_reader_panic(
        which in 0usize..5,
        changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<u16>()),
    ) {
        let (name, mut bytes) = match which {
            0 => ("a.pdf", pdf("The harbour froze")),
            1 => ("a.docx", docx("<w:p><w:t>One</w:t></w:p>")),
            2 => ("a.epub", epub(&[("one.xhtml", "<html><p>First")])),
            3 => ("a.html", b"<!doctype html><script>x</script><p>One &amp; two<rt>".to_vec()),
            _ => ("a.md", b"# One\n\n- [two](x) `three`\n".to_vec()),
        };
        for (at, byte) in changes {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(usize::from(cut) % bytes.len());
        }
        if let Ok(extracted) = extract(name, &bytes) {
            prop_assert!(extracted.text.contains(char::is_alphanumeric));
        }
    }
}
