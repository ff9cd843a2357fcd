//! `codegen generate`: documents to files.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use rayon::iter::ParallelIterator;
use serde_json::json;

use super::progress::Progress;
use super::report::{count, err, out, plural, read, show_findings};
use super::{BROKEN, Common, FAILED, Format, selection};
use crate::output::{FileChangeKind, Plan, apply, plan, render_diff};
use crate::package::{NewCrate, Runtime, keep_features, limit};
use codegen_documents::diagnostics::render_json;
use codegen_emit as emit;
use codegen_model::Api;
use codegen_pipeline::Understood;

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    target: Target,
    /// Write nothing; show as a diff what would change, and fail if anything would.
    #[arg(long)]
    check: bool,
}

/// Where the output goes.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// Folder to write into: the sources of the crate with the runtime, or, with `--runtime`, any folder.
    ///
    /// The manifest beside the sources gets a feature for each service.
    #[arg(long, value_name = "DIR", default_value = "generated-client/src")]
    out: PathBuf,
    /// Write modules for a crate that reaches the runtime by this path, such as `generated_client::runtime`.
    ///
    /// Include the file `services.rs` where you want the modules. They are not feature-gated.
    #[arg(long, value_name = "PATH", value_parser = rust_path)]
    runtime: Option<String>,
    /// Write a whole crate that depends on `generated-client` for the runtime, or bring one up to date.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out", "runtime"])]
    new_crate: Option<PathBuf>,
    /// Services that the crate of `--new-crate` is limited to, by their folders; later runs keep to them. `all` lifts the limit.
    #[arg(long, value_name = "NAME", num_args = 1.., requires = "new_crate")]
    service: Vec<String>,
    /// Folder of `generated-client` for `--new-crate`, if it is neither beside the crate nor above this folder.
    #[arg(long, value_name = "DIR", requires = "new_crate")]
    runtime_path: Option<PathBuf>,
    /// Version of `generated-client` that the crate of `--new-crate` depends on.
    #[arg(
        long,
        value_name = "VERSION",
        requires = "new_crate",
        conflicts_with = "runtime_path"
    )]
    runtime_version: Option<String>,
}

impl Target {
    /// The folders of the services that go there; `None` for all of them.
    pub(super) fn services(&self, spec: &Path) -> Result<Option<Vec<String>>, Box<dyn Error>> {
        let kept = match &self.new_crate {
            Some(folder) if self.service.is_empty() => limit(folder)?,
            _ => None,
        };
        let named = kept.as_deref().unwrap_or(&self.service);
        selection::folders(named, spec).map_err(|why| match (&kept, &self.new_crate) {
            (Some(_), Some(folder)) => {
                let manifest = folder.join("Cargo.toml");
                format!("{} restricts the crate: {why}", manifest.display()).into()
            }
            _ => why.into(),
        })
    }

    /// What would have to be written there, for a crate that is limited to these services.
    pub(super) fn plan(
        &self,
        api: &Api,
        services: Option<&[String]>,
        start: Instant,
    ) -> Result<Plan, Box<dyn Error>> {
        Destination::of(self, services)?.plan(api, start)
    }
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let start = Instant::now();
    let format = arguments.common.format;
    let services = match arguments.target.services(&arguments.common.spec) {
        Ok(services) => services,
        Err(error) => return broken(&*error),
    };
    let understood = match read(&arguments.common.spec, services.as_deref()) {
        Ok(understood) => understood,
        Err(code) => return code,
    };
    show_findings(&understood, format);
    let Some(api) = &understood.api else {
        match format {
            Format::Text => {
                err(format_args!(
                    "error: nothing was written: {}",
                    count(&understood).unwrap_or_default()
                ));
            }
            Format::Json => out(summary_json(&understood, None, start.elapsed())),
        }
        return ExitCode::from(FAILED);
    };
    let plan = match arguments.target.plan(api, services.as_deref(), start) {
        Ok(plan) => plan,
        Err(error) => return broken(&*error),
    };
    if arguments.check {
        return check(&understood, &plan, format, start);
    }
    if let Err(error) = apply(&plan) {
        return broken(&error);
    }
    match format {
        Format::Text => out(summary(&understood, api, &plan, start.elapsed())),
        Format::Json => out(summary_json(&understood, Some(&plan), start.elapsed())),
    }
    ExitCode::SUCCESS
}

/// Where the files go and what is kept in step with them.
struct Destination {
    sources: PathBuf,
    options: emit::Options,
    beside: Beside,
}

/// What stands beside the sources.
enum Beside {
    /// The manifest of a crate in which every service is a feature.
    Features,
    /// A crate of its own.
    NewCrate(Box<NewCrate>),
    /// Nothing of ours.
    Nothing,
}

impl Destination {
    fn of(target: &Target, services: Option<&[String]>) -> Result<Self, Box<dyn Error>> {
        if let Some(folder) = &target.new_crate {
            let new_crate = NewCrate::open(folder, services, |folder| {
                let path = target.runtime_path.as_deref();
                let path = path.map(|path| Runtime::at(path, folder)).transpose()?;
                Ok(path.or_else(|| target.runtime_version.clone().map(Runtime::Version)))
            })?;
            return Ok(Self {
                sources: new_crate.sources(),
                options: emit::Options::of_crate(new_crate.library_name()),
                beside: Beside::NewCrate(Box::new(new_crate)),
            });
        }
        let (options, beside) = match &target.runtime {
            Some(runtime) => (emit::Options::external(runtime, None), Beside::Nothing),
            None => (emit::Options::in_crate(), Beside::Features),
        };
        Ok(Self {
            sources: target.out.clone(),
            options,
            beside,
        })
    }

    fn plan(self, api: &Api, start: Instant) -> Result<Plan, Box<dyn Error>> {
        let index = self.options.index_path();
        let companions = match self.beside {
            Beside::Features => keep_features(&self.sources, index, api)?
                .into_iter()
                .collect(),
            Beside::NewCrate(new_crate) => new_crate.companions(index, api)?,
            Beside::Nothing => Vec::new(),
        };
        let progress = Progress::new(emit::file_count(api, &self.options), start);
        let files = emit::files(api, &self.options).inspect(|_| progress.step());
        Ok(plan(&self.sources, files, companions)?)
    }
}

/// A path as code writes it.
fn rust_path(text: &str) -> Result<String, String> {
    match syn::parse_str::<syn::Path>(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("write a path such as `generated_client::runtime`".to_owned()),
    }
}

fn check(understood: &Understood, plan: &Plan, format: Format, start: Instant) -> ExitCode {
    let stale = !plan.changes.is_empty();
    match format {
        Format::Text if stale => {
            out(render_diff(plan).trim_end());
            err(format_args!(
                "error: {} below {} are out of date; run the command again without `--check`",
                plural(plan.changes.len(), "file"),
                plan.root.display()
            ));
        }
        Format::Text => {
            out(format_args!(
                "{} below {} up to date",
                plural(plan.unchanged, "file"),
                plan.root.display()
            ));
        }
        Format::Json => out(summary_json(understood, Some(plan), start.elapsed())),
    }
    if stale {
        ExitCode::from(FAILED)
    } else {
        ExitCode::SUCCESS
    }
}

fn broken(error: &dyn Error) -> ExitCode {
    err(format_args!("error: nothing was written: {error}"));
    ExitCode::from(BROKEN)
}

fn summary(understood: &Understood, api: &Api, plan: &Plan, time: Duration) -> String {
    let (actions, types) = totals(api);
    let mut changes = Vec::new();
    for kind in [
        FileChangeKind::Created,
        FileChangeKind::Updated,
        FileChangeKind::Removed,
    ] {
        let number = plan
            .changes
            .iter()
            .filter(|change| change.kind == kind)
            .count();
        if number > 0 {
            changes.push(format!("{number} {}", kind.word()));
        }
    }
    changes.push(format!("{} unchanged", plan.unchanged));
    let warnings = count(understood)
        .map(|found| format!(", {found}"))
        .unwrap_or_default();
    format!(
        "{}, {}, {}: files {} ({:.0?}{warnings})",
        plural(understood.documents, "document"),
        plural(actions, "action"),
        plural(types, "type"),
        changes.join(", "),
        time,
    )
}

/// How many actions and types there are.
pub(super) fn totals(api: &Api) -> (usize, usize) {
    let versions = || api.services.iter().flat_map(|service| &service.versions);
    let actions = versions().map(|version| version.actions.len()).sum();
    let own: usize = versions()
        .flat_map(|version| &version.actions)
        .map(|action| action.types.len())
        .sum();
    let shared: usize = versions().map(|version| version.shared_types.len()).sum();
    (actions, own + shared)
}

fn summary_json(understood: &Understood, plan: Option<&Plan>, time: Duration) -> serde_json::Value {
    let totals = understood.api.as_ref().map(totals);
    json!({
        "documents": understood.documents,
        "actions": totals.map(|(actions, _)| actions),
        "types": totals.map(|(_, types)| types),
        "changes": plan.map(|plan| {
            plan.changes
                .iter()
                .map(|change| json!({ "path": change.path, "kind": change.kind.word() }))
                .collect::<Vec<_>>()
        }),
        "unchanged": plan.map(|plan| plan.unchanged),
        "milliseconds": u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
        "findings": render_json(&understood.findings, &understood.sources),
    })
}
