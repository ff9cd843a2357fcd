//! What an action says about members of its own -> implementations of the runtime's traits.
//!
//! Knows by which members pages follow each other, and which ones list failures.
//! Gives `impl Paginated` and `impl PartialFailure`, a few lines each.
//! Must never know how pages are asked for.

use codegen_model::{Action, Direction, FieldName, Form, StructDef, Type, TypeDef, TypeShape};

use super::context::Context;
use super::rust_type;
use super::template::rust;

/// `impl Paginated` of a request, if its reply is a page.
pub(super) fn of_action(cx: &Context<'_>, action: &Action) -> Option<String> {
    let pagination = action.pagination.as_ref()?;
    let page = rust_type::text(cx, &action.result.ty);
    let has_more = pagination.has_more.as_ref().map(|name| {
        let field = name.as_str();
        let value = if is_optional(cx, action, name) {
            format!("page.{field}")
        } else {
            format!("Some(page.{field})")
        };
        rust!(
            "

fn has_more(page: &$page) -> Option<bool> {
    $value
}
",
            page,
            value,
        )
    });
    Some(rust!(
        "
impl Paginated for $request {
    type Item = $item;

    fn cursor(&mut self) -> &mut dyn PageCursor {
        &mut self.$cursor
    }

    fn next(page: &$page) -> &dyn PageCursor {
        &page.$next
    }
    $has_more

    fn items(page: $page) -> Vec<$item> {
        page.$items
    }
}
",
        request = action.request.name.as_str(),
        item = rust_type::text(cx, &pagination.item),
        cursor = pagination.cursor.as_str(),
        page,
        next = pagination.next.as_str(),
        has_more = has_more.unwrap_or_default(),
        items = pagination.items.as_str(),
    ))
}

/// Whether a member of the result is held in an `Option`.
fn is_optional(cx: &Context<'_>, action: &Action, name: &FieldName) -> bool {
    let Type::Named(result) = &action.result.ty else {
        return false;
    };
    let Some(TypeShape::Struct(def)) = cx.definition(result).map(|def| &def.shape) else {
        return false;
    };
    let member = def.members.iter().find(|member| member.rust == *name);
    member.is_some_and(|member| cx.form(Direction::Reply, member) == Form::Optional)
}

/// `impl PartialFailure` of a result, if it lists failures.
pub(super) fn partial_failure(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
) -> Option<String> {
    let first = structure.failed.first()?;
    let member = structure
        .members
        .iter()
        .find(|member| member.rust == *first)?;
    let Type::List(item) = &member.value.ty else {
        return None;
    };
    let is_complete = match structure.failed.as_slice() {
        [_] => String::new(),
        lists => {
            let lists: Vec<_> = lists
                .iter()
                .map(|list| format!("self.{list}.is_empty()"))
                .collect();
            rust!(
                "

fn is_complete(&self) -> bool {
    $lists
}
",
                lists = lists.join(" && "),
            )
        }
    };
    Some(rust!(
        "
impl PartialFailure for $name {
    type Failed = $item;

    fn failed(&self) -> &[$item] {
        &self.$field
    }
    $is_complete
}
",
        name = def.name.as_str(),
        item = rust_type::text(cx, &item.ty),
        field = first.as_str(),
        is_complete,
    ))
}

/// Whoever drops such a result is told.
pub(super) const MUST_BE_USED: &str =
    "#[must_use = \"the call may have failed for some of its items\"]";
