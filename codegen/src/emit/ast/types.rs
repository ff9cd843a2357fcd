//! Paths, types and bounds.

use proc_macro2::Ident;
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Path, PathArguments, PathSegment, Type,
    TypePath,
};

/// A path of one or more names.
pub(in crate::emit) fn path<const N: usize>(names: [Ident; N]) -> Path {
    Path {
        leading_colon: None,
        segments: names.into_iter().map(PathSegment::from).collect(),
    }
}

/// A type by its name.
pub(in crate::emit) fn named(name: Ident) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: Path::from(name),
    })
}

/// A type by its path.
pub(in crate::emit) fn type_at(path: Path) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// A generic type: `Vec<T>`.
pub(in crate::emit) fn generic(name: Ident, arguments: impl IntoIterator<Item = Type>) -> Type {
    let arguments = arguments.into_iter().map(GenericArgument::Type);
    type_at(segment(name, arguments))
}

fn segment(name: Ident, arguments: impl IntoIterator<Item = GenericArgument>) -> Path {
    let arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
        colon2_token: None,
        lt_token: Default::default(),
        args: arguments.into_iter().collect(),
        gt_token: Default::default(),
    });
    Path::from(PathSegment {
        ident: name,
        arguments,
    })
}
