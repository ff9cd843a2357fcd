//! What comes out is as `rustfmt` leaves it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use super::*;

fn name(length: usize) -> String {
    "n".repeat(length)
}

#[test]
fn what_fits_stands_on_one_line_and_what_does_not_is_broken_at_its_brackets() {
    let code = |width: usize| laid_out(&format!("    let x = f({}, [1, 2]);\n", name(width)));
    assert_eq!(code(52).len(), "    let x = f(, [1, 2]);\n".len() + 52);
    // More than sixty columns of arguments stand on lines of their own, even if they fit.
    assert_eq!(
        code(53),
        format!(
            "    let x = f(\n        {},\n        [1, 2],\n    );\n",
            name(53)
        )
    );
}

#[test]
fn a_chain_of_more_than_sixty_columns_has_a_line_for_each_link() {
    let code = |width: usize| {
        laid_out(&format!(
            "    v.at(\"A\").at_least(self.{}, 1).end();\n",
            name(width)
        ))
    };
    assert_eq!(code(22).lines().count(), 1);
    assert_eq!(
        code(40),
        format!(
            "    v.at(\"A\")\n        .at_least(self.{}, 1)\n        .end();\n",
            name(40)
        )
    );
}

#[test]
fn marks_in_literals_and_arrows_are_no_marks() {
    assert_eq!(
        Parts("\"a, \\\"b\", c").collect::<Vec<_>>(),
        ["\"a, \\\"b\"", "c"]
    );
    assert_eq!(brackets("Fn(A) -> B<C>"), Some((2, 4)));
    assert_eq!(brackets("-> B<C>"), Some((4, 6)));
    assert_eq!(brackets("f()"), None);
}

#[test]
fn a_structure_is_broken_at_its_parameters_or_before_its_brace() {
    let code = |length: usize, states: &str| {
        let name = name(length);
        laid_out(&format!("pub struct {name}<S = ({states})> {{\n"))
    };
    let (short, long) = (name(20), name(76));
    assert_eq!(code(75, "A, B").lines().count(), 1);
    assert_eq!(
        code(20, &format!("{short}, {short}, {short}")),
        format!(
            "pub struct {short}<\n    S = (\n        {short},\n        {short},\n        {short},\n    ),\n> {{\n"
        )
    );
    assert_eq!(
        code(76, "A, B"),
        format!("pub struct {long}<S = (A, B)>\n{{\n")
    );
    assert_eq!(
        code(78, "A, B"),
        format!("pub struct {}<\n    S = (A, B),\n> {{\n", name(78))
    );
}

#[test]
fn what_a_function_returns_stays_beside_its_parameters_while_it_can() {
    let code = |width: usize| {
        let name = name(width - "    ) -> Call<> {".len());
        let head = format!("    fn call(&self, request: {name}) -> Call<{name}> {{\n");
        let text = laid_out(&head).replace(&name, "_");
        text.split_once("    )").unwrap().1.to_owned()
    };
    assert_eq!(code(96), " -> Call<_> {\n");
    assert_eq!(code(97), " -> Call<_>\n    {\n");
    assert_eq!(code(104), " -> Call<_>\n    {\n");
    assert_eq!(code(105), " -> Call<\n        _,\n    > {\n");
}
