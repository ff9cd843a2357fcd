//! Generates a client at compile time, in place of a folder of generated files.
//!
//! Knows how a macro speaks to the compiler; everything else is the library's, so that the modules are the very ones which the
//! command writes. Must never decide anything about the output.

mod inline;

use std::path::{Path, PathBuf};

use codegen_documents::diagnostics::{Style, render_text};
use codegen_emit::Options;
use codegen_pipeline::{print, understand};
use proc_macro::TokenStream;
use quote::quote;
use syn::{Error, LitStr, parse_macro_input};

/// Generates the modules of every service under a folder of documents, or of the service that a single document describes.
///
/// The path counts from the folder of the calling crate's manifest; a folder looks like `spec/` of this workspace. The calling crate
/// needs `generated-client` as a dependency, which has the runtime:
///
/// ```text
/// codegen_macros::client!("spec");
///
/// let client = rtc::v2020_12_01::Client::from_env()?;
/// ```
///
/// A change of a document that was read compiles the caller again. A document that is added later is noticed with the next such
/// change, since the compiler watches files and not folders.
///
/// # Errors
/// Findings that are errors become one compile error with the text that the command shows, `file:line:column` included.
#[proc_macro]
pub fn client(input: TokenStream) -> TokenStream {
    let path = parse_macro_input!(input as LitStr);
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    let expanded = expand(&root.join(path.value()));
    let refuse = |message: &str| Error::new(path.span(), message).to_compile_error().into();
    match expanded.map(|text| text.parse::<TokenStream>()) {
        Ok(Ok(tokens)) => tokens,
        Ok(Err(error)) => refuse(&error.to_string()),
        Err(message) => refuse(&message),
    }
}

/// The text of the modules, or why there is none.
fn expand(path: &Path) -> Result<String, String> {
    let _own = OwnTokens::begin();
    let understood =
        understand(path).map_err(|error| format!("cannot read the documents: {error}"))?;
    let Some(api) = &understood.api else {
        let text = render_text(&understood.findings, &understood.sources, Style::Plain);
        return Err(format!("the documents have errors\n\n{}", text.trim_end()));
    };
    let files = print(api, &Options::external("generated_client::runtime", None));
    let modules = inline::modules(&files).map_err(|error| error.to_string())?;
    let watched = understood.sources.iter().map(|(_, file)| &file.name);
    let expanded = quote! {
        #(#modules)*

        // Makes the compiler notice when one of the documents changes.
        const _: &[&str] = &[#(include_str!(#watched)),*];
    };
    Ok(expanded.to_string())
}

/// While this lives, tokens are kept in this library and not in the compiler: the generator works on several threads, and the
/// compiler answers on the macro's own alone.
struct OwnTokens;

impl OwnTokens {
    fn begin() -> Self {
        proc_macro2::fallback::force();
        Self
    }
}

impl Drop for OwnTokens {
    fn drop(&mut self) {
        proc_macro2::fallback::unforce();
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test that cannot go on has failed, and says where"
    )]

    use std::path::Path;

    use super::expand;

    fn workspace(path: &str) -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(path)
    }

    #[test]
    fn a_finding_is_a_compile_error_with_its_place() {
        let error = expand(&workspace("tests/findings/duplicate-action")).unwrap_err();
        assert!(
            error.contains("error[duplicate-action]: the action `Demo` is described twice"),
            "{error}"
        );
        assert!(error.contains("Demo2.yaml:6:3"), "{error}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_compile_error() {
        let error = expand(&workspace("nowhere")).unwrap_err();
        assert!(error.starts_with("cannot read the documents: "), "{error}");
    }

    #[test]
    fn a_single_document_brings_its_action_alone_and_every_file_is_watched() {
        let path = "tests/golden/shared/spec/demo/2020-01-01/AddTags.yaml";
        let text = expand(&workspace(path)).unwrap();
        assert!(text.contains("pub mod add_tags"), "{text}");
        assert!(text.contains("pub mod types"), "{text}");
        assert!(!text.contains("pub mod remove_tags"), "{text}");
        for watched in ["AddTags.yaml", "types.yaml", "service.yaml"] {
            assert!(
                text.contains(&format!("{watched}\")")),
                "{watched} is not watched"
            );
        }
    }
}
