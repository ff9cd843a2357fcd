//! Whether schemas say the same, or anything.

use codegen_documents::openapi::{Additional, Schema, Spanned};

/// Whether a schema allows every value.
pub(super) fn says_nothing(schema: &Schema) -> bool {
    let bare = Schema {
        pointer: schema.pointer.clone(),
        title: schema.title.clone(),
        description: schema.description.clone(),
        default: schema.default.clone(),
        example: schema.example.clone(),
        deprecated: schema.deprecated,
        ..Schema::default()
    };
    *schema == bare
}

pub(super) fn same_shapes(one: &[Schema], other: &[Schema]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| same_shape(one, other))
}

/// Whether two schemas say the same, wherever they stand.
pub(super) fn same_shape(a: &Schema, b: &Schema) -> bool {
    // Every keyword is named, so that the compiler asks for a new one here as well.
    let Schema {
        types: _,
        nullable: _,
        format: _,
        reference: _,
        values: _,
        minimum: _,
        maximum: _,
        multiple_of: _,
        min_length: _,
        max_length: _,
        pattern: _,
        min_items: _,
        max_items: _,
        unique_items: _,
        min_properties: _,
        max_properties: _,
        required: _,
        properties: _,
        additional: _,
        items: _,
        conditions: _,
        all_of: _,
        one_of: _,
        // These do not shape a value, or say where it stands.
        pointer: _,
        merged_from: _,
        title: _,
        description: _,
        deprecated: _,
        read_only: _,
        write_only: _,
        discriminator: _,
        is_const: _,
        default: _,
        example: _,
        varnames: _,
        value_descriptions: _,
        rust_name: _,
        aliases: _,
        style: _,
        is_success: _,
    } = a;
    fn value<T>(spanned: &Option<Spanned<T>>) -> Option<&T> {
        spanned.as_ref().map(|spanned| &spanned.value)
    }
    let additional = match (&a.additional, &b.additional) {
        (Some(Additional::Typed(a)), Some(Additional::Typed(b))) => same_shape(a, b),
        (a, b) => a == b,
    };
    let items = match (&a.items, &b.items) {
        (Some(a), Some(b)) => same_shape(a, b),
        (None, None) => true,
        _ => false,
    };
    a.types == b.types
        && a.nullable == b.nullable
        && value(&a.format) == value(&b.format)
        && value(&a.reference) == value(&b.reference)
        && value(&a.values) == value(&b.values)
        && value(&a.minimum) == value(&b.minimum)
        && value(&a.maximum) == value(&b.maximum)
        && value(&a.multiple_of) == value(&b.multiple_of)
        && value(&a.min_length) == value(&b.min_length)
        && value(&a.max_length) == value(&b.max_length)
        && value(&a.pattern) == value(&b.pattern)
        && value(&a.min_items) == value(&b.min_items)
        && value(&a.max_items) == value(&b.max_items)
        && a.unique_items == b.unique_items
        && value(&a.min_properties) == value(&b.min_properties)
        && value(&a.max_properties) == value(&b.max_properties)
        && a.required
            .iter()
            .map(|name| &name.value)
            .eq(b.required.iter().map(|name| &name.value))
        && a.properties.len() == b.properties.len()
        && a.properties
            .iter()
            .zip(&b.properties)
            .all(|((x, a), (y, b))| x == y && same_shape(a, b))
        && a.conditions
            .iter()
            .map(|condition| &condition.value)
            .eq(b.conditions.iter().map(|condition| &condition.value))
        && items
        && additional
        && same_shapes(&a.all_of, &b.all_of)
        && same_shapes(&a.one_of, &b.one_of)
}
