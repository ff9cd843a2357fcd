//! Error codes of a service -> `error_code.rs`.
//!
//! Knows the codes and what is documented about them.
//! Gives the file: an open enum like every other, with what comes with a code.
//! Must never know which action answers with a code.

use codegen_model::{EnumDef, EnumValue, ErrorCode, Json, Repr, Service};

use super::context::Context;
use super::enumeration;
use super::identifier::plain;
use super::template::{comment, rust};
use super::types::Types;
use super::{File, Options, docs, format, imports, literal};

/// The file, if codes are documented.
pub(super) fn file(service: &Service, options: &Options) -> Option<File> {
    let codes = &service.error_codes;
    if codes.is_empty() {
        return None;
    }
    let module = plain(service.module.as_str());
    let title = service.title.as_deref().unwrap_or(module);
    let shared = Types::default();
    let links = docs::service_links(service).one_deeper();
    let cx = Context::of_action(options, &[], &shared, links, false);
    let enumeration = EnumDef {
        repr: Repr::String,
        values: codes.iter().map(value).collect(),
    };
    let of_code = |index: usize, _: &EnumValue| docs::of_error_code(&codes[index]);
    let about = docs::of_codes(title);
    let items = [
        imports::of_runtime(options),
        enumeration::definition(&cx, "ErrorCode", about, &enumeration, of_code),
        enumeration::table("ErrorCode", &enumeration),
        facts(codes),
    ];
    let docs = ["Error codes of the service.".to_owned()];
    Some(File {
        path: format!("{module}/error_code.rs"),
        text: format::file(Some(module), &docs, items),
    })
}

fn value(code: &ErrorCode) -> EnumValue {
    EnumValue {
        wire: Json::String(code.wire.clone()),
        rust: code.rust.clone(),
        docs: code.docs.clone(),
    }
}

/// The methods that tell what comes with a code.
fn facts(codes: &[ErrorCode]) -> String {
    let retryable = choice(
        codes,
        |code| code.retryable,
        bool::to_string,
        "may_pass(self.as_str(), self.http_status())",
    );
    let status = choice(
        codes,
        |code| code.http_status,
        |status| format!("Some({})", literal::integer((*status).into())),
        "None",
    );
    rust!(
        "
impl ErrorCode {
    $about_text
    pub fn as_str(&self) -> &'static str {
        self.raw()
    }

    $about_retryable
    pub fn is_retryable(&self) -> bool {
        $retryable
    }

    $about_status
    pub fn http_status(&self) -> Option<u16> {
        $status
    }
}
",
        about_text = comment(&docs::of_code_text()),
        about_retryable = comment(&docs::of_retryable()),
        retryable,
        about_status = comment(&docs::of_code_status()),
        status,
    )
}

/// A `match` with an arm for each value that a documented fact has, and one for the codes of which it is not documented.
fn choice<T: Ord>(
    codes: &[ErrorCode],
    fact: impl Fn(&ErrorCode) -> Option<T>,
    print: impl Fn(&T) -> String,
    otherwise: &str,
) -> String {
    let mut values: Vec<T> = codes.iter().filter_map(&fact).collect();
    values.sort();
    values.dedup();
    if values.is_empty() {
        return otherwise.to_owned();
    }
    let arms = values.iter().map(|value| {
        let variants: Vec<_> = codes
            .iter()
            .filter(|code| fact(code).as_ref() == Some(value))
            .map(|code| format!("Self::{}", code.rust))
            .collect();
        format!("{} => {},\n", variants.join(" | "), print(value))
    });
    rust!(
        "
match self {
    $arms
    $rest
}
",
        arms = arms.collect::<String>(),
        rest = match codes.iter().all(|code| fact(code).is_some()) {
            true => String::new(),
            false => format!("_ => {otherwise},"),
        },
    )
}
