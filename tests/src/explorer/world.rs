//! What the Explorer holds, and how it answers.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Document, Play, Seen};

/// Everything that the Explorer holds.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// The services.
    pub services: Vec<Service>,
    /// What it answers for an action that it does not have.
    pub missing: Missing,
    /// Whether a document is refused to who names the version by `APIVersion` alone.
    pub needs_version: bool,
    /// Whether replies have tags, and are confirmed by them.
    pub tags: bool,
    /// Whether there is a search.
    pub search: bool,
    /// What goes wrong. The first fault that fits is played.
    pub faults: Vec<Fault>,
}

/// What is answered for an action that there is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// 404.
    #[default]
    NotFound,
    /// 200, without `Api`.
    Absent,
    /// 200, with an empty `Api`.
    Empty,
}

/// A service.
#[derive(Debug, Clone, Default)]
pub struct Service {
    /// Its code. Documents are only found by the same casing.
    pub code: String,
    /// Its name in Chinese and in English.
    pub titles: [String; 2],
    /// The name of the product.
    pub product: String,
    /// `regional` or `global`.
    pub region_type: String,
    /// The categories in which it stands.
    pub categories: Vec<String>,
    /// Its versions.
    pub versions: Vec<Version>,
}

/// A version of a service.
#[derive(Debug, Clone, Default)]
pub struct Version {
    /// Its name.
    pub name: String,
    /// Whether it is marked as the default one.
    pub is_default: bool,
    /// Groups of actions by name.
    pub groups: Vec<(String, Vec<String>)>,
    /// Documents by action.
    pub documents: BTreeMap<String, Document>,
}

/// Something that goes wrong.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The path that it concerns, or the action.
    pub about: String,
    /// How often it is still to happen; `None` for ever.
    pub times: Option<usize>,
    /// What happens.
    pub play: Play,
}

impl Fault {
    /// Something that happens every time.
    #[must_use]
    pub fn always(about: &str, play: Play) -> Self {
        Self {
            about: about.to_owned(),
            times: None,
            play,
        }
    }

    /// Something that happens so many times.
    #[must_use]
    pub fn times(times: usize, about: &str, play: Play) -> Self {
        Self {
            times: Some(times),
            ..Self::always(about, play)
        }
    }
}

impl World {
    /// A world of one service, with one version that has these actions in one group.
    #[must_use]
    pub fn of(code: &str, version: &str, actions: &[&str]) -> Self {
        Self {
            services: vec![
                Service::new(code, "示例服务", "Sample Service")
                    .with(Version::of(code, version, actions)),
            ],
            ..Self::default()
        }
    }

    /// The service of that code.
    #[must_use]
    pub fn service(&mut self, code: &str) -> &mut Service {
        let mut services = self.services.iter_mut();
        let service = services.find(|service| service.code == code);
        service.expect("a service of that code")
    }

    pub(super) fn answer(&mut self, seen: &Seen) -> Play {
        let action = seen.query.get("ActionName");
        let concerns = |fault: &Fault| fault.about == seen.path || Some(&fault.about) == action;
        let fault = self
            .faults
            .iter_mut()
            .find(|fault| fault.times != Some(0) && concerns(fault));
        if let Some(fault) = fault {
            fault.times = fault.times.map(|times| times - 1);
            return fault.play.clone();
        }
        let body = match seen.path.as_str() {
            "explorer/services" => Some(self.list_services(seen)),
            "explorer/versions" => self.list_versions(seen),
            "explorer/apis" => self.list_actions(seen),
            "explorer/api-swagger" => return self.tagged(seen, self.document(seen)),
            "search/all" if self.search => Some(self.find(seen)),
            _ => None,
        };
        self.tagged(seen, body.map(|result| enveloped(&result.to_string())))
    }

    /// The answer with that body; an empty text stands for an answer without a result.
    fn tagged(&self, seen: &Seen, body: Option<String>) -> Play {
        let Some(body) = body else {
            return Play::Status(404, None);
        };
        let etag = self.tags.then(|| format!("\"{}\"", checksum(&body)));
        if etag.is_some() && seen.headers.get("if-none-match") == etag.as_ref() {
            return Play::Unchanged;
        }
        Play::Json { body, etag }
    }

    fn list_services(&self, seen: &Seen) -> Value {
        let mut categories: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for service in &self.services {
            for category in &service.categories {
                categories.entry(category).or_default().push(json!({
                    "ServiceCode": service.code,
                    "ServiceCn": service.titles[usize::from(is_english(seen))],
                    "Product": service.product,
                    "RegionType": service.region_type,
                    "IsSdkAvailable": true,
                }));
            }
        }
        let categories: Vec<Value> = categories
            .into_iter()
            .map(|(name, services)| json!({ "CategoryName": name, "Services": services }))
            .collect();
        json!({ "Categories": categories })
    }

    fn list_versions(&self, seen: &Seen) -> Option<Value> {
        let service = self.find_service(seen, |code, asked| code == asked)?;
        let versions: Vec<Value> = service
            .versions
            .iter()
            .map(|version| {
                json!({
                    "ServiceCode": service.code,
                    "Version": version.name,
                    "IsDefault": u8::from(version.is_default),
                })
            })
            .collect();
        Some(json!({ "Versions": versions }))
    }

    fn list_actions(&self, seen: &Seen) -> Option<Value> {
        // Lists alone are found in any casing.
        let service = self.find_service(seen, str::eq_ignore_ascii_case)?;
        let version = service.version_of(seen)?;
        let groups: Vec<Value> = version
            .groups
            .iter()
            .map(|(name, actions)| {
                let actions: Vec<Value> = actions
                    .iter()
                    .map(|action| {
                        json!({
                            "Action": action,
                            "NameCn": format!("操作 {action}"),
                            "NameEn": if is_english(seen) { format!("Action {action}") } else { String::new() },
                            "ApiGroup": name,
                            "Description": "",
                        })
                    })
                    .collect();
                json!({ "Name": name, "Apis": actions })
            })
            .collect();
        Some(json!({ "Groups": groups }))
    }

    /// The reply with a document.
    fn document(&self, seen: &Seen) -> Option<String> {
        let found = self.find_document(seen);
        match (found, self.missing) {
            (Some(document), _) => {
                let document = if is_english(seen) {
                    document.english()
                } else {
                    document.chinese()
                };
                Some(enveloped(&format!(r#"{{"Api":{document}}}"#)))
            }
            (None, Missing::NotFound) => None,
            (None, Missing::Absent) => Some(enveloped("{}")),
            (None, Missing::Empty) => Some(enveloped(r#"{"Api":{}}"#)),
        }
    }

    fn find_document(&self, seen: &Seen) -> Option<&Document> {
        let service = self.find_service(seen, |code, asked| code == asked)?;
        if self.needs_version && !seen.query.contains_key("Version") {
            return None;
        }
        service
            .version_of(seen)?
            .documents
            .get(seen.query.get("ActionName")?)
    }

    fn find(&self, seen: &Seen) -> Value {
        let wanted = seen
            .query
            .get("Query")
            .map(String::as_str)
            .unwrap_or_default();
        let number = |name: &str| {
            seen.query
                .get(name)
                .and_then(|text| text.parse().ok())
                .unwrap_or(0)
        };
        let mut all = Vec::new();
        for service in &self.services {
            for version in &service.versions {
                for action in version.documents.keys() {
                    let title = format!("操作 {action}");
                    if title.contains(wanted) {
                        all.push(json!({
                            "Type": "api",
                            "BizInfo": { "Action": action, "ServiceCode": service.code, "ServiceCn": service.titles[0], "Version": version.name },
                            "Highlight": [{ "Field": "title", "Summary": title.replace(wanted, &format!("<em>{wanted}</em>")) }],
                        }));
                    }
                }
            }
        }
        let total = all.len();
        let list: Vec<Value> = all
            .into_iter()
            .skip(number("Offset"))
            .take(number("Limit"))
            .collect();
        json!({ "List": list, "Total": total })
    }

    fn find_service(&self, seen: &Seen, same: fn(&str, &str) -> bool) -> Option<&Service> {
        let asked = seen.query.get("ServiceCode")?;
        let exact = self.services.iter().find(|service| service.code == *asked);
        exact.or_else(|| {
            let mut services = self.services.iter();
            services.find(|service| same(&service.code, asked))
        })
    }
}

impl Service {
    /// A service with these names, without versions.
    #[must_use]
    pub fn new(code: &str, chinese: &str, english: &str) -> Self {
        Self {
            code: code.to_owned(),
            titles: [chinese, english].map(str::to_owned),
            product: code.to_ascii_uppercase(),
            region_type: "regional".to_owned(),
            categories: vec!["计算".to_owned()],
            versions: Vec::new(),
        }
    }

    /// With one more version.
    #[must_use]
    pub fn with(mut self, version: Version) -> Self {
        self.versions.push(version);
        self
    }

    /// The version of that name.
    #[must_use]
    pub fn version(&mut self, name: &str) -> &mut Version {
        let mut versions = self.versions.iter_mut();
        let version = versions.find(|version| version.name == name);
        version.expect("a version of that name")
    }

    fn version_of(&self, seen: &Seen) -> Option<&Version> {
        let asked = seen.query.get("APIVersion")?;
        self.versions.iter().find(|version| version.name == *asked)
    }
}

impl Version {
    /// A version that is the default one, with these actions in one group.
    #[must_use]
    pub fn of(code: &str, name: &str, actions: &[&str]) -> Self {
        let named = |action: &&str| (*action).to_owned();
        Self {
            name: name.to_owned(),
            is_default: true,
            groups: vec![("实例".to_owned(), actions.iter().map(named).collect())],
            documents: actions
                .iter()
                .map(|action| (named(action), Document::new(code, name, action)))
                .collect(),
        }
    }

    /// Adds an action to the first group.
    pub fn add(&mut self, document: Document) {
        self.groups[0].1.push(document.action.clone());
        self.documents.insert(document.action.clone(), document);
    }

    /// Takes an action out of every group, and its document away.
    pub fn remove(&mut self, action: &str) {
        for (_, actions) in &mut self.groups {
            actions.retain(|name| name != action);
        }
        self.documents.remove(action);
    }

    /// Changes the document of an action.
    pub fn change(&mut self, action: &str, change: impl FnOnce(&mut Document)) {
        change(
            self.documents
                .get_mut(action)
                .expect("a document of that action"),
        );
    }
}

fn is_english(seen: &Seen) -> bool {
    seen.headers
        .get("x-language")
        .is_some_and(|language| language == "en")
}

fn enveloped(result: &str) -> String {
    format!(
        r#"{{"ResponseMetadata":{{"RequestID":"2026082110000000000000000000000A"}},"Result":{result}}}"#
    )
}

/// A number that is another one for another text.
fn checksum(text: &str) -> u64 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}
