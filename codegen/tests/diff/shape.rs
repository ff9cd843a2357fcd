//! An API with one action, from a few words.

use codegen_model::Api;
use codegen_pipeline::understand_texts;

/// An API with one action, of the shape that its parts describe.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) method: &'static str,
    /// Members of the request: of its JSON body, or parameters of the query.
    pub(crate) request: &'static str,
    pub(crate) result: &'static str,
    pub(crate) components: &'static str,
}

pub(crate) const POST: Shape = Shape {
    method: "post",
    request: "Name: { type: string }",
    result: "Id: { type: string }",
    components: "",
};

pub(crate) const GET: Shape = Shape {
    method: "get",
    ..POST
};

impl Shape {
    pub(crate) fn request(self, request: &'static str) -> Self {
        Self { request, ..self }
    }

    pub(crate) fn result(self, result: &'static str) -> Self {
        Self { result, ..self }
    }

    pub(crate) fn components(self, components: &'static str) -> Self {
        Self { components, ..self }
    }

    /// Members are separated by `;`. One with `!` before its name is required. Behind the schema of a parameter stands its style.
    pub(crate) fn api(self) -> Api {
        let members = |text: &str| -> (String, String) {
            let parts = || {
                text.split(';')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
            };
            let required = parts().filter_map(|part| part.strip_prefix('!'));
            let names: Vec<&str> = required.filter_map(|part| part.split(':').next()).collect();
            let all: Vec<&str> = parts().map(|part| part.trim_start_matches('!')).collect();
            (names.join(", "), all.join(", "))
        };
        let object = |text: &str| {
            let (required, members) = members(text);
            format!("{{ type: object, required: [{required}], properties: {{ {members} }} }}")
        };
        let request = match self.method {
            "get" => {
                let (_, parameters) = (0, self.request.split(';').map(|part| {
                    let part = part.trim();
                    let required = part.starts_with('!');
                    let (name, schema) = part.trim_start_matches('!').split_once(": ").unwrap();
                    let (schema, style) = schema.split_at(schema.rfind('}').unwrap() + 1);
                    format!("{{ name: {name}, in: query, required: {required}, schema: {schema}{style} }}")
                }));
                format!(
                    "parameters: [{}]",
                    parameters.collect::<Vec<_>>().join(", ")
                )
            }
            _ => format!(
                "requestBody: {{ content: {{ application/json: {{ schema: {} }} }} }}",
                object(self.request)
            ),
        };
        let result = match self.result {
            "" => "{ type: object }".to_owned(),
            members => object(members),
        };
        let components = match self.components {
            "" => String::new(),
            schemas => format!(
                "components: {{ schemas: {{ {} }} }}\n",
                schemas.replace(';', ",")
            ),
        };
        let text = format!(
            "openapi: 3.1.0\ninfo: {{ title: Do, version: '2020-01-01' }}\npaths:\n  /Do:\n    {}:\n      {request}\n      responses:\n        \
             '200': {{ description: Done., content: {{ application/json: {{ schema: {{ type: object, properties: {{ ResponseMetadata: {{ type: object }}, \
             Result: {result} }} }} }} }} }}\n{components}",
            self.method
        );
        let files = [
            ("demo/service.yaml".to_owned(), "service: demo\n".to_owned()),
            ("demo/2020-01-01/Do.yaml".to_owned(), text.clone()),
        ];
        understand_texts(files)
            .api
            .unwrap_or_else(|| panic!("{text}"))
    }
}
