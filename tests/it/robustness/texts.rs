//! Generated texts in several scripts, as words that know which passage they belong to.

/// A small generator of random numbers (`SplitMix64`, Steele, Lea and Flood 2014), the same everywhere.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap()
    }

    /// True so many times in a thousand.
    pub(crate) fn permille(&mut self, n: usize) -> bool {
        self.below(1000) < n
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A place in a list of `n`, the first much likelier than the last, as words of a language are.
    pub(crate) fn zipf(&mut self, n: usize) -> usize {
        let scale = self.below(usize::try_from(n.max(2).ilog2()).unwrap() + 2);
        self.below(n.min(1 << scale))
    }
}

/// What a text is written in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Script {
    pub name: &'static str,
    /// The commonest words, which begin and end many passages alike.
    common: &'static str,
    /// Syllables that rarer words are made of.
    syllables: &'static str,
    /// What stands between words.
    pub space: &'static str,
    pub stop: &'static str,
    /// Whether words may be broken at a line's end with a hyphen.
    pub hyphens: bool,
}

pub(crate) const SCRIPTS: &[Script] = &[
    Script {
        name: "Latin",
        common: "the of and to in a is that for it was with as on by at this from which or an be has their not are but have its",
        syllables: "na ti on re la men ter si ble co per tra ver ni cal fo min gra lu ste po dis ma ca ru est pro ent ing ous",
        space: " ",
        stop: ".",
        hyphens: true,
    },
    Script {
        name: "Cyrillic",
        common: "и в не на что с по как это но из у за к от для о так же бы то он она мы они при был",
        syllables: "ра но сти пе во то ни ла ре мо ко ли ва де про за ста ния тель ский до ма бе жи лю чё гу ры фо йка",
        space: " ",
        stop: ".",
        hyphens: true,
    },
    Script {
        name: "Greek",
        common: "και το να του η της με που την από για τον οι σε δεν τα είναι θα στο ο ως μια αλλά αυτό",
        syllables: "κα το ρι μα νο λη πε σι τα δο χρό γρα φί με λό θε ση ου ξη βά πα στή ντα κρα ψέ λαι",
        space: " ",
        stop: ".",
        hyphens: true,
    },
    Script {
        name: "Arabic",
        common: "في من على إلى أن عن مع هذا التي الذي كان ما لا بين كل بعد قد هو هي ذلك",
        syllables: "ال مد رس كت ب عل م سا فر حق وق شع دو لة نظ ام تج ار ية قر ؤ آن خا ص",
        space: " ",
        stop: ".",
        hyphens: false,
    },
    Script {
        name: "Devanagari",
        common: "के में है की और से को का पर इस कि यह ने भी एक हैं तो ही कर था",
        syllables: "रा म भा र त दे श जी वन का नू न स मा ज शि क्षा वि का स प्र ति नी ति सं घ क़ा",
        space: " ",
        stop: "।",
        hyphens: false,
    },
    Script {
        name: "Japanese",
        common: "の に は を が と で て も から まで こと この その ある いる した する など より",
        syllables: "日 本 国 民 経 済 関 係 政 治 協 力 発 展 技 術 カ イ ガス ロ シ ア 会 議 島 題 領 土 海 交 渉 が ぎ 平 和",
        space: "",
        stop: "。",
        hyphens: false,
    },
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its place in the text as first written; words that are put in later have none.
    pub id: Option<usize>,
    pub text: String,
    /// What follows it besides space: a stop or a comma.
    pub after: &'static str,
    /// Whether a paragraph ends after it.
    pub ends_paragraph: bool,
}

/// A passage: the ids of its first and last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passage {
    pub first: usize,
    pub last: usize,
}

/// Words of a script in sentences and paragraphs, about this many.
pub(crate) fn words(script: &Script, dice: &mut Dice, about: usize) -> Vec<Word> {
    let common: Vec<&str> = script.common.split(' ').collect();
    let syllables: Vec<&str> = script.syllables.split(' ').collect();
    let lexicon: Vec<String> = (0..1_500)
        .map(|_| {
            (0..2 + dice.below(3))
                .map(|_| *dice.pick(&syllables))
                .collect()
        })
        .collect();
    let mut words = Vec::new();
    while words.len() < about {
        for _ in 0..3 + dice.below(4) {
            let length = 7 + dice.below(18);
            for i in 0..length {
                let text = if dice.permille(420) {
                    (*dice.pick(&common)).to_owned()
                } else {
                    lexicon[dice.zipf(lexicon.len()).min(lexicon.len() - 1)].clone()
                };
                let last = i + 1 == length;
                let after = if last {
                    script.stop
                } else if dice.permille(80) {
                    ","
                } else {
                    ""
                };
                words.push(Word {
                    id: Some(words.len()),
                    text,
                    after,
                    ends_paragraph: false,
                });
            }
        }
        words.last_mut().unwrap().ends_paragraph = true;
    }
    words
}

/// Passages of one sentence or part of one, spread over a text.
pub(crate) fn passages(
    words: &[Word],
    script: &Script,
    dice: &mut Dice,
    count: usize,
) -> Vec<Passage> {
    let starts: Vec<usize> = (1..words.len())
        .filter(|i| words[i - 1].after == script.stop)
        .collect();
    let step = (starts.len() / count).max(1);
    let mut passages = Vec::new();
    for start in starts.iter().step_by(step).take(count) {
        let sentence = words[*start..]
            .iter()
            .position(|w| w.after == script.stop)
            .unwrap_or(0);
        let first = start
            + if dice.permille(250) {
                dice.below(sentence / 3)
            } else {
                0
            };
        let last = start + sentence;
        if last >= first + 6 {
            passages.push(Passage { first, last });
        }
    }
    passages
}

/// A text as printed, and the bytes at which each word with an id stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Printed {
    pub text: String,
    pub places: std::collections::BTreeMap<usize, (usize, usize)>,
}

impl Printed {
    /// The bytes of a passage, if its ends are still there.
    pub(crate) fn bytes(&self, passage: Passage) -> Option<(usize, usize)> {
        Some((
            self.places.get(&passage.first)?.0,
            self.places.get(&passage.last)?.1,
        ))
    }
}

/// How words become lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Characters of a line; 0 for one line a paragraph.
    pub width: usize,
    /// Whether words are broken at the end of a line, with a hyphen.
    pub breaks_words: bool,
    /// Lines of a page, with a header between pages; 0 for no pages.
    pub page: usize,
}

pub(crate) const PLAIN: Style = Style {
    width: 0,
    breaks_words: false,
    page: 0,
};

/// Prints words.
pub(crate) fn print(words: &[Word], script: &Script, style: Style) -> Printed {
    let mut printed = Printed::default();
    let (mut column, mut line) = (0, 0);
    for word in words {
        let start = printed.text.len();
        let letters: Vec<char> = word.text.chars().collect();
        let room = style.width.saturating_sub(column);
        let full = style.width > 0 && letters.len() > room;
        let breaks =
            full && style.breaks_words && script.hyphens && room >= 2 && letters.len() >= 5;
        let mut start = start;
        if breaks {
            let cut = room.clamp(2, letters.len() - 2);
            printed.text.extend(&letters[..cut]);
            printed.text.push('-');
            end_line(&mut printed.text, &mut line, style);
            printed.text.extend(&letters[cut..]);
            column = letters.len() - cut;
        } else {
            if full {
                end_line(&mut printed.text, &mut line, style);
                start = printed.text.len();
                column = 0;
            }
            printed.text.push_str(&word.text);
            column += letters.len();
        }
        if let Some(id) = word.id {
            printed.places.insert(id, (start, printed.text.len()));
        }
        printed.text.push_str(word.after);
        column += word.after.chars().count();
        if word.ends_paragraph {
            printed.text.push_str("\n\n");
            column = 0;
        } else {
            printed.text.push_str(script.space);
            column += script.space.len();
        }
    }
    printed
}

fn end_line(text: &mut String, line: &mut usize, style: Style) {
    text.push('\n');
    *line += 1;
    if style.page > 0 && line.is_multiple_of(style.page) {
        let page = *line / style.page;
        *text += "\n\u{c}A Study of Generated Words ";
        *text += &page.to_string();
        *text += "\n\n";
    }
}
