//! Paths, types and bounds.

use proc_macro2::Ident;
use syn::{
    AngleBracketedGenericArguments, AssocType, GenericArgument, Path, PathArguments, PathSegment,
    TraitBound, Type, TypeImplTrait, TypeParamBound, TypePath, TypeTuple,
};

use crate::emit::identifier::ident;

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

/// What belongs to a type that is given by its path: `types::Role::Owner`.
pub(in crate::emit) fn member_of(ty: Type, name: Ident) -> Path {
    let mut path = match ty {
        Type::Path(ty) => ty.path,
        _ => Path::from(ident("Self")),
    };
    path.segments.push(PathSegment::from(name));
    path
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

/// A bound by a trait: `IsSet`.
pub(in crate::emit) fn bound(name: &str) -> TypeParamBound {
    bound_at(Path::from(ident(name)))
}

fn bound_at(path: Path) -> TypeParamBound {
    TypeParamBound::Trait(TraitBound {
        paren_token: None,
        lifetimes: None,
        modifiers: Default::default(),
        maybe: None,
        path,
    })
}

/// `impl Into<T>`
pub(in crate::emit) fn impl_into(ty: Type) -> Type {
    impl_trait(bound_at(segment(
        ident("Into"),
        [GenericArgument::Type(ty)],
    )))
}

/// `impl IntoIterator<Item = T>`
pub(in crate::emit) fn impl_into_iterator(item: Type) -> Type {
    let item = GenericArgument::AssocType(AssocType {
        ident: ident("Item"),
        generics: None,
        eq_token: Default::default(),
        ty: item,
    });
    impl_trait(bound_at(segment(ident("IntoIterator"), [item])))
}

fn impl_trait(bound: TypeParamBound) -> Type {
    Type::ImplTrait(TypeImplTrait {
        attrs: Vec::new(),
        impl_token: Default::default(),
        bounds: [bound].into_iter().collect(),
    })
}

/// `(A, B)`
pub(in crate::emit) fn tuple(types: impl IntoIterator<Item = Type>) -> Type {
    Type::Tuple(TypeTuple {
        attrs: Vec::new(),
        paren_token: Default::default(),
        elems: types.into_iter().collect(),
    })
}
