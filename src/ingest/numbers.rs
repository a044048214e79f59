//! Numbers and dates as the plan prints them.

/// The Chinese digits from 0 to 9.
const DIGITS: &str = "〇一二三四五六七八九";

/// A day as the plan prints it: `2025-11-28` → `2025年11月28日`. `None` if it is not `YYYY-MM-DD`.
pub(super) fn print_date(date: &str) -> Option<String> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month: u8 = month.parse().ok()?;
    let day: u8 = day.parse().ok()?;
    let is_valid = year.len() == 4 && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_valid.then(|| format!("{year}年{month}月{day}日"))
}

/// A year in the two forms that the plan uses: `2035年`, `二〇三五年`.
pub(super) fn print_year(year: u16) -> [String; 2] {
    let digits = year.to_string();
    let chinese: String = digits
        .chars()
        .filter_map(|digit| DIGITS.chars().nth(digit.to_digit(10)? as usize))
        .collect();
    [format!("{digits}年"), format!("{chinese}年")]
}

/// A number below 1000 in Chinese: 12 → 十二, 105 → 一百零五.
fn print_number(number: u16) -> String {
    let digit = |value: u16| DIGITS.chars().nth(value.into()).map(String::from);
    let digit = |value| digit(value).unwrap_or_default();
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut printed = String::new();
    if hundreds > 0 {
        printed.push_str(&digit(hundreds));
        printed.push('百');
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => printed.push('零'),
        0 => {}
        1 if hundreds == 0 => printed.push('十'),
        _ => {
            printed.push_str(&digit(tens));
            printed.push('十');
        }
    }
    if ones > 0 || number == 0 {
        printed.push_str(&digit(ones));
    }
    printed
}

/// Reads a Chinese number from 1 to 999, printed as [`print_number`] prints it.
pub(super) fn chinese_number(numeral: &str) -> Option<u16> {
    let (number, rest) = read_number(numeral)?;
    // A number that is too large becomes another one, which is printed differently.
    let number = number as u16;
    let is_valid = rest.is_empty() && (1..1000).contains(&number);
    (is_valid && print_number(number) == numeral).then_some(number)
}

/// Whether a character is a numeral, Arabic or Chinese.
pub(super) fn is_numeral(letter: char) -> bool {
    letter.is_ascii_digit() || "零〇一二三四五六七八九十百千万亿两双".contains(letter)
}

fn digit(letter: char) -> Option<u32> {
    let place = DIGITS.chars().position(|digit| digit == letter);
    place
        .map(|value| value as u32)
        .or_else(|| letter.to_digit(10))
        .or(match letter {
            '零' => Some(0),
            '两' | '双' => Some(2),
            _ => None,
        })
}

/// Reads the number at the start of a text. Returns it and the rest of the text: `7143公里` → (7143, 公里),
/// `75%` → (75, %), `二〇三五年` → (2035, 年), `十二` → (12, ""), `千亿` → (1000, 亿). A 万 or 亿 after the
/// number is part of the rest; 万 at the start is 10000.
pub(super) fn read_number(text: &str) -> Option<(f64, &str)> {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if !digits.is_empty() {
        return Some((digits.parse().ok()?, rest));
    }
    let end = text
        .find(|letter: char| digit(letter).is_none() && !"十百千".contains(letter))
        .unwrap_or(text.len());
    let (numeral, rest) = text.split_at(end);
    if numeral.is_empty() {
        return text.strip_prefix('万').map(|rest| (1e4, rest));
    }
    let is_positional = numeral.chars().all(|letter| digit(letter).is_some());
    if is_positional {
        let read = |number, letter| Some(number * 10.0 + f64::from(digit(letter)?));
        return Some((numeral.chars().try_fold(0.0, read)?, rest));
    }
    let (mut total, mut waiting) = (0.0, None);
    for letter in numeral.chars() {
        match digit(letter) {
            Some(value) => waiting = Some(f64::from(value)),
            None => {
                let times = match letter {
                    '十' => 10.0,
                    '百' => 100.0,
                    _ => 1000.0,
                };
                total += waiting.take().unwrap_or(1.0) * times;
            }
        }
    }
    Some((total + waiting.unwrap_or_default(), rest))
}

/// Whether `printed` means `value` in `unit`: `21万户` means 210000 户 and also 21 万户.
pub(super) fn has_value(printed: &str, value: f64, unit: &str) -> bool {
    let Some((number, rest)) = read_number(printed) else {
        return false;
    };
    let close = |found: f64| (found - value).abs() <= f64::EPSILON * value.abs();
    // In lists such as 700、900亿元 the unit may follow only the last number.
    if close(number) && (rest == unit || rest.is_empty()) {
        return true;
    }
    [("万", 1e4), ("亿", 1e8)]
        .into_iter()
        .any(|(word, times)| rest.strip_prefix(word) == Some(unit) && close(number * times))
}

/// Whether a printed date or range of time starts with `value` and `unit`: `2025年11月28日` starts with 2025 年.
pub(super) fn date_starts_with(printed: &str, value: f64, unit: &str) -> bool {
    read_number(printed).is_some_and(|(number, rest)| {
        (number - value).abs() < 0.5 && !unit.is_empty() && rest.starts_with(unit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_printed_as_in_the_adoption_line() {
        assert_eq!(print_date("2025-11-28").as_deref(), Some("2025年11月28日"));
        assert_eq!(print_date("2025-13-28"), None);
        assert_eq!(print_date("2025"), None);
    }

    #[test]
    fn years_are_printed_in_both_ways() {
        assert_eq!(print_year(2035), ["2035年", "二〇三五年"]);
    }

    #[test]
    fn printed_numbers_mean_their_values() {
        assert!(has_value("7143公里", 7143.0, "公里"));
        assert!(has_value("21万户", 210_000.0, "户"));
        assert!(has_value("91.98万亩", 91.98, "万亩"));
        assert!(has_value("千亿", 1000.0, "亿"));
        assert!(has_value("700", 700.0, "亿元"));
        assert!(has_value("43.7%", 43.7, "%"));
        assert!(has_value("一番", 1.0, "番"));
        assert!(has_value("万兆", 1e4, "兆"));
        assert!(has_value("十二个", 12.0, "个"));
        assert!(has_value("六十五", 65.0, ""));
        assert!(has_value("两级", 2.0, "级"));
        assert!(date_starts_with("2025年11月28日", 2025.0, "年"));
        assert!(date_starts_with("二〇三五年", 2035.0, "年"));
        assert!(!date_starts_with("2025年", 2026.0, "年"));
        assert!(!has_value("21万户", 21.0, "户"));
        assert!(!has_value("7143公里", 7144.0, "公里"));
        assert!(!has_value("公里", 1.0, "公里"));
    }

    #[test]
    fn a_day_has_a_year_of_four_digits_and_a_valid_month_and_day() {
        assert_eq!(print_date("2026-01-01").as_deref(), Some("2026年1月1日"));
        assert_eq!(print_date("2026-12-31").as_deref(), Some("2026年12月31日"));
        for wrong in [
            "2026-00-10",
            "2026-13-10",
            "2026-10-00",
            "2026-10-32",
            "26-10-10",
            "20260-1-1",
            "2026-10",
            "2026-x-10",
            "2026-10-x",
            "",
        ] {
            assert_eq!(print_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_is_read_and_the_rest_is_returned() {
        for (text, number, rest) in [
            ("7143公里", 7143.0, "公里"),
            ("0.5%", 0.5, "%"),
            ("二〇三五年", 2035.0, "年"),
            ("零", 0.0, ""),
            ("十", 10.0, ""),
            ("十二个", 12.0, "个"),
            ("二十", 20.0, ""),
            ("九十九", 99.0, ""),
            ("百", 100.0, ""),
            ("三百五十六", 356.0, ""),
            ("两千零五十", 2050.0, ""),
            ("千亿", 1000.0, "亿"),
            ("双核", 2.0, "核"),
            ("万兆", 1e4, "兆"),
            ("三万", 3.0, "万"),
        ] {
            assert_eq!(read_number(text), Some((number, rest)), "{text}");
        }
        for none in ["公里", "", "亿元", "1.2.3"] {
            assert_eq!(read_number(none), None, "{none}");
        }
    }

    #[test]
    fn a_number_has_its_value_in_its_own_unit_only() {
        assert!(has_value("21万户", 21.0, "万户") && !has_value("21万户", 21.0, "户"));
        assert!(has_value("1.1亿元", 110_000_000.0, "元") && !has_value("1.1亿元", 1.1, "元"));
        assert!(has_value("1.1亿元", 1.1, "亿元"));
        assert!(has_value("0.57万亩", 5700.0, "亩") && !has_value("0.57万亩", 5701.0, "亩"));
        assert!(!has_value("7143公里", 7143.0, "里") && !has_value("7143公里", 7143.0, ""));
        assert!(!has_value("21万户", 2_100_000_000.0, "户"));
        assert!(
            !date_starts_with("2025年", 2025.0, "月") && !date_starts_with("2025年", 2025.0, "")
        );
        assert!(
            !date_starts_with("2025年", 2024.0, "年") && !date_starts_with("2025年", 2025.5, "年")
        );
        assert!(!date_starts_with("年", 2025.0, "年"));
    }

    #[test]
    fn chinese_numbers_are_printed_and_read_up_to_999() {
        for (number, printed) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (105, "一百零五"),
            (110, "一百一十"),
            (118, "一百一十八"),
            (999, "九百九十九"),
        ] {
            assert_eq!(print_number(number), printed);
        }
        for number in 1..1000 {
            assert_eq!(chinese_number(&print_number(number)), Some(number));
        }
        for wrong in [
            "",
            "〇",
            "一一",
            "十甲",
            "百",
            "二二十",
            "一百五",
            "一千",
            "两",
            "12",
            "甲",
        ] {
            assert_eq!(chinese_number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numerals_are_arabic_or_chinese() {
        assert!("零〇一二九十百千万亿两双05".chars().all(is_numeral));
        assert!(!"号第个年aX".chars().any(is_numeral));
    }
}
