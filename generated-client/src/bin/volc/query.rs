//! A part of the output.
//!
//! Knows two languages: JMESPath and JSON pointers. Gives the part. Must never change a number on the
//! way: ids have 64 bits.
//!
//! The library compares numbers as floats, so that two ids whose difference is small count as one. Its
//! comparisons are therefore replaced here, in the parsed expression, by functions that compare whole
//! numbers as such. Order (`sort`, `max`, `min` and their like), sums and averages are the library's
//! own, and exact up to 2^53.

use generated_client::ErrorKind;
use jmespath::ast::{Ast, Comparator, KeyValuePair};
use jmespath::functions::{ArgumentType, CustomFunction, Signature};
use jmespath::{Expression, JmespathError, Rcvar, Runtime, Variable};
use serde_json::{Number, Value};

use crate::failure::{Failure, Status};

/// What part is asked for.
#[derive(Debug)]
pub(crate) enum Query {
    Path { text: String, ast: Ast },
    Pointer(String),
}

impl Query {
    /// Understands a query: a JSON pointer is empty or starts with `/`, which no JMESPath does.
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        if text.is_empty() || text.starts_with('/') {
            return Ok(Self::Pointer(text.to_owned()));
        }
        let ast = jmespath::parse(text).map_err(|error| wrong(&error))?;
        Ok(Self::Path {
            text: text.to_owned(),
            ast: exact(ast),
        })
    }

    /// The part of a value; `null` where there is none.
    pub(crate) fn apply(&self, mut value: Value) -> Result<Value, Failure> {
        match self {
            Self::Pointer(pointer) => Ok(value
                .pointer_mut(pointer)
                .map(Value::take)
                .unwrap_or_default()),
            Self::Path { text, ast } => {
                let runtime = runtime();
                let expression = Expression::new(text.as_str(), ast.clone(), &runtime);
                let found = expression.search(&value).map_err(|error| wrong(&error))?;
                serde_json::to_value(&*found)
                    .map_err(|error| Failure::new(Status::Other, error.to_string()))
            }
        }
    }
}

fn wrong(error: &JmespathError) -> Failure {
    let text = error.to_string();
    // Beneath the first line stands the expression with a mark.
    let line = text.lines().next().unwrap_or_default();
    Failure::new(
        Status::from(ErrorKind::InvalidRequest),
        format!("--query: {line}"),
    )
}

/// Comparators and the functions that stand in for them; no expression can name these.
const COMPARATORS: [(Comparator, &str); 6] = [
    (Comparator::Equal, "=="),
    (Comparator::NotEqual, "!="),
    (Comparator::LessThan, "<"),
    (Comparator::LessThanEqual, "<="),
    (Comparator::GreaterThan, ">"),
    (Comparator::GreaterThanEqual, ">="),
];

fn runtime() -> Runtime {
    let mut runtime = Runtime::new();
    runtime.register_builtin_functions();
    for (comparator, name) in COMPARATORS {
        let compare = move |arguments: &[Rcvar], _: &mut jmespath::Context<'_>| {
            Ok(Rcvar::new(match arguments {
                [left, right] => {
                    compare(&comparator, left, right).map_or(Variable::Null, Variable::Bool)
                }
                _ => Variable::Null,
            }))
        };
        let both = Signature::new(vec![ArgumentType::Any, ArgumentType::Any], None);
        let function = CustomFunction::new(both, Box::new(compare));
        runtime.register_function(name, Box::new(function));
    }
    let contains = |arguments: &[Rcvar], _: &mut jmespath::Context<'_>| {
        let found = match arguments {
            [within, wanted] => match (&**within, &**wanted) {
                (Variable::Array(items), wanted) => items.iter().any(|item| is_equal(item, wanted)),
                (Variable::String(text), Variable::String(part)) => text.contains(part.as_str()),
                _ => false,
            },
            _ => false,
        };
        Ok(Rcvar::new(Variable::Bool(found)))
    };
    let within = ArgumentType::Union(vec![ArgumentType::String, ArgumentType::Array]);
    let signature = Signature::new(vec![within, ArgumentType::Any], None);
    let function = CustomFunction::new(signature, Box::new(contains));
    runtime.register_function("contains", Box::new(function));
    runtime
}

fn compare(comparator: &Comparator, left: &Variable, right: &Variable) -> Option<bool> {
    match comparator {
        Comparator::Equal => return Some(is_equal(left, right)),
        Comparator::NotEqual => return Some(!is_equal(left, right)),
        _ => {}
    }
    let (Some(a), Some(b)) = (whole(left), whole(right)) else {
        return left.compare(comparator, right);
    };
    Some(match comparator {
        Comparator::LessThan => a < b,
        Comparator::LessThanEqual => a <= b,
        Comparator::GreaterThan => a > b,
        _ => a >= b,
    })
}

fn is_equal(left: &Variable, right: &Variable) -> bool {
    match (left, right) {
        (Variable::Array(a), Variable::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_equal(a, b))
        }
        (Variable::Object(a), Variable::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|((x, a), (y, b))| x == y && is_equal(a, b))
        }
        _ => match (whole(left), whole(right)) {
            (Some(a), Some(b)) => a == b,
            _ => left == right,
        },
    }
}

/// A whole number.
fn whole(value: &Variable) -> Option<i128> {
    let Variable::Number(number) = value else {
        return None;
    };
    Number::as_i64(number)
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}

/// The same expression with comparisons that are exact.
fn exact(ast: Ast) -> Ast {
    let inner = |ast: Box<Ast>| Box::new(exact(*ast));
    let all = |asts: Vec<Ast>| asts.into_iter().map(exact).collect();
    match ast {
        Ast::Comparison {
            offset,
            comparator,
            lhs,
            rhs,
        } => {
            let name = COMPARATORS
                .iter()
                .find(|(known, _)| *known == comparator)
                .map_or("==", |(_, name)| name);
            Ast::Function {
                offset,
                name: name.to_owned(),
                args: vec![exact(*lhs), exact(*rhs)],
            }
        }
        Ast::Condition {
            offset,
            predicate,
            then,
        } => Ast::Condition {
            offset,
            predicate: inner(predicate),
            then: inner(then),
        },
        Ast::Expref { offset, ast } => Ast::Expref {
            offset,
            ast: inner(ast),
        },
        Ast::Flatten { offset, node } => Ast::Flatten {
            offset,
            node: inner(node),
        },
        Ast::Function { offset, name, args } => Ast::Function {
            offset,
            name,
            args: all(args),
        },
        Ast::MultiList { offset, elements } => Ast::MultiList {
            offset,
            elements: all(elements),
        },
        Ast::MultiHash { offset, elements } => Ast::MultiHash {
            offset,
            elements: elements
                .into_iter()
                .map(|KeyValuePair { key, value }| KeyValuePair {
                    key,
                    value: exact(value),
                })
                .collect(),
        },
        Ast::Not { offset, node } => Ast::Not {
            offset,
            node: inner(node),
        },
        Ast::Projection { offset, lhs, rhs } => Ast::Projection {
            offset,
            lhs: inner(lhs),
            rhs: inner(rhs),
        },
        Ast::ObjectValues { offset, node } => Ast::ObjectValues {
            offset,
            node: inner(node),
        },
        Ast::And { offset, lhs, rhs } => Ast::And {
            offset,
            lhs: inner(lhs),
            rhs: inner(rhs),
        },
        Ast::Or { offset, lhs, rhs } => Ast::Or {
            offset,
            lhs: inner(lhs),
            rhs: inner(rhs),
        },
        Ast::Subexpr { offset, lhs, rhs } => Ast::Subexpr {
            offset,
            lhs: inner(lhs),
            rhs: inner(rhs),
        },
        Ast::Identity { .. }
        | Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Literal { .. }
        | Ast::Slice { .. } => ast,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use serde_json::json;

    use super::*;

    fn part(query: &str) -> Value {
        let reply = json!({
            "Result": {
                "Users": [
                    { "Id": 9_007_199_254_740_993_i64, "Name": "Ada" },
                    { "Id": 9_007_199_254_740_992_i64, "Name": "Grace" },
                ],
                "Ids": [9_007_199_254_740_993_i64, u64::MAX],
                "a/b": 1.5,
            },
        });
        Query::parse(query).unwrap().apply(reply).unwrap()
    }

    #[test]
    fn numbers_of_64_bits_stay_exact() {
        let ids = json!([9_007_199_254_740_993_i64, u64::MAX]);
        assert_eq!(part("Result.Ids"), ids);
        assert_eq!(part("/Result/Ids"), ids);
        assert_eq!(
            part("Result.Users[*].Id | [1]"),
            json!(9_007_199_254_740_992_i64)
        );
    }

    #[test]
    fn ids_that_are_near_each_other_are_told_apart() {
        for (query, expected) in [
            (
                "Result.Users[?Id == `9007199254740993`].Name",
                json!(["Ada"]),
            ),
            (
                "Result.Users[?Id != `9007199254740993`].Name",
                json!(["Grace"]),
            ),
            (
                "Result.Users[?Id > `9007199254740992`].Name",
                json!(["Ada"]),
            ),
            ("contains(Result.Ids, `9007199254740992`)", json!(false)),
            ("contains(Result.Ids, `9007199254740993`)", json!(true)),
            (
                "Result.Ids == `[9007199254740992, 18446744073709551615]`",
                json!(false),
            ),
            (
                "Result.\"a/b\" == `1.5` && !(Result.\"a/b\" < `1`)",
                json!(true),
            ),
            ("Result.Users[?Name < `1`]", json!([])),
        ] {
            assert_eq!(part(query), expected, "{query}");
        }
    }

    #[test]
    fn what_is_not_there_is_null() {
        assert_eq!(part("Result.Nobody"), Value::Null);
        assert_eq!(part("/Result/Nobody"), Value::Null);
        assert_eq!(part("/Result/a~1b"), json!(1.5));
    }

    #[test]
    fn a_query_that_is_none_is_told() {
        for wrong in ["Result.[", "nobody(@)", "length(`1`)"] {
            let outcome = Query::parse(wrong).and_then(|query| query.apply(json!({})));
            assert!(outcome.is_err(), "{wrong}");
        }
    }
}
