//! What a change of a type comes to depends on how values travel.

use codegen_diff::Verdict;

use crate::row::check;
use crate::shape::{GET, POST};

use Verdict::{Breaking, Compatible, Risky};

#[test]
fn types_are_compared_as_they_travel() {
    let of = |ty: &str| -> &'static str { Box::leak(format!("Size: {ty}").into_boxed_str()) };
    let (integer, small, number) = (
        "{ type: integer }",
        "{ type: integer, format: int32 }",
        "{ type: number }",
    );
    let (text, truth) = ("{ type: string }", "{ type: boolean }");
    let (letters, digits) = (
        "{ type: string, enum: [a, b] }",
        "{ type: string, enum: ['1', '2'] }",
    );
    let several = "{ type: [number, string] }";
    let counted = "{ type: integer, enum: [1, 2] }";
    // In a body.
    for (old, new, rule, wire) in [
        (integer, number, "request-now-number", Compatible),
        (small, number, "request-now-number", Compatible),
        (number, integer, "request-no-number", Breaking),
        (small, integer, "request-integer-widened", Compatible),
        (integer, small, "request-integer-narrowed", Breaking),
        (integer, text, "request-member-retyped", Breaking),
        (counted, number, "request-now-number", Compatible),
        (number, counted, "request-no-number", Breaking),
        (integer, several, "request-type-widened", Compatible),
        (several, integer, "request-member-retyped", Breaking),
    ] {
        check(
            POST.request(of(old)),
            POST.request(of(new)),
            &[(rule, wire, Breaking, "request.Size")],
        );
    }
    // In a query, where everything is text.
    for (old, new, rule, wire) in [
        (integer, text, "request-now-text", Compatible),
        (truth, text, "request-now-text", Compatible),
        (counted, text, "request-now-text", Compatible),
        (text, integer, "request-not-text", Risky),
        (text, truth, "request-not-text", Risky),
        (counted, digits, "request-now-text", Compatible),
        (truth, integer, "request-member-retyped", Breaking),
        (integer, letters, "request-member-retyped", Breaking),
        (integer, number, "request-now-number", Compatible),
        (letters, text, "request-no-enum", Compatible),
        (number, integer, "request-not-text", Risky),
        (integer, small, "request-not-text", Risky),
        (small, integer, "request-integer-widened", Compatible),
        (digits, small, "request-now-text", Compatible),
        (letters, small, "request-member-retyped", Breaking),
    ] {
        check(
            GET.request(of(old)),
            GET.request(of(new)),
            &[(rule, wire, Breaking, "request.Size")],
        );
    }
    check(
        GET.request("Ids: { type: array, items: { type: integer } }"),
        GET.request("Ids: { type: array, items: { type: string } }"),
        &[("request-now-text", Compatible, Breaking, "request.Ids[]")],
    );
    // In a reply.
    for (old, new, rule, wire) in [
        (number, integer, "reply-no-number", Compatible),
        (integer, number, "reply-now-number", Breaking),
        (integer, text, "reply-member-retyped", Breaking),
        (small, number, "reply-now-number", Breaking),
        (number, small, "reply-no-number", Compatible),
        (number, counted, "reply-no-number", Compatible),
        (counted, number, "reply-now-number", Breaking),
        (integer, several, "reply-member-retyped", Breaking),
        (several, integer, "reply-type-narrowed", Compatible),
        (several, text, "reply-type-narrowed", Compatible),
    ] {
        check(
            POST.result(of(old)),
            POST.result(of(new)),
            &[(rule, wire, Breaking, "result.Size")],
        );
    }
}

#[test]
fn a_single_value_is_a_list_of_one_where_a_query_says_so() {
    let list = |item: &str, style: &str| -> &'static str {
        Box::leak(format!("Ids: {{ type: array, items: {item} }}{style}").into_boxed_str())
    };
    let of = |ty: &str| -> &'static str { Box::leak(format!("Ids: {ty}").into_boxed_str()) };
    let (text, integer) = ("{ type: string }", "{ type: integer }");
    let joined = ", style: form, explode: false";
    let repeated = ", style: form, explode: true";
    for (old, new, rule, wire) in [
        (of(text), list(text, joined), "request-now-text", Compatible),
        (
            of(integer),
            list(integer, repeated),
            "request-now-text",
            Compatible,
        ),
        (
            of(integer),
            list(text, repeated),
            "request-now-text",
            Compatible,
        ),
        (list(text, joined), of(text), "request-now-text", Compatible),
        (
            list(integer, joined),
            of(text),
            "request-now-text",
            Compatible,
        ),
        (of(text), list(integer, joined), "request-not-text", Risky),
        (list(text, repeated), of(text), "request-no-list", Breaking),
        (
            list(integer, joined),
            of(integer),
            "request-no-list",
            Breaking,
        ),
        // Numbered parameters have other names than a single one.
        (of(text), list(text, ""), "request-now-list", Breaking),
        (list(text, ""), of(text), "request-no-list", Breaking),
    ] {
        let row = [(rule, wire, Breaking, "request.Ids")];
        check(GET.request(old), GET.request(new), &row);
    }
}

#[test]
fn what_any_json_may_be_changes_no_type() {
    let of = |ty: &str| -> &'static str { Box::leak(format!("Box: {ty}").into_boxed_str()) };
    let (object, any) = (of("{ type: object }"), of("{}"));
    for (old, new, request, reply) in [
        (
            object,
            any,
            ("request-object-now-any", Compatible),
            ("reply-object-now-any", Risky),
        ),
        (
            any,
            object,
            ("request-any-now-object", Risky),
            ("reply-any-now-object", Compatible),
        ),
    ] {
        check(
            POST.request(old),
            POST.request(new),
            &[(request.0, request.1, request.1, "request.Box")],
        );
        check(
            POST.result(old),
            POST.result(new),
            &[(reply.0, reply.1, reply.1, "result.Box")],
        );
    }
    // A map has values of one type, and any JSON has not.
    let (map, described) = (
        of("{ type: object, additionalProperties: { type: string } }"),
        of("{ type: object, properties: { Size: { type: string } } }"),
    );
    let other = of("{ type: object, properties: { Size: { type: integer } } }");
    for (old, new, rule, wire) in [
        (map, object, "reply-now-free", Breaking),
        (object, map, "reply-not-free", Compatible),
        (map, described, "reply-object-not-free", Compatible),
        (described, map, "reply-object-now-free", Risky),
        (map, other, "reply-member-retyped", Breaking),
        (other, map, "reply-member-retyped", Breaking),
    ] {
        check(
            POST.result(old),
            POST.result(new),
            &[(rule, wire, Breaking, "result.Box")],
        );
    }
    for (old, new, rule, wire) in [
        (map, object, "request-now-free", Compatible),
        (object, map, "request-not-free", Risky),
        (described, map, "request-object-now-free", Risky),
    ] {
        check(
            POST.request(old),
            POST.request(new),
            &[(rule, wire, Breaking, "request.Box")],
        );
    }
}

#[test]
fn values_for_which_no_enum_stands_are_a_limit() {
    let of = |ty: &str| -> &'static str { Box::leak(format!("Level: {ty}").into_boxed_str()) };
    for (wide, narrow) in [
        ("{ type: number }", "{ type: number, enum: [0.5, 1.5] }"),
        (
            "{ type: number, enum: [0.5, 1.5] }",
            "{ type: number, enum: [1.5] }",
        ),
        ("{ type: string }", "{ type: string, const: a }"),
        ("{ type: boolean }", "{ type: boolean, enum: [true] }"),
    ] {
        for (old, new, request, reply) in [
            (
                wide,
                narrow,
                ("request-values-tightened", Breaking, Risky),
                ("reply-limit-tightened", Compatible, Compatible),
            ),
            (
                narrow,
                wide,
                ("request-values-loosened", Compatible, Compatible),
                ("reply-limit-loosened", Risky, Risky),
            ),
        ] {
            let row = [(request.0, request.1, request.2, "request.Level")];
            check(POST.request(of(old)), POST.request(of(new)), &row);
            let row = [(reply.0, reply.1, reply.2, "result.Level")];
            check(POST.result(of(old)), POST.result(of(new)), &row);
        }
    }
}

#[test]
fn null_beside_a_type_is_a_further_type_of_an_item() {
    let (plain, nullable) = (
        "Ids: { type: array, items: { type: string } }",
        "Ids: { type: array, items: { type: [string, 'null'] } }",
    );
    for (old, new, request, reply) in [
        (
            plain,
            nullable,
            ("request-type-widened", Compatible),
            ("reply-member-retyped", Breaking),
        ),
        (
            nullable,
            plain,
            ("request-member-retyped", Breaking),
            ("reply-type-narrowed", Compatible),
        ),
    ] {
        let row = [(request.0, request.1, Breaking, "request.Ids[]")];
        check(POST.request(old), POST.request(new), &row);
        let row = [(reply.0, reply.1, Breaking, "result.Ids[]")];
        check(POST.result(old), POST.result(new), &row);
    }
}
