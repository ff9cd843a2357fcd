//! Error codes: what the service file and the actions say about each, in one list for the service.

use std::collections::BTreeMap;

use super::Reserved;
use super::collisions::{self, bad_rust_name};
use super::names::{Kind, Wanted, assign, camel};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{DocumentedError, Operation, ServiceFolder, Spanned};
use codegen_documents::source::{FileId, Place};
use codegen_model::{Docs, ErrorCode, VariantName};

/// What one place says about a code.
struct Entry<'a> {
    file: FileId,
    error: &'a DocumentedError,
    /// Whether it stands in the service file, which has the last word.
    decides: bool,
}

/// The error codes of a service, each once, in the order of their texts.
pub(super) fn merge_errors(
    folder: &ServiceFolder,
    reserved: Reserved<'_>,
    findings: &mut Findings,
) -> Vec<ErrorCode> {
    let mut by_code: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for entry in entries(folder) {
        let same = by_code.entry(&entry.error.code.value).or_default();
        if let Some(first) = same.first().filter(|_| entry.decides) {
            findings.push(twice(first, &entry));
        }
        same.push(entry);
    }
    let names = claim_names(&by_code, reserved, findings);
    by_code
        .into_iter()
        .zip(names)
        .map(|((wire, entries), rust)| ErrorCode {
            wire: wire.to_owned(),
            rust,
            number: fact(&entries, |error| error.number.as_ref(), findings, "number"),
            http_status: http_status(&entries, findings),
            retryable: fact(
                &entries,
                |error| error.retryable.as_ref(),
                findings,
                "whether a retry helps",
            ),
            docs: prose(&entries),
        })
        .collect()
}

/// The codes that an action documents, in its own order.
pub(super) fn errors_of(operation: &Operation, codes: &[ErrorCode]) -> Vec<ErrorCode> {
    let mut found: Vec<ErrorCode> = Vec::new();
    for error in &operation.errors {
        let wire = error.code.value.as_str();
        if found.iter().all(|code| code.wire != wire)
            && let Ok(index) = codes.binary_search_by(|code| code.wire.as_str().cmp(wire))
        {
            found.push(codes[index].clone());
        }
    }
    found
}

/// Every entry: those of the service file, then those of the actions by version and name.
fn entries(folder: &ServiceFolder) -> impl Iterator<Item = Entry<'_>> {
    let own = folder.service.iter().flat_map(|(file, service)| {
        let entry = |error| Entry {
            file: *file,
            error,
            decides: true,
        };
        service.error_codes.iter().map(entry)
    });
    let of_actions = folder.versions.iter().flat_map(|version| {
        let mut operations: Vec<(FileId, &Operation)> = version
            .documents
            .iter()
            .flat_map(|document| {
                let file = document.file;
                document.operations.iter().map(move |found| (file, found))
            })
            .collect();
        operations.sort_by(|(_, a), (_, b)| a.action.cmp(&b.action));
        operations.into_iter().flat_map(|(file, operation)| {
            operation.errors.iter().map(move |error| Entry {
                file,
                error,
                decides: false,
            })
        })
    });
    own.chain(of_actions)
}

fn twice(first: &Entry<'_>, second: &Entry<'_>) -> Finding {
    let place = |entry: &Entry<'_>| Place::value(entry.file, entry.error.code.pointer.clone());
    Finding::new(
        &lint::DUPLICATE_ERROR_CODE,
        place(second),
        format!("the code `{}` is listed twice", second.error.code.value),
    )
    .label("again here")
    .related(place(first), "first here")
    .help("keep one of the two")
}

/// A variant for each code, in the order of the codes.
fn claim_names(
    by_code: &BTreeMap<&str, Vec<Entry<'_>>>,
    reserved: Reserved<'_>,
    findings: &mut Findings,
) -> Vec<VariantName> {
    let mut wanted: Vec<Wanted> = Vec::with_capacity(by_code.len());
    for (wire, entries) in by_code {
        let chosen = chosen_name(entries).filter(|(file, chosen)| {
            let fits = camel(&chosen.value) == chosen.value;
            if !fits {
                findings.push(bad_rust_name(*file, chosen, "CamelCase"));
            }
            fits
        });
        let chosen = chosen.map(|(_, name)| name.value.as_str());
        wanted.push(Wanted::new(wire).chosen(chosen));
    }
    let given = assign(Kind::Variant, reserved.variants, &[], &wanted);
    for (entries, given) in by_code.values().zip(&given) {
        if let (true, Some((file, chosen))) = (given.is_refused, chosen_name(entries)) {
            findings.push(bad_rust_name(file, chosen, "CamelCase"));
        }
    }
    // Every code has an entry.
    let firsts: Vec<&Entry<'_>> = by_code
        .values()
        .flat_map(|entries| entries.first())
        .collect();
    let place = |index: usize| {
        let entry = firsts[index];
        Place::value(entry.file, entry.error.code.pointer.clone())
    };
    collisions::report(
        "variant",
        "`x-rust-name:`",
        &wanted,
        &given,
        place,
        findings,
    );
    given
        .into_iter()
        .map(|given| VariantName::assigned(given.name))
        .collect()
}

/// The name that somebody chose for a code, the service file's before others.
fn chosen_name<'a>(entries: &[Entry<'a>]) -> Option<(FileId, &'a Spanned<String>)> {
    entries
        .iter()
        .find_map(|entry| Some((entry.file, entry.error.rust_name.as_ref()?)))
}

/// What the entries say about one fact: the service file's word, else the first one.
fn fact<T: Copy + PartialEq>(
    entries: &[Entry<'_>],
    of: impl Fn(&DocumentedError) -> Option<&Spanned<T>>,
    findings: &mut Findings,
    what: &str,
) -> Option<T> {
    let mut said = entries
        .iter()
        .filter_map(|entry| Some((entry, of(entry.error)?)));
    let (first, value) = said.next()?;
    if !first.decides
        && let Some((other, differs)) = said.find(|(_, other)| other.value != value.value)
    {
        findings.push(
            Finding::new(
                &lint::CONTRADICTORY_ERROR_CODE,
                Place::value(other.file, differs.pointer.clone()),
                format!(
                    "two actions disagree on the code `{}`: {what}",
                    other.error.code.value
                ),
            )
            .related(
                Place::value(first.file, value.pointer.clone()),
                "this one counts",
            )
            .help("settle it in `error-codes` of the service file"),
        );
    }
    Some(value.value)
}

fn http_status(entries: &[Entry<'_>], findings: &mut Findings) -> Option<u16> {
    for entry in entries {
        if let Some(status) = &entry.error.http_status
            && !(100..=599).contains(&status.value)
        {
            findings.push(
                Finding::new(
                    &lint::WRONG_TYPE,
                    Place::value(entry.file, status.pointer.clone()),
                    format!("{} is not an HTTP status", status.value),
                )
                .help("write a status from 100 to 599"),
            );
        }
    }
    let status = fact(
        entries,
        |error| error.http_status.as_ref(),
        findings,
        "its HTTP status",
    )?;
    u16::try_from(status).ok()
}

/// What the code means, in the words of the first entry that has any.
fn prose(entries: &[Entry<'_>]) -> Docs {
    let said = entries
        .iter()
        .map(|entry| entry.error)
        .find(|error| error.message.is_some() || error.description.is_some());
    Docs {
        summary: said.and_then(|error| error.message.clone()),
        description: said.and_then(|error| error.description.clone()),
        ..Docs::default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test that cannot go on has failed, and says where"
    )]
    #![allow(
        clippy::disallowed_methods,
        reason = "a test makes the files that it needs"
    )]

    use std::collections::HashMap;
    use std::fs;

    use codegen_model::ErrorCode;
    use codegen_pipeline::understand;

    /// The codes of a service with these lines in its file, and with actions that have these entries.
    fn codes(service: &[&str], actions: &[(&str, &[&str])]) -> Vec<ErrorCode> {
        let root = tempfile::tempdir().unwrap();
        let version = root.path().join("demo/2020-01-01");
        fs::create_dir_all(&version).unwrap();
        let list = |entries: &[&str], indent: &str| -> String {
            entries
                .iter()
                .map(|entry| format!("{indent}- {entry}\n"))
                .collect()
        };
        let mut file = "service: demo\n".to_owned();
        if !service.is_empty() {
            file += &format!("error-codes:\n{}", list(service, "  "));
        }
        fs::write(root.path().join("demo/service.yaml"), file).unwrap();
        for (action, entries) in actions {
            let document = format!(
                "openapi: 3.1.0\ninfo: {{ title: Demo, version: '2020-01-01' }}\npaths:\n  /{action}:\n    post:\n      \
                 responses: {{ '200': {{ description: Done. }} }}\n      x-error-code:\n{}",
                list(entries, "        ")
            );
            fs::write(version.join(format!("{action}.yaml")), document).unwrap();
        }
        let api = understand(root.path()).unwrap().api.unwrap();
        api.services.into_iter().next().unwrap().error_codes
    }

    #[test]
    fn the_service_file_has_the_last_word_and_actions_fill_the_gaps() {
        let found = codes(
            &["{ code: Busy, number: 7, retryable: true, description: Wait. }"],
            &[
                (
                    "Alter",
                    &["{ code: Busy, http_code: 409, x-retryable: false, message: No. }"],
                ),
                (
                    "Begin",
                    &[
                        "{ code: Busy, http_code: 503 }",
                        "{ code: Away, message: Gone. }",
                    ],
                ),
            ],
        );
        let [away, busy] = found.as_slice() else {
            unreachable!("two codes in the order of their texts: {found:?}")
        };
        assert_eq!((busy.number, busy.retryable), (Some(7), Some(true)));
        assert_eq!(busy.http_status, Some(409), "of the first action by name");
        assert_eq!(busy.docs.summary, None);
        assert_eq!(busy.docs.description.as_deref(), Some("Wait."));
        assert_eq!(away.docs.summary.as_deref(), Some("Gone."));
    }

    #[test]
    fn a_name_never_passes_to_another_code() {
        let all = [
            "Group.NotFound",
            "GroupNotFound",
            "2.0",
            "20",
            "Unknown",
            "Self",
            "busy",
            "Busy",
            "LimitExceeded.Users",
            "100014",
        ];
        // What is like no other.
        let steady = [
            ("2.0", "V2_0"),
            ("20", "V20"),
            ("Unknown", "UnknownValue"),
            ("Self", "SelfValue"),
            ("LimitExceeded.Users", "LimitExceededUsers"),
            ("100014", "V100014"),
        ];
        let all_of_them = names_among(&all);
        for chosen in 1_u32..1 << all.len() {
            // A part of all subsets, spread over them.
            if chosen % 29 != 0 && chosen.count_ones() > 2 {
                continue;
            }
            let subset: Vec<String> = all
                .iter()
                .enumerate()
                .filter(|(index, _)| chosen & (1 << index) != 0)
                .map(|(_, code)| format!("{{ code: '{code}' }}"))
                .collect();
            let subset: Vec<&str> = subset.iter().map(String::as_str).collect();
            let found = codes(&[], &[("Act", &subset)]);
            assert_eq!(found.len(), subset.len());
            for code in found {
                let owner = all_of_them.get(code.rust.as_str());
                assert!(
                    owner.is_none_or(|owner| *owner == code.wire),
                    "among {subset:?}: {code:?}"
                );
                if let Some((_, name)) = steady.iter().find(|(wire, _)| *wire == code.wire) {
                    assert_eq!(code.rust.as_str(), *name, "among {subset:?}");
                }
            }
        }
    }

    /// Codes by the names that they have.
    fn names_among(all: &[&str]) -> HashMap<String, String> {
        let entries: Vec<String> = all
            .iter()
            .map(|code| format!("{{ code: '{code}' }}"))
            .collect();
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let found = codes(&[], &[("Act", &entries)]).into_iter();
        found
            .map(|code| (code.rust.as_str().to_owned(), code.wire))
            .collect()
    }

    #[test]
    fn a_name_can_be_chosen() {
        let found = codes(
            &["{ code: '100014', x-rust-name: InternalError }"],
            &[("Act", &["{ code: Internal.Error }"])],
        );
        let names: Vec<_> = found.iter().map(|code| code.rust.as_str()).collect();
        assert_eq!(names[0], "InternalError");
        assert_ne!(names[1], "InternalError");
    }
}
