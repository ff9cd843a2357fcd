//! Layouts of values in a query string or a form.

/// How a list or an object is laid out in a query string or a form, where a document says so. What says nothing is laid out as the
/// platform does it: `Name.1`, `Name.2`, `Name.1.Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenStyle {
    /// `Name.1`, `Name.2`: `x-split-type: 3`.
    Numbered,
    /// Items of a list with this character between them: `x-split-type: 2`, `style: form` with `explode: false`,
    /// `spaceDelimited`, `pipeDelimited`.
    Joined(char),
    /// The name once for each item: `style: form` with `explode: true`.
    Repeated,
    /// A text of JSON: `content: { application/json: … }`.
    Json,
    /// `Name[Key]`: `style: deepObject`.
    DeepObject,
}
