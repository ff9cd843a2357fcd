//! Lists that the platform gives page by page.
//!
//! Knows how a page leads to the next one, and when it does not. Gives streams of pages and of their
//! items. Must never ask for a page a second time, whatever a server answers.

mod cursor;
mod stream;

#[cfg(feature = "blocking")]
mod blocking;
#[cfg(test)]
mod tests;

use super::action::Action;

#[cfg(feature = "blocking")]
pub use self::blocking::{BlockingItems, BlockingPages};
pub use self::cursor::{PageCursor, Position};
pub use self::stream::{Items, Pages};

/// A request whose reply is one page of a list.
///
/// Generated for every action whose specification says how its pages follow each other. A call of
/// such an action has [`items`](super::Call::items) and [`pages`](super::Call::pages).
pub trait Paginated: Action {
    /// What a page is made of.
    type Item: Send + 'static;

    /// The member of the request that says where a page begins.
    fn cursor(&mut self) -> &mut dyn PageCursor;

    /// The member of a page that says where the next one begins.
    fn next(page: &Self::Output) -> &dyn PageCursor;

    /// Whether the page says that there is another one; `None` where it says neither.
    fn has_more(page: &Self::Output) -> Option<bool> {
        let _ = page;
        None
    }

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}
