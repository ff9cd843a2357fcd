//! Time to compare two versions of an API, from their texts and from their models.
//!
//! Each version has 5,000 actions of the shape of `BatchAddConversationParticipant`; half of them changed.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark that cannot go on says so by stopping"
)]

use std::hint::black_box;

use codegen_diff::diff;
use codegen_pipeline::understand_texts;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[path = "../examples/synthetic.rs"]
mod synthetic;

const SERVICES: usize = 50;
const ACTIONS: usize = 100;

/// Documents of every service; every second one has another limit.
fn texts(limit: &str) -> Vec<(String, String)> {
    let document = synthetic::document(ACTIONS);
    let changed = document.replace("x-qps-limit: 50", limit);
    let services = 0..SERVICES;
    services
        .flat_map(|number| {
            let text = if number % 2 == 0 { &document } else { &changed };
            [
                (
                    format!("demo{number}/service.yaml"),
                    "service: demo\n".to_owned(),
                ),
                (
                    format!("demo{number}/2020-12-01/Actions.yaml"),
                    text.clone(),
                ),
            ]
        })
        .collect()
}

fn compare(criterion: &mut Criterion) {
    let (old, new) = (texts("x-qps-limit: 50"), texts("x-qps-limit: 20"));
    let read = |texts: &[(String, String)]| understand_texts(texts.to_vec()).api.unwrap();
    let mut group = criterion.benchmark_group("compare 5,000 actions");
    group.sample_size(10);
    let actions = u64::try_from(SERVICES * ACTIONS).unwrap();
    group.throughput(Throughput::Elements(actions));
    group.bench_function("from texts", |bencher| {
        bencher.iter(|| {
            let (old, new) = rayon::join(|| read(&old), || read(&new));
            let found = diff(&old, &new);
            assert_eq!(found.changes.len(), SERVICES / 2 * ACTIONS);
            black_box(found)
        });
    });
    let (old, new) = (read(&old), read(&new));
    group.bench_function("from models", |bencher| {
        bencher.iter(|| black_box(diff(&old, &new)));
    });
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);
