//! Rules about members of replies.

use super::rules;

rules! { REPLY_RULES:
    RESULT_ADDED "result-added" Added wire Compatible rust Breaking
        "an action now returns data"
        "The old client ignores it. The result was an empty structure and now has another type."
        "Let the compiler infer the result's type."
    RESULT_REMOVED "result-removed" Removed wire Breaking rust Breaking
        "an action no longer returns data"
        "The old client returns defaults instead of data, and the result's type was removed."
        "Ask the platform where the data is now."
    REPLY_MEMBER_ADDED "reply-member-added" Added wire Compatible rust Compatible
        "a reply member was added"
        "The old client ignores unknown members. Structures may grow."
        "Nothing to do."
    REPLY_REQUIRED_MEMBER_REMOVED "reply-required-member-removed" Removed wire Breaking rust Breaking
        "a required reply member was removed"
        "The old client shows a default, such as 0 or an empty string, as if the service had sent it. The field was removed."
        "Keep the member as long as the service returns it."
    REPLY_MEMBER_REMOVED "reply-member-removed" Removed wire Risky rust Breaking
        "an optional reply member was removed"
        "To the old client it is missing, which was always possible. The field was removed."
        "Keep the member as long as the service returns it."
    REPLY_MEMBER_RENAMED "reply-member-renamed" Changed wire Breaking rust Breaking
        "a reply member was renamed"
        "The old client looks for the old name and finds nothing. The field has the new name."
        "List the new name in `x-aliases` of the old member while servers may return either."
    REPLY_MEMBER_RESPELLED "reply-member-respelled" Changed wire Breaking rust Compatible
        "a reply member is spelled differently on the wire only"
        "The old client looks for the old spelling and finds nothing. The field keeps its name, so code compiles and reads the new spelling."
        "List the new spelling in `x-aliases` of the old member while servers may return either."
    REPLY_MEMBER_REQUIRED "reply-member-required" Changed wire Compatible rust Breaking
        "a reply member became required"
        "The old client always finds it. The field is no longer an `Option`."
        "Remove the code that handled its absence."
    REPLY_LIST_REQUIRED "reply-list-required" Changed wire Compatible rust Compatible
        "a list or map in replies became required"
        "A missing list reads as an empty one either way."
        "Nothing to do."
    REPLY_MEMBER_OPTIONAL "reply-member-optional" Changed wire Risky rust Breaking
        "a reply member became optional"
        "Where it is missing, the old client shows a default, such as 0 or an empty string. The field is now an `Option`."
        "Decide what its absence means."
    REPLY_LIST_OPTIONAL "reply-list-optional" Changed wire Risky rust Compatible
        "a list or map in replies became optional"
        "A missing list reads as an empty one in both clients."
        "Check what your code does with an empty list."
    REPLY_MEMBER_RETYPED "reply-member-retyped" Changed wire Breaking rust Breaking
        "a reply value changed type"
        "The old client cannot read the reply. Code that uses the value does not compile."
        "Convert the value in code."
    REPLY_INTEGER_WIDENED "reply-integer-widened" Changed wire Risky rust Breaking
        "a reply integer has 64 bits instead of 32"
        "The old client cannot read numbers that do not fit into 32 bits. The field is an `i64`."
        "Convert with `i32::try_from`, or use `i64`."
    REPLY_INTEGER_NARROWED "reply-integer-narrowed" Changed wire Compatible rust Breaking
        "a reply integer has 32 bits instead of 64"
        "Every new value was already possible. The field is an `i32`."
        "Convert with `i64::from`."
    REPLY_NOW_NUMBER "reply-now-number" Changed wire Breaking rust Breaking
        "a reply number has a wider type"
        "The old client reads `5.0` as 5, but cannot read fractions. The field has another type."
        "Take the number as an `f64`, or round it in code."
    REPLY_NO_NUMBER "reply-no-number" Changed wire Compatible rust Breaking
        "a reply number has a narrower type"
        "Every new value was already possible. The field has another type."
        "Use the value as it is, or convert it to the type that your code expects."
    REPLY_TYPE_NARROWED "reply-type-narrowed" Changed wire Compatible rust Breaking
        "a reply value has fewer types"
        "The old client reads the remaining type as one of several. The field has another type."
        "Use the value as it is."
    REPLY_NOW_LIST "reply-now-list" Changed wire Breaking rust Breaking
        "a single reply value became a list"
        "The old client gets a list where it expects a value and cannot read the reply."
        "Decide which of the values to use."
    REPLY_NO_LIST "reply-no-list" Changed wire Breaking rust Breaking
        "a reply list became a single value"
        "The old client gets a value where it expects a list and cannot read the reply."
        "Use the value as it is."
    REPLY_NOW_ENUM "reply-now-enum" Changed wire Compatible rust Breaking
        "a reply value became an enum"
        "The service returns the same as before. The field is an enum, which keeps unknown values."
        "Compare variants, or the string or number that the enum gives."
    REPLY_NO_ENUM "reply-no-enum" Changed wire Risky rust Breaking
        "a reply value is no longer an enum"
        "The old client keeps values without a variant as unknown ones. The enum was removed."
        "Compare strings or numbers."
    REPLY_OBJECT_NOW_FREE "reply-object-now-free" Changed wire Risky rust Breaking
        "the members of a reply object are no longer described"
        "Nothing guarantees them; to the old client an absent member is missing. The field holds any JSON, and the type was removed."
        "Look up members in the JSON by name, and handle their absence."
    REPLY_OBJECT_NOT_FREE "reply-object-not-free" Changed wire Compatible rust Breaking
        "the members of a reply object are now described"
        "The old client accepts any object. The field has its own type."
        "Use the fields of the type."
    REPLY_NOW_FREE "reply-now-free" Changed wire Breaking rust Breaking
        "a reply value may be any JSON"
        "The old client cannot read a value of another type. The field holds JSON."
        "Look up what you expect in the JSON."
    REPLY_NOT_FREE "reply-not-free" Changed wire Compatible rust Breaking
        "a reply value may no longer be any JSON"
        "The old client accepts any value. The field has its own type."
        "Use the fields of the type."
    REPLY_OBJECT_NOW_ANY "reply-object-now-any" Changed wire Risky rust Risky
        "a reply value that was an object may be any JSON"
        "The old client reads any JSON there. The field keeps its type, but code that looks up members finds none if the value is not an object."
        "Handle values that are not objects."
    REPLY_ANY_NOW_OBJECT "reply-any-now-object" Changed wire Compatible rust Compatible
        "a reply value that could be any JSON is an object"
        "Every object is JSON. The field keeps its type."
        "Nothing to do."
    REPLY_DEFAULT_CHANGED "reply-default-changed" Documented wire Compatible rust Compatible
        "the documented default of a reply member changed"
        "The client does not fill in missing reply members."
        "Read what changed."
    REPLY_MEMBER_DEPRECATED "reply-member-deprecated" Deprecated wire Compatible rust Compatible
        "a reply member is deprecated"
        "The service still returns it; the documentation says that it is deprecated."
        "Switch to its replacement."
    REPLY_MEMBER_UNDEPRECATED "reply-member-undeprecated" Changed wire Compatible rust Compatible
        "a reply member is no longer deprecated"
        "The service returns it as before."
        "Nothing to do."
    REPLY_LIMIT_TIGHTENED "reply-limit-tightened" Changed wire Compatible rust Compatible
        "replies can have fewer values"
        "Replies are not checked against limits, and code that handles more handles less."
        "Nothing to do."
    REPLY_LIMIT_LOOSENED "reply-limit-loosened" Changed wire Risky rust Risky
        "replies can have more values"
        "Replies are not checked against limits. The place that stores the values, such as a table column, may be too small."
        "Check where the values go."
    REPLY_ENUM_VALUE_ADDED "reply-enum-value-added" Added wire Risky rust Risky
        "a reply enum value was added"
        "The old client keeps it as unknown. A `match` compiles, because it has a wildcard arm, which may be wrong for this value."
        "Check what the wildcard arm does."
    REPLY_ENUM_VALUE_RESPELLED "reply-enum-value-respelled" Changed wire Risky rust Compatible
        "a reply enum value is spelled differently on the wire only"
        "The old client keeps the new spelling as an unknown value. The variant keeps its name, so code compiles and recognizes the new spelling."
        "Release the new client before servers return the new spelling."
    REPLY_ENUM_VALUE_REMOVED "reply-enum-value-removed" Removed wire Compatible rust Breaking
        "a reply enum value was removed"
        "The old client never gets it, which does no harm. The variant was removed."
        "Remove the arm. Keep the value in the document while older servers return it."
    REPLY_ALTERNATIVE_ADDED "reply-alternative-added" Added wire Risky rust Risky
        "a reply value has a further alternative"
        "The old client keeps it as unknown. A `match` compiles, because it has a wildcard arm."
        "Check what the wildcard arm does."
    REPLY_ALTERNATIVE_REMOVED "reply-alternative-removed" Removed wire Compatible rust Breaking
        "an alternative of a reply value was removed"
        "The old client never gets it, which does no harm. The variant was removed."
        "Remove the arm."
    REPLY_FREE_MEMBERS_ADDED "reply-free-members-added" Added wire Compatible rust Compatible
        "a reply object may have members of any name"
        "The old client ignores unknown members. The structure has another field, and structures may grow."
        "Nothing to do."
    REPLY_FREE_MEMBERS_REMOVED "reply-free-members-removed" Removed wire Risky rust Breaking
        "a reply object no longer has members of any name"
        "The old client finds none. The field that held them was removed."
        "Use the named members."
    REPLY_ALIAS_ADDED "reply-alias-added" Changed wire Risky rust Compatible
        "a reply member got an alias"
        "The old client does not look for that name and treats the member as missing."
        "Release the new client before servers return the new name."
    REPLY_ALIAS_REMOVED "reply-alias-removed" Changed wire Compatible rust Risky
        "a reply member lost an alias"
        "The old client looks for a name that is no longer used. The new one misses the member in replies of servers that still use it."
        "Keep the alias while older servers are running."
}
