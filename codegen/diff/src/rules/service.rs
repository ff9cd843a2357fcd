//! Rules about services, their endpoints, versions and error codes.

use super::rules;

rules! { SERVICE_RULES:
    SERVICE_ADDED "service-added" Added wire Compatible rust Compatible
        "a service was added"
        "No code calls it yet, and it has its own module."
        "Nothing to do."
    SERVICE_REMOVED "service-removed" Removed wire Breaking rust Breaking
        "a service was removed"
        "Calls of the old client fail, and the module was removed."
        "Keep the documents as long as the service is running. Tell users what replaces it."
    SIGNING_NAME_CHANGED "signing-name-changed" Changed wire Breaking rust Compatible
        "the signing name of a service changed"
        "The name is part of what is signed, so the service rejects a client that signs with the old one. Code does not use the name."
        "Release the new client before the service stops accepting the old name."
    DEFAULT_REGION_CHANGED "default-region-changed" Changed wire Risky rust Risky
        "the default region changed"
        "The old client keeps calling the old region; the same code, recompiled, finds other resources."
        "Set the region in the configuration if it matters."
    ENDPOINT_ADDED "endpoint-added" Added wire Compatible rust Compatible
        "an endpoint was added"
        "The other regions do not change."
        "Nothing to do."
    ENDPOINT_REMOVED "endpoint-removed" Removed wire Breaking rust Risky
        "an endpoint was removed"
        "Calls to the region reach no host. Code names the region as a string, so it compiles and the call fails."
        "Switch to another region, or configure the endpoint."
    ENDPOINT_CHANGED "endpoint-changed" Changed wire Risky rust Risky
        "an endpoint changed"
        "The old client keeps calling the old host; the new one needs network access to the new host."
        "Allow the new host in firewalls and proxies before you release the client."
    ENDPOINT_PATTERN_ADDED "endpoint-pattern-added" Added wire Compatible rust Compatible
        "an endpoint for unlisted regions was added"
        "The client knows more regions than before."
        "Nothing to do."
    ENDPOINT_PATTERN_REMOVED "endpoint-pattern-removed" Removed wire Breaking rust Risky
        "the endpoint for unlisted regions was removed"
        "Code names a region as a string, so it compiles and the call fails because there is no host."
        "List the regions in use, or configure the endpoint."
    ENDPOINT_PATTERN_CHANGED "endpoint-pattern-changed" Changed wire Risky rust Risky
        "the endpoint for unlisted regions changed"
        "The old client keeps calling the old hosts; the new one needs network access to the new hosts."
        "Allow the new hosts in firewalls and proxies before you release the client."
    ERROR_CODE_ADDED "error-code-added" Added wire Compatible rust Compatible
        "an error code was documented"
        "Codes are an open enum: the old client keeps unknown codes. A code is often older than its documentation."
        "Handle the code by its variant if it matters."
    ERROR_CODE_REMOVED "error-code-removed" Removed wire Compatible rust Breaking
        "an error code is no longer documented"
        "Nothing breaks if a service does not return it, but code that names its variant does not compile."
        "Keep the code in `service.yaml` while the service may still return it."
    ERROR_CODE_RESPELLED "error-code-respelled" Changed wire Risky rust Compatible
        "an error code is spelled differently on the wire only"
        "The old client keeps the new spelling as an unknown code. The variant keeps its name, so code compiles and recognizes the new spelling."
        "Compare variants instead of strings, and release the new client before servers return the new spelling."
    ERROR_CODE_VARIANT_RENAMED "error-code-variant-renamed" Changed wire Compatible rust Breaking
        "the Rust name of an error code changed"
        "The code on the wire is the same; code that names its variant does not compile."
        "Keep the old name with `x-rust-name`, or rename it in code."
    ERROR_CODE_NUMBER_CHANGED "error-code-number-changed" Changed wire Risky rust Risky
        "the number of an error code changed"
        "Code that distinguishes errors by number mistakes this one for another."
        "Distinguish errors by their code."
    ERROR_CODE_STATUS_CHANGED "error-code-status-changed" Changed wire Risky rust Risky
        "the HTTP status of an error code changed"
        "Code that distinguishes errors by status mistakes this one for another, and automatic retries may differ."
        "Distinguish errors by their code."
    ERROR_CODE_RETRY_CHANGED "error-code-retry-changed" Changed wire Risky rust Risky
        "the retry advice of an error code changed"
        "The old client decides as before; the new one retries where it did not, or gives up earlier."
        "Check the retry limits that your code sets."
    ERROR_CODE_DOCS_CHANGED "error-code-docs-changed" Documented wire Compatible rust Compatible
        "the documentation of an error code changed"
        "Only the wording changed."
        "Read what changed."
    SERVICE_DOCS_CHANGED "service-docs-changed" Documented wire Compatible rust Compatible
        "the documentation of a service changed"
        "Only the wording changed."
        "Read what changed."
    VERSION_ADDED "version-added" Added wire Compatible rust Compatible
        "a version of a service was added"
        "The other versions do not change; each has its own module."
        "Nothing to do."
    VERSION_REMOVED "version-removed" Removed wire Breaking rust Breaking
        "a version of a service was removed"
        "The service rejects calls of this version, and its module was removed."
        "Keep its documents as long as it is running. Move code to another version, action by action."
}
