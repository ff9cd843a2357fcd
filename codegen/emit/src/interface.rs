//! The actions of a version -> its `api.rs`, a trait.
//!
//! Knows the actions by name and by the type of their requests.
//! Gives the file with the trait, whose every method has a body that serves the client as well as what stands in for it.
//! Must never know what an action holds, so that a change of one action leaves this file as it is.

use std::collections::HashMap;

use codegen_model::Action;

use super::format::{Comments, Piece};
use super::identifier::plain;
use super::layout::Layout;
use super::version::Surroundings;
use super::{File, Options, docs, format};

/// Name of the trait and, in another casing, of its module.
pub(super) const MODULE: &str = "api";

/// The file; `None` for a version without actions.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> Option<File> {
    let actions = &place.version.actions;
    if actions.is_empty() {
        return None;
    }
    let requests = Requests::new(actions);
    let interface = Layout::item(|text| {
        text.docs(0, &docs::of_interface(place.title(), &place.version.wire));
        text.line(0, &["pub trait Api: Send + Sync {"]);
        text.docs(1, &docs::of_interface_runtime());
        text.line(1, &["fn runtime(&self) -> Option<&runtime::Client> {"]);
        text.line(2, &["None"]);
        text.line(1, &["}"]);
        methods(actions, &requests, text);
        text.line(0, &["}"]);
    });
    // The client's methods of the same names are not asked, for they may be deprecated.
    let of_client = Layout::item(|text| {
        text.line(0, &["impl Api for Client {"]);
        text.line(1, &["fn runtime(&self) -> Option<&runtime::Client> {"]);
        text.line(2, &["Some(&self.runtime)"]);
        text.line(1, &["}"]);
        text.line(0, &["}"]);
    });
    let items = vec![Piece::from(interface), Piece::from(of_client)];
    let text = format::file(
        Some(&place.source()),
        &docs::of_interface_module(&place.version.wire),
        imports(actions, &requests, options)
            .into_iter()
            .chain([items]),
        &Comments::default(),
    );
    Some(File {
        path: place.path(MODULE),
        text,
    })
}

fn imports(actions: &[Action], requests: &Requests<'_>, options: &Options) -> Vec<Vec<Piece>> {
    let mut sorted: Vec<_> = actions.iter().collect();
    sorted.sort_unstable_by_key(|action| plain(action.module.as_str()));
    let from_version = |text: &mut Layout| {
        text.line(0, &["use super::Client;"]);
        for action in &sorted {
            let module = action.module.as_str();
            if requests.is_unique(action) {
                let request = action.request.name.as_str();
                text.line(0, &["use super::", module, "::", request, ";"]);
            } else {
                text.line(0, &["use super::", module, ";"]);
            }
        }
    };
    let runtime = options.runtime_text();
    let from_runtime = |text: &mut Layout| {
        text.line(0, &["use ", runtime, ";"]);
        text.line(0, &["use ", runtime, "::generated::{Call, pass_on};"]);
    };
    if options.is_runtime_local() {
        vec![vec![
            Layout::item(|text| {
                from_version(text);
                from_runtime(text);
            })
            .into(),
        ]]
    } else {
        [Layout::item(from_runtime), Layout::item(from_version)]
            .map(|lines| vec![Piece::from(lines)])
            .into()
    }
}

/// The methods of the trait.
fn methods(actions: &[Action], requests: &Requests<'_>, text: &mut Layout) {
    for action in actions {
        text.blank();
        text.docs(1, &docs::of_interface_method(action));
        let request = requests.of(action);
        text.function(
            1,
            &["fn ", action.method_name.as_str()],
            &["&self", &format!("request: {request}")],
            Some(&format!("Call<{request}>")),
            &[],
        );
        text.line(2, &["pass_on(self.runtime(), request)"]);
        text.line(1, &["}"]);
    }
}

/// How often each name of a request occurs in the version: names that differ in case alone become the same.
struct Requests<'a>(HashMap<&'a str, usize>);

impl<'a> Requests<'a> {
    fn new(actions: &'a [Action]) -> Self {
        let mut counts = HashMap::with_capacity(actions.len());
        for action in actions {
            *counts.entry(action.request.name.as_str()).or_default() += 1;
        }
        Self(counts)
    }

    fn is_unique(&self, action: &Action) -> bool {
        self.0.get(action.request.name.as_str()) == Some(&1)
    }

    /// The request as the file calls it: by its name, or by way of its module.
    fn of(&self, action: &Action) -> String {
        let name = action.request.name.as_str();
        if self.is_unique(action) {
            name.to_owned()
        } else {
            format!("{}::{name}", action.module)
        }
    }
}
