//! The notation of faults.
//!
//! Knows each word of it. Gives a fault, or what is wrong with the text. Must never guess.

use std::str::FromStr;
use std::time::Duration;

use super::{Effect, Fault, FaultError, Instead, When};

const KINDS: &str =
    "`throttle`, `status=N`, `error=CODE`, `html`, `empty`, `truncate`, `reset` or `delay=300ms`";
const CONDITIONS: &str = "`action=NAME`, `first=N`, `every=N` or `retry-after=2s`";

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let mut parts = text.split(',').map(str::trim);
        let mut fault = Self {
            effect: effect(parts.next().unwrap_or_default())?,
            action: None,
            when: When::Always,
        };
        for part in parts {
            condition(&mut fault, part)?;
        }
        Ok(fault)
    }
}

fn effect(text: &str) -> Result<Effect, FaultError> {
    let (name, value) = pair(text);
    let error = |status, code: &str| Instead::Error {
        status,
        code: code.to_owned(),
        retry_after: None,
    };
    Ok(Effect::Instead(match (name, value) {
        ("throttle", None) => error(429, "RequestLimitExceeded"),
        ("status", Some(value)) => match value.parse() {
            Ok(status @ 400..=599) => error(status, "InternalError"),
            _ => return Err(wrong(text, "expected a status from 400 to 599")),
        },
        ("error", Some(code)) if !code.is_empty() => error(400, code),
        ("html", None) => Instead::Html,
        ("empty", None) => Instead::Empty,
        ("truncate", None) => Instead::Truncate,
        ("reset", None) => Instead::Reset,
        ("delay", Some(value)) => return duration(text, value).map(Effect::Delay),
        _ => return Err(wrong(text, &format!("a fault starts with {KINDS}"))),
    }))
}

fn condition(fault: &mut Fault, text: &str) -> Result<(), FaultError> {
    match pair(text) {
        ("action", Some(name)) if !name.is_empty() => {
            if fault.action.replace(name.to_owned()).is_some() {
                return Err(wrong(text, "a fault is restricted to one action"));
            }
        }
        ("first", Some(value)) => when(fault, text, When::First(number(text, value)?))?,
        ("every", Some(value)) => when(fault, text, When::Every(number(text, value)?))?,
        ("retry-after", Some(value)) => {
            let pause = duration(text, value)?;
            let Effect::Instead(Instead::Error { retry_after, .. }) = &mut fault.effect else {
                return Err(wrong(
                    text,
                    "only `throttle`, `status=N` and `error=CODE` accept `retry-after`",
                ));
            };
            *retry_after = Some(pause);
        }
        _ => {
            return Err(wrong(
                text,
                &format!("after the kind of a fault come {CONDITIONS}"),
            ));
        }
    }
    Ok(())
}

fn when(fault: &mut Fault, text: &str, when: When) -> Result<(), FaultError> {
    if fault.when != When::Always {
        return Err(wrong(text, "a fault has either `first` or `every`, once"));
    }
    fault.when = when;
    Ok(())
}

fn pair(text: &str) -> (&str, Option<&str>) {
    match text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (text, None),
    }
}

fn number(text: &str, value: &str) -> Result<u64, FaultError> {
    let number = value.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| wrong(text, "expected a number of requests, 1 or more"))
}

fn duration(text: &str, value: &str) -> Result<Duration, FaultError> {
    let whole = |number: &str| number.parse::<u32>().ok();
    let made = if let Some(number) = value.strip_suffix("ms") {
        whole(number).map(|number| Duration::from_millis(number.into()))
    } else {
        let number = value.strip_suffix('s').and_then(whole);
        number.map(|number| Duration::from_secs(number.into()))
    };
    made.ok_or_else(|| wrong(text, "expected a duration such as `300ms` or `2s`"))
}

fn wrong(text: &str, why: &str) -> FaultError {
    FaultError(format!("`{text}`: {why}"))
}
