//! Rules about members of requests.

use super::rules;

rules! { REQUEST_RULES:
    REQUEST_MEMBER_ADDED "request-member-added" Added wire Compatible rust Compatible
        "an optional request member was added"
        "Code need not send it. Structures are made by builders and matched with `..`, so they may grow."
        "Nothing to do."
    REQUEST_REQUIRED_MEMBER_ADDED "request-required-member-added" Added wire Breaking rust Breaking
        "a required request member was added"
        "The old client does not send it, so the service rejects the call. A builder that does not set it does not compile."
        "Ask the platform for a default. If there is one, make the member optional."
    REQUEST_MEMBER_REMOVED "request-member-removed" Removed wire Risky rust Breaking
        "a request member was removed"
        "The service rejects the member or, more often, ignores it. The builder no longer has its method."
        "Keep the member and say in its description that it has no effect, until no code sets it."
    REQUEST_MEMBER_RENAMED "request-member-renamed" Changed wire Breaking rust Breaking
        "a request member was renamed"
        "What the old client sends under the old name is ignored or rejected. The field and the builder's method have the new name."
        "If the service still accepts the old name, describe both and mark the old one `deprecated`."
    REQUEST_MEMBER_RESPELLED "request-member-respelled" Changed wire Breaking rust Compatible
        "a request member is spelled differently on the wire only"
        "What the old client sends under the old spelling is ignored or rejected. The field and the method keep their name, so code compiles and sends the new spelling."
        "Release the new client before the service stops accepting the old spelling."
    REQUEST_MEMBER_REQUIRED "request-member-required" Changed wire Breaking rust Breaking
        "a request member became required"
        "The service rejects calls of the old client without it. A builder that does not set it does not compile, and the field is no longer an `Option`."
        "Set the member to the value that the service used to assume."
    REQUEST_MEMBER_OPTIONAL "request-member-optional" Changed wire Compatible rust Breaking
        "a request member became optional"
        "Code that sends it still works. Code that sets it through the builder compiles; code that reads or assigns the field gets an `Option`."
        "Read the field with `unwrap_or` or a pattern."
    REQUEST_LIST_OPTIONAL "request-list-optional" Changed wire Compatible rust Compatible
        "a list or map in a flattened request became optional"
        "Code that sends it still works. The field is still a list or a map; if it is empty, it is not sent."
        "Nothing to do."
    REQUEST_MEMBER_RETYPED "request-member-retyped" Changed wire Breaking rust Breaking
        "a request value changed type"
        "The old client sends the wrong type, and code that sets the value does not compile."
        "Convert the value in code."
    REQUEST_INTEGER_WIDENED "request-integer-widened" Changed wire Compatible rust Breaking
        "a request integer has 64 bits instead of 32"
        "Every old value is still allowed. Code that passes an `i32` does not compile."
        "Convert with `i64::from`."
    REQUEST_INTEGER_NARROWED "request-integer-narrowed" Changed wire Breaking rust Breaking
        "a request integer has 32 bits instead of 64"
        "The old client may send numbers that do not fit. Code that passes an `i64` does not compile."
        "Convert with `i32::try_from`."
    REQUEST_NOW_NUMBER "request-now-number" Changed wire Compatible rust Breaking
        "a request number has a wider type"
        "Every number that the old client sends is allowed. The field has another type, so code that sets it does not compile."
        "Convert with `f64::from`, or write the number with a fraction, such as `5.0`."
    REQUEST_NO_NUMBER "request-no-number" Changed wire Breaking rust Breaking
        "a request number has a narrower type"
        "The old client may send a fraction, and writes even whole numbers with one: `5.0`. The field has another type, so code that sets it does not compile."
        "Round the number in code."
    REQUEST_TYPE_WIDENED "request-type-widened" Changed wire Compatible rust Breaking
        "a request value may have more types"
        "The type that the old client sends is still allowed. The field has another type, so code that sets it does not compile."
        "Convert the value with `from`, or wrap it in `Some`, as the new type requires."
    REQUEST_NOW_TEXT "request-now-text" Changed wire Compatible rust Breaking
        "a value in a query or form allows more strings"
        "Queries and forms carry only text, and what the old client writes is still allowed. The field has another type, so code that sets it does not compile."
        "Convert the value, for example by `to_string`, or pass a list with one item."
    REQUEST_NOT_TEXT "request-not-text" Changed wire Risky rust Breaking
        "a string in a query or form has a narrower type"
        "Queries and forms carry only text: the old client sends the same as before, and the service rejects only what is not such a value. The field has another type, so code that sets it does not compile."
        "Parse the string in code."
    REQUEST_NOW_LIST "request-now-list" Changed wire Breaking rust Breaking
        "a single request value became a list"
        "The old client sends a value where the service expects a list, and so does code."
        "Pass a list with one item."
    REQUEST_NO_LIST "request-no-list" Changed wire Breaking rust Breaking
        "a request list became a single value"
        "The old client sends a list where the service expects a value, and so does code."
        "Call once for each value."
    REQUEST_NOW_ENUM "request-now-enum" Changed wire Risky rust Breaking
        "a request value became an enum"
        "The service may reject undocumented values. The type is now an enum."
        "Use the variant; `from` converts any string or number."
    REQUEST_NO_ENUM "request-no-enum" Changed wire Compatible rust Breaking
        "a request value is no longer an enum"
        "More values are allowed than before. The enum was removed."
        "Pass the plain string or number."
    REQUEST_OBJECT_NOW_FREE "request-object-now-free" Changed wire Risky rust Breaking
        "the members of a request object are no longer described"
        "The service may still read the members, but nothing guarantees it. The field takes any JSON; the type and its builder were removed."
        "Pass the members with `serde_json::json!`, and find out which ones the service still reads."
    REQUEST_OBJECT_NOT_FREE "request-object-not-free" Changed wire Risky rust Breaking
        "the members of a request object are now described"
        "The old client may send other members, or leave out a required one. The field has its own type."
        "Build a value of the type."
    REQUEST_NOW_FREE "request-now-free" Changed wire Compatible rust Breaking
        "a request value may be any JSON"
        "The old value is still allowed. The field takes JSON."
        "Convert the value with `serde_json::json!`."
    REQUEST_NOT_FREE "request-not-free" Changed wire Risky rust Breaking
        "a request value may no longer be any JSON"
        "The old client may send values that are no longer accepted. The field has its own type."
        "Pass a value of the type."
    REQUEST_OBJECT_NOW_ANY "request-object-now-any" Changed wire Compatible rust Compatible
        "a request value that had to be an object may be any JSON"
        "Every object is JSON. The field keeps its type, and the new client sends what the old one rejects."
        "Nothing to do."
    REQUEST_ANY_NOW_OBJECT "request-any-now-object" Changed wire Risky rust Risky
        "a request value that could be any JSON must be an object"
        "The service may reject other JSON, which the old client sends. The field keeps its type, and the new client rejects other JSON before it sends anything."
        "Check where the values come from."
    REQUEST_STYLE_CHANGED "request-style-changed" Changed wire Breaking rust Compatible
        "a list or an object has another layout in a query or form"
        "The old client uses a layout that the service no longer reads. Code does not change."
        "Release the new client before the service stops reading the old layout."
    REQUEST_NULL_SENT "request-null-sent" Changed wire Risky rust Compatible
        "a member of requests that may be null must be there"
        "The old client leaves the member out where it is not set, which the service may refuse. The field is an `Option` as before; the new client sends `null` for `None`."
        "Release the new client before the service refuses requests without the member."
    REQUEST_NULL_LEFT_OUT "request-null-left-out" Changed wire Compatible rust Compatible
        "a member of requests that may be null may be left out"
        "The old client sends `null` where the member is not set, which the service still takes. The field is an `Option` as before."
        "Nothing to do."
    REQUEST_DEFAULT_ADDED "request-default-added" Documented wire Compatible rust Compatible
        "a default of a request member was documented"
        "The service always had a default."
        "Compare it with what your code relies on."
    REQUEST_DEFAULT_REMOVED "request-default-removed" Documented wire Risky rust Risky
        "the default of a request member is no longer documented"
        "Code that leaves the member out relies on a default that is no longer guaranteed."
        "Set the member."
    REQUEST_DEFAULT_CHANGED "request-default-changed" Changed wire Risky rust Risky
        "the default of a request member changed"
        "The same request now means something else, whichever client sends it."
        "Set the member to the old default if that is what you mean."
    REQUEST_MEMBER_DEPRECATED "request-member-deprecated" Deprecated wire Compatible rust Compatible
        "a request member is deprecated"
        "It still works; the documentation says that it is deprecated."
        "Switch to its replacement."
    REQUEST_MEMBER_UNDEPRECATED "request-member-undeprecated" Changed wire Compatible rust Compatible
        "a request member is no longer deprecated"
        "It works as before."
        "Nothing to do."
    REQUEST_RANGE_TIGHTENED "request-range-tightened" Changed wire Breaking rust Risky
        "requests allow fewer numbers"
        "The service rejects numbers that the old client sends. Code compiles, and the new client rejects them before it sends anything."
        "Check where the numbers come from."
    REQUEST_RANGE_LOOSENED "request-range-loosened" Changed wire Compatible rust Compatible
        "requests allow more numbers"
        "Code that respects the old limits respects the new ones. The old client does not send the newly allowed values."
        "Nothing to do."
    REQUEST_LENGTH_TIGHTENED "request-length-tightened" Changed wire Breaking rust Risky
        "requests allow fewer string lengths"
        "The service rejects strings that the old client sends. Code compiles, and the new client rejects them before it sends anything."
        "Check where the strings come from."
    REQUEST_LENGTH_LOOSENED "request-length-loosened" Changed wire Compatible rust Compatible
        "requests allow more string lengths"
        "Code that respects the old limits respects the new ones. The old client does not send the newly allowed values."
        "Nothing to do."
    REQUEST_COUNT_TIGHTENED "request-count-tightened" Changed wire Breaking rust Risky
        "requests allow fewer item counts"
        "The service rejects lists or maps that the old client sends. Code compiles, and the new client rejects them before it sends anything."
        "Split what is too long into several calls."
    REQUEST_COUNT_LOOSENED "request-count-loosened" Changed wire Compatible rust Compatible
        "requests allow more item counts"
        "Code that respects the old limits respects the new ones. The old client does not send the newly allowed values."
        "Nothing to do."
    REQUEST_PATTERN_TIGHTENED "request-pattern-tightened" Changed wire Breaking rust Risky
        "a request string must match a pattern"
        "The service rejects strings that do not match, which the old client sends. Code compiles as before."
        "Check where the strings come from."
    REQUEST_PATTERN_LOOSENED "request-pattern-loosened" Changed wire Compatible rust Compatible
        "a request string no longer has to match a pattern"
        "Strings that match the old pattern are still valid."
        "Nothing to do."
    REQUEST_PATTERN_CHANGED "request-pattern-changed" Changed wire Breaking rust Risky
        "a request string must match another pattern"
        "The service may reject strings that the old client sends; two patterns cannot be compared."
        "Check where the strings come from."
    REQUEST_MULTIPLE_TIGHTENED "request-multiple-tightened" Changed wire Breaking rust Risky
        "a request number must be a multiple"
        "The service rejects numbers that the old client sends."
        "Round the numbers."
    REQUEST_MULTIPLE_LOOSENED "request-multiple-loosened" Changed wire Compatible rust Compatible
        "a request number no longer has to be a multiple"
        "Numbers that were valid are still valid."
        "Nothing to do."
    REQUEST_VALUES_TIGHTENED "request-values-tightened" Changed wire Breaking rust Risky
        "requests allow fewer values"
        "The service rejects values that the old client sends. Code compiles, and the new client rejects them before it sends anything."
        "Check where the values come from."
    REQUEST_VALUES_LOOSENED "request-values-loosened" Changed wire Compatible rust Compatible
        "requests allow more values"
        "Values that were valid are still valid. The old client does not send the newly allowed ones."
        "Nothing to do."
    REQUEST_UNIQUE_TIGHTENED "request-unique-tightened" Changed wire Breaking rust Risky
        "the items of a request list must be unique"
        "The service rejects lists with duplicate items, which the old client sends."
        "Remove duplicate items."
    REQUEST_UNIQUE_LOOSENED "request-unique-loosened" Changed wire Compatible rust Compatible
        "the items of a request list need not be unique"
        "Lists without duplicates are still valid."
        "Nothing to do."
    REQUEST_ENUM_VALUE_ADDED "request-enum-value-added" Added wire Compatible rust Compatible
        "a request enum value was added"
        "Code need not send it, and the enum may grow: a `match` has a wildcard arm."
        "Nothing to do."
    REQUEST_ENUM_VALUE_RESPELLED "request-enum-value-respelled" Changed wire Breaking rust Compatible
        "a request enum value is spelled differently on the wire only"
        "The service rejects the old spelling, which the old client sends. The variant keeps its name, so code compiles and sends the new spelling."
        "Release the new client before the service stops accepting the old spelling."
    REQUEST_ENUM_VALUE_REMOVED "request-enum-value-removed" Removed wire Breaking rust Breaking
        "a request enum value was removed"
        "The service rejects it, and its variant was removed."
        "Send another value; if the service still accepts the old one, make it with `from`."
    REQUEST_ALTERNATIVE_ADDED "request-alternative-added" Added wire Compatible rust Compatible
        "a request value has a further alternative"
        "Code need not send it, and the enum may grow."
        "Nothing to do."
    REQUEST_ALTERNATIVE_REMOVED "request-alternative-removed" Removed wire Breaking rust Breaking
        "an alternative of a request value was removed"
        "The service rejects it, and its variant was removed."
        "Send one of the other alternatives."
    REQUEST_FREE_MEMBERS_ADDED "request-free-members-added" Added wire Compatible rust Compatible
        "a request object accepts members of any name"
        "Code need not send any. The structure has another field, and structures may grow."
        "Nothing to do."
    REQUEST_FREE_MEMBERS_REMOVED "request-free-members-removed" Removed wire Breaking rust Breaking
        "a request object no longer accepts members of any name"
        "The service may reject such members, and the field that held them was removed."
        "Send only the named members."
}
