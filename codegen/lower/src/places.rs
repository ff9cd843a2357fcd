//! Where the parts of an API are written, beside the model, which must not know it.
//!
//! Lowering notes each schema as it is understood, so a member of the model has its place without anybody looking for it in the
//! documents again, through references and `allOf`.

use std::collections::HashMap;

use codegen_documents::source::{FileId, Place, Pointer};
use codegen_model::{Action, Api, Home, Type, TypeDef, TypeName, TypeRef, TypeShape, Version};

/// How many references are followed in a row.
const DEEPEST: usize = 32;

/// Where the parts of an API are written.
#[derive(Debug, Default)]
pub struct Places(HashMap<(String, String), VersionPlaces>);

/// A part of an API.
#[derive(Debug, Clone, Copy)]
pub struct ApiPath<'p> {
    /// Name of the service's module.
    pub service: &'p str,
    /// Version, as on the wire.
    pub version: &'p str,
    /// Wire name of the action; `None` for a type that actions share.
    pub action: Option<&'p str>,
    /// What of it: `request.ParticipantInfos[].Role`, or `Filter.Values` for a member of the shared type `Filter`.
    pub path: &'p str,
}

/// Where the parts of a version are written.
#[derive(Debug, Default)]
pub(super) struct VersionPlaces {
    pub(super) actions: HashMap<String, ActionPlaces>,
    pub(super) shared: SchemaPlaces,
}

/// Where the parts of an action are written.
#[derive(Debug)]
pub(super) struct ActionPlaces {
    pub(super) operation: Place,
    pub(super) own: SchemaPlaces,
}

/// Where the schemas of one name space are written.
#[derive(Debug, Default)]
pub(super) struct SchemaPlaces {
    /// Each schema by the path that tells it from all others of the name space.
    schemas: HashMap<String, Place>,
    /// Paths of references, with the paths of what they refer to.
    targets: HashMap<String, String>,
    /// Paths of the named types.
    types: HashMap<TypeName, String>,
}

impl SchemaPlaces {
    /// Notes a schema. Of several at one path the first is the one that is written there.
    pub(super) fn note(&mut self, path: &str, file: FileId, pointer: &Pointer) {
        if !self.schemas.contains_key(path) {
            let place = Place::key(file, pointer.clone());
            self.schemas.insert(path.to_owned(), place);
        }
    }

    /// Notes what a reference refers to.
    pub(super) fn note_target(&mut self, path: &str, target: &str) {
        self.targets.insert(path.to_owned(), target.to_owned());
    }

    /// Notes a type under its final name: the path that it is described at, and the place.
    pub(super) fn note_type(&mut self, name: &TypeName, path: &str, place: &Place) {
        self.schemas
            .entry(path.to_owned())
            .or_insert_with(|| place.clone());
        self.types.insert(name.clone(), path.to_owned());
    }

    /// The path of what a reference at a path finally refers to; of anything else, the same path.
    fn target(&self, path: String) -> String {
        let mut here = path;
        for _ in 0..DEEPEST {
            match self.targets.get(&here) {
                Some(target) => here.clone_from(target),
                None => break,
            }
        }
        here
    }
}

impl Places {
    pub(super) fn add(&mut self, service: &str, version: &str, places: VersionPlaces) {
        self.0
            .insert((service.to_owned(), version.to_owned()), places);
    }

    pub(super) fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Where a part of the API is written, or the nearest thing around it. `None` if the API has no such action or shared type.
    #[must_use]
    pub fn find(&self, api: &Api, part: ApiPath<'_>) -> Option<Place> {
        let mut services = api.services.iter();
        let service = services.find(|service| service.module.plain() == part.service)?;
        let mut versions = service.versions.iter();
        let version = versions.find(|version| version.wire == part.version)?;
        let key = (part.service.to_owned(), part.version.to_owned());
        let places = self.0.get(&key)?;
        let (first, rest) = part.path.split_once('.').unwrap_or((part.path, ""));
        let Some(action) = part.action else {
            let shared = TypeRef {
                home: Home::Shared,
                name: TypeName::assigned(first),
            };
            let lookup = Lookup {
                version,
                action: None,
                shared: &places.shared,
                own: &places.shared,
            };
            let place = lookup.of_type(&shared)?;
            return Some(lookup.walk(&Type::Named(shared), rest, place));
        };
        let mut actions = version.actions.iter();
        let action = actions.find(|known| known.wire == action)?;
        let of_action = places.actions.get(&action.wire)?;
        let lookup = Lookup {
            version,
            action: Some(action),
            shared: &places.shared,
            own: &of_action.own,
        };
        let (side, marks) = split(first);
        let request = Type::Named(action.request.clone());
        let ty = match side {
            "request" => &request,
            "result" => &action.result.ty,
            _ => return Some(of_action.operation.clone()),
        };
        let place = match ty {
            Type::Named(reference) => lookup.of_type(reference),
            _ => None,
        };
        let place = place.unwrap_or_else(|| of_action.operation.clone());
        Some(lookup.walk(lookup.inside(ty, marks), rest, place))
    }
}

/// The types of an action, or those that actions share, with their places.
struct Lookup<'a> {
    version: &'a Version,
    action: Option<&'a Action>,
    shared: &'a SchemaPlaces,
    own: &'a SchemaPlaces,
}

impl<'a> Lookup<'a> {
    fn places(&self, home: Home) -> &'a SchemaPlaces {
        match home {
            Home::Local => self.own,
            Home::Shared => self.shared,
        }
    }

    fn def(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        let types = match reference.home {
            Home::Local => self.action.map_or(&[][..], |action| &action.types),
            Home::Shared => &self.version.shared_types,
        };
        types.iter().find(|def| def.name == reference.name)
    }

    fn of_type(&self, reference: &TypeRef) -> Option<Place> {
        let places = self.places(reference.home);
        let path = places.types.get(&reference.name)?;
        places.schemas.get(path).cloned()
    }

    /// Follows a path from member to member, as far as it leads.
    fn walk<'t>(&self, start: &'t Type, path: &str, place: Place) -> Place
    where
        'a: 't,
    {
        let (mut ty, mut place): (&'t Type, Place) = (start, place);
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let (name, marks) = split(step);
            let Type::Named(reference) = ty else {
                return place;
            };
            let places = self.places(reference.home);
            let (Some(def), Some(path)) = (self.def(reference), places.types.get(&reference.name))
            else {
                return place;
            };
            let Some(value) = member(def, name) else {
                return place;
            };
            let mut key = format!("{path}.{name}");
            if let Some(found) = places.schemas.get(&key) {
                place = found.clone();
            }
            for (end, _) in marks.match_indices([']', '}']) {
                key = places.target(key);
                key.push_str(marks.get(end - 1..=end).unwrap_or_default());
                if let Some(found) = places.schemas.get(&key) {
                    place = found.clone();
                }
            }
            ty = self.inside(value, marks);
        }
        place
    }

    /// The type of the items or values that marks such as `[]{}` lead to.
    fn inside<'t>(&self, ty: &'t Type, marks: &str) -> &'t Type {
        let levels = marks.matches([']', '}']).count();
        let mut here = ty;
        let mut left = levels;
        loop {
            here = match here {
                Type::Nullable(inner) => &inner.ty,
                Type::List(inner) | Type::Map(inner) if left > 0 => {
                    left -= 1;
                    &inner.ty
                }
                _ => return here,
            };
        }
    }
}

/// A step of a path: a name, and the marks of lists and maps behind it. What an alternative of a union is called is left out.
fn split(step: &str) -> (&str, &str) {
    let step = step.split('(').next().unwrap_or(step);
    match step.find(['[', '{']) {
        Some(at) => step.split_at(at),
        None => (step, ""),
    }
}

/// What a member of a structure holds; `*` stands for the members beyond the named ones.
fn member<'a>(def: &'a TypeDef, name: &str) -> Option<&'a Type> {
    let TypeShape::Struct(structure) = &def.shape else {
        return None;
    };
    if name == "*" {
        return structure.additional.as_ref().map(|(_, value)| &value.ty);
    }
    let mut members = structure.members.iter();
    let member = members.find(|member| member.wire == name)?;
    Some(&member.value.ty)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test that cannot go on has failed, and says where"
    )]

    use codegen_documents::source::locate;
    use codegen_pipeline::{ApiPath, understand_texts};

    const ADD: &str = "\
openapi: 3.1.0
info: { title: Demo, version: '2020-01-01' }
paths:
  /Add:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Request' }
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema:
                properties:
                  ResponseMetadata: { type: object }
                  Result:
                    properties:
                      Id: { type: string }
components:
  schemas:
    Request:
      properties:
        Users:
          type: array
          items:
            allOf:
              - $ref: 'shared.yaml#/components/schemas/User'
        Rows: { $ref: '#/components/schemas/Rows' }
    Rows:
      type: array
      items:
        additionalProperties:
          type: array
          items:
            properties:
              Deep: { type: string }
";

    const LIST: &str = "\
openapi: 3.1.0
info: { title: Demo, version: '2020-01-01' }
paths:
  /List:
    get:
      parameters:
        - name: Filters.N.Key
          in: query
          schema: { type: string }
        - name: Filters.N.Values.N
          in: query
          schema:
            type: string
      responses:
        '200': { description: Done. }
";

    const SHARED: &str = "\
openapi: 3.1.0
info: { title: Shared, version: '2020-01-01' }
components:
  schemas:
    User:
      properties:
        Role: { type: string }
";

    /// File and line of a part, if it is found.
    fn found(action: Option<&str>, path: &str) -> Option<String> {
        let texts = [
            ("demo/service.yaml", "service: demo\n"),
            ("demo/2020-01-01/Add.yaml", ADD),
            ("demo/2020-01-01/List.yaml", LIST),
            ("demo/2020-01-01/shared.yaml", SHARED),
        ];
        let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let understood = understand_texts(texts);
        let part = ApiPath {
            service: "demo",
            version: "2020-01-01",
            action,
            path,
        };
        let place = understood
            .places
            .find(understood.api.as_ref().unwrap(), part)?;
        let file = understood.sources.get(place.file);
        let line = file.position(locate(file, &place.spot).start).line;
        let name = file.relative.rsplit('/').next()?;
        Some(format!("{name}:{line}"))
    }

    fn of_add(path: &str) -> String {
        found(Some("Add"), path).unwrap()
    }

    #[test]
    fn a_member_is_found_through_references_lists_and_maps() {
        assert_eq!(of_add("request.Users"), "Add.yaml:25");
        assert_eq!(of_add("request.Users[]"), "Add.yaml:27");
        assert_eq!(of_add("request.Users[].Role"), "shared.yaml:7");
        assert_eq!(of_add("request.Rows"), "Add.yaml:30");
        assert_eq!(of_add("request.Rows[]"), "Add.yaml:33");
        assert_eq!(of_add("request.Rows[]{}[].Deep"), "Add.yaml:38");
        assert_eq!(of_add("result.Id"), "Add.yaml:20");
        assert_eq!(found(None, "User.Role").unwrap(), "shared.yaml:7");
    }

    #[test]
    fn a_flattened_member_is_found_at_its_own_parameter() {
        let of_list = |path| found(Some("List"), path).unwrap();
        assert_eq!(of_list("request.Filters[].Key"), "List.yaml:9");
        assert_eq!(of_list("request.Filters[].Values[]"), "List.yaml:12");
    }

    #[test]
    fn the_nearest_thing_around_stands_for_what_is_not_there() {
        assert_eq!(of_add("request.Gone.Deeper"), "Add.yaml:23");
        assert_eq!(of_add("request.Users[].Gone"), "Add.yaml:27");
        assert_eq!(of_add("result.Id.Deeper[]"), "Add.yaml:20");
        assert_eq!(of_add(""), "Add.yaml:5");
        assert_eq!(found(Some("Gone"), ""), None);
        assert_eq!(found(None, "Gone.Role"), None);
        assert_eq!(found(None, ""), None);
    }
}
