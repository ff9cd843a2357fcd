//! Rules about actions.

use super::rules;

rules! { ACTION_RULES:
    ACTION_ADDED "action-added" Added wire Compatible rust Compatible
        "an action is new"
        "No code calls it yet. A hand-written fake of the service goes on compiling: its trait answers for actions it does not know."
        "There is nothing to do."
    ACTION_REMOVED "action-removed" Removed wire Breaking rust Breaking
        "an action is gone"
        "The gateway refuses calls of an action that it does not know, and the method is gone."
        "Keep the document for as long as the action answers, and mark it as `deprecated` before."
    ACTION_RENAMED "action-renamed" Changed wire Breaking rust Breaking
        "an action has another name"
        "The name travels with every call, and the method and the types are called after it."
        "If the service still answers to the old name, describe both, the old one as `deprecated`."
    ACTION_RESPELLED "action-respelled" Changed wire Breaking rust Compatible
        "an action is spelled differently, which Rust does not see"
        "The name travels with every call, so calls of the old client are refused. Method and module keep their name, so code compiles and calls the new spelling."
        "Release the new client before the service stops answering to the old spelling."
    ACTION_METHOD_RENAMED "action-method-renamed" Changed wire Compatible rust Breaking
        "an action has another name in Rust"
        "What travels is the same; code that names the method or the module of the action does not compile. Names move only where two of them would be the same in Rust."
        "Rename it in code."
    ACTION_DEPRECATED "action-deprecated" Deprecated wire Compatible rust Risky
        "an action is deprecated"
        "It works as it did. The compiler warns wherever it is called, which fails where warnings are denied."
        "Move to what takes its place, or allow `deprecated` at the call."
    ACTION_UNDEPRECATED "action-undeprecated" Changed wire Compatible rust Compatible
        "an action is no longer deprecated"
        "It works as it did."
        "There is nothing to do."
    METHOD_NOW_POST "method-now-post" Changed wire Breaking rust Risky
        "calls of an action go by POST instead of GET"
        "The old client sends its members in the query, where the service does not look for them. Code that makes the call compiles and does the same. A POST cannot be presigned: only code that presigns this request does not compile."
        "If the service still takes GET, keep the document as it was. Where a request is presigned, make the call instead."
    METHOD_NOW_GET "method-now-get" Changed wire Breaking rust Compatible
        "calls of an action go by GET instead of POST"
        "The old client sends its members in the body, where the service does not look for them. Code sees nothing of how members travel."
        "If the service still takes POST, keep the document as it was."
    ENCODING_CHANGED "encoding-changed" Changed wire Breaking rust Compatible
        "members of a request travel in another form"
        "The old client writes its body in a form that the service does not read any more. Code sees nothing of it."
        "Release the new client before the old form stops being read."
    QPS_LOWERED "qps-lowered" Changed wire Risky rust Risky
        "an action may be called less often"
        "The old client calls as often as it was allowed to, and is turned away. The new one waits, which takes time."
        "Spread calls over more time, or ask the platform for a higher limit."
    QPS_RAISED "qps-raised" Changed wire Compatible rust Compatible
        "an action may be called more often"
        "Code that keeps the old limit keeps the new one."
        "There is nothing to do."
    QPS_ADDED "qps-added" Changed wire Risky rust Risky
        "how often an action may be called is limited"
        "The old client knows of no limit, and may be turned away. The new one waits, which takes time."
        "Look at how often it is called."
    QPS_REMOVED "qps-removed" Changed wire Compatible rust Compatible
        "the limit on how often an action may be called is no longer documented"
        "Code that keeps the old limit is still right."
        "There is nothing to do."
    IDEMPOTENT "idempotent" Changed wire Compatible rust Compatible
        "a call can be repeated safely"
        "The new client repeats calls that may have been processed, which is harmless now."
        "There is nothing to do."
    NOT_IDEMPOTENT "not-idempotent" Changed wire Risky rust Risky
        "a call can no longer be repeated safely"
        "The old client repeats a call whose reply was lost, which may take effect twice. The new one gives the error to the caller."
        "Look at what code does about errors after which nobody knows what happened."
    PAGINATION_ADDED "pagination-added" Added wire Compatible rust Compatible
        "how pages follow each other is documented"
        "Calls can be followed page by page; whoever asks for one page gets one page."
        "There is nothing to do."
    PAGINATION_REMOVED "pagination-removed" Removed wire Compatible rust Breaking
        "how pages follow each other is no longer documented"
        "Page by page is something that the client does, so the service sees no change; code that calls `items` or `pages` does not compile."
        "Keep `x-pagination`, if the members are still there."
    PAGINATION_CHANGED "pagination-changed" Changed wire Risky rust Risky
        "pages follow each other by other members"
        "The old client goes on by the old members and may see a page twice, or stop early."
        "Look at what else changed about the members."
    PAGE_ITEMS_CHANGED "page-items-changed" Changed wire Risky rust Breaking
        "pages hold items of another kind"
        "`items` gives values of another type, so code that uses them does not compile."
        "Look at what else changed about the members."
    FAILED_ITEMS_ADDED "failed-items-added" Added wire Compatible rust Breaking
        "a call that succeeds can fail for some of its items"
        "The service lists failures in a member that the old client shows as well. The reply is of a type that must be looked at, so code that names its type does not compile."
        "Look at `failed()`, or take it for an error by `complete()`."
    FAILED_ITEMS_REMOVED "failed-items-removed" Removed wire Compatible rust Breaking
        "nothing says any more that a call can fail for some of its items"
        "The reply is of another type, which has neither `failed` nor `complete`."
        "Keep `x-failed-items`, if the member is still there."
    FAILED_ITEMS_CHANGED "failed-items-changed" Changed wire Risky rust Risky
        "what failed is listed by other members"
        "The old client looks for failures where the service may not list them any more."
        "Read in the documentation which lists tell what."
    ACTION_ERROR_ADDED "action-error-added" Added wire Compatible rust Compatible
        "an action is documented to fail with a code"
        "A code is often older than its documentation, and codes are an open enum."
        "Handle the code by its name, where it matters."
    ACTION_ERROR_REMOVED "action-error-removed" Documented wire Compatible rust Compatible
        "an action is no longer documented to fail with a code"
        "What handles the code is not reached any more."
        "There is nothing to do."
    EXAMPLE_CHANGED "example-changed" Documented wire Compatible rust Compatible
        "an action has another example"
        "Examples stand in the documentation, and the mock server answers by them."
        "Look at tests that rely on what the mock server answers."
    DOCS_CHANGED "docs-changed" Documented wire Compatible rust Compatible
        "documentation changed"
        "Nothing but words changed."
        "Read what is new about it: words can hold a rule that no schema can say."
}
