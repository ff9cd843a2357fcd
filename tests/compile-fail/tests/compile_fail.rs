//! Misuse that the compiler refuses, and in which words.
//!
//! The expected messages stand beside the programs in `cases/`; the environment variable
//! `TRYBUILD=overwrite` renews them.

#[test]
fn misuse_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("cases/*.rs");
}
