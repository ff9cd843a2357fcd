//! Markers of required members.
//!
//! Knows which required members the builders of a file wait for.
//! Gives the private module at the end of the file.
//! Must never know which builder waits for which.

use syn::{Item, ItemMod, ItemStruct};

use super::ast::template;
use super::context::Context;
use super::docs;
use super::identifier::ident;

/// `mod missing`, with one empty structure per member; nothing if no builder waits for anything.
pub(super) fn module(cx: &Context<'_>) -> Option<Item> {
    let markers = cx.missing();
    if markers.is_empty() {
        return None;
    }
    let mut item = template!(ItemMod { mod missing {} });
    item.attrs = cx.comments.attribute(docs::of_missing());
    let markers = markers.iter().map(|marker| {
        let mut item = template!(ItemStruct { pub struct Marker; });
        item.ident = ident(marker);
        Item::Struct(item)
    });
    if let Some((_, items)) = &mut item.content {
        items.extend(markers);
    }
    Some(Item::Mod(item))
}
