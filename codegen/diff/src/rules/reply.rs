//! Rules about members of replies.

use super::rules;

rules! { REPLY_RULES:
    RESULT_ADDED "result-added" Added wire Compatible rust Breaking
        "an action returns data"
        "The old client ignores it. The result was an empty structure, and is another type now."
        "Leave the result's type to the compiler."
    RESULT_REMOVED "result-removed" Removed wire Breaking rust Breaking
        "an action no longer returns data"
        "The old client gives its default in place of data, and the type of the result is gone."
        "Ask the platform where the data are now."
    REPLY_MEMBER_ADDED "reply-member-added" Added wire Compatible rust Compatible
        "replies have another member"
        "The old client skips what it does not know. Structures may grow."
        "There is nothing to do."
    REPLY_REQUIRED_MEMBER_REMOVED "reply-required-member-removed" Removed wire Breaking rust Breaking
        "a member that replies always had is gone"
        "The old client shows its default, such as 0 or an empty text, as though the service had said so. The field is gone."
        "Keep the member for as long as the service answers it."
    REPLY_MEMBER_REMOVED "reply-member-removed" Removed wire Risky rust Breaking
        "a member that replies could have is gone"
        "To the old client it is missing, which it could always be. The field is gone."
        "Keep the member for as long as the service answers it."
    REPLY_MEMBER_RENAMED "reply-member-renamed" Changed wire Breaking rust Breaking
        "a member of replies has another name"
        "The old client looks for the old name and finds nothing. The field is called after it."
        "Describe the new name by `x-aliases` of the old member while servers may answer either."
    REPLY_MEMBER_RESPELLED "reply-member-respelled" Changed wire Breaking rust Compatible
        "a member of replies is spelled differently, which Rust does not see"
        "The old client looks for the old spelling and finds nothing. The field keeps its name, so code compiles and reads the new spelling."
        "Describe the new spelling by `x-aliases` of the old member while servers may answer either."
    REPLY_MEMBER_REQUIRED "reply-member-required" Changed wire Compatible rust Breaking
        "a member of replies is always there"
        "The old client finds it every time. The field is no `Option` any more."
        "Take away what handled its absence."
    REPLY_LIST_REQUIRED "reply-list-required" Changed wire Compatible rust Compatible
        "a list or map of replies is always there"
        "A missing list reads as an empty one in any case."
        "There is nothing to do."
    REPLY_MEMBER_OPTIONAL "reply-member-optional" Changed wire Risky rust Breaking
        "a member of replies can be missing"
        "The old client shows its default, such as 0 or an empty text, where it is missing. The field is an `Option` now."
        "Decide what its absence means."
    REPLY_LIST_OPTIONAL "reply-list-optional" Changed wire Risky rust Compatible
        "a list or map of replies can be missing"
        "A missing list reads as an empty one, in the old client and in the new."
        "Look at what code takes an empty list for."
    REPLY_MEMBER_RETYPED "reply-member-retyped" Changed wire Breaking rust Breaking
        "a value in replies is of another type"
        "The old client cannot read the reply. Code that uses the value does not compile."
        "Convert the value in code."
    REPLY_INTEGER_WIDENED "reply-integer-widened" Changed wire Risky rust Breaking
        "an integer in replies has 64 bits instead of 32"
        "The old client cannot read a reply with a number that does not fit. The field is an `i64`."
        "Convert by `i32::try_from`, or go on with `i64`."
    REPLY_INTEGER_NARROWED "reply-integer-narrowed" Changed wire Compatible rust Breaking
        "an integer in replies has 32 bits instead of 64"
        "Every new value is one of the old ones. The field is an `i32`."
        "Convert by `i64::from`."
    REPLY_NOW_NUMBER "reply-now-number" Changed wire Breaking rust Breaking
        "a number in replies may be of a wider kind"
        "The old client reads `5.0` as 5, but cannot read a reply with a fraction. The field has another type."
        "Take the number as an `f64`, or round it in code."
    REPLY_NO_NUMBER "reply-no-number" Changed wire Compatible rust Breaking
        "a number in replies is of a narrower kind"
        "Every new value is one of the old ones. The field has another type."
        "Take the value as it is, or convert it to the type that code expects."
    REPLY_TYPE_NARROWED "reply-type-narrowed" Changed wire Compatible rust Breaking
        "a value in replies is of fewer types"
        "The old client reads the type that is left as one of several. The field has another type."
        "Take the value as it is."
    REPLY_NOW_LIST "reply-now-list" Changed wire Breaking rust Breaking
        "a single value in replies became a list"
        "The old client finds a list where it expects a value and cannot read the reply."
        "Decide which of several values is meant."
    REPLY_NO_LIST "reply-no-list" Changed wire Breaking rust Breaking
        "a list in replies became a single value"
        "The old client finds a value where it expects a list and cannot read the reply."
        "Take the value as it is."
    REPLY_NOW_ENUM "reply-now-enum" Changed wire Compatible rust Breaking
        "a value in replies has names for its values"
        "The service answers what it answered. The field is an enum, which keeps values that it does not know."
        "Compare by name, or by the text or number that the enum gives."
    REPLY_NO_ENUM "reply-no-enum" Changed wire Risky rust Breaking
        "a value in replies no longer has names for its values"
        "The old client may meet values that it has no name for, and keeps them as unknown ones. The enum is gone."
        "Compare by text or number."
    REPLY_OBJECT_NOW_FREE "reply-object-now-free" Changed wire Risky rust Breaking
        "the members of an object in replies are no longer described"
        "Nothing promises them any longer; to the old client a member that does not come is missing. The field holds any JSON, and the type is gone."
        "Look up members in the JSON by name, and be ready for their absence."
    REPLY_OBJECT_NOT_FREE "reply-object-not-free" Changed wire Compatible rust Breaking
        "the members of an object in replies are described now"
        "To the old client every object was one of many. The field has a type of its own."
        "Use the fields of the type."
    REPLY_NOW_FREE "reply-now-free" Changed wire Breaking rust Breaking
        "a value in replies may be any JSON"
        "The old client cannot read a reply whose value is of another type. The field is JSON."
        "Look into the JSON for what is expected."
    REPLY_NOT_FREE "reply-not-free" Changed wire Compatible rust Breaking
        "a value in replies may no longer be any JSON"
        "To the old client every value was one of many. The field has a type of its own."
        "Use the fields of the type."
    REPLY_OBJECT_NOW_ANY "reply-object-now-any" Changed wire Risky rust Risky
        "a value in replies that was an object may be any JSON"
        "The old client reads any JSON there. The field has the same type, but code that looks members up in it finds none where the value is no object."
        "Handle values that are not objects."
    REPLY_ANY_NOW_OBJECT "reply-any-now-object" Changed wire Compatible rust Compatible
        "a value in replies that could be any JSON is an object"
        "Every object is JSON. The field has the same type."
        "There is nothing to do."
    REPLY_DEFAULT_CHANGED "reply-default-changed" Documented wire Compatible rust Compatible
        "the documented default of a member of replies changed"
        "The client does not fill in what a reply leaves out."
        "Read what is new about it."
    REPLY_MEMBER_DEPRECATED "reply-member-deprecated" Deprecated wire Compatible rust Compatible
        "a member of replies is deprecated"
        "It comes as it did, and the documentation says so."
        "Move to what takes its place."
    REPLY_MEMBER_UNDEPRECATED "reply-member-undeprecated" Changed wire Compatible rust Compatible
        "a member of replies is no longer deprecated"
        "It comes as it did."
        "There is nothing to do."
    REPLY_LIMIT_TIGHTENED "reply-limit-tightened" Changed wire Compatible rust Compatible
        "fewer values can occur in replies"
        "Replies are not checked against limits, and whoever is ready for more is ready for less."
        "There is nothing to do."
    REPLY_LIMIT_LOOSENED "reply-limit-loosened" Changed wire Risky rust Risky
        "more values can occur in replies"
        "Replies are not checked against limits. What takes the values in, such as a column of a table, may be too small."
        "Look at where the values go."
    REPLY_ENUM_VALUE_ADDED "reply-enum-value-added" Added wire Risky rust Risky
        "another value can occur in replies"
        "The old client keeps it as unknown. A `match` compiles, for it has an arm for the rest, which may not be right for this value."
        "Look at what the arm for the rest does."
    REPLY_ENUM_VALUE_RESPELLED "reply-enum-value-respelled" Changed wire Risky rust Compatible
        "a value in replies is spelled differently, which Rust does not see"
        "The old client keeps the new spelling as a value that it does not know. The variant keeps its name, so code compiles and recognizes the new spelling."
        "Release the new client before servers answer the new spelling."
    REPLY_ENUM_VALUE_REMOVED "reply-enum-value-removed" Removed wire Compatible rust Breaking
        "a value no longer occurs in replies"
        "The old client never meets it, which does no harm. The variant is gone."
        "Take away the arm. Keep the value in the document while older servers answer it."
    REPLY_ALTERNATIVE_ADDED "reply-alternative-added" Added wire Risky rust Risky
        "a value in replies can have another shape as well"
        "The old client keeps a shape that it does not know as unknown. A `match` compiles, for it has an arm for the rest."
        "Look at what the arm for the rest does."
    REPLY_ALTERNATIVE_REMOVED "reply-alternative-removed" Removed wire Compatible rust Breaking
        "a value in replies no longer has one of its shapes"
        "The old client never meets it, which does no harm. The variant is gone."
        "Take away the arm."
    REPLY_FREE_MEMBERS_ADDED "reply-free-members-added" Added wire Compatible rust Compatible
        "replies may have members of any name"
        "The old client skips what it does not know. The structure has a field more, which it may."
        "There is nothing to do."
    REPLY_FREE_MEMBERS_REMOVED "reply-free-members-removed" Removed wire Risky rust Breaking
        "replies no longer have members of any name"
        "The old client finds none. The field that held them is gone."
        "Use what is named."
    REPLY_ALIAS_ADDED "reply-alias-added" Changed wire Risky rust Compatible
        "a member of replies may come under another name as well"
        "The old client does not look for that name and takes the member for missing."
        "Release the new client before servers answer by the new name."
    REPLY_ALIAS_REMOVED "reply-alias-removed" Changed wire Compatible rust Risky
        "a member of replies no longer comes under another name"
        "The old client looks for a name that is not used. The new one does not find the member in replies of servers that still use it."
        "Keep the alias while older servers answer."
}
