//! Rules about names and forms of the generated code, which no server ever sees.

use super::rules;

rules! { TYPE_RULES:
    FIELD_RENAMED "field-renamed" Changed wire Compatible rust Breaking
        "a member has another name in Rust"
        "What travels is the same; code that names the field or the builder's method does not compile."
        "Keep the old name by `x-rust-name`, or rename it in code."
    FIELD_HELD_OTHERWISE "field-held-otherwise" Changed wire Compatible rust Breaking
        "a field is held otherwise, because its type travels another way or holds itself"
        "What travels is the same; the field gains or loses an `Option` or a `Box`."
        "Follow the compiler."
    FREE_MEMBERS_RENAMED "free-members-renamed" Changed wire Compatible rust Breaking
        "the field that holds members of any name has another name in Rust"
        "What travels is the same; code that names the field does not compile."
        "Rename it in code."
    VARIANT_RENAMED "variant-renamed" Changed wire Compatible rust Breaking
        "a value of an enum has another name in Rust"
        "What travels is the same; code that names the variant does not compile."
        "Keep the old name by `x-enum-varnames`, or rename it in code."
    ALTERNATIVE_RENAMED "alternative-renamed" Changed wire Compatible rust Breaking
        "a shape that a value may have has another name in Rust"
        "What travels is the same; code that names the variant does not compile."
        "Rename it in code."
    ALTERNATIVES_REORDERED "alternatives-reordered" Changed wire Risky rust Risky
        "shapes that a value may have are tried in another order"
        "A value that fits several shapes is taken for another one than before."
        "Look at values that fit several shapes."
    TYPE_RENAMED "type-renamed" Changed wire Compatible rust Breaking
        "a type has another name"
        "Names of types do not travel; code that names the type does not compile."
        "Keep the old name by `x-rust-name`, or rename it in code."
    TYPE_SHARED "type-shared" Changed wire Compatible rust Compatible
        "a type became one that actions share"
        "The module of the action still has it under its name."
        "Nothing has to be done."
    TYPE_UNSHARED "type-unshared" Changed wire Compatible rust Breaking
        "a type that actions shared became one action's own"
        "Code that takes the type from the module of shared types, or from another action's, does not compile."
        "Take it from the module of the action."
    TYPE_REMOVED "type-removed" Removed wire Compatible rust Breaking
        "a type that nothing leads to any more is gone"
        "It does not travel; code that names it does not compile."
        "Take away what named it."
    TYPE_NOT_SENT "type-not-sent" Changed wire Compatible rust Breaking
        "a type is not part of requests any more"
        "It has no builder any more, so code cannot make a value of it."
        "Take values of it from replies; in tests, read them from JSON."
    TYPE_NOT_RECEIVED "type-not-received" Changed wire Compatible rust Breaking
        "a type is not part of replies any more"
        "It cannot be read any more, and may have no default value."
        "Make values of it by its builder."
}
