//! A package of its own for programs that must not compile.
//!
//! Its one test, `tests/compile_fail.rs`, has them compiled by themselves, with everything that this
//! package depends on. So it depends on the client alone.
