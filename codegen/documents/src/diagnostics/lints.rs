//! The lints: what is checked in a document. They are data: a stable code, a severity, and an explanation for people.

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The output is complete, but probably not what was meant.
    Warning,
}

/// One kind of problem that a document can have.
#[derive(Debug)]
pub struct Lint {
    /// Its code, which never changes.
    pub code: &'static str,
    /// How serious the problem is.
    pub severity: Severity,
    /// Why it is a problem, and how to fix it.
    pub explanation: &'static str,
}

macro_rules! lints {
    ($($name:ident $code:literal $severity:ident $explanation:literal)*) => {
        /// Every lint by its name.
        pub mod lint {
            use super::{Lint, Severity};
            $(
                #[doc = $explanation]
                pub static $name: Lint = Lint { code: $code, severity: Severity::$severity, explanation: $explanation };
            )*
        }

        /// Every lint, in the order in which a run checks them.
        pub static LINTS: &[&Lint] = &[$(&lint::$name),*];
    };
}

lints! {
    UNREADABLE_FILE "unreadable-file" Error
        "A file could not be read, or is not UTF-8. Nothing is generated unless all files can be read."
    BROKEN_SYNTAX "broken-syntax" Error
        "The text is not valid YAML or JSON: correct it at the place shown. The parser stops at the first error, so anything after it was not checked."
    EMPTY_FILE "empty-file" Error
        "The file has no content. Describe an action in it, or delete it."
    DUPLICATE_KEY "duplicate-key" Error
        "A mapping has the same key twice. Parsers disagree about which one counts, so neither does."
    MISSING_KEY "missing-key" Error
        "A required key is missing; nothing can be generated without it."
    WRONG_TYPE "wrong-type" Error
        "A value has another type than OpenAPI requires at this place, such as a string instead of a list."
    UNKNOWN_KEY "unknown-key" Warning
        "OpenAPI has no such key at this place, so it has no effect. Usually it is a typo. Keys that start with `x-` are never reported."
    UNSUPPORTED_VERSION "unsupported-version" Error
        "Documents are OpenAPI 3.0.x or 3.1.x; the same keys mean different things in older and newer versions of the specification."
    UNSUPPORTED_CONSTRUCT "unsupported-construct" Error
        "The construct is valid OpenAPI, but generated code cannot honour it. It is never dropped silently: describe the value in another way."
    SEVERAL_REPLIES "several-replies" Warning
        "A successful call has one result. It is read from the reply for status 200, else for another 2xx status, else from `default`; replies for further 2xx statuses are ignored."
    SEVERAL_MEDIA_TYPES "several-media-types" Warning
        "A body is written, and a reply is read, in one media type: the first one of JSON or a form that is described. What the others describe is not part of the output."
    UNUSED_PART "unused-part" Warning
        "The part describes something other than a call and its result, such as headers of a reply, calls that the service makes itself, or another server for one action. It is not part of the output."
    UNDESCRIBED_TAG "undescribed-tag" Warning
        "The member that `discriminator` names chooses the alternative when a value is read, but an alternative that does not describe it neither keeps nor sends it."
    UNKNOWN_TYPE "unknown-type" Error
        "JSON Schema has the types boolean, integer, number, string, array, object and null."
    UNKNOWN_FORMAT "unknown-format" Warning
        "This generator does not know the format, so the value has its plain type."
    UNMARKED_SECRET "unmarked-secret" Warning
        "A string has the name of a secret, such as `SecretAccessKey` or `Password`. With `format: password`, `Debug` prints it as `***`, and no error shows a reply that contains it."
    BAD_PATH "bad-path" Error
        "The path of an operation is `/` followed by the name of the action. Action and version travel in the query string, not in the path."
    MISSING_SERVICE_FILE "missing-service-file" Error
        "Each folder under `spec/` is a service and needs a `service.yaml`; `service: NAME`, the signing name, is enough. It may be left out where every action states the same `x-service-code`, which is that name, and no document has `servers`."
    MISSING_VERSION "missing-version" Error
        "`info.version` is the API version that every call sends, such as 2020-12-01, and there is no sensible default."
    VERSION_MISMATCH "version-mismatch" Error
        "A document belongs in the folder of its version, `spec/<service>/<version>/`. The version is `x-version` of its paths, else `info.version`. A document whose paths state several versions is split between them, wherever it is."
    SERVICE_MISMATCH "service-mismatch" Warning
        "`x-service-code` of a path names the service of the action. It matches neither the folder nor the signing name, so the service may reject calls."
    BAD_FOLDER_NAME "bad-folder-name" Error
        "Folders of services and versions become modules, so each name must give a Rust identifier, and no two may give the same one."
    MISPLACED_FILE "misplaced-file" Warning
        "Documents belong in `spec/<service>/<version>/`; a document of several versions may be in `spec/<service>/`. Any other file is ignored."
    DUPLICATE_ACTION "duplicate-action" Error
        "A version describes an action once; two descriptions sooner or later contradict each other."
    DANGLING_REFERENCE "dangling-reference" Error
        "A `$ref` leads nowhere. A reference names a schema of the same document (`#/components/schemas/Name`) or of a document in the same folder (`./File.yaml#/components/schemas/Name`)."
    REFERENCE_SIBLING "reference-sibling" Warning
        "OpenAPI 3.0 ignores keys next to a `$ref`, and so do other tools. In OpenAPI 3.1 they apply together with the referenced schema; here they do in both versions."
    REFERENCE_CYCLE "reference-cycle" Error
        "A `$ref` refers back to itself without passing through a member, so it never describes a type."
    INFINITE_TYPE "infinite-type" Error
        "A structure requires itself as a member, directly or through others, so no value can ever be complete: make one of the members optional, or a list. Or a union is one of its own alternatives, so nothing decides which one a value is: remove that alternative."
    NAME_COLLISION "name-collision" Warning
        "Several wire names give the same Rust name, so none of them gets it: each has a name made from its own spelling. Otherwise, after a change to the document, existing code could silently send another member. To give the plain name, or a better one, to one of them, use `x-rust-name` (`x-enum-varnames` for enum values); if one of them had the name before the others were added, this keeps it."
    BAD_RUST_NAME "bad-rust-name" Error
        "`x-rust-name` must be a Rust identifier in the casing of its use (snake_case for members, CamelCase for types) that nothing else in its scope has."
    UNKNOWN_REQUIRED "unknown-required" Error
        "`required` names a member that `properties` does not describe."
    EMPTY_ENUM "empty-enum" Error
        "An enum needs at least one value; otherwise there is nothing to send."
    DUPLICATE_ENUM_VALUE "duplicate-enum-value" Error
        "An enum has the same value, or the same name for two values."
    MIXED_ENUM "mixed-enum" Error
        "The values of an enum are all strings or all integers, as its type says."
    ENUM_NAMES_MISMATCH "enum-names-mismatch" Error
        "`x-enum-varnames` and `x-enum-descriptions` have one entry per value of `enum`, in the same order."
    CONTRADICTORY_CONSTRAINT "contradictory-constraint" Error
        "No value satisfies both limits of a schema: correct one of them."
    IDLE_CONSTRAINT "idle-constraint" Warning
        "The limit does not apply to values of this type, such as `minLength` for an integer, or nothing checks it there, such as `minProperties` for an object with described members."
    BAD_PATTERN "bad-pattern" Error
        "The engine that checks requests does not support this regular expression; it has no look-around and no back references."
    BAD_DEFAULT "bad-default" Error
        "Its own schema does not allow the default."
    BAD_EXAMPLE "bad-example" Warning
        "Its own schema does not allow the example, so one of the two is wrong. The generated code does not use the example."
    CONFLICTING_ALL_OF "conflicting-all-of" Error
        "Two parts of an `allOf` contradict each other, so no value satisfies both."
    BAD_REQUEST_SHAPE "bad-request-shape" Error
        "A request is an object whose members are described by `properties`."
    NO_ENVELOPE "no-envelope" Error
        "A reply described as a whole is an object with `ResponseMetadata` and `Result`, and nothing else. A reply described without `ResponseMetadata` is the content of `Result`."
    BAD_PARAMETER "bad-parameter" Error
        "Parameters travel in the query string. `Action` and `Version` may be listed, but must agree with the path and with `info.version`."
    TWIN_PARAMETER "twin-parameter" Warning
        "Two parameters describe one member: `Ids` and `Ids.N`, or `Tag` and `Tag.Key`. The flattened one is generated, because it says what is sent; the other one only adds that the member is required."
    BAD_LIMIT "bad-limit" Error
        "`x-qps-limit` is a whole number of calls per second, 1 or more."
    BAD_PAGINATION "bad-pagination" Error
        "`x-pagination` names members: `cursor` of the request, `next`, `items` and, where there is one, `has-more` of the result. The cursors are both integers or both strings, `has-more` is a boolean, and `items` is a list."
    BAD_FAILED_ITEMS "bad-failed-items" Error
        "`x-failed-items` names the members of the result that list what failed in a call that succeeded: one name, or several if a service lists failures in several forms. Each member is a list."
    DUPLICATE_ERROR_CODE "duplicate-error-code" Error
        "`error-codes` of the service file lists each code once; the entry applies to the whole service."
    CONTRADICTORY_ERROR_CODE "contradictory-error-code" Warning
        "Two actions document the same error code with different HTTP statuses, or disagree on whether a retry helps. The service has one type for its codes, so the first entry counts, in the order of versions and actions. An entry in `error-codes` of the service file takes precedence."
    BAD_ENDPOINT "bad-endpoint" Error
        "An endpoint is a host name, without scheme or path; `{region}` is the only placeholder."
    PAGE_NO_ACTION "page-no-action" Error
        "A documentation page names its action and version, in the parameter table or in an example URL. Without them, no document can be written."
    PAGE_NO_PARAMETERS "page-no-parameters" Error
        "A page has a parameter table. If none is recognised, the page is probably about something else, so no document is written."
    PAGE_NO_METHOD "page-no-method" Error
        "A page says whether its action uses GET or POST. If it does not, the document has the likelier method: check it."
    PAGE_UNSUPPORTED "page-unsupported" Error
        "The page describes a call that generated code cannot make: a method other than GET and POST, or members in the query string together with a body."
    PAGE_UNKNOWN_TABLE "page-unknown-table" Error
        "The columns of a parameter table were not recognised, so the document has nothing of it. Columns are recognised by their headers, in Chinese and English."
    PAGE_UNPLACED_TABLE "page-unplaced-table" Error
        "A table describes members, but no heading, link or preceding text says of which type. The importer does not guess, so the document has nothing of it."
    PAGE_UNPLACED_MEMBER "page-unplaced-member" Error
        "Only blank lines show how members nest, or nothing does because a copy has lost it. Here the nesting is ambiguous."
    PAGE_LOST_NESTING "page-lost-nesting" Warning
        "A table lists members of objects like members of the request or the reply itself, as a copy of a rendered page does. The document nests them as the examples do."
    PAGE_TABLE_ASIDE "page-table-aside" Warning
        "A table outside the sections on parameters, replies and errors was ignored. Usually it is background information."
    PAGE_UNKNOWN_COLUMN "page-unknown-column" Error
        "A column header was not recognised, so the document has nothing of that column."
    PAGE_UNTITLED_COLUMN "page-untitled-column" Warning
        "A column of a parameter table has no title. If the other columns are known, its text was taken as part of the descriptions."
    PAGE_BAD_ROW "page-bad-row" Error
        "A row does not start with the name of a member, so it was skipped."
    PAGE_TOO_DEEP "page-too-deep" Error
        "Members nest deeper than a document can. Nothing is written."
    PAGE_UNKNOWN_TYPE "page-unknown-type" Error
        "A type has no known spelling. The document lets the member hold any JSON until you write its type there."
    PAGE_MISSPELLED_TYPE "page-misspelled-type" Warning
        "A type differs from a known one in a letter, such as `Interger`, and nothing on the page describes a structure of that name. It is read as the known type."
    PAGE_INFERRED_TYPE "page-inferred-type" Warning
        "A type is called an enumeration, such as `ModelEnum`, and no table of the page describes it. It is read as a text, or as a number if the example of the row or the values in its description are numbers."
    PAGE_MISSING_TYPE_TABLE "page-missing-type-table" Error
        "A member is an object or a list of objects, but no table of the page describes it. The document lets the member hold any JSON."
    PAGE_OPEN_OBJECT "page-open-object" Warning
        "A member is an object that the page describes in words only. The document lets it hold any members."
    PAGE_UNKNOWN_REQUIRED "page-unknown-required" Error
        "The page does not say whether a request member is required, or says it in an unknown way. The document makes it optional, which never rejects a valid call."
    PAGE_CONTRADICTION "page-contradiction" Error
        "Two statements on a page contradict each other."
    PAGE_UNREAD_DEFAULT "page-unread-default" Warning
        "A page mentions a default that is not a value of the member's type. The wording is kept in the description."
    PAGE_DROPPED_FACT "page-dropped-fact" Warning
        "A sentence seems to state a limit, a default or a list of values, but it was not understood, it holds in one case only, or an example or default on the page contradicts it. The document leaves it out, because a client would reject calls that the service accepts. Nothing is read from a description that is far longer than any that states facts."
    PAGE_MENDED_TABLE "page-mended-table" Warning
        "A table is interrupted by a blank line, a comment, or a line break in a cell, nothing but spaces separates its cells, or they run together. Lines that look like its rows were read as part of it."
    PAGE_LOST_HEADINGS "page-lost-headings" Warning
        "The page has no headings, as after text extraction or in a reader mode. Columns, rows and order of its tables decide what they describe."
    PAGE_INFERRED_TABLE "page-inferred-table" Warning
        "A table without a title follows the table of a member whose type has no table. It was read as the members of that type, because the examples agree or no other type is left."
    PAGE_REPLY_LAYOUT "page-reply-layout" Error
        "A reply example does not have its data in `Result`: the data is next to it, or the reply has no `ResponseMetadata`. No client reads such a reply. The document has the data in `Result`, as the tables say, or in the envelope that the example shows instead."
    PAGE_FOREIGN_MARKUP "page-foreign-markup" Error
        "The page is written in a markup that is not read, such as that of Jira, MediaWiki or AsciiDoc. Convert it to Markdown or HTML first."
    PAGE_JOINED_CELLS "page-joined-cells" Error
        "The cells of a table run together without spaces, bars or line breaks, as in plain-text copies. Neither words for types nor marks show where a name ends."
    PAGE_UNREAD_SECTION "page-unread-section" Error
        "A section on parameters or on the reply has content, but neither a table nor a list of members was recognised in it."
    PAGE_NO_REQUEST "page-no-request" Warning
        "The page does not describe the request: it has no section, no table and no example of one. The document has no parameters."
    PAGE_NO_REPLY "page-no-reply" Warning
        "The page does not describe the reply, so the document has an empty one."
    PAGE_COMMON_MEMBER "page-common-member" Warning
        "The parameters include a member that every signed request has, such as `Region` or `Service`. Signing sets it, so it is not a member of this request."
    PAGE_IMPLIED_MEMBER "page-implied-member" Warning
        "Rows name members of an object that has no row of its own. The object was added, because their names imply it."
    PAGE_TYPE_FROM_EXAMPLE "page-type-from-example" Warning
        "The table says that a member is a list or a map; the type of its items comes from the example."
    PAGE_SEVERAL_RESULTS "page-several-results" Warning
        "A page describes the reply in several tables, one per case. The document has all members; those missing from some case are optional."
    PAGE_SEVERAL_LIMITS "page-several-limits" Warning
        "A page has several rate limits that apply under different conditions. A document has only one, so it has the lowest."
    PAGE_LIMIT_NOT_PER_SECOND "page-limit-not-per-second" Warning
        "A page limits calls per minute, hour or day. A document can only express calls per second."
    PAGE_REPAIRED_EXAMPLE "page-repaired-example" Warning
        "An example on a page is not valid JSON, but its meaning is clear: leading zeros, trailing commas, comments, foreign quotes, ellipses. It was repaired. One with placeholders, such as `210xxxx`, is read for its names and lists, but is not in the document."
    PAGE_UNREADABLE_EXAMPLE "page-unreadable-example" Error
        "An example on a page is not valid JSON, and its meaning is unclear. It was left out. One that breaks off still shows its names and lists."
    PAGE_EXAMPLE_MEMBER "page-example-member" Error
        "An example has a member that no table on the page describes. Either the table is incomplete or the example is wrong."
    PAGE_EXAMPLE_DIFFERS "page-example-differs" Warning
        "An example contradicts the tables of the page. The document follows the tables."
    IMPORT_NO_SERVICE "import-no-service" Error
        "A document belongs in the folder of its service. Pages show the service in their reply examples; if a page does not, name the service yourself."
    IMPORT_EXISTS "import-exists" Error
        "An import never overwrites a document, because it may have been edited by hand. `--update` changes single facts in it."
    IMPORT_NOT_ONE_ACTION "import-not-one-action" Error
        "A document of the API Explorer becomes the document of its one action. A document with no action, or with several, cannot be imported."
    IMPORT_CONFLICT "import-conflict" Error
        "A fact was changed by hand in the document and has also changed in the source. Only a person can decide which one is right, so the document was left unchanged."
    IMPORT_SETTLED "import-settled" Warning
        "A fact was changed on both sides, and `--on-conflict` decided which one is right."
    IMPORT_NO_RECORD "import-no-record" Warning
        "There is no record of the last import, so it is unknown which side changed a fact. Machine-readable facts were taken from the source; prose was left unchanged."
    IMPORT_ONLY_IN_DOCUMENT "import-only-in-document" Warning
        "Only the document describes something, and there is no record of whether it was added by hand or removed from the source. It stays."
    IMPORT_RENAMED "import-renamed" Warning
        "A member was removed, a member of the same type was added next to it, and their descriptions are similar. It was treated as renamed."
    IMPORT_MAYBE_RENAMED "import-maybe-renamed" Warning
        "A member was removed and a member of the same type was added next to it, but there is too little evidence that they are the same. They were treated as two."
    IMPORT_SHARED "import-shared" Error
        "A changed fact is in a place that other parts refer to. It would change for them too, so the document was left unchanged."
    IMPORT_BY_HAND "import-by-hand" Error
        "A change goes beyond the facts of single members, or the text cannot be edited safely. The document was left unchanged: edit it by hand, then import again."
    IMPORT_BAD_RECORD "import-bad-record" Error
        "The record of the last import, next to the document, cannot be read. The importer writes it; it is not meant to be edited."
    IMPORT_MADE_NAME "import-made-name" Warning
        "A new allowed value needs a name next to the handwritten ones in `x-enum-varnames`. It got a name made from the value: choose a better one."
}

impl Lint {
    /// The lint with this code.
    #[must_use]
    pub fn by_code(code: &str) -> Option<&'static Self> {
        LINTS.iter().find(|lint| lint.code == code).copied()
    }
}
