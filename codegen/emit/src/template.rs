//! Items as they come out, with places to fill.
//!
//! Knows how a place is marked: `$name`, and that one alone on its line takes lines.
//! Gives the filled text.
//! Must never know Rust.

/// Fills a template: whole items in the form in which they come out, each statement on one line.
///
/// `$name` stands for the variable of that name, or for the expression given as `name = expression`. Where a place is alone on
/// its line, each line of the value is indented like the place, and an empty value leaves no line.
macro_rules! rust {
    ($template:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::template::fill(
            $template,
            &[$((stringify!($name), AsRef::<str>::as_ref(&$crate::template::rust!(@ $name $($value)?)))),*],
        )
    };
    (@ $name:ident) => { $name };
    (@ $name:ident $value:expr) => { $value };
}
pub(super) use rust;

/// Fills the places of a template. The line break that it may begin with is left out.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let length: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut text = String::with_capacity(template.len() + 2 * length);
    let template = template.strip_prefix('\n').unwrap_or(template);
    for line in template.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let indent = &line[..line.len() - content.len()];
        match content.strip_prefix('$').map(str::trim_end) {
            Some(name) if name.bytes().all(is_name) => {
                for line in value_of(values, name).lines() {
                    if !line.is_empty() {
                        text.push_str(indent);
                        text.push_str(line);
                    }
                    text.push('\n');
                }
            }
            _ => fill_line(line, values, &mut text),
        }
    }
    text
}

fn fill_line(line: &str, values: &[(&str, &str)], text: &mut String) {
    let mut parts = line.split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part
            .bytes()
            .position(|byte| !is_name(byte))
            .unwrap_or(part.len());
        text.push_str(value_of(values, &part[..end]));
        text.push_str(&part[end..]);
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'_'
}

/// The value of a place. A place without one is a mistake of a template, which whoever compiles the output is shown.
fn value_of<'v>(values: &[(&str, &'v str)], name: &str) -> &'v str {
    let value = values.iter().find(|(other, _)| *other == name);
    debug_assert!(value.is_some(), "the template has no value for ${name}");
    value.map_or(
        "compile_error!(\"a place was not filled\")",
        |(_, value)| value,
    )
}

/// Documentation as a comment, a line for each line.
pub(super) fn comment(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(if line.is_empty() { "///" } else { "/// " });
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_alone_on_its_line_takes_lines_and_an_empty_one_none() {
        let docs = comment(&["Of $name.".to_owned(), String::new()]);
        let text = rust!(
            "
impl $name {
    $docs
    fn $method(&self) -> u8 {
        $arms
        $nothing
    }
}
",
            name = "A",
            docs,
            method = "b",
            arms = "1 => 2,\n\n3 => 4,",
            nothing = "",
        );
        let expected = "\
impl A {
    /// Of $name.
    ///
    fn b(&self) -> u8 {
        1 => 2,

        3 => 4,
    }
}
";
        assert_eq!(text, expected);
    }
}
