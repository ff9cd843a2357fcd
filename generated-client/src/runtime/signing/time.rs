//! The time of a signature, in its only text form.
//!
//! Knows how UTC is written as `yyyymmddThhmmssZ`. Gives that text and its day. Must never read a
//! clock.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::Offset;

/// The time of a signature: `yyyymmddThhmmssZ`, always UTC, to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SigningTime([u8; 16]);

impl SigningTime {
    /// Converts a point in time. Years beyond 9999 or before 0 are clamped.
    pub fn new(time: SystemTime) -> Self {
        let time = Timestamp::try_from(time).unwrap_or(Timestamp::MAX);
        let time = Offset::UTC.to_datetime(time);
        let mut text = *b"00000000T000000Z";
        let year = time.year().max(0);
        let two_digits = |value: i16| [b'0' + (value / 10 % 10) as u8, b'0' + (value % 10) as u8];
        let parts = [
            (0, year / 100),
            (2, year % 100),
            (4, time.month().into()),
            (6, time.day().into()),
            (9, time.hour().into()),
            (11, time.minute().into()),
            (13, time.second().into()),
        ];
        for (place, value) in parts {
            text[place..place + 2].copy_from_slice(&two_digits(value));
        }
        Self(text)
    }

    /// The text in `X-Date`.
    pub fn as_str(&self) -> &str {
        // Never empty: digits, `T` and `Z` are ASCII.
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The day in the credential scope, `yyyymmdd`.
    pub fn day(&self) -> &str {
        &self.as_str()[..8]
    }

    pub(super) fn day_bytes(&self) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        [a, b, c, d, e, f, g, h]
    }
}

impl FromStr for SigningTime {
    type Err = InvalidSigningTime;

    fn from_str(text: &str) -> Result<Self, InvalidSigningTime> {
        let bytes: [u8; 16] = text.as_bytes().try_into().map_err(|_| InvalidSigningTime)?;
        let well_formed = bytes.iter().enumerate().all(|(place, byte)| match place {
            8 => *byte == b'T',
            15 => *byte == b'Z',
            _ => byte.is_ascii_digit(),
        });
        if well_formed {
            Ok(Self(bytes))
        } else {
            Err(InvalidSigningTime)
        }
    }
}

impl fmt::Display for SigningTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for SigningTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is not of the form `yyyymmddThhmmssZ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidSigningTime;

impl fmt::Display for InvalidSigningTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a signing time has the form yyyymmddThhmmssZ")
    }
}

impl std::error::Error for InvalidSigningTime {}
