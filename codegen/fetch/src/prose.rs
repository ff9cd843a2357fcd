//! English prose in a document whose structure, names and values are those of the Chinese one.
//!
//! The platform's English documents are translated by machine, names, enumerated values and examples included, so nothing but
//! prose is taken from them.

use crate::json::Json;

/// Members that hold prose.
const PROSE: [&str; 5] = [
    "description",
    "summary",
    "title",
    "x-attentions",
    "x-usage-scenario",
];

/// Members whose content is data.
const DATA: [&str; 8] = [
    "const",
    "default",
    "enum",
    "example",
    "examples",
    "required",
    "x-demo",
    "x-sort-params",
];

/// Members whose own members have names of the API's, which mean nothing here.
const NAMED: [&str; 9] = [
    "content",
    "headers",
    "parameters",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
];

/// How many texts of a document are prose, and how many of them are English now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Translated {
    /// Texts of prose that are not empty.
    pub texts: usize,
    /// Those that are in English.
    pub english: usize,
}

/// Puts the prose of the English document into the Chinese one, wherever it is English.
pub(crate) fn translate(document: &mut Json, english: &Json) -> Translated {
    let mut done = Translated::default();
    walk(document, Some(english), false, &mut done);
    done
}

/// Whether a text is English: it has words in Latin letters and not one Chinese character.
pub(crate) fn is_english(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    letters >= 2 && !text.chars().any(is_han)
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{323af}')
}

fn walk(here: &mut Json, there: Option<&Json>, named: bool, done: &mut Translated) {
    match here {
        Json::Object(members) => {
            for (name, value) in members {
                let other = there.and_then(|there| there.get(name));
                let means = |names: &[&str]| !named && names.contains(&name.as_str());
                match value {
                    Json::String(text) if means(&PROSE) => {
                        replace(text, other.and_then(Json::text), done);
                    }
                    _ if means(&DATA) => {}
                    _ => walk(value, other, means(&NAMED), done),
                }
            }
        }
        Json::Array(items) => {
            let others = match there {
                Some(Json::Array(others)) => others.as_slice(),
                _ => &[],
            };
            let same_length = others.len() == items.len();
            for (index, item) in items.iter_mut().enumerate() {
                let other = match identity(item) {
                    Some(identity) => others
                        .iter()
                        .find(|other| self::identity(other) == Some(identity)),
                    None => others.get(index).filter(|_| same_length),
                };
                walk(item, other, false, done);
            }
        }
        _ => {}
    }
}

/// What an item of a list is known by, wherever it stands: the name of a parameter, the code of an error.
fn identity(item: &Json) -> Option<&Json> {
    let code = item.get("code");
    item.get("name")
        .or_else(|| code.and_then(|code| code.get("example")).or(code))
        .filter(|identity| matches!(identity, Json::String(_) | Json::Number(_)))
}

fn replace(text: &mut String, english: Option<&str>, done: &mut Translated) {
    if text.trim().is_empty() {
        return;
    }
    done.texts += 1;
    if let Some(english) = english.filter(|english| is_english(english)) {
        // Line breaks are often spelt out in it.
        *text = english.replace("\\n", "\n");
    }
    if is_english(text) {
        done.english += 1;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{Translated, is_english, translate};
    use crate::json::Json;

    fn read(text: &str) -> Json {
        Json::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn prose_alone_is_taken_and_only_where_it_is_english() {
        let mut document = read(
            r#"{"info":{"title":"创建","x-demo":[{"description":"示例"}]},
            "parameters":[{"name":"B","description":"乙","example":"x"},{"name":"A","description":"甲"}],
            "schema":{"description":"正文","properties":{
                "description":{"description":"说明","type":"string","enum":["是"],"default":"无"},
                "example":{"description":"例子"},
                "title":{"title":"题","example":{"description":"不动"}}}}}"#,
        );
        let english = read(
            r#"{"info":{"title":"Create it","x-demo":[{"description":"Demo"}]},
            "parameters":[{"name":"A","description":"The first"},{"name":"B","description":"乙 still","example":"Ex"}],
            "schema":{"description":"Line\\ntwo","properties":{
                "description":{"description":"What it is","type":"integer","enum":["Yes"],"default":"None"},
                "example":{"description":"An example"},
                "title":{"title":".","example":{"description":"moved"}}}}}"#,
        );
        let done = translate(&mut document, &english);
        let expected = read(
            r#"{"info":{"title":"Create it","x-demo":[{"description":"示例"}]},
            "parameters":[{"name":"B","description":"乙","example":"x"},{"name":"A","description":"The first"}],
            "schema":{"description":"Line\ntwo","properties":{
                "description":{"description":"What it is","type":"string","enum":["是"],"default":"无"},
                "example":{"description":"An example"},
                "title":{"title":"题","example":{"description":"不动"}}}}}"#,
        );
        assert_eq!(document, expected);
        assert_eq!(
            done,
            Translated {
                texts: 7,
                english: 5
            }
        );
    }

    #[test]
    fn errors_are_known_by_their_codes() {
        let mut document = read(
            r#"[{"code":"A","description":"甲"},{"code":{"example":"B"},"description":"乙"}]"#,
        );
        let english = read(
            r#"[{"code":{"example":"B"},"description":"Second"},{"code":"A","description":"First"},{}]"#,
        );
        translate(&mut document, &english);
        assert_eq!(
            document,
            read(
                r#"[{"code":"A","description":"First"},{"code":{"example":"B"},"description":"Second"}]"#
            )
        );
    }

    #[test]
    fn english_has_words_and_no_chinese() {
        assert!(is_english("The id."));
        for text in ["", ".", "-", "123", "标识 id", "Name。", "（N/A）"] {
            assert!(!is_english(text), "{text}");
        }
    }
}
