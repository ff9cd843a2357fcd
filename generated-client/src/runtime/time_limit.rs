//! A time limit that is set, off or inherited.
//!
//! Knows these three states. Gives the effective duration. Must never read a clock.

use std::time::Duration;

/// A time limit.
///
/// A [`Duration`] sets it and `None` switches it off. If it is not set, a call uses the client's
/// limit, and a client the default.
///
/// ```
/// use std::time::Duration;
/// use generated_client::runtime::TimeLimit;
///
/// assert_eq!(TimeLimit::from(Duration::from_secs(5)), TimeLimit::After(Duration::from_secs(5)));
/// assert_eq!(TimeLimit::from(None), TimeLimit::Off);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TimeLimit {
    /// Not set.
    #[default]
    Unset,
    /// No limit.
    Off,
    /// This long.
    After(Duration),
}

impl TimeLimit {
    /// This limit, or the other one if this is not set.
    #[must_use]
    pub fn or(self, other: impl Into<Self>) -> Self {
        match self {
            Self::Unset => other.into(),
            Self::Off | Self::After(_) => self,
        }
    }

    /// The duration, if there is one.
    pub fn duration(self) -> Option<Duration> {
        match self {
            Self::Unset | Self::Off => None,
            Self::After(duration) => Some(duration),
        }
    }
}

impl From<Duration> for TimeLimit {
    fn from(duration: Duration) -> Self {
        Self::After(duration)
    }
}

impl From<Option<Duration>> for TimeLimit {
    fn from(duration: Option<Duration>) -> Self {
        duration.map_or(Self::Off, Self::After)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_first_counts() {
        let (one, two) = (Duration::from_secs(1), Duration::from_secs(2));
        assert_eq!(TimeLimit::Unset.or(one).or(two).duration(), Some(one));
        assert_eq!(TimeLimit::from(None).or(one).duration(), None);
        assert_eq!(TimeLimit::Unset.or(None).or(two), TimeLimit::Off);
        assert_eq!(TimeLimit::Unset.duration(), None);
    }
}
