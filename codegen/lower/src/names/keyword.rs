//! What Rust keeps for itself.

/// Keywords of every edition up to 2024 which may be written as raw identifiers.
const RAW: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords which may not even be written as raw identifiers.
const NEVER: &[&str] = &["self", "super", "crate", "_"];

/// A snake-case word as the name of a field, a method or a variable.
pub(crate) fn field_identifier(word: &str) -> String {
    if NEVER.contains(&word) {
        format!("{word}_")
    } else if RAW.contains(&word) {
        format!("r#{word}")
    } else {
        word.to_owned()
    }
}

/// A snake-case word as the name of a module. `mod` and `types` stand for files of another meaning.
pub(crate) fn module_identifier(word: &str) -> String {
    match word {
        "mod" | "types" | "runtime" => format!("{word}_"),
        other => field_identifier(other),
    }
}
