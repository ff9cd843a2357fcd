//! What is written as text is what `prettyplease` prints.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::path::Path;

use super::*;
use crate::{Options, emit};
use codegen_pipeline::understand;

/// What stands below the imports: blank lines between these are no matter of layout.
fn below_imports(text: &str) -> &str {
    let mut is_import = false;
    let mut above = 0;
    for line in text.split_inclusive('\n') {
        is_import |= line.starts_with("use ") || line.starts_with("pub use ");
        if !is_import && !line.starts_with("//!") && !line.starts_with("// ") && line != "\n" {
            break;
        }
        is_import &= !line.ends_with(";\n");
        above += line.len();
    }
    &text[above..]
}

/// Every file of the specification, and of documents with every name and every shape there is, in both ways of
/// embedding.
#[test]
fn the_output_is_what_prettyplease_prints() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut cases = vec![workspace.join("spec")];
    for case in std::fs::read_dir(workspace.join("tests/golden")).unwrap() {
        cases.push(case.unwrap().path().join("spec"));
    }
    let mut count = 0;
    for spec in cases {
        let api = understand(&spec).unwrap().api.unwrap();
        let external = Options::external("generated_client::runtime", None);
        for options in [Options::in_crate(), external] {
            for file in emit(&api, &options) {
                // Lists of modules are trees, and lists of actions by name are literals, line by line.
                let lists = ["mod.rs", "services.rs", "actions.rs"];
                if lists.iter().any(|list| file.path.ends_with(list)) {
                    continue;
                }
                let code = below_imports(&file.text);
                assert_eq!(code, format::again(code).unwrap(), "{}", file.path);
                count += 1;
            }
        }
    }
    assert!(count > 150, "only {count} files were compared");
}

#[test]
fn what_fits_stands_on_one_line_and_what_does_not_is_broken_at_its_brackets() {
    let code = |width: usize| {
        let name = "n".repeat(width);
        Layout::item(|text| text.code(0, "let x = ", &format!("f({name}, [1, 2])"), ";"))
    };
    assert_eq!(code(69).len(), WIDTH + 1);
    assert_eq!(
        code(70),
        format!("let x = f(\n    {},\n    [1, 2],\n);\n", "n".repeat(70))
    );
}

#[test]
fn a_chain_that_does_not_fit_has_a_line_for_each_link() {
    let text = Layout::item(|text| {
        text.code(
            1,
            "",
            &format!(
                "Members::new(serializer, 1).required(\"{}\", &self.a.b).end()",
                "W".repeat(40)
            ),
            "",
        );
    });
    let expected = format!(
        "    Members::new(serializer, 1)\n        .required(\"{}\", &self.a.b)\n        .end()\n",
        "W".repeat(40)
    );
    assert_eq!(text, expected);
}

#[test]
fn marks_in_literals_and_arrows_are_no_marks() {
    assert_eq!(
        Parts("\"a, \\\"b\", c").collect::<Vec<_>>(),
        ["\"a, \\\"b\"", "c"]
    );
    assert_eq!(brackets("Fn(A) -> B<C>"), Some((2, 4)));
    assert_eq!(brackets("-> B<C>"), Some((4, 6)));
    assert_eq!(brackets("f()"), None);
}

#[test]
fn what_cannot_be_broken_by_these_rules_is_left_to_prettyplease() {
    let name = "N".repeat(90);
    let text = Layout::item(|text| text.line(0, &["impl A for ", &name, " {}"]));
    assert_eq!(text, format!("impl A\nfor {name} {{}}\n"));
}
