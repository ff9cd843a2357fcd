//! Words inside of names.

/// Words that stand for opposites, or for things of which one is never the other: names that differ in such a pair are names of
/// different things, however alike they look.
const OPPOSITES: &[&[&str]] = &[
    &["min", "max"],
    &["minimum", "maximum"],
    &["least", "most"],
    &["start", "end", "stop"],
    &["begin", "end", "finish"],
    &["first", "last"],
    &["in", "out"],
    &["inbound", "outbound"],
    &["ingress", "egress"],
    &["input", "output"],
    &["src", "dst", "dest"],
    &["source", "destination", "target"],
    &["from", "to"],
    &["before", "after"],
    &["prev", "next"],
    &["previous", "next"],
    &["up", "down"],
    &["upload", "download"],
    &["upstream", "downstream"],
    &["read", "write"],
    &["enable", "disable"],
    &["enabled", "disabled"],
    &["open", "close"],
    &["on", "off"],
    &[
        "create", "delete", "update", "modify", "describe", "list", "get",
    ],
    &["created", "deleted", "updated", "modified", "expired"],
    &["add", "remove", "delete"],
    &["insert", "delete"],
    &["attach", "detach"],
    &["bind", "unbind"],
    &["lock", "unlock"],
    &["associate", "disassociate", "dissociate"],
    &["register", "deregister", "unregister"],
    &["subscribe", "unsubscribe"],
    &["install", "uninstall"],
    &["mute", "unmute"],
    &["pin", "unpin"],
    &["tag", "untag"],
    &["set", "unset", "get"],
    &["allow", "deny", "forbid"],
    &["allowed", "denied", "forbidden"],
    &["accept", "reject"],
    &["grant", "revoke"],
    &["include", "exclude"],
    &["included", "excluded"],
    &["white", "black"],
    &["whitelist", "blacklist"],
    &["allowlist", "denylist", "blocklist"],
    &["public", "private"],
    &["internal", "external"],
    &["internet", "intranet"],
    &["local", "remote", "peer"],
    &["master", "slave"],
    &["primary", "secondary", "standby"],
    &["active", "inactive", "standby"],
    &["old", "new"],
    &["left", "right"],
    &["top", "bottom"],
    &["upper", "lower"],
    &["high", "low"],
    &["head", "tail"],
    &["width", "height", "depth"],
    &["row", "column"],
    &["key", "value"],
    &["success", "failure", "fail", "failed", "error"],
    &["succeeded", "failed"],
    &["successful", "failed"],
    &["total", "used", "free", "available", "remaining"],
    &["request", "response", "reply", "result"],
    &["req", "resp"],
    &["send", "receive", "recv"],
    &["sender", "receiver"],
    &["client", "server"],
    &["import", "export"],
    &["encrypt", "decrypt"],
    &["compress", "decompress"],
    &["encode", "decode"],
    &["suspend", "resume"],
    &["pause", "resume"],
    &["online", "offline"],
    &["inner", "outer"],
    &["pre", "post"],
    &["parent", "child"],
    &[
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "millisecond",
    ],
    &[
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "seconds",
        "milliseconds",
    ],
    &["cpu", "gpu", "memory", "mem", "disk"],
    &["tcp", "udp", "icmp"],
    &["http", "https"],
    &["x", "y", "z"],
    &["longitude", "latitude"],
];

/// A name without case and separators.
pub(super) fn folded(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether two names differ in words that stand for different things, or in their numbers.
pub(super) fn are_opposite(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let numbers = |words: &[String]| -> Vec<String> {
        let is_number = |word: &&String| word.bytes().all(|byte| byte.is_ascii_digit());
        words.iter().filter(is_number).cloned().collect()
    };
    let (of, to) = (numbers(&one), numbers(&other));
    if !of.is_empty() && !to.is_empty() && of != to {
        return true;
    }
    let left: Vec<&String> = one.iter().filter(|word| !other.contains(word)).collect();
    let right: Vec<&String> = other.iter().filter(|word| !one.contains(word)).collect();
    left.iter().any(|word| {
        right.iter().any(|rival| {
            let has = |set: &[&str], word: &str| set.contains(&word);
            OPPOSITES
                .iter()
                .any(|set| has(set, word) && has(set, rival))
        })
    })
}

/// The words of a name in small letters: `MinCPUCount2` is `min`, `cpu`, `count`, `2`.
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut is_inside = false;
    for (index, c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            is_inside = false;
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| chars.get(before));
        let after = chars.get(index + 1);
        let starts = !is_inside
            || before.is_some_and(|before| {
                (c.is_uppercase() && !before.is_uppercase())
                    || c.is_ascii_digit() != before.is_ascii_digit()
                    || (c.is_uppercase() && after.is_some_and(|after| after.is_lowercase()))
            });
        if starts {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        is_inside = true;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposite_words_and_other_numbers_are_told_apart() {
        for (one, other) in [
            ("MinCount", "MaxCount"),
            ("StartTime", "EndTime"),
            ("SrcIp", "DstIp"),
            ("AttachDisk", "DetachDisk"),
            ("BindIP", "UnbindIP"),
            ("Disk1Id", "Disk2Id"),
            ("EnableIpv4", "EnableIpv6"),
            ("in_bps", "out_bps"),
            ("UsedGB", "TotalGB"),
        ] {
            assert!(are_opposite(one, other), "{one} {other}");
            assert!(are_opposite(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("VpcID", "VpcId"),
            ("ZoneId", "AvailableZoneId"),
            ("Description", "Desc"),
            ("MaxCount", "MaxCounts"),
            ("Subnet", "SubnetId"),
        ] {
            assert!(!are_opposite(one, other), "{one} {other}");
        }
    }

    #[test]
    fn case_and_separators_are_folded_away() {
        assert_eq!(folded("Vpc_ID"), folded("vpcId"));
        assert_ne!(folded("VpcIds"), folded("VpcId"));
        assert_eq!(words("MinCPUCount2"), ["min", "cpu", "count", "2"]);
    }
}
