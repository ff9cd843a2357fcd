//! Places inside a document, cheap to pass along while reading and turned into lines only when one is shown.

use std::fmt;
use std::sync::Arc;

/// Number of a file in [`Sources`](super::Sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(super) u32);

/// One step of a [`Pointer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Into the member of a mapping.
    Key(Box<str>),
    /// Into the item of a sequence, counted from 0.
    Index(usize),
}

/// A JSON pointer (RFC 6901) that shares its beginning with the pointers it was made from.
///
/// It may carry the file that it points into. Pointers with the same steps are equal, whatever file they carry.
#[derive(Debug, Clone, Default)]
pub struct Pointer {
    step: Option<Arc<Step>>,
    file: Option<FileId>,
}

#[derive(Debug)]
struct Step {
    parent: Pointer,
    token: Token,
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The same pointer, carrying the file that it points into; whatever is pointed at from here carries it too.
    #[must_use]
    pub fn in_file(self, file: FileId) -> Self {
        Self {
            file: Some(file),
            ..self
        }
    }

    /// The file that it carries.
    #[must_use]
    pub fn file(&self) -> Option<FileId> {
        self.file
    }

    /// The member `key` of what this points at.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.push(Token::Key(key.into()))
    }

    /// The item `index` of what this points at.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.push(Token::Index(index))
    }

    fn push(&self, token: Token) -> Self {
        Self {
            file: self.file,
            step: Some(Arc::new(Step {
                parent: self.clone(),
                token,
            })),
        }
    }

    /// The same steps taken from here.
    #[must_use]
    pub fn join(&self, further: &Pointer) -> Self {
        let steps = further.tokens().into_iter();
        steps.fold(self.clone(), |here, step| here.push(step.clone()))
    }

    /// The steps beyond `outer`, in which this lies.
    #[must_use]
    pub fn after(&self, outer: &Pointer) -> Self {
        let steps = self.tokens().into_iter().skip(outer.tokens().len());
        steps.fold(Self::root(), |here, step| here.push(step.clone()))
    }

    /// What this lies in; `None` for the whole document.
    #[must_use]
    pub fn parent(&self) -> Option<&Pointer> {
        self.step.as_ref().map(|step| &step.parent)
    }

    /// The last step.
    #[must_use]
    pub fn last(&self) -> Option<&Token> {
        self.step.as_ref().map(|step| &step.token)
    }

    /// All steps from the root on.
    #[must_use]
    pub fn tokens(&self) -> Vec<&Token> {
        let mut tokens = Vec::new();
        let mut here = self;
        while let Some(step) = &here.step {
            tokens.push(&step.token);
            here = &step.parent;
        }
        tokens.reverse();
        tokens
    }

    /// Reads the text form, `/components/schemas/A~1B`. `None` when it is neither empty nor starts with `/`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::root());
        }
        let steps = text.strip_prefix('/')?.split('/');
        Some(steps.fold(Self::root(), |pointer, step| {
            pointer.key(&step.replace("~1", "/").replace("~0", "~"))
        }))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in self.tokens() {
            match token {
                Token::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1"))?,
                Token::Index(index) => write!(f, "/{index}")?,
            }
        }
        Ok(())
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.tokens() == other.tokens()
    }
}

impl Eq for Pointer {}

/// Which part of a member is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its key. For an item of a sequence the same as its value.
    Key,
    /// Its value.
    Value,
    /// The second time that its key was written.
    SecondKey,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// In which file.
    pub file: FileId,
    /// Where in its tree, or at which bytes of its text.
    pub spot: Spot,
}

/// A spot in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// In the tree of its values.
    Tree(Pointer, Part),
    /// At a byte offset: what could not be read has no tree.
    Offset(usize),
}

impl Place {
    /// The value at a pointer.
    #[must_use]
    pub fn value(file: FileId, pointer: Pointer) -> Self {
        Self::of(file, pointer, Part::Value)
    }

    /// The key at a pointer.
    #[must_use]
    pub fn key(file: FileId, pointer: Pointer) -> Self {
        Self::of(file, pointer, Part::Key)
    }

    /// The key at a pointer where it was written for the second time.
    #[must_use]
    pub fn second_key(file: FileId, pointer: Pointer) -> Self {
        Self::of(file, pointer, Part::SecondKey)
    }

    /// A pointer that carries a file points into that one.
    fn of(file: FileId, pointer: Pointer, part: Part) -> Self {
        Self {
            file: pointer.file.unwrap_or(file),
            spot: Spot::Tree(pointer, part),
        }
    }

    /// A byte offset.
    #[must_use]
    pub fn offset(file: FileId, offset: usize) -> Self {
        Self {
            file,
            spot: Spot::Offset(offset),
        }
    }
}

/// A part of a document that is written in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BroughtIn {
    /// Where the reference to it stands.
    pub(crate) at: Pointer,
    /// The file in which it is written.
    pub(crate) file: FileId,
    /// Where in that file.
    pub(crate) pointer: Pointer,
}

impl BroughtIn {
    /// Where a place that lies in one of these parts is written; `None` if it lies in none. The key of the reference itself is
    /// written where the reference is.
    pub(crate) fn origin(parts: &[Self], place: &Place) -> Option<Place> {
        let Spot::Tree(pointer, part) = &place.spot else {
            return None;
        };
        let steps = pointer.tokens();
        let holds = |brought: &Self| {
            let outer = brought.at.tokens();
            let is_key = outer.len() == steps.len() && *part != Part::Value;
            !is_key && steps.starts_with(&outer)
        };
        // The innermost; of several at one place, the last that a chain of references leads to.
        let found = parts.iter().filter(|brought| holds(brought));
        let innermost = found.max_by_key(|brought| brought.at.tokens().len())?;
        Some(Place {
            file: innermost.file,
            spot: Spot::Tree(innermost.pointer.join(&pointer.after(&innermost.at)), *part),
        })
    }
}
