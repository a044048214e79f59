//! Finds the places that a text names: those of a list, and what may be others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{DraftPlace, toml_text};
use crate::ingest::outline::Outline;
use crate::model::Span;

/// What names of places end in.
const ENDINGS: [&str; 10] = [
    "自治县",
    "自治旗",
    "自治州",
    "新区",
    "区",
    "县",
    "旗",
    "市",
    "州",
    "盟",
];

/// Words that end like a name and are none.
const WORDS: &str = "地区 园区 社区 景区 县区 全区 城区 自治区 灾区 牧区 山区 库区 校区 郊区 新区 老区 边区 辖区 片区 示范区 \
    先行区 试验区 功能区 开发区 高新区 经开区 保税区 合作区 保护区 聚集区 集聚区 引领区 样板区 实验区 核心区 街区 营区 矿区 \
    林区 特区 农区 湾区 小区 分区 产区 市辖区 农牧区 中心城区 主城区 市县区 行政区 安置区 居住区 风景区 度假区 城镇化地区 \
    各县 全县 市县 郡县 跨县 重点县 贫困县 城市 全市 都市 超市 上市 股市 入市 门市 我市 各市 本市 楼市 夜市 大城市 \
    中小城市 特大城市 地级市 直辖市 县级市 中心城市 首府城市 进市 九州 自治州 各州 联盟 欧盟 东盟 加盟 同盟 结盟 国旗 党旗 红旗 锦旗 \
    功能性片区 经济区 海区 港区 林牧区 经济技术开发区 高新技术产业开发区 模范区 洪区 贸易区 我区 我县 我州 我盟 省市 区市 强县 大县 \
    名县 边境县 强市 强区 退市 两市 市州";

/// Letters after an ending that make another word of it: 市场, 区域, 县域.
const AFTER: &str = "场域民城政间位块划级值容化委府街别县";

/// Letters that stand before a name and are no part of it.
const BEFORE: &str =
    "在和与及对把将以从向至到等、，。；：“”《》（）的为是由各建设推进支持打造加快带动围绕依托";

/// The mentions of the places, in the order of the text: the entry in TOML for each.
pub(super) fn mentions(
    outline: &Outline,
    places: &[DraftPlace],
) -> (String, BTreeMap<String, usize>) {
    let mut out = String::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_length: Vec<&DraftPlace> = places.iter().collect();
    by_length.sort_by_key(|place| std::cmp::Reverse(place.zh.chars().count()));
    for paragraph in &outline.paragraphs {
        let mut here: Vec<(Span, &DraftPlace, usize, usize)> = Vec::new();
        for place in &by_length {
            let spans = paragraph.text.find_all(&place.zh);
            let total = spans.len();
            for (span, nth) in spans.into_iter().zip(1..) {
                // A longer name may hold a shorter one.
                if !here.iter().any(|(longer, ..)| longer.contains(span)) {
                    here.push((span, place, nth, total));
                }
            }
        }
        here.sort_by_key(|(span, ..)| span.start());
        for (_, place, nth, total) in here {
            *times.entry(place.zh.clone()).or_default() += 1;
            let _ = write!(
                out,
                "\n[[mention]]\npassage = {}\nquote = {}\n",
                toml_text(&paragraph.id),
                toml_text(&place.zh)
            );
            if total > 1 {
                let _ = writeln!(out, "nth = {nth}");
            }
            let _ = writeln!(
                out,
                "basis = \"named\"\ncounties = [{}]",
                toml_text(&place.id)
            );
        }
    }
    (out, times)
}

/// What may be a name of a place: how often it occurs, and the passage where it is first. The most frequent
/// ones come first.
pub(super) fn candidates(outline: &Outline) -> Vec<(String, usize, String)> {
    let words: BTreeSet<&str> = WORDS.split_whitespace().collect();
    let mut found: BTreeMap<String, (usize, String, BTreeSet<char>)> = BTreeMap::new();
    for paragraph in &outline.paragraphs {
        let letters: Vec<char> = paragraph.text.as_str().chars().collect();
        for ending in ENDINGS {
            let ending: Vec<char> = ending.chars().collect();
            for (at, _) in letters
                .windows(ending.len())
                .enumerate()
                .filter(|(_, part)| *part == ending.as_slice())
            {
                let after = letters.get(at + ending.len());
                if after.is_some_and(|letter| AFTER.contains(*letter)) {
                    continue;
                }
                for length in 1..=4_usize {
                    let Some(from) = at.checked_sub(length) else {
                        break;
                    };
                    let name = letters.get(from..at + ending.len()).unwrap_or_default();
                    let is_name = name
                        .iter()
                        .all(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter));
                    let starts = name.first().is_some_and(|first| !BEFORE.contains(*first));
                    if !is_name || !starts {
                        break;
                    }
                    let name: String = name.iter().collect();
                    let before = from
                        .checked_sub(1)
                        .and_then(|at| letters.get(at))
                        .copied()
                        .unwrap_or('。');
                    let entry = found
                        .entry(name)
                        .or_insert_with(|| (0, paragraph.id.clone(), BTreeSet::new()));
                    entry.0 += 1;
                    entry.2.insert(before);
                }
            }
        }
    }
    // A name stands after different letters; what always stands after the same one is a part of something.
    let is_likely = |(name, (times, _, before)): &(String, (usize, String, BTreeSet<char>))| {
        let after_mark = before.iter().any(|letter| BEFORE.contains(*letter));
        let is_word = words
            .iter()
            .any(|word| name == word || (name.ends_with(word) && word.chars().count() > 2));
        let generic = ["区", "县", "市", "州"]
            .iter()
            .any(|end| name.ends_with(end))
            && words.iter().any(|word| name.ends_with(word));
        !is_word
            && !generic
            && after_mark
            && (*times >= 2
                || ['、', '把', '将', '在']
                    .iter()
                    .any(|letter| before.contains(letter)))
    };
    let likely = found.into_iter().filter(is_likely);
    let mut likely: Vec<(String, usize, String)> = likely
        .map(|(name, (times, passage, _))| (name, times, passage))
        .collect();
    // Of 达孜区 and 孜区, the longer one counts if it is as frequent.
    let all = likely.clone();
    likely.retain(|(name, times, _)| {
        let longer = |(other, others, _): &(String, usize, String)| {
            other != name && other.ends_with(name.as_str()) && others * 2 >= *times
        };
        !all.iter().any(longer)
    });
    likely.sort_by(|(a, times_a, _), (b, times_b, _)| times_b.cmp(times_a).then(a.cmp(b)));
    likely.truncate(40);
    likely
}

/// `places.toml`
pub(super) fn toml(places: &[DraftPlace], mentions: &str) -> String {
    let mut out = String::from(
        "# The counties and every mention of one. `code` is the administrative code, `tile` the place in the map\n# (column and row). data/README.md of the program says what else can be said.\n",
    );
    if places.is_empty() {
        out.push_str("\ncounty = []\n");
    }
    let columns = (1..).find(|side| side * side >= places.len()).unwrap_or(1);
    for (place, at) in places.iter().zip(0..) {
        let _ = write!(
            out,
            "\n[[county]]\nid = {}\ncode = \"\"\nzh = {}\nen = {}\naliases = []\ntile = [{}, {}]\n",
            toml_text(&place.id),
            toml_text(&place.zh),
            toml_text(&place.en),
            at % columns,
            at / columns,
        );
    }
    out.push_str(mentions);
    out
}
