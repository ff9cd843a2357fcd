//! Changes that mean one thing in requests and another in replies.

use super::reply::*;
use super::request::*;
use crate::Rule;

/// A rule for each direction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sided {
    /// Where the value is sent.
    pub(crate) request: &'static Rule,
    /// Where it is received.
    pub(crate) reply: &'static Rule,
}

/// What is demanded of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Of a number.
    Range,
    /// Of a text, in characters.
    Length,
    /// Of a list or a map.
    Count,
    /// Of a text, by a regular expression.
    Pattern,
    /// Of a number, by steps.
    Multiple,
    /// Of a list.
    Unique,
}

impl Limit {
    /// The rules for fewer values being allowed, and for more.
    pub(crate) fn rules(self) -> (Sided, Sided) {
        let (tightened, loosened) = match self {
            Self::Range => (&REQUEST_RANGE_TIGHTENED, &REQUEST_RANGE_LOOSENED),
            Self::Length => (&REQUEST_LENGTH_TIGHTENED, &REQUEST_LENGTH_LOOSENED),
            Self::Count => (&REQUEST_COUNT_TIGHTENED, &REQUEST_COUNT_LOOSENED),
            Self::Pattern => (&REQUEST_PATTERN_TIGHTENED, &REQUEST_PATTERN_LOOSENED),
            Self::Multiple => (&REQUEST_MULTIPLE_TIGHTENED, &REQUEST_MULTIPLE_LOOSENED),
            Self::Unique => (&REQUEST_UNIQUE_TIGHTENED, &REQUEST_UNIQUE_LOOSENED),
        };
        (
            Sided {
                request: tightened,
                reply: &REPLY_LIMIT_TIGHTENED,
            },
            Sided {
                request: loosened,
                reply: &REPLY_LIMIT_LOOSENED,
            },
        )
    }
}

macro_rules! sided {
    ($($name:ident $request:ident $reply:ident)*) => {
        $(pub(crate) const $name: Sided = Sided { request: &$request, reply: &$reply };)*
    };
}

sided! {
    MEMBER_ADDED REQUEST_MEMBER_ADDED REPLY_MEMBER_ADDED
    REQUIRED_MEMBER_ADDED REQUEST_REQUIRED_MEMBER_ADDED REPLY_MEMBER_ADDED
    MEMBER_REMOVED REQUEST_MEMBER_REMOVED REPLY_MEMBER_REMOVED
    REQUIRED_MEMBER_REMOVED REQUEST_MEMBER_REMOVED REPLY_REQUIRED_MEMBER_REMOVED
    MEMBER_RENAMED REQUEST_MEMBER_RENAMED REPLY_MEMBER_RENAMED
    MEMBER_REQUIRED REQUEST_MEMBER_REQUIRED REPLY_MEMBER_REQUIRED
    LIST_REQUIRED REQUEST_MEMBER_REQUIRED REPLY_LIST_REQUIRED
    MEMBER_OPTIONAL REQUEST_MEMBER_OPTIONAL REPLY_MEMBER_OPTIONAL
    LIST_OPTIONAL REQUEST_LIST_OPTIONAL REPLY_LIST_OPTIONAL
    RETYPED REQUEST_MEMBER_RETYPED REPLY_MEMBER_RETYPED
    WIDENED REQUEST_INTEGER_WIDENED REPLY_INTEGER_WIDENED
    NARROWED REQUEST_INTEGER_NARROWED REPLY_INTEGER_NARROWED
    NOW_LIST REQUEST_NOW_LIST REPLY_NOW_LIST
    NO_LIST REQUEST_NO_LIST REPLY_NO_LIST
    NOW_ENUM REQUEST_NOW_ENUM REPLY_NOW_ENUM
    NO_ENUM REQUEST_NO_ENUM REPLY_NO_ENUM
    NOW_FREE REQUEST_NOW_FREE REPLY_NOW_FREE
    NOT_FREE REQUEST_NOT_FREE REPLY_NOT_FREE
    DEFAULT_ADDED REQUEST_DEFAULT_ADDED REPLY_DEFAULT_CHANGED
    DEFAULT_REMOVED REQUEST_DEFAULT_REMOVED REPLY_DEFAULT_CHANGED
    DEFAULT_CHANGED REQUEST_DEFAULT_CHANGED REPLY_DEFAULT_CHANGED
    DEPRECATED REQUEST_MEMBER_DEPRECATED REPLY_MEMBER_DEPRECATED
    UNDEPRECATED REQUEST_MEMBER_UNDEPRECATED REPLY_MEMBER_UNDEPRECATED
    PATTERN_CHANGED REQUEST_PATTERN_CHANGED REPLY_LIMIT_LOOSENED
    ENUM_VALUE_ADDED REQUEST_ENUM_VALUE_ADDED REPLY_ENUM_VALUE_ADDED
    ENUM_VALUE_REMOVED REQUEST_ENUM_VALUE_REMOVED REPLY_ENUM_VALUE_REMOVED
    ALTERNATIVE_ADDED REQUEST_ALTERNATIVE_ADDED REPLY_ALTERNATIVE_ADDED
    ALTERNATIVE_REMOVED REQUEST_ALTERNATIVE_REMOVED REPLY_ALTERNATIVE_REMOVED
    FREE_MEMBERS_ADDED REQUEST_FREE_MEMBERS_ADDED REPLY_FREE_MEMBERS_ADDED
    FREE_MEMBERS_REMOVED REQUEST_FREE_MEMBERS_REMOVED REPLY_FREE_MEMBERS_REMOVED
}
