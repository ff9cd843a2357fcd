//! Markdown of every kind, and what becomes of it.

use super::*;

fn markdown(text: &str) -> String {
    lines(text).join("\n")
}

#[test]
fn plain_text_stays_as_it_is() {
    for text in [
        "Id of the app.",
        "应用的唯一标志。",
        "A (b), 50% of c/d - e?",
    ] {
        assert_eq!(markdown(text), text);
    }
    assert_eq!(markdown("  a\r\nb\u{200b}\u{202e} "), "a b");
    assert_eq!(markdown(" \n "), "");
}

#[test]
fn paragraphs_are_kept() {
    assert_eq!(markdown("a\nb\n\nc  \nd"), "a b\n\nc d");
    assert_eq!(markdown("如设置\n屏障"), "如设置屏障");
}

#[test]
fn boxes_are_quotes() {
    assert_eq!(
        markdown("Before.\n:::tip\nMind `this`.\n\n- one\n:::\nAfter."),
        "Before.\n\n> Mind `this`.\n>\n> - one\n\nAfter."
    );
    assert_eq!(markdown(":::warning Hot :::\nAfter."), "> Hot\n\nAfter.");
    assert_eq!(markdown("a ::: b"), "a ::: b");
    assert_eq!(markdown(":::tip\nNever ended."), "> Never ended.");
}

#[test]
fn pages_of_the_documentation_are_links() {
    assert_eq!(
        markdown("See [the page](/docs/6257/65009) and [below](#Below)."),
        "See [the page](https://www.volcengine.com/docs/6257/65009) and below."
    );
}

#[test]
fn only_links_to_the_web_are_links() {
    assert_eq!(
        markdown("[a b](https://c.d/e_(f)) [g](412251)"),
        "[a b](https://c.d/e_%28f%29) g"
    );
    assert_eq!(
        markdown("see [Vec] and [x][y]"),
        r"see \[Vec\] and \[x\]\[y\]"
    );
    assert_eq!(
        markdown("<https://a.b> ![c](https://d.e/f.png)"),
        "<https://a.b> [c](https://d.e/f.png)"
    );
}

#[test]
fn unbalanced_markup_is_text() {
    assert_eq!(markdown("a `b and *c"), r"a \`b and \*c");
    assert_eq!(markdown("a `b` **c** _d_"), "a `b` **c** *d*");
}

#[test]
fn code_is_never_compiled() {
    assert_eq!(markdown("a\n\n    let b;\n"), "a\n\n```text\nlet b;\n```");
    assert_eq!(markdown("```\nlet b;\n```"), "```text\nlet b;\n```");
    assert_eq!(markdown("```rust,ignore\n\tb\n```"), "```text\n    b\n```");
    assert_eq!(markdown("~~~JSON\n```\n~~~"), "````json\n```\n````");
    assert_eq!(markdown("```\nnever closed"), "```text\nnever closed\n```");
}

#[test]
fn lists_are_indented_and_set_apart() {
    assert_eq!(
        markdown("a\n* b\nlazy\n* c\n  1. d\n  2. e\n\nf"),
        "a\n\n- b lazy\n- c\n  1. d\n  2. e\n\nf"
    );
    assert_eq!(markdown("- a\n\n  b\n- c"), "- a\n\n  b\n- c");
    assert_eq!(markdown("> a\nb\n\nc"), "> a b\n\nc");
}

#[test]
fn tables_are_kept() {
    assert_eq!(
        markdown("|a|b|\n|-|:-:|\n|`c\\|d`|e f|"),
        "| a | b |\n| --- | --- |\n| `c\\|d` | e f |"
    );
}

#[test]
fn layout_in_html_becomes_markdown_and_placeholders_become_text() {
    assert_eq!(
        markdown("是否开启。<ul><li> `false`：不开启。</li><li>`true`：开启。</li></ul>默认"),
        "是否开启。\n\n- `false`：不开启。\n- `true`：开启。\n\n默认"
    );
    assert_eq!(markdown("<b>a</b><br/>b"), "a\n\nb");
    assert_eq!(
        markdown("the <ConversationId> of Vec<u8>"),
        r"the \<ConversationId> of Vec\<u8>"
    );
    assert_eq!(
        markdown("<div>a <a href=\"https://b.c\">d</a></div>"),
        "a [d](https://b.c)"
    );
    assert_eq!(markdown("<p>a<!-- b --></p>\n\nc"), "a\n\nc");
}

#[test]
fn long_paragraphs_are_wrapped_but_code_spans_are_not() {
    let text = format!("{}`c c`", "word ".repeat(18));
    let wrapped = lines(&text);
    assert_eq!(wrapped.len(), 2);
    assert_eq!(wrapped[1], "`c c`");
    assert!(
        wrapped
            .iter()
            .all(|line| line.len() <= WIDTH && line.trim_end() == line)
    );
}
