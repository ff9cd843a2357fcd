//! What the generator makes of the documents in `golden/`: compiled, linted and documented as part of this crate.

#[rustfmt::skip]
#[path = "../golden/everything/expected/demo/mod.rs"]
pub mod everything;

#[rustfmt::skip]
#[path = "../golden/flattened/expected/demo/mod.rs"]
pub mod flattened;

#[rustfmt::skip]
#[path = "../golden/obstacles/expected/demo/mod.rs"]
pub mod obstacles;

#[rustfmt::skip]
#[path = "../golden/pages/expected/demo/mod.rs"]
pub mod pages;

#[rustfmt::skip]
#[path = "../golden/judged/expected/demo/mod.rs"]
pub mod judged;
#[path = "../golden/platform/expected/demo/mod.rs"]
pub mod platform;

#[rustfmt::skip]
#[path = "../golden/shapes/expected/demo/mod.rs"]
pub mod shapes;

#[rustfmt::skip]
#[path = "../golden/shared/expected/demo/mod.rs"]
pub mod shared;
