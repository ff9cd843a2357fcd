//! Parts of other documents, as they read from this one.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use super::*;
use crate::source::{Format, SourceFile};

fn file(name: &str, text: &str) -> SourceFile {
    let relative = format!("demo/2020-01-01/{name}");
    SourceFile::new(relative.clone(), relative, Format::Yaml, text.to_owned())
}

/// A document before and after parts of another one are brought in.
fn read_beside(own: &str, other: SourceFile) -> (Node, Node) {
    let mut sources = Sources::default();
    let file = sources.add(file("own.yaml", own));
    sources.add(other);
    let written = Node::clone(sources.get(file).parsed().unwrap());
    let read = bring_in_at_most(1000, &written, file, &sources, &mut Findings::new());
    (written, Node::clone(&read.root))
}

fn brought_in(own: &str, other: &str) -> (Node, Node) {
    read_beside(own, file("other.yaml", other))
}

#[test]
fn the_other_document_is_read_once() {
    let mut other = file("other.yaml", "body: { content: {} }");
    assert!(other.parsed().is_ok());
    // Whoever read it again would find nothing.
    other.text.clear();
    let (_, read) = read_beside("requestBody: { $ref: './other.yaml#/body' }", other);
    let (expected, _) = brought_in("requestBody: { content: {} }", "");
    assert_eq!(read, expected);
}

#[test]
fn references_are_moved_and_data_is_not() {
    let other = "body: { schema: { properties: { default: { $ref: '#/a' }, b: { $ref: './third.yaml#/b' } }, default: { $ref: '#/a' }, \
                 discriminator: { mapping: { x: Cat, y: '#/b', z: './third.yaml#/c' } } }, example: { $ref: '#/a' } }";
    let (_, read) = brought_in("requestBody: { $ref: './other.yaml#/body' }", other);
    let (expected, _) = brought_in(
        "requestBody: { schema: { properties: { default: { $ref: './other.yaml#/a' }, b: { $ref: './third.yaml#/b' } }, default: { $ref: '#/a' }, \
         discriminator: { mapping: { x: './other.yaml#/components/schemas/Cat', y: './other.yaml#/b', z: './third.yaml#/c' } } }, \
         example: { $ref: '#/a' } }",
        "",
    );
    assert_eq!(read, expected);
}

#[test]
fn circles_and_floods_end() {
    let own = "requestBody: { $ref: 'other.yaml#/a' }";
    let (written, read) = brought_in(own, "a: { $ref: '#/b' }\nb: { $ref: '#/a' }");
    assert_eq!(read, written);
    let fan = (0..12).map(|level| {
        let next = format!("{{ $ref: '#/l{}' }}", level + 1);
        format!("l{level}: [{}]\n", vec![next; 10].join(", "))
    });
    let flood: String = fan.chain(["l12: [1]\n".to_owned()]).collect();
    let (written, read) = brought_in("requestBody: { $ref: 'other.yaml#/l0' }", &flood);
    assert_ne!(read, written);
}
