//! Facts in sentences: limits, allowed values, lengths and defaults, as descriptions state them.
//!
//! Knows how pages speak, in Chinese and in English, and what is only mentioned: advice, examples, cases, and limits of
//! something else. Gives facts of one text. Must never know pages, tables or rows.

pub(crate) mod arithmetic;
pub(crate) mod around_values;
pub(crate) mod beside;
pub(crate) mod cases;
pub(crate) mod counts;
pub(crate) mod default_absent;
pub(crate) mod default_end;
pub(crate) mod default_owner;
pub(crate) mod default_stated;
pub(crate) mod default_words;
pub(crate) mod digits;
pub(crate) mod figures;
pub(crate) mod items;
pub(crate) mod limit_list;
pub(crate) mod limits;
pub(crate) mod literal;
pub(crate) mod many;
pub(crate) mod meanings;
pub(crate) mod more_values;
pub(crate) mod numbers;
pub(crate) mod only;
pub(crate) mod other_lists;
pub(crate) mod quantities;
pub(crate) mod sets;
pub(crate) mod stated;
pub(crate) mod statements;
pub(crate) mod subject;
pub(crate) mod unfold;
pub(crate) mod unread;
pub(crate) mod value_lines;
pub(crate) mod value_text;
