//! Time from documents on the disk to the text of every generated file.
//!
//! The document holds 10 to 5,000 actions of the shape of `BatchAddConversationParticipant`, each with schemas of its own.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark that cannot go on says so by stopping"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark makes the files that it needs"
)]

use std::fs;
use std::hint::black_box;

use codegen_emit::{Options, file_count};
use codegen_pipeline::{print, understand};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[path = "../examples/synthetic.rs"]
mod synthetic;

fn generate(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("generate");
    group.sample_size(10);
    for actions in [10, 100, 1_000, 5_000] {
        let root = tempfile::tempdir().unwrap();
        let version = root.path().join("demo/2020-12-01");
        fs::create_dir_all(&version).unwrap();
        fs::write(root.path().join("demo/service.yaml"), "service: demo\n").unwrap();
        fs::write(version.join("Actions.yaml"), synthetic::document(actions)).unwrap();
        group.throughput(Throughput::Elements(u64::try_from(actions).unwrap()));
        let options = Options::in_crate();
        group.bench_function(format!("{actions} actions"), |bencher| {
            bencher.iter(|| {
                let api = understand(root.path()).unwrap().api.unwrap();
                let files = print(&api, &options);
                assert_eq!(files.len(), file_count(&api, &options));
                black_box(files)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, generate);
criterion_main!(benches);
