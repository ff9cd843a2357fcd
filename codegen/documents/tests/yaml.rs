//! YAML as people write it: merge keys, aliases, marks at the beginning, and texts that were made to take long.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use codegen_documents::source::{
    Format, Node, Place, Pointer, SourceFile, Sources, Spot, SyntaxError, locate, parse,
};

fn file(text: &str) -> SourceFile {
    let name = "a.yaml".to_owned();
    SourceFile::new(name.clone(), name, Format::Yaml, text.to_owned())
}

fn read(text: &str) -> Node {
    parse(&file(text)).unwrap()
}

fn refused(text: &str) -> (String, usize, usize) {
    let file = file(text);
    let SyntaxError { message, offset } = parse(&file).unwrap_err();
    let position = file.position(offset.unwrap());
    (message, position.line, position.column)
}

fn keys(node: &Node) -> Vec<&str> {
    match node {
        Node::Object(entries) => entries.iter().map(|entry| entry.key.as_str()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn merge_keys_bring_in_what_is_not_there() {
    let node = read(
        "a: &a { x: 1, y: 2 }\nb: &b { y: 3, z: 4 }\nc: { y: 0, <<: [*a, *b], z: 5 }\nd:\n  !!merge <<: *a\n",
    );
    let merged = node.member("c").unwrap();
    assert_eq!(keys(merged), ["y", "x", "z"]);
    let values = ["y", "x", "z"].map(|key| merged.member(key).unwrap().clone());
    assert_eq!(values, [0, 1, 5].map(Node::Int));
    assert_eq!(keys(node.member("d").unwrap()), ["x", "y"]);
    assert_eq!(keys(&read("'<<': { x: 1 }")), ["<<"]);
    let (message, line, column) = refused("a: 1\n<<: [3]\n");
    assert!(message.contains("merges a mapping"), "{message}");
    assert_eq!((line, column), (2, 7));
}

#[test]
fn a_merged_key_is_found_where_it_was_written() {
    let file = file("a: &a\n  x: 1\nb:\n  <<: *a\n");
    let mut sources = Sources::default();
    let id = sources.add(file.clone());
    let Spot::Tree(..) = Place::value(id, Pointer::root()).spot else {
        unreachable!("a place in the tree")
    };
    let place = Place::key(id, Pointer::root().key("b").key("x"));
    assert_eq!(file.position(locate(&file, &place.spot).start).line, 2);
}

#[test]
fn scalars_follow_the_core_schema() {
    let node =
        read("[017, 0o17, 0x1f, 1_000, +1, 1e3, .5, ~, yes, 2020-01-01, '1', !!str 1, !!float 1]");
    let text = |text: &str| Node::String(text.to_owned());
    assert_eq!(
        node,
        Node::Array(vec![
            text("017"),
            Node::Int(15),
            Node::Int(31),
            text("1_000"),
            Node::Int(1),
            Node::Float(1000.0),
            Node::Float(0.5),
            Node::Null,
            text("yes"),
            text("2020-01-01"),
            text("1"),
            text("1"),
            Node::Float(1.0),
        ])
    );
}

#[test]
fn a_mark_at_the_beginning_is_no_part_of_the_text() {
    assert_eq!(read("\u{feff}a: 1\n"), read("a: 1\n"));
    assert_eq!(read("\u{feff}---\na: 1\n"), read("a: 1\n"));
}

#[test]
fn what_is_wrong_has_its_place() {
    assert_eq!(refused("a: 1\n---\nb: 2\n").1, 2);
    let (message, line, _) = refused("a:\n\tb: 1\n");
    assert!(message.contains("tab"), "{message}");
    assert_eq!(line, 2);
    assert_eq!(refused("a: !custom 1\n").2, 4);
}

#[test]
fn hostile_texts_end_quickly() {
    for text in [
        "[".repeat(200_000),
        "{".repeat(200_000),
        "[{a: ".repeat(50_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        format!("a: {}", "[".repeat(200_000)),
    ] {
        let (message, ..) = refused(&text);
        assert!(
            message.contains("deep") || message.contains("key"),
            "{message}"
        );
    }
    // Each line holds the one before ten times.
    let mut laughs = "a0: &a0 lol lol lol lol lol lol lol\n".to_owned();
    for level in 1..12 {
        let inner = format!("*a{}, ", level - 1).repeat(10);
        laughs += &format!("a{level}: &a{level} [{inner}]\n");
    }
    assert!(refused(&laughs).0.contains("expand to too many values"));
    // Aliases add to the depth as well.
    let mut deep = "a0: &a0 []\n".to_owned();
    for level in 1..400 {
        deep += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert!(refused(&deep).0.contains("deep"));
    assert!(refused("a: &a [*a]").0.contains("part of"));
}
