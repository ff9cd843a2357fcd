//! Cutting wire names into words, and putting the words together in the casings of Rust.

use heck::ToUpperCamelCase;

/// Spellings, in ASCII, that are one word although their casing says otherwise.
const ONE_WORD: &[&str] = &[
    "IPv4",
    "IPv6",
    "QoS",
    "DDoS",
    "IoT",
    "OAuth",
    "MySQL",
    "NoSQL",
    "PaaS",
    "SaaS",
    "IaaS",
    "WebSocket",
    "GitHub",
];

/// Stands among the words for a point between digits, which carries meaning: `2.0` is not `20`.
const POINT: &str = ".";

/// The words of a wire name, in their own casing.
///
/// A word ends where a small letter is followed by a capital one, where a run of capitals passes into a capitalised
/// word, and at everything that is neither letter nor digit. A plural `s` stays with its acronym: `UserIDs` is `User`, `IDs`.
/// Characters that would otherwise leave no trace in an identifier are words of their own.
fn split(name: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = name.char_indices().collect();
    let mut words = Words {
        name,
        chars: &chars,
        found: Vec::new(),
        start: 0,
    };
    let mut index = 0;
    while let Some(&(offset, here)) = chars.get(index) {
        if !here.is_alphanumeric() {
            words.end(index);
            words.found.extend(spelled(&chars, index));
            index += 1;
            words.start = index;
            continue;
        }
        if here.is_ascii_uppercase()
            && let Some(length) = whole_word(&name[offset..])
        {
            words.end(index);
            words.end(index + length);
            index += length;
            continue;
        }
        if here.is_uppercase() && words.start < index {
            let word = &chars[words.start..index];
            let after_capital = word.last().is_some_and(|(_, last)| last.is_uppercase());
            let before_small = is_lowercase(&chars, index + 1);
            let after_number = word.iter().all(|(_, c)| c.is_ascii_digit());
            if (!after_capital && !after_number)
                || (before_small && !ends_plural_acronym(&chars, index))
            {
                words.end(index);
            }
        }
        if ends_plural_acronym(&chars, index) {
            index += 2;
            words.end(index);
        } else {
            index += 1;
        }
    }
    words.end(chars.len());
    words.found
}

/// Words found so far; the next one starts at the character of number `start`.
struct Words<'n, 'c> {
    name: &'n str,
    chars: &'c [(usize, char)],
    found: Vec<&'n str>,
    start: usize,
}

impl Words<'_, '_> {
    /// Ends the word before a character.
    fn end(&mut self, index: usize) {
        let offset = |index: usize| match self.chars.get(index) {
            Some((offset, _)) => *offset,
            None => self.name.len(),
        };
        if self.start < index {
            self.found
                .push(&self.name[offset(self.start)..offset(index)]);
        }
        self.start = index;
    }
}

/// Length of a spelling of [`ONE_WORD`] that stands here as a word of its own.
fn whole_word(rest: &str) -> Option<usize> {
    ONE_WORD.iter().find_map(|known| {
        let behind = rest.strip_prefix(known)?;
        let ends_here = !behind.chars().next().is_some_and(char::is_lowercase);
        ends_here.then_some(known.len())
    })
}

fn is_lowercase(chars: &[(usize, char)], index: usize) -> bool {
    chars.get(index).is_some_and(|(_, c)| c.is_lowercase())
}

/// Whether `chars[index]` is the last capital of an acronym in the plural: `IDs`, `VPCs`.
fn ends_plural_acronym(chars: &[(usize, char)], index: usize) -> bool {
    chars[index].1.is_uppercase()
        && chars.get(index + 1).is_some_and(|(_, next)| *next == 's')
        && index > 0
        && chars[index - 1].1.is_uppercase()
        && !is_lowercase(chars, index + 2)
}

/// The word for a character that is neither letter nor digit, if it has one.
fn spelled(chars: &[(usize, char)], index: usize) -> Option<&'static str> {
    let is_digit = |(_, c): &(usize, char)| c.is_ascii_digit();
    let before_digit = chars.get(index + 1).is_some_and(is_digit);
    Some(match chars[index].1 {
        '.' | ',' if before_digit && index > 0 && is_digit(&chars[index - 1]) => POINT,
        '+' => "Plus",
        '>' => "Greater",
        '<' => "Less",
        '=' => "Equal",
        '!' => "Not",
        '*' => "Star",
        '%' => "Percent",
        '&' => "And",
        '#' => "Hash",
        '@' => "At",
        '-' if before_digit && index == 0 => "Minus",
        _ => return None,
    })
}

/// `AppID` as `app_id`. Always a word of letters, digits and underscores that starts with no digit; keywords are
/// not looked at.
#[must_use]
pub fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for word in split(name) {
        if word == POINT {
            continue;
        }
        if !out.is_empty() {
            out.push('_');
        }
        push_lowercase(&mut out, word);
    }
    identifier(out, "_", "empty")
}

/// `create_vpc` as `CreateVpc`; acronyms keep one capital: `FailedUserIDs` is `FailedUserIds`.
#[must_use]
pub fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in split(name) {
        if word == POINT {
            out.push('_');
            continue;
        }
        // Two numbers side by side would read as one.
        if out.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit())
        {
            out.push('_');
        }
        if word.is_ascii() {
            let start = out.len();
            push_lowercase(&mut out, word);
            if let Some(first) = out.get_mut(start..=start) {
                first.make_ascii_uppercase();
            }
        } else {
            out.push_str(&word.to_lowercase().to_upper_camel_case());
        }
    }
    identifier(out, "V", "Empty")
}

fn push_lowercase(out: &mut String, word: &str) {
    if word.is_ascii() {
        out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        out.push_str(&word.to_lowercase());
    }
}

/// Makes the characters of `text` an identifier: foreign ones are dropped, a digit in front gets `prefix`.
fn identifier(text: String, prefix: &str, empty: &str) -> String {
    let belongs = |c: char| c == '_' || unicode_ident::is_xid_continue(c);
    let kept = if text.chars().all(belongs) {
        text
    } else {
        text.chars().filter(|c| belongs(*c)).collect()
    };
    match kept.chars().next() {
        None => empty.to_owned(),
        Some(first) if first == '_' || unicode_ident::is_xid_start(first) => kept,
        Some(_) => format!("{prefix}{kept}"),
    }
}

/// The name of one item of a list: `Filters` gives `Filter`, `Policies` gives `Policy`, `Addresses` gives `Address`.
/// A name that does not read like a plural gets `Item` behind it.
#[must_use]
pub fn singular(name: &str) -> String {
    let ends = |suffix: &str| name.len() > suffix.len() + 1 && name.ends_with(suffix);
    if ends("ies") {
        format!("{}y", &name[..name.len() - 3])
    } else if ["sses", "shes", "ches", "xes", "zes"]
        .iter()
        .any(|suffix| ends(suffix))
    {
        name[..name.len() - 2].to_owned()
    } else if ends("s") && !ends("ss") && !ends("us") && !ends("is") {
        name[..name.len() - 1].to_owned()
    } else {
        format!("{name}Item")
    }
}

#[cfg(test)]
mod tests {
    use super::{camel, singular, snake};

    #[test]
    fn acronyms_read_well() {
        for (wire, field, ty) in [
            ("AppId", "app_id", "AppId"),
            ("AppID", "app_id", "AppId"),
            ("FailedUserIDs", "failed_user_ids", "FailedUserIds"),
            ("CreateDBInstance", "create_db_instance", "CreateDbInstance"),
            ("IPv6CIDRBlock", "ipv6_cidr_block", "Ipv6CidrBlock"),
            ("EnableIPv6", "enable_ipv6", "EnableIpv6"),
            ("VPCs", "vpcs", "Vpcs"),
            ("QoSLevel", "qos_level", "QosLevel"),
            ("startRecord", "start_record", "StartRecord"),
            ("UserIDsInGroup", "user_ids_in_group", "UserIdsInGroup"),
            (
                "AccessKeyAsString",
                "access_key_as_string",
                "AccessKeyAsString",
            ),
            ("HTTPSPort", "https_port", "HttpsPort"),
            ("L4Listener", "l4_listener", "L4Listener"),
            ("x-request-id", "x_request_id", "XRequestId"),
            ("_hidden", "hidden", "Hidden"),
            ("2FA", "_2fa", "V2fa"),
            ("Foo.Bar", "foo_bar", "FooBar"),
            ("MountPointId", "mount_point_id", "MountPointId"),
            ("POINT_ID", "point_id", "PointId"),
            ("V1.2Name", "v1_2_name", "V1_2Name"),
            ("a+b", "a_plus_b", "APlusB"),
            ("ÄpfelID", "äpfel_id", "ÄpfelId"),
        ] {
            assert_eq!(snake(wire), field, "{wire}");
            assert_eq!(camel(wire), ty, "{wire}");
        }
    }

    #[test]
    fn every_text_gives_an_identifier() {
        for (wire, variant) in [
            ("2.0", "V2_0"),
            ("20", "V20"),
            ("HTTP/1.1", "Http1_1"),
            (" Gpu", "Gpu"),
            ("", "Empty"),
            (">=", "GreaterEqual"),
            ("=", "Equal"),
            ("中国", "中国"),
            ("🦀", "Empty"),
            ("-1", "Minus1"),
            ("10-20", "V10_20"),
        ] {
            assert_eq!(camel(wire), variant, "{wire}");
        }
        assert_eq!(snake("2fa"), "_2fa");
        assert_eq!(snake("中国"), "中国");
    }

    #[test]
    fn items_are_named_in_the_singular() {
        for (list, item) in [
            ("TagFilters", "TagFilter"),
            ("Policies", "Policy"),
            ("Addresses", "Address"),
            ("Boxes", "Box"),
            ("Status", "StatusItem"),
            ("Access", "AccessItem"),
            ("Ids", "Id"),
            ("List", "ListItem"),
        ] {
            assert_eq!(singular(list), item);
        }
    }
}
