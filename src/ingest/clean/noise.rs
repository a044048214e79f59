//! Which lines of a page are no part of the plan.

use super::letters::{is_heading, mark_of, width};
use super::tables::title_mark;

/// Why a line is no part of the plan, if what it says is enough to know it.
pub(super) fn why(line: &str) -> Option<&'static str> {
    let compact: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let compact = compact.as_str();
    if is_page_number(compact) {
        return Some("页码");
    }
    if is_picture_line(compact) {
        return Some("图片标记");
    }
    if is_address(line) {
        return Some("网址");
    }
    let is_rule = |letter: char| "-—–－=_＿*~·•●○■□◆◇★☆|─━".contains(letter);
    if compact.chars().count() >= 3 && compact.chars().all(is_rule) {
        return Some("分隔线");
    }
    let buttons = [
        "打印",
        "打印本页",
        "T+",
        "T-",
        "T",
        "A+",
        "A-",
        "分享",
        "分享按钮",
        "分享到",
        "收藏",
        "关闭",
        "关闭窗口",
        "【关闭】",
        "返回",
        "返回顶部",
        "上一页",
        "下一页",
        "上一篇",
        "下一篇",
        "大",
        "中",
        "小",
        "字号",
        "字体",
        "大中小",
        "展开全文",
        "阅读全文",
        "点击查看更多",
        "纠错",
        "举报",
        "广告",
        "登录",
        "注册",
        "搜索",
        "首页",
    ];
    let words = compact.trim_matches(|letter: char| "：:【】[]「」|｜".contains(letter));
    if buttons.contains(&compact) || buttons.contains(&words) {
        return Some("网页按钮");
    }
    let navigation = [
        "您的位置",
        "您所在的位置",
        "当前位置",
        "您现在的位置",
        "所在位置",
    ];
    let is_path = compact.contains(['>', '＞', '»', '›']) && compact.contains("首页");
    if navigation.iter().any(|start| compact.starts_with(start)) || is_path {
        return Some("网站导航");
    }
    None
}

/// 12, — 12 —, 第12页, 12/80.
fn is_page_number(line: &str) -> bool {
    let bare = line.trim_matches(|letter: char| "-—–－·•.()（）[]|~".contains(letter));
    let bare = bare.strip_prefix('第').unwrap_or(bare);
    let bare = bare
        .replace("页", "")
        .replace("共", "")
        .replace(['/', '，', ','], "");
    let digits = |letter: char| letter.is_ascii_digit();
    (1..=6).contains(&bare.len()) && bare.chars().all(digits) && !is_year(&bare)
}

/// The number of a line that is a number and nothing else: 12, 12., （12）.
pub(super) fn bare_number(line: &str) -> Option<u32> {
    let bare = line.trim_matches(|letter: char| "().、．（）".contains(letter));
    bare.parse().ok().filter(|number| *number > 0)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// 图片, 图1, （图片来源：…）.
fn is_picture_line(line: &str) -> bool {
    let bare = line.trim_matches(|letter: char| "()（）[]【】：:".contains(letter));
    let rest = bare
        .strip_prefix("图片")
        .or_else(|| bare.strip_prefix('图'));
    let is_number = |rest: &str| rest.len() < 3 && rest.chars().all(|digit| digit.is_ascii_digit());
    rest.is_some_and(|rest| (is_number(rest) && bare != "图") || rest.starts_with("来源"))
}

fn is_address(line: &str) -> bool {
    let word = line.trim();
    let starts = ["http://", "https://", "www."];
    starts.iter().any(|start| word.starts_with(start)) && !word.contains(char::is_whitespace)
}

/// Whether the end of a page begins with this line, if it comes after the last heading.
pub(super) fn is_foot(line: &str) -> bool {
    let compact: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let starts = [
        "责任编辑",
        "责编",
        "编辑：",
        "编辑:",
        "编辑｜",
        "来源：",
        "来源:",
        "（责任编辑",
        "(责任编辑",
        "[责任编辑",
        "【责任编辑",
        "（来源",
        "(来源",
        "相关链接",
        "相关新闻",
        "相关阅读",
        "相关文章",
        "推荐阅读",
        "延伸阅读",
        "热门",
        "上一篇",
        "下一篇",
        "扫一扫",
        "扫码",
        "版权",
        "Copyright",
        "©",
        "备案",
        "主办单位",
        "主办：",
        "主办:",
        "承办",
        "网站标识码",
        "网站地图",
        "联系我们",
        "关于我们",
        "热线电话",
        "联系电话",
        "地址：",
        "地址:",
        "附件：",
        "附件:",
        "分享到",
        "分享：",
        "声明：",
        "声明:",
        "免责声明",
        "浏览次数",
        "本文来源",
        "记者：",
        "记者:",
    ];
    let within = ["ICP备", "公网安备", "版权所有"];
    let columns: usize = compact.chars().map(width).sum();
    columns <= 200
        && (starts.iter().any(|start| compact.starts_with(start))
            || within.iter().any(|words| compact.contains(words)))
}

/// Whether a line is the name of who issued the text, or a day, alone.
pub(super) fn is_signature(line: &str) -> bool {
    let compact: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let is_day = compact.ends_with('日') && compact.contains('年') && compact.chars().count() <= 12;
    let offices = [
        "人民政府",
        "委员会",
        "办公室",
        "办公厅",
        "市委",
        "县委",
        "区委",
        "改革委",
    ];
    let is_office =
        compact.chars().count() <= 20 && offices.iter().any(|end| compact.ends_with(end));
    is_day || is_office
}

/// The lines that stand three times or more where a page begins or ends, for example the plan's name.
pub(super) fn is_running_head(line: &str, times: usize) -> bool {
    let columns: usize = line.chars().map(width).sum();
    let ends = |letter: char| "。；！？：，、;".contains(letter);
    times >= 3 && columns <= 80 && mark_of(line).is_none() && !line.ends_with(ends)
}

/// A line of a table of contents without the dots and the page number at its end.
pub(super) fn without_page(line: &str) -> String {
    let compact: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let digits = |letter: char| letter.is_ascii_digit();
    let end = |letter: char| "….·-—－()（）".contains(letter);
    let bare = compact.trim_end_matches(end).trim_end_matches(digits);
    // Without dots, the digits are part of the words.
    let dotted = bare.trim_end_matches(end);
    let words = if dotted.len() < bare.len() || bare.len() == compact.len() {
        dotted
    } else if is_heading(line) || title_mark(bare).is_some() {
        bare
    } else {
        &compact
    };
    words.to_owned()
}

/// Whether a line stands over a table of contents.
pub(super) fn is_contents_title(line: &str) -> bool {
    let compact: String = line
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    matches!(compact.as_str(), "目录" | "目次" | "目錄")
}
