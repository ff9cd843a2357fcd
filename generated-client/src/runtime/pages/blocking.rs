//! Lists without async.
//!
//! Knows the thread that makes a client's blocking calls. Gives iterators. Must never decide what
//! comes next; that is the streams' part.

use super::stream::{Page, State};
use super::{Items, Pages, Paginated};
use crate::runtime::error::Error;

/// An iterator over the pages of a list, for code without async; see [`Pages::blocking`].
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct BlockingPages<A: Paginated>(Pages<A>);

/// An iterator over the items of a list, for code without async; see [`Items::blocking`].
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct BlockingItems<A: Paginated>(Items<A>);

impl<A: Paginated> Pages<A> {
    /// The same pages as an iterator, which blocks for each like [`Call::send_blocking`]. Requires
    /// the feature `blocking`. If the thread cannot be started, the first page is an error.
    ///
    /// [`Call::send_blocking`]: crate::Call::send_blocking
    pub fn blocking(self) -> BlockingPages<A> {
        BlockingPages(self)
    }

    fn wait(&mut self) -> Option<Page<A>> {
        match self.take() {
            State::Ready(request) => {
                let outcome = self.source.make_blocking(&request, self.options.clone());
                Some(self.arrived(request, outcome))
            }
            State::Asking(request, call) => {
                let outcome = self.source.wait(call, &self.options);
                Some(self.arrived(request, outcome))
            }
            State::Failed(error) => Some(Err(error)),
            State::Ended => None,
        }
    }
}

impl<A: Paginated> Items<A> {
    /// The same items as an iterator, which blocks for each page like [`Call::send_blocking`].
    /// Requires the feature `blocking`. If the thread cannot be started, the first item is an
    /// error.
    ///
    /// ```no_run
    /// # use generated_client::Error;
    /// # use generated_client::runtime::{Call, Paginated};
    /// # fn example<A: Paginated>(call: Call<A>) -> Result<(), Error> {
    /// let mut count = 0;
    /// for item in call.items().blocking() {
    ///     let item = item?;
    ///     count += 1;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`Call::send_blocking`]: crate::Call::send_blocking
    pub fn blocking(self) -> BlockingItems<A> {
        let BlockingPages(pages) = self.pages.blocking();
        BlockingItems(Self { pages, ..self })
    }
}

impl<A: Paginated> Iterator for BlockingPages<A> {
    type Item = Result<A::Reply, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.wait().map(|page| page.map(A::Reply::from))
    }
}

impl<A: Paginated> Iterator for BlockingItems<A> {
    type Item = Result<A::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.0.page.next() {
                return Some(Ok(item));
            }
            match self.0.pages.wait()? {
                Ok(page) => self.0.page = A::items(page.result).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
