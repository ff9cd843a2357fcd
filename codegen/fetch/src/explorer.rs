//! The interface of the Explorer.
//!
//! Nobody has published it; what is known was read off the programs of the platform that use it. So members that nobody has seen are
//! passed over, and members that are absent are empty.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::document::{Delivered, Wanted, deliver};
use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::language::Language;
use crate::transport::{Counts, Options, Request, Transport};

/// Rows of a page of a search.
const PAGE: usize = 50;

/// Rows of a search at most.
const MOST_ROWS: usize = 200;

/// The Explorer.
#[derive(Debug)]
pub struct Explorer {
    transport: Transport,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its code, in the casing that requests need.
    pub code: String,
    /// Its name for people.
    pub title: String,
    /// The name of the product, such as `ECS`.
    pub product: String,
    /// Whether it is one service for all regions; `None` when that is not said.
    pub is_global: Option<bool>,
}

/// A version of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its name, normally a date.
    pub name: String,
    /// Whether it is the one that the service's users are pointed to.
    pub is_default: bool,
}

/// An action, as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its name.
    pub name: String,
    /// The group that it stands in first.
    pub group: String,
    /// Its name for people, in Chinese.
    pub title: String,
    /// Its name for people, in English; often empty.
    pub english_title: String,
    /// What it does, in the language that was asked for.
    pub description: String,
}

/// A row of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Code of the service.
    pub service: String,
    /// Version of the service.
    pub version: String,
    /// Name of the action.
    pub action: String,
    /// Its name for people.
    pub title: String,
}

impl Explorer {
    /// An Explorer that is asked in this way.
    ///
    /// # Errors
    /// No HTTP client can be made, because certificates are missing or a proxy is invalid.
    pub fn new(options: Options) -> Result<Self, Error> {
        Ok(Self {
            transport: Transport::new(options)?,
        })
    }

    /// Scheme and host, as records have them.
    #[must_use]
    pub fn source(&self) -> String {
        self.transport.endpoint().to_string()
    }

    /// How often it was asked.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.transport.counts()
    }

    /// All services, each once, sorted by code.
    ///
    /// # Errors
    /// The list could not be fetched.
    pub async fn services(&self, language: Language) -> Result<Vec<Service>, Error> {
        let request = Request {
            path: "explorer/services",
            query: &[],
            language,
            after: None,
        };
        self.transport
            .get(request, |reply| {
                let result = result(&reply)?;
                let categories = result.items_of("Categories").iter();
                let rows = categories.flat_map(|category| category.items_of("Services"));
                let mut services: Vec<Service> = rows.filter_map(service).collect();
                services.sort_by(|a, b| a.code.cmp(&b.code));
                services.dedup_by(|a, b| a.code == b.code);
                Ok(services)
            })
            .await
    }

    /// The versions of a service, the newest first.
    ///
    /// # Errors
    /// The list could not be fetched.
    pub async fn versions(
        &self,
        service: &str,
        after: Option<Timestamp>,
    ) -> Result<Vec<Version>, Error> {
        let request = Request {
            path: "explorer/versions",
            query: &[("ServiceCode", service)],
            language: Language::Chinese,
            after,
        };
        self.transport
            .get(request, |reply| {
                let rows = result(&reply)?.items_of("Versions").iter();
                let mut versions: Vec<Version> = rows
                    .filter_map(|row| {
                        Some(Version {
                            name: row.get("Version")?.text()?.to_owned(),
                            is_default: is_set(row.get("IsDefault")),
                        })
                    })
                    .collect();
                versions.sort_by(|a, b| b.name.cmp(&a.name).then(b.is_default.cmp(&a.is_default)));
                versions.dedup_by(|a, b| a.name == b.name);
                Ok(versions)
            })
            .await
    }

    /// The actions of a version, each once, in the order of the list.
    ///
    /// # Errors
    /// The list could not be fetched.
    pub async fn actions(
        &self,
        service: &str,
        version: &str,
        language: Language,
        after: Option<Timestamp>,
    ) -> Result<Vec<Action>, Error> {
        let request = Request {
            path: "explorer/apis",
            query: &[
                ("ServiceCode", service),
                ("Version", version),
                ("APIVersion", version),
            ],
            language,
            after,
        };
        self.transport
            .get(request, |reply| {
                let mut known = HashSet::new();
                let groups = result(&reply)?.items_of("Groups").iter();
                let rows = groups.flat_map(|group| {
                    let rows = group.items_of("Apis").iter();
                    rows.filter_map(|row| action(group, row))
                });
                Ok(rows
                    .filter(|action| known.insert(action.name.clone()))
                    .collect())
            })
            .await
    }

    /// The document of an action, with English prose where that was asked for and is there.
    ///
    /// # Errors
    /// There is none, it is not a document of that action, or it could not be fetched.
    pub async fn document(&self, wanted: &Wanted) -> Result<Delivered, Error> {
        let own = wanted.site.language();
        let mut document = self.raw(wanted, own).await?;
        let mut translated = None;
        if own == Language::Chinese && wanted.language == Language::English {
            match self.raw(wanted, Language::English).await {
                Ok(english) => {
                    translated = Some(crate::prose::translate(&mut document, &english));
                }
                Err(error) if error.is_outage() => return Err(error),
                // There is none: the Chinese prose is all there is.
                Err(_) => translated = Some(crate::prose::translate(&mut document, &Json::Null)),
            }
        }
        Ok(deliver(wanted, &document, translated))
    }

    async fn raw(&self, wanted: &Wanted, language: Language) -> Result<Json, Error> {
        let request = Request {
            path: "explorer/api-swagger",
            query: &[
                ("ServiceCode", &wanted.service),
                ("Version", &wanted.version),
                ("APIVersion", &wanted.version),
                ("ActionName", &wanted.action),
            ],
            language,
            after: wanted.after,
        };
        let none = || Error::new(ErrorKind::NotFound, "the Explorer has no document for it");
        let read = |reply: Json| {
            result(&reply)?;
            let document = reply.take("Result").and_then(|result| result.take("Api"));
            let document = match document {
                None | Some(Json::Null) => return Err(none()),
                Some(Json::String(text)) if text.is_empty() => return Err(none()),
                Some(Json::Object(members)) if members.is_empty() => return Err(none()),
                Some(document) => document,
            };
            crate::document::check(&document, &wanted.action, &wanted.version)?;
            Ok(document)
        };
        self.transport
            .get(request, read)
            .await
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => none(),
                _ => error,
            })
    }

    /// Actions that a search of the Explorer's own finds, and how many more there are.
    ///
    /// # Errors
    /// The search failed, or this Explorer has none, which is an error of the kind [`ErrorKind::NotFound`].
    pub async fn search(&self, text: &str, language: Language) -> Result<(Vec<Hit>, usize), Error> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut offset = 0;
        loop {
            let (limit, from) = (PAGE.to_string(), offset.to_string());
            let request = Request {
                path: "search/all",
                query: &[
                    ("Query", text),
                    ("Channel", "api"),
                    ("Limit", &limit),
                    ("Offset", &from),
                ],
                language,
                after: None,
            };
            let read = |reply: Json| {
                let result = result(&reply)?;
                let rows = result.items_of("List");
                let total = match result.get("Total") {
                    Some(Json::Number(digits)) => digits.parse().unwrap_or(0),
                    _ => 0_usize,
                };
                let hits: Vec<Hit> = rows.iter().filter_map(hit).collect();
                Ok((hits, rows.len(), total))
            };
            let (more, rows, total) = self.transport.get(request, read).await?;
            for hit in more {
                if !hits.contains(&hit) {
                    hits.push(hit);
                }
            }
            offset += rows;
            if rows == 0 || offset >= total || offset >= MOST_ROWS {
                return Ok((hits, total.saturating_sub(offset)));
            }
        }
    }
}

/// What a reply holds, or what it says in place of it.
fn result(reply: &Json) -> Result<&Json, Error> {
    let error = reply
        .get("ResponseMetadata")
        .and_then(|metadata| metadata.get("Error"));
    match reply.get("Result") {
        Some(result @ Json::Object(_)) if error.is_none() => Ok(result),
        _ => {
            let said = error.map(|error| {
                let parts = [error.text_of("Code"), error.text_of("Message")];
                let parts: Vec<String> =
                    parts.into_iter().filter(|part| !part.is_empty()).collect();
                format!(": {}", parts.join(", "))
            });
            let said = said.unwrap_or_default();
            let said = crate::shown(&said);
            Err(Error::unusable(format!("the reply has no result{said}")))
        }
    }
}

fn is_set(value: Option<&Json>) -> bool {
    match value {
        Some(Json::Bool(value)) => *value,
        Some(Json::Number(digits)) => digits != "0",
        _ => false,
    }
}

fn service(row: &Json) -> Option<Service> {
    let code = row.get("ServiceCode")?.text()?;
    Some(Service {
        code: code.to_owned(),
        title: row.text_of("ServiceCn"),
        product: row.text_of("Product"),
        is_global: match row.text_of("RegionType").as_str() {
            "global" => Some(true),
            "regional" => Some(false),
            _ => None,
        },
    })
}

fn action(group: &Json, row: &Json) -> Option<Action> {
    Some(Action {
        name: row.get("Action")?.text()?.to_owned(),
        group: group.text_of("Name"),
        title: row.text_of("NameCn"),
        english_title: row.text_of("NameEn"),
        description: row.text_of("Description"),
    })
}

fn hit(row: &Json) -> Option<Hit> {
    let about = row.get("BizInfo")?;
    let title = row.items_of("Highlight").iter();
    let title = title
        .filter(|mark| mark.text_of("Field") == "title")
        .map(|mark| {
            mark.text_of("Summary")
                .replace("<em>", "")
                .replace("</em>", "")
        })
        .next();
    Some(Hit {
        service: about.get("ServiceCode")?.text()?.to_owned(),
        version: about.text_of("Version"),
        action: about.get("Action")?.text()?.to_owned(),
        title: title.unwrap_or_default(),
    })
}
