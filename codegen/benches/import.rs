//! Time from pages of documentation to documents.
//!
//! The pages are those that the tests keep, over and over, each with an action of its own; beside them a page with very many
//! members, and text that is no page.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark that cannot go on says so by stopping"
)]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use codegen_documents::source::{Format, SourceFile, Sources};
use codegen_import::import;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;

/// How many pages are imported at once.
const PAGES: usize = 500;

/// The pages of the tests, repeated.
fn pages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/pages");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .flat_map(|dialect| fs::read_dir(dialect.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().is_some_and(|kind| kind == "md"))
        .collect();
    files.sort();
    let copies = files.iter().cycle().take(PAGES).enumerate();
    copies
        .map(|(number, file)| {
            let name = file.file_stem().unwrap().to_string_lossy();
            let text = fs::read_to_string(file).unwrap();
            text.replace(&*name, &format!("{name}{number}"))
        })
        .collect()
}

/// A page whose request has many members, nested by dotted names.
fn long_page(members: usize) -> String {
    let mut page = "# LongAction\n\nPOST https://demo.volcengineapi.com/?Action=LongAction&Version=2020-01-01\n\n\
        ## 请求参数\n\n| 参数 | 类型 | 是否必选 | 描述 |\n| --- | --- | --- | --- |\n"
        .to_owned();
    for number in 0..members {
        let group = number / 10;
        let row = match number % 10 {
            0 => format!("| Group{group} | Object[] | 否 | 一组，最多 20 个 |"),
            _ => format!(
                "| Group{group}.Member{number} | String | 是 | 第 {number} 个，长度为 1~64 个字符，默认值为 `x`。 |"
            ),
        };
        let _ = writeln!(page, "{row}");
    }
    page.push_str("\n## 返回参数\n\n无\n");
    page
}

/// Much text in which there is nothing to find.
fn garbage(bytes: usize) -> String {
    "| a | **b ** 默认值为 {[(<td 0：1；2~ `c\n"
        .chars()
        .cycle()
        .take(bytes / 2)
        .collect()
}

fn import_all(texts: &[String]) -> usize {
    let mut sources = Sources::default();
    let files: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let name = format!("{number}.md");
            sources.add(SourceFile::new(
                name.clone(),
                name,
                Format::Text,
                text.clone(),
            ))
        })
        .collect();
    files
        .par_iter()
        .filter(|file| import(**file, &sources).imported.is_some())
        .count()
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("import");
    group.sample_size(10);
    let pages = pages();
    group.throughput(Throughput::Elements(u64::try_from(PAGES).unwrap()));
    group.bench_function("500 pages", |bencher| {
        bencher.iter(|| black_box(import_all(&pages)));
    });
    for members in [150, 1_500, 15_000] {
        let page = [long_page(members)];
        group.throughput(Throughput::Elements(u64::try_from(members).unwrap()));
        group.bench_function(format!("a page of {members} members"), |bencher| {
            bencher.iter(|| assert_eq!(black_box(import_all(&page)), 1));
        });
    }
    let text = [garbage(2 << 20)];
    group.throughput(Throughput::Bytes(u64::try_from(text[0].len()).unwrap()));
    group.bench_function("2 MB without a page in it", |bencher| {
        bencher.iter(|| assert_eq!(black_box(import_all(&text)), 0));
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
