//! Changes that platforms make to their APIs, and the verdicts on them: a row for each kind, and for its siblings.

use codegen_diff::Verdict;

use crate::row::{Row, check, told};
use crate::shape::{GET, POST};

use Verdict::{Breaking, Compatible, Risky};

#[test]
fn a_member_that_collides_takes_no_name_from_another() {
    let two = "LocalBgpIP: { type: string }; LocalBgpIp: { type: string }";
    check(
        POST.request("LocalBgpIp: { type: string }"),
        POST.request(two),
        &[
            (
                "request-member-added",
                Compatible,
                Compatible,
                "request.LocalBgpIP",
            ),
            ("field-renamed", Compatible, Breaking, "request.LocalBgpIp"),
        ],
    );
    // Where it stands makes no difference.
    let other = "LocalBgpIp: { type: string }; LocalBgpIP: { type: string }";
    check(POST.request(two), POST.request(other), &[]);
    // Whoever pins the old name has nothing to rename.
    let pinned =
        "LocalBgpIP: { type: string }; LocalBgpIp: { type: string, x-rust-name: local_bgp_ip }";
    check(
        POST.request("LocalBgpIp: { type: string }"),
        POST.request(pinned),
        &[(
            "request-member-added",
            Compatible,
            Compatible,
            "request.LocalBgpIP",
        )],
    );
    // A pin that moves is the gravest change of all.
    let moved =
        "LocalBgpIP: { type: string, x-rust-name: local_bgp_ip }; LocalBgpIp: { type: string }";
    check(
        POST.request(pinned),
        POST.request(moved),
        &[
            (
                "name-now-another-member",
                Breaking,
                Breaking,
                "request.LocalBgpIP",
            ),
            ("field-renamed", Compatible, Breaking, "request.LocalBgpIP"),
        ],
    );
    let state = |values, names| -> &'static str {
        Box::leak(
            format!("State: {{ type: string, enum: [{values}], x-enum-varnames: [{names}] }}")
                .into_boxed_str(),
        )
    };
    check(
        POST.result(state("on, off", "Up, Down")),
        POST.result(state("on, off", "Down, Up")),
        &[
            (
                "name-now-another-member",
                Breaking,
                Breaking,
                "result.State",
            ),
            (
                "name-now-another-member",
                Breaking,
                Breaking,
                "result.State",
            ),
        ],
    );
}

#[test]
fn what_rust_does_not_see_breaks_the_wire_alone() {
    let (old, new) = ("VpcID: { type: string }", "VpcId: { type: string }");
    let request: &[Row] = &[(
        "request-member-respelled",
        Breaking,
        Compatible,
        "request.VpcId",
    )];
    check(POST.request(old), POST.request(new), request);
    check(GET.request(old), GET.request(new), request);
    check(
        POST.result(old),
        POST.result(new),
        &[(
            "reply-member-respelled",
            Breaking,
            Compatible,
            "result.VpcId",
        )],
    );
    // Case and separators come before any likeness.
    check(
        POST.request("!acceleratorId: { type: string }; !accelerateIPId: { type: string }"),
        POST.request("!AcceleratorId: { type: string }; !AccelerateIPId: { type: string }"),
        &[
            (
                "request-member-respelled",
                Breaking,
                Compatible,
                "request.AcceleratorId",
            ),
            (
                "request-member-respelled",
                Breaking,
                Compatible,
                "request.AccelerateIPId",
            ),
        ],
    );
    // A type that changes as well is told as well.
    check(
        POST.request("VpcID: { type: string }"),
        POST.request("VpcId: { type: integer }"),
        &[
            (
                "request-member-respelled",
                Breaking,
                Compatible,
                "request.VpcId",
            ),
            (
                "request-member-retyped",
                Breaking,
                Breaking,
                "request.VpcId",
            ),
        ],
    );
    // Rust sees another word.
    check(
        POST.request("HostName: { type: string }"),
        POST.request("Hostname: { type: string }"),
        &[(
            "request-member-renamed",
            Breaking,
            Breaking,
            "request.Hostname",
        )],
    );
    check(
        POST.request("Mode: { type: string, enum: [fast, slow] }"),
        POST.request("Mode: { type: string, enum: [FAST, slow] }"),
        &[(
            "request-enum-value-respelled",
            Breaking,
            Compatible,
            "request.Mode",
        )],
    );
}

#[test]
fn opposites_are_no_renames() {
    for (old, new) in [
        ("MinCount", "MaxCount"),
        ("StartTime", "EndTime"),
        ("Disk1", "Disk2"),
    ] {
        let member = |name: &str| -> &'static str {
            Box::leak(format!("{name}: {{ type: integer }}").into_boxed_str())
        };
        let changes = told(POST.request(member(old)), POST.request(member(new)));
        let rules: Vec<&str> = changes.iter().map(|change| change.rule.code).collect();
        assert_eq!(
            rules,
            ["request-member-removed", "request-member-added"],
            "{old} {new}"
        );
    }
}

#[test]
fn an_object_that_becomes_free_form_names_the_members_that_went() {
    let free = "Box: { type: object }";
    let described =
        "Box: { type: object, properties: { Size: { type: integer }, Colour: { type: string } } }";
    check(
        POST.result(described),
        POST.result(free),
        &[("reply-object-now-free", Risky, Breaking, "result.Box")],
    );
    let changes = told(POST.request(described), POST.request(free));
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].rule.code, changes[0].rule.wire),
        ("request-object-now-free", Risky)
    );
    assert!(
        changes[0]
            .message()
            .ends_with("(no longer described: `Size`, `Colour`)"),
        "{}",
        changes[0].message()
    );
    let changes = told(POST.result(free), POST.result(described));
    assert_eq!(
        (changes[0].rule.code, changes[0].rule.wire),
        ("reply-object-not-free", Compatible)
    );
    assert!(
        changes[0]
            .message()
            .ends_with("(now described: `Size`, `Colour`)"),
        "{}",
        changes[0].message()
    );
    check(
        POST,
        POST.result(""),
        &[("reply-object-now-free", Risky, Breaking, "result")],
    );
}

#[test]
fn one_cause_is_one_change_with_all_its_places() {
    let volumes = |values: &str| -> &'static str {
        let volume = format!(
            "{{ type: object, properties: {{ Type: {{ type: string, enum: [{values}] }} }} }}"
        );
        Box::leak(
            format!("DataVolumes: {{ type: array, items: {volume} }}; SystemVolume: {volume}")
                .into_boxed_str(),
        )
    };
    let changes = told(
        POST.request(volumes("A, B")),
        POST.request(volumes("A, B, C")),
    );
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0].place.path, "request.DataVolumes[].Type");
    assert_eq!(changes[0].more, ["request.SystemVolume.Type"]);
    // A schema that several members have in common, one of them inside of it.
    let tree = POST
        .request("Root: { $ref: '#/components/schemas/Node' }; Other: { $ref: '#/components/schemas/Node' }")
        .components("Node: { type: object, properties: { Name: { type: string }, Child: { $ref: '#/components/schemas/Node' } } }");
    let grown = tree.components("Node: { type: object, properties: { Name: { type: integer }, Child: { $ref: '#/components/schemas/Node' } } }");
    let changes = told(tree, grown);
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(
        changes[0].place.rust.as_deref(),
        Some("demo::v2020_01_01::r#do::Node::name")
    );
    assert_eq!(changes[0].more, ["request.Other.Name"]);
    // A schema that only has another name.
    let renamed = POST
        .request("Root: { $ref: '#/components/schemas/Leaf' }; Other: { $ref: '#/components/schemas/Leaf' }")
        .components("Leaf: { type: object, properties: { Name: { type: string } } }");
    let was = POST
        .request("Root: { $ref: '#/components/schemas/Node' }; Other: { $ref: '#/components/schemas/Node' }")
        .components("Node: { type: object, properties: { Name: { type: string } } }");
    check(
        was,
        renamed,
        &[("type-renamed", Compatible, Breaking, "request.Root")],
    );
    assert_eq!(told(was, renamed)[0].more, ["request.Other"]);
}

#[test]
fn a_type_that_travels_both_ways_is_told_once() {
    let both = |members: &str| {
        let node = format!("Node: {{ type: object, properties: {{ {members} }} }}");
        let member = "Root: { $ref: '#/components/schemas/Node' }";
        POST.request(member)
            .result(member)
            .components(Box::leak(node.into_boxed_str()))
    };
    let old = both("Id: { type: string }, Kind: { type: string, enum: [a] }");
    for (new, rule, wire, rust, path, other) in [
        (
            "Id: { type: string }, Kind: { type: string, enum: [a, b] }",
            "reply-enum-value-added",
            Risky,
            Risky,
            "result.Root.Kind",
            ("request.Root.Kind", "request-enum-value-added"),
        ),
        (
            "Id: { type: integer }, Kind: { type: string, enum: [a] }",
            "request-member-retyped",
            Breaking,
            Breaking,
            "request.Root.Id",
            ("result.Root.Id", "reply-member-retyped"),
        ),
        (
            "Kind: { type: string, enum: [a] }",
            "request-member-removed",
            Risky,
            Breaking,
            "request.Root.Id",
            ("result.Root.Id", "reply-member-removed"),
        ),
        (
            "Id: { type: string }, Kind: { type: string, enum: [a] }, Size: { type: integer }",
            "request-member-added",
            Compatible,
            Compatible,
            "request.Root.Size",
            ("result.Root.Size", "reply-member-added"),
        ),
        (
            "Id: { type: string, maxLength: 5 }, Kind: { type: string, enum: [a] }",
            "request-length-tightened",
            Breaking,
            Risky,
            "request.Root.Id",
            ("result.Root.Id", "reply-limit-tightened"),
        ),
    ] {
        check(old, both(new), &[(rule, wire, rust, path)]);
        let change = &told(old, both(new))[0];
        assert_eq!(change.more, [other.0]);
        assert_eq!(change.other_way.map(|rule| rule.code), Some(other.1));
    }
}

#[test]
fn a_type_that_splits_is_told_once() {
    let role = |values: &str| -> &'static str {
        Box::leak(format!("Role: {{ type: string, enum: [{values}] }}").into_boxed_str())
    };
    let old = POST.request(role("A, B")).result(role("A, B"));
    let new = POST.request(role("A, B, C")).result(role("A, B"));
    check(
        old,
        new,
        &[
            ("type-split", Compatible, Breaking, "request.Role"),
            (
                "request-enum-value-added",
                Compatible,
                Compatible,
                "request.Role",
            ),
        ],
    );
    check(
        new,
        old,
        &[
            ("types-merged", Compatible, Breaking, "request.Role"),
            (
                "request-enum-value-removed",
                Breaking,
                Breaking,
                "request.Role",
            ),
        ],
    );
}

#[test]
fn an_object_and_a_list_of_it_are_told_whatever_the_schema_is_called() {
    let one = "Items: { $ref: '#/components/schemas/Items' }";
    let many = "Items: { type: array, items: { $ref: '#/components/schemas/Item' } }";
    let of = |name: &str| -> &'static str {
        Box::leak(
            format!("{name}: {{ type: object, properties: {{ Id: {{ type: string }} }} }}")
                .into_boxed_str(),
        )
    };
    let (single, list) = (of("Items"), of("Item"));
    check(
        POST.result(one).components(single),
        POST.result(many).components(list),
        &[("reply-now-list", Breaking, Breaking, "result.Items")],
    );
    check(
        POST.request(many).components(list),
        POST.request(one).components(single),
        &[("request-no-list", Breaking, Breaking, "request.Items")],
    );
    check(
        POST.request("Ids: { type: string }"),
        POST.request("Ids: { type: array, items: { type: string } }"),
        &[("request-now-list", Breaking, Breaking, "request.Ids")],
    );
}

#[test]
fn a_call_by_post_breaks_code_only_where_it_is_presigned() {
    check(GET, POST, &[("method-now-post", Breaking, Risky, "")]);
}
