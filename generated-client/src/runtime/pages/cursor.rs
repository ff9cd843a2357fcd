//! Cursors of paginated lists.
//!
//! Knows the types in which requests and replies write them. Gives one type that can be compared and
//! handed on. Must never know which member it came from.

use crate::runtime::wire::JsonNumber;

/// A cursor, as the platform returned it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Position {
    /// An integer.
    Number(i64),
    /// An opaque string.
    Text(String),
}

impl Position {
    /// Whether a page can start here: services use an empty or negative cursor for the end of the
    /// list.
    pub(super) fn leads_on(&self) -> bool {
        match self {
            Self::Number(number) => *number >= 0,
            Self::Text(text) => {
                !text.is_empty() && text.parse::<i64>().map_or(true, |number| number >= 0)
            }
        }
    }
}

/// A member that holds a cursor: an integer or a string, required or optional.
pub trait PageCursor {
    /// The cursor, if there is one.
    fn position(&self) -> Option<Position>;

    /// Sets the cursor; `false` if its type does not fit.
    fn set(&mut self, position: &Position) -> bool;
}

impl PageCursor for i64 {
    fn position(&self) -> Option<Position> {
        Some(Position::Number(*self))
    }

    fn set(&mut self, position: &Position) -> bool {
        number(position).map(|number| *self = number).is_some()
    }
}

impl PageCursor for i32 {
    fn position(&self) -> Option<Position> {
        Some(Position::Number((*self).into()))
    }

    fn set(&mut self, position: &Position) -> bool {
        let number = number(position).and_then(|number| number.try_into().ok());
        number.map(|number| *self = number).is_some()
    }
}

impl PageCursor for JsonNumber {
    fn position(&self) -> Option<Position> {
        Some(match self.as_i64() {
            Some(number) => Position::Number(number),
            None => Position::Text(self.to_string()),
        })
    }

    fn set(&mut self, position: &Position) -> bool {
        number(position)
            .map(|number| *self = number.into())
            .is_some()
    }
}

impl PageCursor for String {
    fn position(&self) -> Option<Position> {
        Some(Position::Text(self.clone()))
    }

    fn set(&mut self, position: &Position) -> bool {
        *self = match position {
            Position::Number(number) => number.to_string(),
            Position::Text(text) => text.clone(),
        };
        true
    }
}

impl<C: PageCursor + Default> PageCursor for Option<C> {
    fn position(&self) -> Option<Position> {
        self.as_ref().and_then(C::position)
    }

    fn set(&mut self, position: &Position) -> bool {
        self.get_or_insert_default().set(position)
    }
}

fn number(position: &Position) -> Option<i64> {
    match position {
        Position::Number(number) => Some(*number),
        Position::Text(text) => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_and_negative_places_lead_nowhere() {
        let text = |text: &str| Position::Text(text.to_owned());
        for end in [Position::Number(-1), text(""), text("-1")] {
            assert!(!end.leads_on(), "{end:?}");
        }
        for place in [
            Position::Number(0),
            text("0"),
            text("-"),
            text("a-1"),
            text(" "),
        ] {
            assert!(place.leads_on(), "{place:?}");
        }
    }

    #[test]
    fn what_was_put_in_is_what_comes_out() {
        let far = Position::Number(9_007_199_254_740_993);
        let text = Position::Text("eyJ9".to_owned());
        let cursors: [(&mut dyn PageCursor, &Position); 6] = [
            (&mut 0_i64, &far),
            (&mut 0_i32, &Position::Number(7)),
            (&mut JsonNumber::default(), &far),
            (&mut String::new(), &text),
            (&mut None::<i64>, &far),
            (&mut None::<String>, &text),
        ];
        for (cursor, position) in cursors {
            assert!(cursor.set(position), "{position:?}");
            assert_eq!(cursor.position().as_ref(), Some(position));
        }
        assert_eq!(None::<i64>.position(), None);
    }

    #[test]
    fn what_does_not_fit_is_told_and_changes_nothing() {
        let mut small = 5_i32;
        assert!(!small.set(&Position::Number(i64::MAX)));
        assert!(!small.set(&Position::Text("x".to_owned())));
        assert_eq!(small, 5);
    }
}
