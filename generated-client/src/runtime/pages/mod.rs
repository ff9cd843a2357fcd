//! Paginated lists.
//!
//! Knows how to find the next page, and when there is none. Gives streams of pages and of items.
//! Must never request a page twice, whatever a server replies.

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
/// Implemented for every action whose specification describes its pagination. A call of such an
/// action has [`items`](super::Call::items) and [`pages`](super::Call::pages).
pub trait Paginated: Action {
    /// The type of the items.
    type Item: Send + 'static;

    /// The member of the request that selects the page.
    fn cursor(&mut self) -> &mut dyn PageCursor;

    /// The member of a page that selects the next page.
    fn next(page: &Self::Output) -> &dyn PageCursor;

    /// Whether the page says that there are more; `None` if it does not say.
    fn has_more(page: &Self::Output) -> Option<bool> {
        let _ = page;
        None
    }

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}
