//! Rules about actions.

use super::rules;

rules! { ACTION_RULES:
    ACTION_ADDED "action-added" Added wire Compatible rust Compatible
        "an action was added"
        "No code calls it yet. A handwritten fake of the service still compiles: its trait has default methods."
        "Nothing to do."
    ACTION_REMOVED "action-removed" Removed wire Breaking rust Breaking
        "an action was removed"
        "The gateway rejects calls of unknown actions, and the method was removed."
        "Keep the document as long as the action works, and mark it `deprecated` first."
    ACTION_RENAMED "action-renamed" Changed wire Breaking rust Breaking
        "an action was renamed"
        "Every call sends the name, and the method and the types are named after it."
        "If the service still accepts the old name, describe both and mark the old one `deprecated`."
    ACTION_RESPELLED "action-respelled" Changed wire Breaking rust Compatible
        "an action is spelled differently on the wire only"
        "Every call sends the name, so the service rejects calls of the old client. The method and the module keep their name, so code compiles and calls the new spelling."
        "Release the new client before the service stops accepting the old spelling."
    ACTION_METHOD_RENAMED "action-method-renamed" Changed wire Compatible rust Breaking
        "the Rust name of an action changed"
        "The wire format is the same; code that names the method or the module of the action does not compile. A name changes only if two would be the same in Rust."
        "Rename it in code."
    ACTION_DEPRECATED "action-deprecated" Deprecated wire Compatible rust Risky
        "an action is deprecated"
        "It works as before. The compiler warns wherever it is called, which fails if warnings are denied."
        "Switch to its replacement, or allow `deprecated` at the call."
    ACTION_UNDEPRECATED "action-undeprecated" Changed wire Compatible rust Compatible
        "an action is no longer deprecated"
        "It works as before."
        "Nothing to do."
    METHOD_NOW_POST "method-now-post" Changed wire Breaking rust Risky
        "an action uses POST instead of GET"
        "The old client sends the members in the query, where the service does not look for them. Code that makes the call compiles and works as before. A POST cannot be presigned: only code that presigns this request does not compile."
        "If the service still accepts GET, keep the document unchanged. Where code presigns a request, make the call instead."
    METHOD_NOW_GET "method-now-get" Changed wire Breaking rust Compatible
        "an action uses GET instead of POST"
        "The old client sends the members in the body, where the service does not look for them. Code does not change."
        "If the service still accepts POST, keep the document unchanged."
    ENCODING_CHANGED "encoding-changed" Changed wire Breaking rust Compatible
        "the encoding of a request changed"
        "The old client uses an encoding that the service no longer reads. Code does not change."
        "Release the new client before the service stops reading the old encoding."
    QPS_LOWERED "qps-lowered" Changed wire Risky rust Risky
        "the rate limit of an action was lowered"
        "The old client calls at the old rate and is throttled. The new one waits, which takes time."
        "Spread the calls over more time, or ask the platform for a higher limit."
    QPS_RAISED "qps-raised" Changed wire Compatible rust Compatible
        "the rate limit of an action was raised"
        "Code that respects the old limit respects the new one."
        "Nothing to do."
    QPS_ADDED "qps-added" Changed wire Risky rust Risky
        "a rate limit of an action was documented"
        "The old client knows no limit and may be throttled. The new one waits, which takes time."
        "Check how often your code calls it."
    QPS_REMOVED "qps-removed" Changed wire Compatible rust Compatible
        "the rate limit of an action is no longer documented"
        "Code that respects the old limit still works."
        "Nothing to do."
    IDEMPOTENT "idempotent" Changed wire Compatible rust Compatible
        "a call can be retried safely"
        "The new client retries calls that may already have been processed, which is now harmless."
        "Nothing to do."
    NOT_IDEMPOTENT "not-idempotent" Changed wire Risky rust Risky
        "a call can no longer be retried safely"
        "The old client retries a call whose reply was lost, so it may take effect twice. The new one returns the error to the caller."
        "Check what your code does after errors that leave the outcome unknown."
    PAGINATION_ADDED "pagination-added" Added wire Compatible rust Compatible
        "the pagination of an action was documented"
        "Code can iterate over pages; a plain call still returns one page."
        "Nothing to do."
    PAGINATION_REMOVED "pagination-removed" Removed wire Compatible rust Breaking
        "the pagination of an action is no longer documented"
        "The client does the paging, so nothing changes on the wire; code that calls `items` or `pages` does not compile."
        "Keep `x-pagination` if the members still exist."
    PAGINATION_CHANGED "pagination-changed" Changed wire Risky rust Risky
        "the pagination of an action uses other members"
        "The old client uses the old members and may get a page twice or stop early."
        "Check what else changed about the members."
    PAGE_ITEMS_CHANGED "page-items-changed" Changed wire Risky rust Breaking
        "the items of a page changed type"
        "`items` gives values of another type, so code that uses them does not compile."
        "Check what else changed about the members."
    FAILED_ITEMS_ADDED "failed-items-added" Added wire Compatible rust Breaking
        "a call can now succeed in part"
        "The service lists failures in a member that the old client also shows. The reply has a `must_use` type, so code that names the type does not compile."
        "Check `failed()`, or turn a partial failure into an error with `complete()`."
    FAILED_ITEMS_REMOVED "failed-items-removed" Removed wire Compatible rust Breaking
        "partial success of a call is no longer documented"
        "The reply has another type, without `failed` and `complete`."
        "Keep `x-failed-items` if the member still exists."
    FAILED_ITEMS_CHANGED "failed-items-changed" Changed wire Risky rust Risky
        "other members list what failed"
        "The old client looks for failures where the service may no longer list them."
        "Read in the documentation what each list means."
    ACTION_ERROR_ADDED "action-error-added" Added wire Compatible rust Compatible
        "an action has a further documented error code"
        "A code is often older than its documentation, and codes are an open enum."
        "Handle the code by its variant if it matters."
    ACTION_ERROR_REMOVED "action-error-removed" Documented wire Compatible rust Compatible
        "an error code of an action is no longer documented"
        "Code that handles it is no longer reached."
        "Nothing to do."
    EXAMPLE_CHANGED "example-changed" Documented wire Compatible rust Compatible
        "an example of an action changed"
        "Examples are part of the documentation, and the mock server replies with them."
        "Check tests that rely on replies of the mock server."
    DOCS_CHANGED "docs-changed" Documented wire Compatible rust Compatible
        "documentation changed"
        "Only the wording changed."
        "Read what changed: prose can state rules that no schema can express."
}
