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

/// The words of a wire name, in their own casing.
///
/// A word ends where a small letter is followed by a capital one, where a run of capitals passes into a capitalised
/// word, and at everything that is neither letter nor digit. A plural `s` stays with its acronym: `UserIDs` is `User`, `IDs`.
fn split(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    let mut index = 0;
    while index < chars.len() {
        let here = chars[index];
        if !here.is_alphanumeric() {
            flush(&mut word, &mut words);
            // A point between digits carries meaning: `2.0` is not `20`.
            index += 1;
            continue;
        }
        if let Some(length) =
            whole_word(&chars[index..]).filter(|_| word.is_empty() || here.is_uppercase())
        {
            flush(&mut word, &mut words);
            words.push(chars[index..index + length].iter().collect());
            index += length;
            continue;
        }
        if here.is_uppercase() && !word.is_empty() {
            let after_capital = word.chars().last().is_some_and(char::is_uppercase);
            let before_small = chars.get(index + 1).is_some_and(|next| next.is_lowercase());
            let after_number = word.chars().all(|c| c.is_ascii_digit());
            if (!after_capital && !after_number)
                || (before_small && !ends_plural_acronym(&chars, index))
            {
                flush(&mut word, &mut words);
            }
        }
        word.push(here);
        if ends_plural_acronym(&chars, index) {
            if let Some(&plural) = chars.get(index + 1) {
                word.push(plural);
            }
            flush(&mut word, &mut words);
            index += 1;
        }
        index += 1;
    }
    flush(&mut word, &mut words);
    words
}

fn flush(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Length of a spelling of [`ONE_WORD`] that stands here as a word of its own.
fn whole_word(rest: &[char]) -> Option<usize> {
    ONE_WORD.iter().find_map(|known| {
        let length = known.len();
        let stands_here = rest.len() >= length && known.chars().zip(rest).all(|(a, b)| a == *b);
        let ends_here = !rest.get(length).is_some_and(|next| next.is_lowercase());
        (stands_here && ends_here).then_some(length)
    })
}

/// Whether `chars[index]` is the last capital of an acronym in the plural: `IDs`, `VPCs`.
fn ends_plural_acronym(chars: &[char], index: usize) -> bool {
    let capital_before = index > 0 && chars[index - 1].is_uppercase();
    let plural = chars[index].is_uppercase() && chars.get(index + 1) == Some(&'s');
    let word_ends = !chars.get(index + 2).is_some_and(|next| next.is_lowercase());
    capital_before && plural && word_ends
}

/// Names of characters that would otherwise leave no trace in an identifier.
fn spelled(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let chars: Vec<char> = name.chars().collect();
    for (index, &here) in chars.iter().enumerate() {
        let between_digits = index > 0
            && chars[index - 1].is_ascii_digit()
            && chars.get(index + 1).is_some_and(char::is_ascii_digit);
        let word = match here {
            '.' | ',' if between_digits => "_POINT_",
            '+' => " Plus ",
            '>' => " Greater ",
            '<' => " Less ",
            '=' => " Equal ",
            '!' => " Not ",
            '*' => " Star ",
            '%' => " Percent ",
            '&' => " And ",
            '#' => " Hash ",
            '@' => " At ",
            '-' if index == 0 && chars.get(1).is_some_and(char::is_ascii_digit) => " Minus ",
            other => {
                out.push(other);
                continue;
            }
        };
        out.push_str(word);
    }
    out
}

/// `AppID` as `app_id`. Always a word of letters, digits and underscores that starts with no digit; keywords are
/// not looked at.
#[must_use]
pub fn snake(name: &str) -> String {
    let words: Vec<String> = split(&spelled(name))
        .iter()
        .map(|word| word.to_lowercase())
        .collect();
    let joined = words.join("_").replace("_point_", "_");
    identifier(&joined, "_", "empty")
}

/// `create_vpc` as `CreateVpc`; acronyms keep one capital: `FailedUserIDs` is `FailedUserIds`.
#[must_use]
pub fn camel(name: &str) -> String {
    let words = split(&spelled(name));
    let mut out = String::with_capacity(name.len());
    for word in &words {
        if word == "POINT" {
            out.push('_');
            continue;
        }
        // Two numbers side by side would read as one.
        if out.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit())
        {
            out.push('_');
        }
        out.push_str(&word.to_lowercase().to_upper_camel_case());
    }
    identifier(&out, "V", "Empty")
}

/// Makes the characters of `text` an identifier: foreign ones are dropped, a digit in front gets `prefix`.
fn identifier(text: &str, prefix: &str, empty: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| *c == '_' || unicode_ident::is_xid_continue(*c))
        .collect();
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
