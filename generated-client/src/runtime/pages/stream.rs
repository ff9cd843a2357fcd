//! Page after page, item after item.
//!
//! Knows which call comes next. Gives streams of pages and of items. Must never hold more than one
//! page or start a call before its outcome is requested.

use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::{Paginated, Position};
use crate::runtime::envelope::Response;
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::options::Options;
use crate::runtime::source::{CallFuture, Source};

/// What a list comes as: a page of it, or why there is none.
pub(super) type Page<A> = Result<Response<<A as super::Action>::Output>, Error>;

/// A stream of the pages of a list, each a whole reply; see [`Call::pages`](crate::Call::pages).
///
/// Each page is a separate call with the options of the first, including retries and rate limit.
/// The request's cursor selects the first page. The stream ends after a page that says that it is
/// the last, or whose cursor is missing, empty, negative or was requested before: no reply can make
/// the stream loop. It also ends after an error.
///
/// Dropping the future of [`next`](Self::next) loses nothing; the next one continues the same call.
#[must_use = "a stream does nothing unless polled"]
pub struct Pages<A: Paginated> {
    pub(super) source: Source<A>,
    pub(super) options: Options,
    pub(super) state: State<A>,
    asked_for: HashSet<Position>,
}

/// How far a stream of pages is.
pub(super) enum State<A: Paginated> {
    /// There is a page to ask for.
    Ready(A),
    /// A page was asked for.
    Asking(A, CallFuture<A>),
    /// There is a page to ask for, but it cannot be.
    Failed(Error),
    /// There is nothing more.
    Ended,
}

impl<A: Paginated> Pages<A> {
    pub(in crate::runtime) fn new(source: Source<A>, mut request: A, options: Options) -> Self {
        // Services take a number that is not there for zero.
        let first = request.cursor().position().unwrap_or(Position::Number(0));
        Self {
            source,
            options,
            state: State::Ready(request),
            asked_for: HashSet::from([first]),
        }
    }

    /// The next page; `None` after the last page or an error.
    pub async fn next(&mut self) -> Option<Result<A::Reply, Error>> {
        poll_fn(|context| self.poll_reply(context)).await
    }

    /// Collects all remaining pages, for example into a `Vec<_>`.
    ///
    /// # Errors
    ///
    /// The first error; everything before it is lost.
    pub async fn try_collect<C>(mut self) -> Result<C, Error>
    where
        C: Default + Extend<A::Reply>,
    {
        let mut all = C::default();
        while let Some(page) = self.next().await {
            all.extend([page?]);
        }
        Ok(all)
    }

    fn poll_reply(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<A::Reply, Error>>> {
        self.poll(context)
            .map(|page| page.map(|page| page.map(A::Reply::from)))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Page<A>>> {
        loop {
            match &mut self.state {
                State::Asking(_, call) => {
                    let outcome = ready!(call.poll_response(context));
                    if let State::Asking(request, _) = self.take() {
                        return Poll::Ready(Some(self.arrived(request, outcome)));
                    }
                }
                State::Ready(_) => self.ask(),
                State::Failed(_) | State::Ended => {
                    return Poll::Ready(match self.take() {
                        State::Failed(error) => Some(Err(error)),
                        _ => None,
                    });
                }
            }
        }
    }

    /// The state, in whose place there is the end.
    pub(super) fn take(&mut self) -> State<A> {
        mem::replace(&mut self.state, State::Ended)
    }

    /// Begins the call for the next page, if there is one.
    pub(super) fn ask(&mut self) {
        self.state = match self.take() {
            State::Ready(request) => {
                let call = self.source.make(&request, self.options.clone());
                State::Asking(request, call)
            }
            other => other,
        };
    }

    /// Takes in what the call for a page came to, and finds out what follows.
    pub(super) fn arrived(&mut self, mut request: A, outcome: Page<A>) -> Page<A> {
        let page = outcome?;
        if let Some(next) = self.after(&page.result) {
            self.state = if request.cursor().set(&next) {
                State::Ready(request)
            } else {
                State::Failed(misfit::<A>(&next))
            };
        }
        Ok(page)
    }

    /// Where the page after this one begins.
    fn after(&mut self, page: &A::Output) -> Option<Position> {
        if A::has_more(page) == Some(false) {
            return None;
        }
        let next = A::next(page).position().filter(Position::leads_on)?;
        self.asked_for.insert(next.clone()).then_some(next)
    }
}

#[cold]
fn misfit<A: Paginated>(next: &Position) -> Error {
    let message = format!("the next page starts at {next:?}, which does not fit the request");
    Error::new(ErrorKind::UnreadableReply, message).of_action(A::ACTION, A::IDEMPOTENT)
}

/// The request is never pinned, and neither is the call, which is on the heap.
impl<A: Paginated> Unpin for Pages<A> {}

impl<A: Paginated> Stream for Pages<A> {
    type Item = Result<A::Reply, Error>;

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<A::Reply, Error>>> {
        self.get_mut().poll_reply(context)
    }
}

impl<A: Paginated> fmt::Debug for Pages<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("action", &A::ACTION)
            .field("options", &self.options)
            .field("has_ended", &matches!(self.state, State::Ended))
            .finish_non_exhaustive()
    }
}

/// A stream of the items of a list, across pages; see [`Call::items`](crate::Call::items).
///
/// It follows [`Pages`], and everything said there applies. A page is requested when all items of
/// the previous one have been taken.
#[must_use = "a stream does nothing unless polled"]
pub struct Items<A: Paginated> {
    pub(super) pages: Pages<A>,
    pub(super) page: vec::IntoIter<A::Item>,
}

impl<A: Paginated> Items<A> {
    pub(in crate::runtime) fn new(pages: Pages<A>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
        }
    }

    /// The next item; `None` after the last item or an error.
    pub async fn next(&mut self) -> Option<Result<A::Item, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Collects all remaining items, for example into a `Vec<_>`.
    ///
    /// # Errors
    ///
    /// The first error; everything before it is lost.
    pub async fn try_collect<C: Default + Extend<A::Item>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        all.extend(self.page.by_ref());
        while let Some(page) = poll_fn(|context| self.pages.poll(context)).await {
            all.extend(A::items(page?.result));
        }
        Ok(all)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<A::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.page = A::items(page.result).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<A: Paginated> Unpin for Items<A> {}

impl<A: Paginated> Stream for Items<A> {
    type Item = Result<A::Item, Error>;

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<A::Item, Error>>> {
        self.get_mut().poll(context)
    }
}

impl<A: Paginated> fmt::Debug for Items<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("at_hand", &self.page.len())
            .finish()
    }
}
