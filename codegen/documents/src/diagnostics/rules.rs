//! The rules a document must keep. They are data: a stable code, a severity, and an explanation for people.

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The output is complete, but probably not what was meant.
    Warning,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name for ever.
    pub code: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// Why it is a rule, and how to keep it.
    pub explanation: &'static str,
}

macro_rules! rules {
    ($($name:ident $code:literal $severity:ident $explanation:literal)*) => {
        /// Every rule by its name.
        pub mod rule {
            use super::{Rule, Severity};
            $(
                #[doc = $explanation]
                pub static $name: Rule = Rule { code: $code, severity: Severity::$severity, explanation: $explanation };
            )*
        }

        /// Every rule, in the order in which a run may find it broken.
        pub static RULES: &[&Rule] = &[$(&rule::$name),*];
    };
}

rules! {
    UNREADABLE_FILE "unreadable-file" Error
        "A file could not be read, or is not UTF-8. Nothing is generated from a tree that is not known as a whole."
    BROKEN_SYNTAX "broken-syntax" Error
        "The text is not YAML or not JSON: correct it at the place shown. The parser stops at the first violation, so what comes after it was not looked at."
    EMPTY_FILE "empty-file" Error
        "The file has no content. Describe an action in it, or delete it."
    DUPLICATE_KEY "duplicate-key" Error
        "A mapping has the same key twice. Parsers disagree about which one counts, so neither may."
    MISSING_KEY "missing-key" Error
        "A key without which nothing can be generated is missing."
    WRONG_TYPE "wrong-type" Error
        "A value is of another kind than OpenAPI demands at this place, such as a text instead of a list."
    UNKNOWN_KEY "unknown-key" Warning
        "OpenAPI has no such key at this place, so it has no effect. Most often it is a typing error. Keys that start with `x-` are never reported."
    UNSUPPORTED_VERSION "unsupported-version" Error
        "Documents are OpenAPI 3.0.x or 3.1.x; older and newer versions of the specification mean other things by the same keys."
    UNSUPPORTED_CONSTRUCT "unsupported-construct" Error
        "The construct is valid OpenAPI, but no client code can be generated that honours it. It is never dropped silently; describe the value in another way."
    SEVERAL_REPLIES "several-replies" Warning
        "A call that succeeds has one result. It is read from the reply of status 200, else of another status of success, else from `default`; replies of other statuses of success are not looked at."
    SEVERAL_MEDIA_TYPES "several-media-types" Warning
        "A body is written, and a reply is read, in one media type: the first one of JSON or a form that is described. What the others describe is not part of the output."
    UNUSED_PART "unused-part" Warning
        "The part describes something other than a call and its result, such as headers of a reply, calls that the service makes itself, or another server for one action. It is not part of the output."
    UNDESCRIBED_TAG "undescribed-tag" Warning
        "The member that `discriminator` names chooses the alternative when a value is read, but an alternative that does not describe it neither keeps nor sends it."
    UNKNOWN_TYPE "unknown-type" Error
        "JSON Schema knows the types boolean, integer, number, string, array, object and null."
    UNKNOWN_FORMAT "unknown-format" Warning
        "The format is not known to this generator, so the value is taken as its plain type."
    UNMARKED_SECRET "unmarked-secret" Warning
        "A text is called like a secret, such as `SecretAccessKey` or `Password`. With `format: password` it is printed as `***` by `Debug`, and a reply that holds it is never shown in an error."
    BAD_PATH "bad-path" Error
        "The path of an operation is `/` and the name of the action. Action and version travel in the query string, not in the path."
    MISSING_SERVICE_FILE "missing-service-file" Error
        "Each folder under `spec/` is a service and needs a `service.yaml`; `service: NAME`, the name that goes into signatures, is enough. It may be left out where every action states the same `x-service-code`, which is that name, and no document has `servers`."
    MISSING_VERSION "missing-version" Error
        "`info.version` is the API version that every call sends, such as 2020-12-01, and there is no sensible default."
    VERSION_MISMATCH "version-mismatch" Error
        "A document lies in the folder that is called as its version, `spec/<service>/<version>/`: `x-version` of its paths, else `info.version`. A document whose paths state several versions is divided among them, wherever it lies."
    SERVICE_MISMATCH "service-mismatch" Warning
        "`x-service-code` of a path names the service of the action. It is neither the folder nor the name for signatures, so calls may be refused."
    BAD_FOLDER_NAME "bad-folder-name" Error
        "Folders of services and versions become modules, so their names must give a Rust identifier, each one of its own."
    MISPLACED_FILE "misplaced-file" Warning
        "Documents lie in `spec/<service>/<version>/`, and those of several versions may lie in `spec/<service>/`; any other file is not read."
    DUPLICATE_ACTION "duplicate-action" Error
        "An action is described once per version; two descriptions contradict each other sooner or later."
    DANGLING_REFERENCE "dangling-reference" Error
        "A `$ref` leads to nothing. References go to the same document (`#/components/schemas/Name`) or to a document in the same folder (`./File.yaml#/components/schemas/Name`)."
    REFERENCE_SIBLING "reference-sibling" Warning
        "In OpenAPI 3.0 what stands beside a `$ref` says nothing, and other tools pass over it. In OpenAPI 3.1 it holds together with what the reference leads to, and so it does here in either version."
    REFERENCE_CYCLE "reference-cycle" Error
        "A `$ref` leads back to itself without passing through a member, so it never says what it is."
    INFINITE_TYPE "infinite-type" Error
        "A structure requires itself as a member, directly or through others, so that no value of it can ever be complete: make one of the members optional or a list. Or a union is one of its own alternatives, so that it can never be told which one a value is: leave that one out."
    NAME_COLLISION "name-collision" Warning
        "Several wire names give the same Rust name, so none of them has it: each got a name made from its own spelling. Otherwise code that uses the name could send another member after a change of the document without any error. `x-rust-name` (for values of an enum `x-enum-varnames`) gives the plain name, or a better one, to the one that is meant; where one of them had the name before the others came, this keeps it."
    BAD_RUST_NAME "bad-rust-name" Error
        "`x-rust-name` must be a Rust identifier in the casing of its use (snake_case for members, CamelCase for types) that nothing else in its scope is called."
    UNKNOWN_REQUIRED "unknown-required" Error
        "`required` names a member that `properties` does not describe."
    EMPTY_ENUM "empty-enum" Error
        "An enum needs at least one value; without one there is nothing that could be sent."
    DUPLICATE_ENUM_VALUE "duplicate-enum-value" Error
        "An enum has the same value, or the same name for two values."
    MIXED_ENUM "mixed-enum" Error
        "The values of an enum are all texts or all integers, as its type says."
    ENUM_NAMES_MISMATCH "enum-names-mismatch" Error
        "`x-enum-varnames` and `x-enum-descriptions` name one entry for each value of `enum`, in the same order."
    CONTRADICTORY_CONSTRAINT "contradictory-constraint" Error
        "Two limits of a value leave nothing that satisfies both."
    IDLE_CONSTRAINT "idle-constraint" Warning
        "The limit has no meaning for a value of this type, such as `minLength` for an integer, or nothing checks it there, such as `minProperties` for an object with described members."
    BAD_PATTERN "bad-pattern" Error
        "The regular expression cannot be understood by the engine that checks requests (look-around and back references are not available)."
    BAD_DEFAULT "bad-default" Error
        "The default is not a value that its own schema allows."
    BAD_EXAMPLE "bad-example" Warning
        "An example is not a value that its own schema allows, so one of the two is wrong. The example is not used in what is generated."
    CONFLICTING_ALL_OF "conflicting-all-of" Error
        "Two parts of an `allOf` describe the same thing differently, and no value can be both."
    BAD_REQUEST_SHAPE "bad-request-shape" Error
        "A request is an object whose members are described by `properties`."
    NO_ENVELOPE "no-envelope" Error
        "A reply that is described as a whole is an object with `ResponseMetadata` and `Result`, and nothing beside them. One described without `ResponseMetadata` is what sits in `Result`."
    BAD_PARAMETER "bad-parameter" Error
        "Parameters travel in the query string. `Action` and `Version` may be listed, but must agree with the path and with `info.version`."
    TWIN_PARAMETER "twin-parameter" Warning
        "Two parameters describe one member: `Ids` and `Ids.N`, or `Tag` and `Tag.Key`. The flattened one is generated, since it says what is sent; the other one adds only that the member is required."
    BAD_LIMIT "bad-limit" Error
        "`x-qps-limit` is a whole number of calls per second, at least 1."
    BAD_PAGINATION "bad-pagination" Error
        "`x-pagination` names members: `cursor` of the request, `next`, `items` and, where there is one, `has-more` of the result. Cursors are both integers or both texts, `has-more` is a boolean, and the items are a list."
    BAD_FAILED_ITEMS "bad-failed-items" Error
        "`x-failed-items` names the members of the result that list what failed although the call succeeded: one name, or several where a service lists the failures in several forms. Each is a list."
    DUPLICATE_ERROR_CODE "duplicate-error-code" Error
        "`error-codes` of the service file lists each code once; what it says there holds for the whole service."
    CONTRADICTORY_ERROR_CODE "contradictory-error-code" Warning
        "Two actions document the same error code with different HTTP statuses, or disagree on whether a retry helps. The service has one type for its codes, so the first entry counts, in the order of versions and actions. `error-codes` of the service file decides the matter."
    BAD_ENDPOINT "bad-endpoint" Error
        "An endpoint is a host name, without a scheme and without a path; `{region}` is the only placeholder."
    PAGE_NO_ACTION "page-no-action" Error
        "A page of documentation names its action and its version, in the table of parameters or in an example address. Without them no document can be written."
    PAGE_NO_PARAMETERS "page-no-parameters" Error
        "A page has a table of parameters. Where none is recognised, the page is probably about something else, so no document is written."
    PAGE_NO_METHOD "page-no-method" Error
        "A page says whether its action is called by GET or by POST. Where it does not, the document holds what is more likely, and has to be checked."
    PAGE_UNSUPPORTED "page-unsupported" Error
        "The page describes a way of calling that no client can be generated for: a method other than GET and POST, or members in the query string beside a body."
    PAGE_UNKNOWN_TABLE "page-unknown-table" Error
        "The columns of a table about parameters were not recognised, so nothing of it is in the document. Columns are known by their headers, in Chinese and in English."
    PAGE_UNPLACED_TABLE "page-unplaced-table" Error
        "A table describes members, but neither a heading nor a link nor the text before it says whose. It is never guessed, so nothing of it is in the document."
    PAGE_UNPLACED_MEMBER "page-unplaced-member" Error
        "A page lists members without a table, and only empty lines show which of them lie in which. Here they allow two readings."
    PAGE_TABLE_ASIDE "page-table-aside" Warning
        "A table outside the sections about parameters, replies and errors was not read. Most often it is background."
    PAGE_UNKNOWN_COLUMN "page-unknown-column" Error
        "The header of a column was not recognised, so what the column says is not in the document."
    PAGE_BAD_ROW "page-bad-row" Error
        "A row does not begin with the name of a member, so it was left out."
    PAGE_UNKNOWN_TYPE "page-unknown-type" Error
        "A type is not spelled in any known way. The member is in the document as one that may hold any JSON, until its type is written there."
    PAGE_MISSING_TYPE_TABLE "page-missing-type-table" Error
        "A member has members of its own, but no table of the page describes them. The member is in the document as one that may hold any JSON."
    PAGE_UNKNOWN_REQUIRED "page-unknown-required" Error
        "The page does not say whether a member of a request must be given, or says it in an unknown way. It is optional in the document, which never rejects a call that would be valid."
    PAGE_CONTRADICTION "page-contradiction" Error
        "Two statements of a page cannot both be true."
    PAGE_UNREAD_DEFAULT "page-unread-default" Warning
        "A page speaks of a default that could not be read as a value of the member's type. The words are in the description."
    PAGE_DROPPED_FACT "page-dropped-fact" Warning
        "A sentence seems to state a limit, a default or a list of values, but an example or the default of the page does not agree with it. It is not in the document: a client would refuse calls that the service accepts."
    PAGE_MENDED_TABLE "page-mended-table" Warning
        "A table is cut by an empty line, a comment, or a line break in a cell. What has the shape of its rows was read as part of it."
    PAGE_LOST_HEADINGS "page-lost-headings" Warning
        "The page has lost its headings, as text extraction and reader modes leave it. Its tables say by their columns, rows and order what they describe."
    PAGE_INFERRED_TABLE "page-inferred-table" Warning
        "A table without a title follows the table of a member whose type has no table. It was taken for the members of that type, since the examples agree or nothing else is left."
    PAGE_REPLY_LAYOUT "page-reply-layout" Error
        "An example of a reply does not have its data in `Result`: it stands beside it, or the reply has no `ResponseMetadata`. No client reads such a reply. The document has the data in `Result`, where the tables say it is, or in the envelope that the example shows in its place."
    PAGE_UNREAD_SECTION "page-unread-section" Error
        "A section about parameters or about the reply has content, but nothing in it was recognised: no table, and no list of members."
    PAGE_NO_REPLY "page-no-reply" Warning
        "The page says nothing of the reply, so the document says that there is none."
    PAGE_COMMON_MEMBER "page-common-member" Warning
        "A member that every signed request has, such as `Region` or `Service`, stands among the parameters. It is set when a request is signed, so it is no member of this one."
    PAGE_IMPLIED_MEMBER "page-implied-member" Warning
        "Rows name members of an object that has no row of its own. The object was taken to exist, as their names say."
    PAGE_TYPE_FROM_EXAMPLE "page-type-from-example" Warning
        "The table says that a member is a list or a map, but only the example shows of what."
    PAGE_SEVERAL_RESULTS "page-several-results" Warning
        "A page describes the reply in several tables, one for each case. The document has all members; those that are not in every case are optional."
    PAGE_SEVERAL_LIMITS "page-several-limits" Warning
        "A page has several limits of calls per second that hold under conditions. A document has one, so it has the smallest."
    PAGE_LIMIT_NOT_PER_SECOND "page-limit-not-per-second" Warning
        "A page limits calls per minute, hour or day. A document can only say calls per second."
    PAGE_REPAIRED_EXAMPLE "page-repaired-example" Warning
        "An example of a page is not JSON, but what was meant is certain: leading zeros, trailing commas, comments, foreign quotes, ellipses. It was mended."
    PAGE_UNREADABLE_EXAMPLE "page-unreadable-example" Error
        "An example of a page is not JSON, and what was meant is not certain. It was left out."
    PAGE_EXAMPLE_MEMBER "page-example-member" Error
        "An example has a member that no table of the page describes. Either the table is incomplete, or the example is wrong."
    PAGE_EXAMPLE_DIFFERS "page-example-differs" Warning
        "An example does not fit what the tables of the page say. The document follows the tables."
    IMPORT_NO_SERVICE "import-no-service" Error
        "A document lies in the folder of its service. Pages show its name in their examples of replies; where a page does not, it has to be given."
    IMPORT_EXISTS "import-exists" Error
        "A document is never overwritten by an import, since it may have been edited by hand. `--update` changes single facts of it."
    IMPORT_NOT_ONE_ACTION "import-not-one-action" Error
        "A document of the API Explorer is imported as the document of its one action. One with none, or with several, has no place of its own."
    IMPORT_CONFLICT "import-conflict" Error
        "A fact was changed in the document by hand, and is another now where it is imported from as well. Nobody but a person can say which one is right, so the document was left as it is."
    IMPORT_SETTLED "import-settled" Warning
        "A fact was changed on both sides, and `--on-conflict` decided which one is right."
    IMPORT_NO_RECORD "import-no-record" Warning
        "Nothing tells what was imported last, so it is unknown on which side a fact changed. Facts for machines were taken from what is imported; words stayed as they are."
    IMPORT_ONLY_IN_DOCUMENT "import-only-in-document" Warning
        "Something is described by the document alone, and nothing tells whether it was added by hand or is gone where it was imported from. It stays."
    IMPORT_RENAMED "import-renamed" Warning
        "A member is gone, another one of the same type is new beside it, and what is said about them is alike. It was taken for the same under another name."
    IMPORT_MAYBE_RENAMED "import-maybe-renamed" Warning
        "A member is gone and another one of the same type is new beside it, but there is too little to tell that they are the same. They were taken for two."
    IMPORT_SHARED "import-shared" Error
        "A fact changes that stands in a place which others refer to as well. It would change for them too, so the document was left as it is."
    IMPORT_BY_HAND "import-by-hand" Error
        "A change goes beyond the facts of single members, or the text cannot be edited without damage. The document was left as it is: change it by hand, and import again."
    IMPORT_BAD_RECORD "import-bad-record" Error
        "The record of the last import, which lies beside the document, cannot be read. It is written by the importer and not meant to be edited."
    IMPORT_MADE_NAME "import-made-name" Warning
        "A new allowed value needs a name beside those that were given by hand in `x-enum-varnames`. It got one made from the value: choose a better one."
}

impl Rule {
    /// The rule of that code.
    #[must_use]
    pub fn by_code(code: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.code == code).copied()
    }
}
