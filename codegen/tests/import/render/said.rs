//! What a row says of its member: type, values, limits and default.

use super::words::{counts, numbers};
use super::{Form, Lists, Nesting, Page};
use crate::tree::{Member, Shape};

impl Page {
    /// A type; `name` is that of the object in it, if there is one.
    pub(super) fn spell(&self, shape: &Shape, name: &str) -> String {
        let seed = self.dialect.name == "seed";
        let dotted = self.dialect.nesting != Nesting::Tables;
        match shape {
            Shape::Bool if seed => "Bool".to_owned(),
            Shape::Bool => "Boolean".to_owned(),
            Shape::Int32 if seed => "Int32".to_owned(),
            Shape::Int32 => "Integer".to_owned(),
            Shape::Int64 if seed => "Int".to_owned(),
            Shape::Int64 if self.dialect.english => "Int64".to_owned(),
            Shape::Int64 => "Long".to_owned(),
            Shape::Float => "Float".to_owned(),
            Shape::Double => "Double".to_owned(),
            Shape::String => "String".to_owned(),
            Shape::Json => "JSON".to_owned(),
            Shape::Object(_) if dotted => "Object".to_owned(),
            Shape::Object(_) if self.dialect.form == Form::Html => {
                format!("<a href=\"#{}\">{name}</a>", name.to_lowercase())
            }
            Shape::Object(_) if seed => format!("[{name}](#{})", name.to_lowercase()),
            Shape::Object(_) => name.to_owned(),
            Shape::List(item) if dotted && !self.dialect.english => {
                format!("{}[]", self.spell(item, name))
            }
            Shape::List(item) if self.dialect.form == Form::Html => {
                format!("List&lt;{}&gt;", self.spell(item, name))
            }
            Shape::List(item) => format!("Array of {}", self.spell(item, name)),
            Shape::Map(value) if seed => {
                format!("map-key(string)-value({})", self.spell(value, name))
            }
            Shape::Map(value) if self.dialect.form == Form::Html => {
                format!("Map&lt;String,{}&gt;", self.spell(value, name))
            }
            Shape::Map(value) => format!("map<string,{}>", self.spell(value, name)),
        }
    }

    /// What a row says about its member, line by line.
    pub(super) fn describe(&self, member: &Member, reply: bool) -> Vec<String> {
        let english = self.dialect.english;
        let mut lines = vec![
            self.say("用于演示的值。", "A value for the demonstration.")
                .to_owned(),
        ];
        if member.deprecated {
            lines.push(
                self.say("该参数已废弃。", "This parameter is deprecated.")
                    .to_owned(),
            );
        }
        if reply && !member.required {
            lines.push(
                self.say("仅当有值时返回。", "Only returned when it has a value.")
                    .to_owned(),
            );
        }
        if !member.values.is_empty() {
            lines.extend(self.values(&member.values));
        }
        let shape = match &member.shape {
            Shape::List(_) => "list",
            Shape::String => "text",
            _ => "number",
        };
        if shape == "number" {
            lines.extend(numbers(&member.limits, english));
        } else {
            lines.extend(counts(&member.limits, english, shape == "text"));
        }
        if let Some(default) = &member.default {
            lines.push(if english {
                format!("Default value: `{default}`.")
            } else {
                format!("默认值为 `{default}`。")
            });
        }
        lines
    }

    fn values(&self, values: &[(String, String)]) -> Vec<String> {
        let english = self.dialect.english;
        let introduction = self.say("取值如下：", "Valid values:").to_owned();
        let bare = values.iter().all(|(_, meaning)| meaning.is_empty());
        if bare {
            let list: Vec<String> = values
                .iter()
                .map(|(value, _)| format!("`{value}`"))
                .collect();
            return vec![if let [only] = list.as_slice() {
                if english {
                    format!("It is fixed to {only}.")
                } else {
                    format!("固定为 {only}。")
                }
            } else if english {
                format!("Valid values: {}.", list.join(", "))
            } else {
                format!("枚举值为 `{{{}}}`。", list.join("，").replace('`', ""))
            }];
        }
        let colon = if english { ": " } else { "：" };
        let item = |(value, meaning): &(String, String)| format!("`{value}`{colon}{meaning}");
        // One value alone is no clause that could be told from prose.
        let lists = match self.dialect.lists {
            Lists::Clauses if values.len() == 1 => Lists::Breaks,
            lists => lists,
        };
        match lists {
            Lists::Html => {
                let items = values
                    .iter()
                    .map(|value| format!("<li>{}</li>", item(value)));
                vec![format!(
                    "{introduction}<ul>{}</ul>",
                    items.collect::<String>()
                )]
            }
            Lists::Breaks => std::iter::once(introduction)
                .chain(values.iter().map(|value| format!("- {}", item(value))))
                .collect(),
            Lists::Clauses => {
                let items: Vec<String> = values.iter().map(item).collect();
                vec![format!("{introduction}{}", items.join("；"))]
            }
        }
    }
}
