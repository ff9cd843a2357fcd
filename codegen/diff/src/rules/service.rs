//! Rules about services, their endpoints, versions and error codes.

use super::rules;

rules! { SERVICE_RULES:
    SERVICE_ADDED "service-added" Added wire Compatible rust Compatible
        "a service is new"
        "No code calls it yet, and its module stands beside the others."
        "There is nothing to do."
    SERVICE_REMOVED "service-removed" Removed wire Breaking rust Breaking
        "a service is gone"
        "Nothing answers calls of the old client, and the module is gone."
        "Keep the documents for as long as the service answers. Tell users what takes its place."
    SIGNING_NAME_CHANGED "signing-name-changed" Changed wire Breaking rust Compatible
        "a service goes by another name in signatures"
        "The name is part of what is signed: a client that signs for the old one is refused. Code does not name it."
        "Release the new client before the old name stops being accepted."
    DEFAULT_REGION_CHANGED "default-region-changed" Changed wire Risky rust Risky
        "calls that name no region go to another one"
        "The old client goes on calling the old region; the same code, compiled again, finds other resources."
        "Name the region in the configuration, where it matters."
    ENDPOINT_ADDED "endpoint-added" Added wire Compatible rust Compatible
        "a region has an endpoint"
        "The other regions are where they were."
        "There is nothing to do."
    ENDPOINT_REMOVED "endpoint-removed" Removed wire Breaking rust Risky
        "a region no longer has an endpoint"
        "Calls to the region reach nothing. Code names the region as text, so it compiles and the call fails."
        "Move to another region, or configure the endpoint."
    ENDPOINT_CHANGED "endpoint-changed" Changed wire Risky rust Risky
        "a region has another endpoint"
        "The old client goes on calling the old host, as long as that answers; the new one needs the way to the new host open."
        "Let the new host through firewalls and proxies before the client is released."
    ENDPOINT_PATTERN_ADDED "endpoint-pattern-added" Added wire Compatible rust Compatible
        "regions that are not listed have an endpoint"
        "More regions are known than before."
        "There is nothing to do."
    ENDPOINT_PATTERN_REMOVED "endpoint-pattern-removed" Removed wire Breaking rust Risky
        "regions that are not listed no longer have an endpoint"
        "Code names a region as text, so it compiles and the call fails because there is no host."
        "List the regions that are in use, or configure the endpoint."
    ENDPOINT_PATTERN_CHANGED "endpoint-pattern-changed" Changed wire Risky rust Risky
        "regions that are not listed have another endpoint"
        "The old client goes on calling the old hosts, as long as these answer; the new one needs the way to the new hosts open."
        "Let the new hosts through firewalls and proxies before the client is released."
    ERROR_CODE_ADDED "error-code-added" Added wire Compatible rust Compatible
        "an error code is documented"
        "Codes are an open enum: the old client keeps a code that it does not know. A code is often older than its documentation."
        "Handle the code by its name, where it matters."
    ERROR_CODE_REMOVED "error-code-removed" Removed wire Compatible rust Breaking
        "an error code is no longer documented"
        "Nothing breaks where a service does not return a code, but code that names it does not compile."
        "Keep the code in `service.yaml` while it can still be met."
    ERROR_CODE_RESPELLED "error-code-respelled" Changed wire Risky rust Compatible
        "an error code is spelled differently, which Rust does not see"
        "The old client keeps the new spelling as a code that it does not know. The variant keeps its name, so code compiles and recognizes the new spelling."
        "Compare codes by variant instead of text, and release the new client before servers answer the new spelling."
    ERROR_CODE_VARIANT_RENAMED "error-code-variant-renamed" Changed wire Compatible rust Breaking
        "an error code has another name in Rust"
        "The code on the wire is the same; code that names its variant does not compile."
        "Keep the old name by `x-rust-name`, or rename it in code."
    ERROR_CODE_NUMBER_CHANGED "error-code-number-changed" Changed wire Risky rust Risky
        "an error code comes with another number"
        "Code that tells errors apart by number takes this one for another."
        "Tell errors apart by their code."
    ERROR_CODE_STATUS_CHANGED "error-code-status-changed" Changed wire Risky rust Risky
        "an error code comes with another HTTP status"
        "Code that tells errors apart by status takes this one for another, and automatic retries may differ."
        "Tell errors apart by their code."
    ERROR_CODE_RETRY_CHANGED "error-code-retry-changed" Changed wire Risky rust Risky
        "whether to retry after an error is documented differently"
        "The old client decides as it did; the new one repeats what it did not repeat, or gives up earlier."
        "Look at the limits of repeating that code sets."
    ERROR_CODE_DOCS_CHANGED "error-code-docs-changed" Documented wire Compatible rust Compatible
        "the documentation of an error code changed"
        "Nothing but words changed."
        "Read what is new about it."
    SERVICE_DOCS_CHANGED "service-docs-changed" Documented wire Compatible rust Compatible
        "the documentation of a service changed"
        "Nothing but words changed."
        "Read what is new about it."
    VERSION_ADDED "version-added" Added wire Compatible rust Compatible
        "a version of a service is new"
        "The other versions are what they were; each has a module of its own."
        "There is nothing to do."
    VERSION_REMOVED "version-removed" Removed wire Breaking rust Breaking
        "a version of a service is gone"
        "Calls of this version are refused, and its module is gone."
        "Keep its documents for as long as it answers. Move code to another version, one action after another."
}
