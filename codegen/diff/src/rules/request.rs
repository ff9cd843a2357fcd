//! Rules about members of requests.

use super::rules;

rules! { REQUEST_RULES:
    REQUEST_MEMBER_ADDED "request-member-added" Added wire Compatible rust Compatible
        "requests have another optional member"
        "No code has to send it. Structures are built by builders and cannot be taken apart without `..`, so they may grow."
        "There is nothing to do."
    REQUEST_REQUIRED_MEMBER_ADDED "request-required-member-added" Added wire Breaking rust Breaking
        "requests have another member, which is required"
        "The old client does not send it, and the service refuses the call. A builder that does not set it does not compile."
        "Ask the platform for a default. If there is one, the member is optional."
    REQUEST_MEMBER_REMOVED "request-member-removed" Removed wire Risky rust Breaking
        "a member of requests is gone"
        "The service refuses the member or, more often, ignores it. The builder's method is gone."
        "Keep the member, and say in its description that it has no effect, until nobody sets it."
    REQUEST_MEMBER_RENAMED "request-member-renamed" Changed wire Breaking rust Breaking
        "a member of requests has another name"
        "What the old client sends under the old name has no effect, or is refused. The field and the builder's method are called after it."
        "If the service still reads the old name, describe both, the old one as `deprecated`."
    REQUEST_MEMBER_RESPELLED "request-member-respelled" Changed wire Breaking rust Compatible
        "a member of requests is spelled differently, which Rust does not see"
        "What the old client sends under the old spelling has no effect, or is refused. Field and method keep their name, so code compiles and sends the new spelling."
        "Release the new client before the service stops reading the old spelling."
    REQUEST_MEMBER_REQUIRED "request-member-required" Changed wire Breaking rust Breaking
        "a member of requests became required"
        "Calls of the old client without it are refused. A builder that does not set it does not compile, and the field is no `Option` any more."
        "Set the member, to what the service used to assume."
    REQUEST_MEMBER_OPTIONAL "request-member-optional" Changed wire Compatible rust Breaking
        "a member of requests became optional"
        "Code that sends it still works. Code that sets it by the builder compiles; code that reads or assigns the field meets an `Option`."
        "Read the field by `unwrap_or` or a pattern."
    REQUEST_LIST_OPTIONAL "request-list-optional" Changed wire Compatible rust Compatible
        "a list or map of requests, sent flattened, became optional"
        "Code that sends it still works. The field is a list or a map as before; empty, it is left out."
        "There is nothing to do."
    REQUEST_MEMBER_RETYPED "request-member-retyped" Changed wire Breaking rust Breaking
        "a value in requests is of another type"
        "What the old client sends is of the wrong type, and code that sets it does not compile."
        "Convert the value in code."
    REQUEST_INTEGER_WIDENED "request-integer-widened" Changed wire Compatible rust Breaking
        "an integer in requests has 64 bits instead of 32"
        "Every old value is one of the new ones. Code that passes an `i32` does not compile."
        "Convert by `i64::from`."
    REQUEST_INTEGER_NARROWED "request-integer-narrowed" Changed wire Breaking rust Breaking
        "an integer in requests has 32 bits instead of 64"
        "The old client may send numbers that do not fit. Code that passes an `i64` does not compile."
        "Convert by `i32::try_from`."
    REQUEST_NOW_NUMBER "request-now-number" Changed wire Compatible rust Breaking
        "a number in requests may be of a wider kind"
        "Every number that the old client sends is allowed. The field has another type, so code that sets it does not compile."
        "Convert by `f64::from`, or write the number with a fraction, such as `5.0`."
    REQUEST_NO_NUMBER "request-no-number" Changed wire Breaking rust Breaking
        "a number in requests must be of a narrower kind"
        "The old client may send a fraction, and writes even a whole number with one: `5.0`. The field has another type, so code that sets it does not compile."
        "Round the number in code."
    REQUEST_TYPE_WIDENED "request-type-widened" Changed wire Compatible rust Breaking
        "a value in requests may be of further types"
        "The type that the old client sends is still one of them. The field has another type, so code that sets it does not compile."
        "Convert the value by `from`, or wrap it in `Some`, as the new type asks."
    REQUEST_NOW_TEXT "request-now-text" Changed wire Compatible rust Breaking
        "a value in a query or a form may be more texts than before"
        "A query and a form carry nothing but text, and what the old client writes is allowed. The field has another type, so code that sets it does not compile."
        "Convert the value, for example by `to_string`, or pass a list of one."
    REQUEST_NOT_TEXT "request-not-text" Changed wire Risky rust Breaking
        "a text in a query or a form must be a value of a narrower type"
        "A query and a form carry nothing but text: the old client still sends what it sent, which is refused only where it is no such value. The field has another type, so code that sets it does not compile."
        "Parse the text in code."
    REQUEST_NOW_LIST "request-now-list" Changed wire Breaking rust Breaking
        "a single value in requests became a list"
        "The old client sends a value where the service expects a list, and so does code."
        "Pass a list of one."
    REQUEST_NO_LIST "request-no-list" Changed wire Breaking rust Breaking
        "a list in requests became a single value"
        "The old client sends a list where the service expects a value, and so does code."
        "Call once for each value."
    REQUEST_NOW_ENUM "request-now-enum" Changed wire Risky rust Breaking
        "a value in requests has names for its values"
        "The service may refuse values that are not documented. The type is an enum now."
        "Name the value; `from` makes one of any text or number."
    REQUEST_NO_ENUM "request-no-enum" Changed wire Compatible rust Breaking
        "a value in requests no longer has names for its values"
        "More values may be sent than before. The enum is gone."
        "Pass the plain text or number."
    REQUEST_OBJECT_NOW_FREE "request-object-now-free" Changed wire Risky rust Breaking
        "the members of an object in requests are no longer described"
        "The service may read the members as before, but nothing promises it. The field takes any JSON, and the type with its builder is gone."
        "Pass the members by `serde_json::json!`, and look up which of them the service still reads."
    REQUEST_OBJECT_NOT_FREE "request-object-not-free" Changed wire Risky rust Breaking
        "the members of an object in requests are described now"
        "The old client may send members that are not among them, or leave out one that is required. The field has a type of its own."
        "Build a value of the type."
    REQUEST_NOW_FREE "request-now-free" Changed wire Compatible rust Breaking
        "a value in requests may be any JSON"
        "The old value is one of many now. The field takes JSON."
        "Make JSON of the value by `serde_json::json!`."
    REQUEST_NOT_FREE "request-not-free" Changed wire Risky rust Breaking
        "a value in requests may no longer be any JSON"
        "The old client may send what is not accepted any more. The field has a type of its own."
        "Pass a value of the type."
    REQUEST_OBJECT_NOW_ANY "request-object-now-any" Changed wire Compatible rust Compatible
        "a value in requests that had to be an object may be any JSON"
        "Every object is JSON. The field has the same type, and the new client sends what the old one refuses."
        "There is nothing to do."
    REQUEST_ANY_NOW_OBJECT "request-any-now-object" Changed wire Risky rust Risky
        "a value in requests that could be any JSON must be an object"
        "The service may refuse other JSON, which the old client lets through. The field has the same type, and the new client refuses other JSON before it sends anything."
        "Look at where the values come from."
    REQUEST_STYLE_CHANGED "request-style-changed" Changed wire Breaking rust Compatible
        "a list or an object is written differently in a query or a form"
        "The old client writes it in a way that the service does not read any more. Code sees nothing of it."
        "Release the new client before the service stops reading the old way."
    REQUEST_NULL_SENT "request-null-sent" Changed wire Risky rust Compatible
        "a member of requests that may be null must be there"
        "The old client leaves the member out where it is not set, which the service may refuse. The field is an `Option` as before; the new client sends `null` for `None`."
        "Release the new client before the service refuses requests without the member."
    REQUEST_NULL_LEFT_OUT "request-null-left-out" Changed wire Compatible rust Compatible
        "a member of requests that may be null may be left out"
        "The old client sends `null` where the member is not set, which the service still takes. The field is an `Option` as before."
        "There is nothing to do."
    REQUEST_DEFAULT_ADDED "request-default-added" Documented wire Compatible rust Compatible
        "what the service assumes for a member of requests is documented"
        "The service always assumed something."
        "Compare it with what code relies on."
    REQUEST_DEFAULT_REMOVED "request-default-removed" Documented wire Risky rust Risky
        "what the service assumes for a member of requests is no longer documented"
        "Code that leaves the member out relies on something that is no longer promised."
        "Set the member."
    REQUEST_DEFAULT_CHANGED "request-default-changed" Changed wire Risky rust Risky
        "the service assumes something else for a member of requests"
        "The same request means something else, whichever client sends it."
        "Set the member to the old default, where that is what is meant."
    REQUEST_MEMBER_DEPRECATED "request-member-deprecated" Deprecated wire Compatible rust Compatible
        "a member of requests is deprecated"
        "It works as it did, and the documentation says so."
        "Move to what takes its place."
    REQUEST_MEMBER_UNDEPRECATED "request-member-undeprecated" Changed wire Compatible rust Compatible
        "a member of requests is no longer deprecated"
        "It works as it did."
        "There is nothing to do."
    REQUEST_RANGE_TIGHTENED "request-range-tightened" Changed wire Breaking rust Risky
        "fewer numbers are allowed in requests"
        "The service refuses numbers that the old client lets through. Code compiles, and the new client refuses them before it sends anything."
        "Look at where the numbers come from."
    REQUEST_RANGE_LOOSENED "request-range-loosened" Changed wire Compatible rust Compatible
        "more numbers are allowed in requests"
        "Code that keeps the old limits keeps the new ones. The old client does not let the others through."
        "There is nothing to do."
    REQUEST_LENGTH_TIGHTENED "request-length-tightened" Changed wire Breaking rust Risky
        "fewer lengths of a text are allowed in requests"
        "The service refuses texts that the old client lets through. Code compiles, and the new client refuses them before it sends anything."
        "Look at where the texts come from."
    REQUEST_LENGTH_LOOSENED "request-length-loosened" Changed wire Compatible rust Compatible
        "more lengths of a text are allowed in requests"
        "Code that keeps the old limits keeps the new ones. The old client does not let the others through."
        "There is nothing to do."
    REQUEST_COUNT_TIGHTENED "request-count-tightened" Changed wire Breaking rust Risky
        "fewer numbers of items are allowed in requests"
        "The service refuses lists or maps that the old client lets through. Code compiles, and the new client refuses them before it sends anything."
        "Cut what is too long into several calls."
    REQUEST_COUNT_LOOSENED "request-count-loosened" Changed wire Compatible rust Compatible
        "more numbers of items are allowed in requests"
        "Code that keeps the old limits keeps the new ones. The old client does not let the others through."
        "There is nothing to do."
    REQUEST_PATTERN_TIGHTENED "request-pattern-tightened" Changed wire Breaking rust Risky
        "a text in requests must have a form that it did not need"
        "The service refuses texts of other forms, which the old client lets through. Code compiles as before."
        "Look at where the texts come from."
    REQUEST_PATTERN_LOOSENED "request-pattern-loosened" Changed wire Compatible rust Compatible
        "a text in requests may have any form"
        "Code that keeps the old form is still right."
        "There is nothing to do."
    REQUEST_PATTERN_CHANGED "request-pattern-changed" Changed wire Breaking rust Risky
        "a text in requests must have another form"
        "The service may refuse texts that the old client lets through; which of two forms allows more cannot be told."
        "Look at where the texts come from."
    REQUEST_MULTIPLE_TIGHTENED "request-multiple-tightened" Changed wire Breaking rust Risky
        "a number in requests must be a multiple that it did not need to be"
        "The service refuses numbers that the old client lets through."
        "Round the numbers."
    REQUEST_MULTIPLE_LOOSENED "request-multiple-loosened" Changed wire Compatible rust Compatible
        "a number in requests need not be the multiple that it had to be"
        "Code that keeps to the old steps is still right."
        "There is nothing to do."
    REQUEST_VALUES_TIGHTENED "request-values-tightened" Changed wire Breaking rust Risky
        "fewer values are allowed in requests"
        "The service refuses values that the old client lets through. Code compiles, and the new client refuses them before it sends anything."
        "Look at where the values come from."
    REQUEST_VALUES_LOOSENED "request-values-loosened" Changed wire Compatible rust Compatible
        "more values are allowed in requests"
        "Code that keeps to the old values is still right. The old client does not let the others through."
        "There is nothing to do."
    REQUEST_UNIQUE_TIGHTENED "request-unique-tightened" Changed wire Breaking rust Risky
        "the items of a list in requests must differ"
        "The service refuses lists with the same item twice, which the old client lets through."
        "Take out what is there twice."
    REQUEST_UNIQUE_LOOSENED "request-unique-loosened" Changed wire Compatible rust Compatible
        "the items of a list in requests need not differ"
        "Code that sends each item once is still right."
        "There is nothing to do."
    REQUEST_ENUM_VALUE_ADDED "request-enum-value-added" Added wire Compatible rust Compatible
        "another value is allowed in requests"
        "No code has to send it, and the enum may grow: a `match` needs an arm for the rest."
        "There is nothing to do."
    REQUEST_ENUM_VALUE_RESPELLED "request-enum-value-respelled" Changed wire Breaking rust Compatible
        "a value in requests is spelled differently, which Rust does not see"
        "The service refuses the old spelling, which the old client sends. The variant keeps its name, so code compiles and sends the new spelling."
        "Release the new client before the service stops reading the old spelling."
    REQUEST_ENUM_VALUE_REMOVED "request-enum-value-removed" Removed wire Breaking rust Breaking
        "a value is no longer allowed in requests"
        "The service refuses it, and its variant is gone."
        "Send another value; `from` makes one of the old one, if the service still takes it."
    REQUEST_ALTERNATIVE_ADDED "request-alternative-added" Added wire Compatible rust Compatible
        "a value in requests may have another shape as well"
        "No code has to send it, and the enum may grow."
        "There is nothing to do."
    REQUEST_ALTERNATIVE_REMOVED "request-alternative-removed" Removed wire Breaking rust Breaking
        "a value in requests may no longer have one of its shapes"
        "The service refuses the shape, and its variant is gone."
        "Send one of the other shapes."
    REQUEST_FREE_MEMBERS_ADDED "request-free-members-added" Added wire Compatible rust Compatible
        "requests may have members of any name"
        "No code has to send any. The structure has a field more, which it may."
        "There is nothing to do."
    REQUEST_FREE_MEMBERS_REMOVED "request-free-members-removed" Removed wire Breaking rust Breaking
        "requests may no longer have members of any name"
        "The service may refuse the members, and the field that held them is gone."
        "Send what is named."
}
