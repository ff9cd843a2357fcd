//! Ranges whose ends are written as products, powers or fractions: `[1024*1024, 4096*4096]`, `[1/16, 16)`.

use regex_lite::Captures;

use crate::pattern::pattern;

/// A number, or two that a sign joins.
const TERM: &str = r"(-?\d+(?:\.\d+)?)(?:\s*\\?([*×/^])\s*(\d+))?";

pattern!(
    RANGE,
    r"([\[(]\s*)",
    TERM,
    r"(\s*[,~]\s*)",
    TERM,
    r"(\s*[\])])"
);

/// A text in which such ends are numbers. A fraction that has no short decimal stays as it is.
pub(crate) fn computed(text: &str) -> String {
    if !text.contains(['*', '×', '/', '^']) {
        return text.to_owned();
    }
    let written = RANGE.replace_all(text, |found: &Captures<'_>| {
        let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
        let ends = term([part(2), part(3), part(4)]).zip(term([part(6), part(7), part(8)]));
        ends.map_or_else(
            || part(0).to_owned(),
            |(low, high)| format!("{}{low}{}{high}{}", part(1), part(5), part(9)),
        )
    });
    written.into_owned()
}

/// What an end comes to.
fn term([number, sign, other]: [&str; 3]) -> Option<String> {
    if sign.is_empty() {
        return Some(number.to_owned());
    }
    let (a, b) = (number.parse::<i64>().ok()?, other.parse::<i64>().ok()?);
    match sign {
        "/" => fraction(a, b),
        "^" => Some(a.checked_pow(u32::try_from(b).ok()?)?.to_string()),
        _ => Some(a.checked_mul(b)?.to_string()),
    }
}

/// A fraction as a decimal, where six places hold it.
fn fraction(above: i64, below: i64) -> Option<String> {
    const PLACES: usize = 6;
    let scale = 10_i64.pow(6);
    let scaled = above.checked_mul(scale)?;
    if below == 0 || scaled.checked_rem(below)? != 0 {
        return None;
    }
    let scaled = scaled / below;
    let sign = if scaled < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", scaled.abs(), width = PLACES + 1);
    let (whole, rest) = digits.split_at_checked(digits.len() - PLACES)?;
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::computed;

    #[test]
    fn ends_of_ranges_are_computed() {
        for (written, plain) in [
            ("范围 [1024*1024, 4096×4096]", "范围 [1048576, 16777216]"),
            ("[1/16,16)", "[0.0625,16)"),
            ("(0, 2^20]", "(0, 1048576]"),
            ("[0, 10\\*1024]", "[0, 10240]"),
            ("[-3/2, 4/2]", "[-1.5, 2]"),
            ("(1/3, 3)", "(1/3, 3)"),
            ("[1/0, 9^999]", "[1/0, 9^999]"),
            ("1024*1024", "1024*1024"),
        ] {
            assert_eq!(computed(written), plain);
        }
    }
}
