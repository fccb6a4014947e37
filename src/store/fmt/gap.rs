//! What stands between two lines of a record: comments and blank lines.

use crate::store::syntax::Tree;

/// Comment lines without a blank line between them.
pub(in crate::store) type Block = Vec<String>;

/// Comments between two lines, in blocks.
#[derive(Debug, Default)]
pub(super) struct Gap {
    pub(super) blocks: Vec<Block>,
    /// Whether a blank line comes first.
    pub(super) blank_first: bool,
    /// Whether the last block stands right above the next line.
    pub(super) touches_next: bool,
}

impl Gap {
    fn read(text: &str) -> Self {
        let mut gap = Self::default();
        let mut open = false;
        for (i, line) in text.lines().enumerate() {
            let content = line.trim();
            if content.is_empty() {
                gap.blank_first |= i == 0;
                open = false;
            } else if let (true, Some(block)) = (open, gap.blocks.last_mut()) {
                block.push(content.to_owned());
            } else {
                gap.blocks.push(vec![content.to_owned()]);
                open = true;
            }
        }
        gap.touches_next = open;
        gap
    }

    /// Takes the comments that belong to the file: those apart from the first line, and directives.
    pub(super) fn take_head(&mut self) -> Vec<Block> {
        let kept = usize::from(self.touches_next);
        let mut head: Vec<Block> = self
            .blocks
            .drain(..self.blocks.len() - kept.min(self.blocks.len()))
            .collect();
        if let (true, Some(block)) = (head.is_empty(), self.blocks.first_mut()) {
            let directive = |line: &&String| line.starts_with("#:") || line.starts_with("#!");
            let count = block.iter().take_while(directive).count();
            if count > 0 {
                head.push(block.drain(..count).collect());
            }
        }
        self.blocks.retain(|block| !block.is_empty());
        head
    }

    /// Takes the comments that stand right below the line before and not right above the next.
    pub(super) fn take_tail(&mut self) -> Option<Block> {
        let alone = self.blocks.len() == 1 && self.touches_next;
        if self.blank_first || self.blocks.is_empty() || alone {
            return None;
        }
        self.blank_first = true;
        Some(self.blocks.remove(0))
    }
}

/// The gap before each heading and entry in the order of the text, and the one after the last.
pub(super) fn between_lines(tree: &Tree<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut end = tree.start();
    for section in &tree.sections {
        let header = section.header.iter().map(|header| &header.line);
        for line in header.chain(section.entries.iter().map(|entry| &entry.line)) {
            gaps.push(Gap::read(tree.get(&(end..line.start))));
            end = line.end;
        }
    }
    let mut last = Gap::read(tree.get(&(end..tree.text.len())));
    last.touches_next = false;
    gaps.push(last);
    gaps
}
