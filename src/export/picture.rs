//! A card as a picture: where each of its lines, its rules and the modules of its QR code stand.
//!
//! All lengths are pixels of the picture. How wide a text is depends on the reader's fonts, so the caller measures it.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// The colours of the light scheme (`style/tokens.css`), whatever scheme the reader has.
const PAPER: &str = "#fbf8f2";
const INK: &str = "#221a16";
const SOFT: &str = "#5d5148";
const RED: &str = "#7a1f1c";
const WHITE: &str = "#ffffff";

const MARGIN: f64 = 84.0;
/// The height of the rule at the top.
const RULE: f64 = 18.0;
/// The side of the QR code with its quiet zone.
const CODE: f64 = 264.0;
/// The light modules around a QR code that scanners need.
const QUIET: i32 = 4;

/// A font of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Font {
    /// Its size.
    pub size: u32,
    /// Whether it is the font of the plan's words, not of ours.
    pub serif: bool,
}

/// Something to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect {
        /// Its colour in CSS.
        colour: &'static str,
        /// Its left edge, its top edge, its width and its height.
        place: [f64; 4],
    },
    /// A line of text.
    Line {
        /// Its colour in CSS.
        colour: &'static str,
        /// Its font.
        font: Font,
        /// The start of its baseline.
        at: (f64, f64),
        /// Its words.
        text: String,
    },
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its height.
    pub height: u32,
    /// What to draw, from back to front.
    pub shapes: Vec<Shape>,
}

/// What a picture says. An empty part is left out.
#[derive(Clone, Copy, Debug)]
pub struct PictureWords<'a> {
    /// Of which kind the quotation is.
    pub said: &'a str,
    /// The quotation.
    pub quote: &'a str,
    /// Where it stands.
    pub place: &'a str,
    /// The plan's title.
    pub title: &'a str,
    /// What the QR code is for.
    pub scan: &'a str,
    /// The link, with its scheme.
    pub link: &'a str,
}

/// Marks that no line begins with.
const CLOSING: &str = "，。；：、！？」』”’）〕》〉】］…—·％%℃,.;:!?)]}";
/// Marks that no line ends with.
const OPENING: &str = "「『“‘（〔《〈【［([{";

/// Whether a line may begin with `next` after `last`.
fn may_break(last: char, next: char) -> bool {
    let is_latin = |letter: char| letter.is_ascii_graphic();
    let keeps = CLOSING.contains(next) || OPENING.contains(last);
    !(keeps || is_latin(last) && is_latin(next))
}

/// Breaks a text into lines of at most `width`, as Chinese typesetting does: no line begins with a closing mark or ends
/// with an opening one, and numbers and Latin words stay whole. Joined, the lines are the text. A line is wider only
/// if it cannot be broken so; a Latin word that is wider than a line, such as a link, is broken anywhere.
pub fn break_lines(text: &str, width: f64, measure: &dyn Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut part = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        part.push(letter);
        let next = letters.peek().copied();
        let is_whole = next.is_none_or(|next| {
            may_break(letter, next)
                || (part.is_ascii()
                    && !CLOSING.contains(next)
                    && measure(&format!("{part}{next}")) > width)
        });
        if !is_whole {
            continue;
        }
        if !line.is_empty() && measure(&format!("{line}{part}")) > width {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(&part);
        part.clear();
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The picture while it grows downwards.
struct Drawing<'m> {
    y: f64,
    shapes: Vec<Shape>,
    measure: &'m dyn Fn(Font, &str) -> f64,
}

impl Drawing<'_> {
    /// Lines of text, each `leading` high.
    fn text(&mut self, text: &str, width: f64, leading: f64, font: Font, colour: &'static str) {
        let size = f64::from(font.size);
        for text in break_lines(text, width, &|text| (self.measure)(font, text)) {
            // The baseline of a Chinese font is 0.88 of its size below its top.
            let baseline = self.y + (leading - size) / 2.0 + size * 0.88;
            self.y += leading;
            self.shapes.push(Shape::Line {
                colour,
                font,
                at: (MARGIN, baseline),
                text,
            });
        }
    }

    fn rect(&mut self, colour: &'static str, place: [f64; 4]) {
        self.shapes.push(Shape::Rect { colour, place });
    }

    /// A QR code with its right edge at `right`, if the text is not too long for one.
    fn code(&mut self, text: &str, right: f64) {
        // As bytes: an address in lower case has no shorter encoding.
        let bytes = [QrSegment::make_bytes(text.as_bytes())];
        let Ok(code) = QrCode::encode_segments(&bytes, QrCodeEcc::Medium) else {
            return;
        };
        let count = code.size() + 2 * QUIET;
        // Whole pixels, so that no module has a blurred edge.
        let module = (CODE / f64::from(count)).floor().max(1.0);
        let side = module * f64::from(count);
        let (left, top) = (right - side, self.y);
        self.rect(WHITE, [left, top, side, side]);
        let place = |at: i32| module * f64::from(at + QUIET);
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
                self.rect(INK, [left + place(x), top + place(y), module, module]);
            }
        }
    }
}

impl Picture {
    /// The width of every picture.
    pub const WIDTH: u32 = 1080;

    /// Lays a picture out.
    pub fn new(words: &PictureWords<'_>, measure: &dyn Fn(Font, &str) -> f64) -> Self {
        let width = f64::from(Self::WIDTH);
        let inner = width - 2.0 * MARGIN;
        let sans = |size| Font { size, serif: false };
        // A long quotation is smaller, so that the picture stays one to look at.
        let size = match words.quote.chars().count() {
            0..=70 => 64,
            71..=160 => 52,
            161..=320 => 42,
            _ => 36,
        };
        let quote = Font { size, serif: true };
        let mut drawing = Drawing {
            y: RULE + 64.0,
            shapes: Vec::new(),
            measure,
        };
        drawing.text(words.said, inner, 54.0, sans(36), RED);
        drawing.y += 20.0;
        drawing.text(words.quote, inner, f64::from(size) * 1.65, quote, INK);
        drawing.y += 36.0;
        drawing.rect(RED, [MARGIN, drawing.y, 96.0, 4.0]);
        drawing.y += 36.0;
        drawing.text(words.place, inner, 50.0, sans(32), INK);
        drawing.y += 44.0;
        // Beside the code.
        let beside = inner - CODE - 36.0;
        let top = drawing.y;
        drawing.code(words.link, width - MARGIN);
        drawing.text(words.title, beside, 46.0, sans(30), SOFT);
        drawing.y += 16.0;
        let (_, link) = words.link.split_once("://").unwrap_or(("", words.link));
        drawing.text(link, beside, 44.0, sans(28), RED);
        drawing.text(words.scan, beside, 44.0, sans(28), SOFT);
        let bottom = drawing.y.max(top + CODE) + 64.0;
        let ground = [
            Shape::Rect {
                colour: PAPER,
                place: [0.0, 0.0, width, bottom.ceil()],
            },
            Shape::Rect {
                colour: RED,
                place: [0.0, 0.0, width, RULE],
            },
        ];
        Self {
            height: bottom.ceil() as u32,
            shapes: ground.into_iter().chain(drawing.shapes).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As wide as in a font where Latin letters are half as wide as Chinese ones.
    fn width(text: &str) -> f64 {
        let widths = text
            .chars()
            .map(|letter| if letter.is_ascii() { 0.5 } else { 1.0 });
        widths.sum()
    }

    proptest! {
        #[test]
        fn lines_joined_are_the_text_and_none_begins_with_a_closing_mark(
            text in "[尼木县的生态S5G349，。；：、？”’）》「“（《…—· %.]{0,80}",
            room in 4_u8..30,
        ) {
            let lines = break_lines(&text, f64::from(room), &width);
            prop_assert_eq!(lines.concat(), &*text);
            for (at, line) in lines.iter().enumerate() {
                let first = line.chars().next().unwrap_or_default();
                prop_assert!(at == 0 || !CLOSING.contains(first), "{}", line);
                let last = line.chars().next_back().unwrap_or_default();
                prop_assert!(at + 1 == lines.len() || !OPENING.contains(last), "{}", line);
            }
        }

        #[test]
        fn lines_fit_and_are_as_long_as_they_can_be(text in "[尼木县的生态]{0,80}", room in 2_u8..30) {
            let lines = break_lines(&text, f64::from(room), &width);
            for (at, line) in lines.iter().enumerate() {
                let wide = line.chars().count();
                prop_assert!(wide <= usize::from(room) && (wide == usize::from(room) || at + 1 == lines.len()));
            }
        }
    }

    #[test]
    fn numbers_and_words_stay_whole_and_a_long_link_does_not() {
        let lines = break_lines("公路里程达7143公里。", 6.0, &width);
        assert_eq!(lines, ["公路里程达", "7143公里。"]);
        let lines = break_lines("example.org/plan?at=m14", 5.0, &width);
        assert!(
            lines.len() > 1 && lines.iter().all(|line| width(line) <= 6.0),
            "{lines:?}"
        );
    }

    #[test]
    fn everything_is_inside_the_picture() {
        let words = PictureWords {
            said: "目标 · “十五五”",
            quote: &"尼木县公共卫生应急指挥中心，".repeat(12),
            place: "第五章 · （一）健康 · 30. 健康",
            title: "《建议》（2025-11-28 通过）",
            scan: "扫码看原文",
            link: "https://example.org/plan/?at=m30.2",
        };
        let picture = Picture::new(&words, &|font, text| f64::from(font.size) * width(text));
        let (wide, high) = (f64::from(Picture::WIDTH), f64::from(picture.height));
        let mut modules = 0;
        for shape in &picture.shapes {
            match shape {
                Shape::Rect {
                    place: [x, y, w, h],
                    colour,
                } => {
                    assert!(
                        *x >= 0.0 && *y >= 0.0 && x + w <= wide && y + h <= high,
                        "{shape:?}"
                    );
                    modules += usize::from(*colour == INK);
                }
                Shape::Line {
                    at: (x, y),
                    font,
                    text,
                    ..
                } => {
                    let end = x + f64::from(font.size) * width(text);
                    assert!(end <= wide - MARGIN && *y < high, "{shape:?}");
                }
            }
        }
        assert!(modules > 200, "{modules}");
    }
}
