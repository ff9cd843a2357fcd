//! Parts of the builders of requests.
//!
//! Knows that a required member is either missing or set. Gives the compiler a sentence to say
//! about forgotten ones, and setters their conversions. Must never keep a state at run time.

pub mod collect;

/// Marks a required member as set in the type of a builder.
#[derive(Debug)]
pub enum Set {}

/// The required members of a builder, once all of them have been set.
#[diagnostic::on_unimplemented(
    message = "required members have not been set: {Self}",
    label = "every name here but `Set` is missing: `{Self}`",
    note = "call the builder's methods of these names before `build`"
)]
pub trait AllSet {}

macro_rules! all_set {
    ($($tuple:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl AllSet for $tuple {}
        )*
    };
}

all_set!(
    (Set,),
    (Set, Set),
    (Set, Set, Set),
    (Set, Set, Set, Set),
    (Set, Set, Set, Set, Set),
    (Set, Set, Set, Set, Set, Set),
    (Set, Set, Set, Set, Set, Set, Set)
);
