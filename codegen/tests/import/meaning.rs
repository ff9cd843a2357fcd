//! What a document means, member by member: everything but prose and chosen names.

use std::collections::BTreeMap;

use codegen_model::{
    Action, Api, EnumDef, Home, Type, TypeDef, TypeRef, TypeShape, TypeUse, Version,
};
use codegen_pipeline::understand_texts;

/// Facts by the path of the member that they are about.
pub(crate) type Meaning = BTreeMap<String, String>;

/// The API that one document describes, beside others of the same folder that it may refer to; every finding is a
/// failure.
pub(crate) fn api_of(document: &str, siblings: &[(&str, &str)]) -> Api {
    let version = document
        .lines()
        .find_map(|line| line.trim().strip_prefix("version: "))
        .unwrap_or("2020-12-01")
        .trim_matches(['"', '\'']);
    let service = ("demo/service.yaml".to_owned(), "service: demo\n".to_owned());
    let own = [("Document.yaml", document)];
    let documents = siblings.iter().chain(&own);
    let texts =
        documents.map(|(name, text)| (format!("demo/{version}/{name}"), (*text).to_owned()));
    let understood = understand_texts(std::iter::once(service).chain(texts));
    let shown = codegen_documents::diagnostics::render_text(
        &understood.findings,
        &understood.sources,
        codegen_documents::diagnostics::Style::Plain,
    );
    understood
        .api
        .unwrap_or_else(|| panic!("{shown}\n{document}"))
}

/// What the only action of a document means.
pub(crate) fn meaning_of(document: &str, siblings: &[(&str, &str)]) -> Meaning {
    let api = api_of(document, siblings);
    let versions = api.services.iter().flat_map(|service| &service.versions);
    let (version, action) = versions
        .flat_map(|version| version.actions.iter().map(move |action| (version, action)))
        .next()
        .unwrap();
    let types = Types { version, action };
    let mut meaning = Meaning::new();
    meaning.insert(
        String::new(),
        format!(
            "{} {} {:?} {:?} qps {:?} deprecated {}",
            action.wire,
            version.wire,
            action.http_method,
            action.encoding,
            action.qps_limit,
            action.docs.deprecated
        ),
    );
    let request = TypeUse {
        ty: Type::Named(action.request.clone()),
        constraints: codegen_model::Constraints::default(),
    };
    walk(&request, "request", &types, &mut meaning, 0);
    walk(&action.result, "result", &types, &mut meaning, 0);
    meaning
}

/// The types that an action can refer to.
struct Types<'a> {
    version: &'a Version,
    action: &'a Action,
}

impl Types<'_> {
    fn get(&self, reference: &TypeRef) -> &TypeDef {
        let types = match reference.home {
            Home::Local => &self.action.types,
            Home::Shared => &self.version.shared_types,
        };
        types.iter().find(|def| def.name == reference.name).unwrap()
    }
}

fn walk(used: &TypeUse, path: &str, types: &Types<'_>, meaning: &mut Meaning, depth: usize) {
    assert!(depth < 20, "{path} is too deep");
    match &used.ty {
        Type::List(item) => walk(item, &format!("{path}[]"), types, meaning, depth + 1),
        Type::Map(value) => walk(value, &format!("{path}{{}}"), types, meaning, depth + 1),
        Type::Named(name) => {
            if let TypeShape::Struct(shape) = &types.get(name).shape {
                for member in &shape.members {
                    let path = format!("{path}.{}", member.wire);
                    let fact = format!(
                        "{} {} {:?} default {:?}{}",
                        if member.required {
                            "required"
                        } else {
                            "optional"
                        },
                        kind(&member.value, types),
                        member.value.constraints,
                        member.default,
                        if member.docs.deprecated {
                            " deprecated"
                        } else {
                            ""
                        }
                    );
                    meaning.insert(path.clone(), fact);
                    walk(&member.value, &path, types, meaning, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn kind(used: &TypeUse, types: &Types<'_>) -> String {
    match &used.ty {
        Type::List(item) => format!("list of {}", kind(item, types)),
        Type::Map(value) => format!("map of {}", kind(value, types)),
        Type::Named(name) => match &types.get(name).shape {
            TypeShape::Struct(_) => "object".to_owned(),
            TypeShape::Enum(shape) => values(shape),
            TypeShape::Union(_) => "union".to_owned(),
        },
        other => format!("{other:?}"),
    }
}

fn values(shape: &EnumDef) -> String {
    let values: Vec<_> = shape.values.iter().map(|value| &value.wire).collect();
    format!("{:?} of {values:?}", shape.repr)
}
