//! Templates: sentences with placeholders.

/// Replaces each `{}` of a template by the next of `values`. `{one|many}` is a choice: `one` if the value before
/// it is 1, otherwise `many`.
///
/// ```
/// use plan_explorer::words::fill;
/// assert_eq!(fill("{}共 {} 段", &["尼木县", "4"]), "尼木县共 4 段");
/// assert_eq!(fill("{} {passage|passages}", &["1"]), "1 passage");
/// assert_eq!(fill("{} {passage|passages}", &["0"]), "0 passages");
/// ```
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    let mut one = false;
    let mut rest = template;
    while let Some((before, inside, after)) = next_placeholder(rest) {
        out.push_str(before);
        match inside.split_once('|') {
            Some((singular, plural)) => out.push_str(if one { singular } else { plural }),
            None => {
                let value = values.next().copied().unwrap_or_default();
                one = value == "1";
                out.push_str(value);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The text before the first pair of braces, in it, and after it.
fn next_placeholder(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    Some((before, inside, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_takes_its_values_in_order() {
        assert_eq!(fill("{}共 {} 段", &["尼木县", "4"]), "尼木县共 4 段");
        assert_eq!(fill("{}", &[]), "");
        assert_eq!(fill("“{}”", &["{}{a|b}"]), "“{}{a|b}”");
    }

    #[test]
    fn a_choice_depends_on_the_number_before_it() {
        let template = "{}: {} {passage|passages} of {}";
        assert_eq!(fill(template, &["x", "1", "1"]), "x: 1 passage of 1");
        assert_eq!(fill(template, &["1", "21", "3"]), "1: 21 passages of 3");
    }
}
