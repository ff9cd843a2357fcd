//! Everything that is logged while a test runs, at every level.
//!
//! Knows the two interfaces that libraries log through. Gives what they were told, as one text.
//! Must never leave anything out: what is not recorded here could hold a secret.

use std::fmt::{Debug, Write};
use std::sync::{Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span;

static RECORDED: Mutex<String> = Mutex::new(String::new());

/// Begins to record, for the whole process and for good.
pub fn record() {
    // Another test of the same process may have begun already.
    if log::set_logger(&Recorder).is_ok() {
        log::set_max_level(log::LevelFilter::Trace);
    }
    let _ = tracing::subscriber::set_global_default(Recorder);
}

/// What has been logged so far.
#[must_use]
pub fn recorded() -> String {
    RECORDED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

#[derive(Debug)]
struct Recorder;

fn add(arguments: std::fmt::Arguments<'_>) {
    let mut recorded = RECORDED.lock().unwrap_or_else(PoisonError::into_inner);
    writeln!(recorded, "{arguments}").expect("a text grows");
}

impl log::Log for Recorder {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        add(format_args!("{}: {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

impl tracing::Subscriber for Recorder {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        attributes.record(&mut Fields(attributes.metadata().name()));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut Fields("span"));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut Fields(event.metadata().target()));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Writes down each field of a span or an event, which has this name.
struct Fields(&'static str);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        add(format_args!("{}: {field} = {value:?}", self.0));
    }
}
