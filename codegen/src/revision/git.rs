//! What git is asked.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use super::RevisionError;

/// `tree` for a folder, `blob` for a file.
pub(super) fn kind(name: &str) -> Result<String, RevisionError> {
    // What begins with a dash would be an option to git.
    if name.starts_with('-') {
        return Err(RevisionError::NoFolder(name.to_owned()));
    }
    let kind = git(&["cat-file", "-t", name], Vec::new())?;
    Ok(String::from_utf8_lossy(&kind).trim().to_owned())
}

/// The documents below a folder, each with its path there. Hidden files are left out.
pub(super) fn files(folder: &str) -> Result<Vec<(String, String)>, RevisionError> {
    below(folder, &[".yaml", ".yml", ".json"])
}

/// The files below a folder whose names end in one of some ways, each with its path there. Hidden files are left out.
pub(super) fn below(folder: &str, ends: &[&str]) -> Result<Vec<(String, String)>, RevisionError> {
    let listed = git(&["ls-tree", "-r", "-z", "--full-tree", folder], Vec::new())?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let mut wanted = Vec::new();
    for entry in listed.split_terminator('\0') {
        // `<mode> <type> <object>\t<path>`
        let Some((about, path)) = entry.split_once('\t') else {
            continue;
        };
        let is_wanted = ends.iter().any(|end| path.ends_with(end));
        let is_hidden = path.split('/').any(|step| step.starts_with('.'));
        if let Some(object) = about.split(' ').nth(2)
            && is_wanted
            && !is_hidden
        {
            wanted.push((path.to_owned(), object.to_owned()));
        }
    }
    read(&wanted)
}

/// Reads objects, all in one run of git.
fn read(wanted: &[(String, String)]) -> Result<Vec<(String, String)>, RevisionError> {
    let names: Vec<&str> = wanted.iter().map(|(_, object)| object.as_str()).collect();
    let answer = git(
        &["cat-file", "--batch"],
        (names.join("\n") + "\n").into_bytes(),
    )?;
    let mut rest = answer.as_slice();
    let mut texts = Vec::with_capacity(wanted.len());
    for (path, _) in wanted {
        let cut = || RevisionError::Refused("an object of the revision is missing".to_owned());
        let (content, after) = object(rest).ok_or_else(cut)?;
        let text = String::from_utf8(content.to_vec())
            .map_err(|_| RevisionError::NotUtf8(path.clone()))?;
        texts.push((path.clone(), text));
        rest = after;
    }
    Ok(texts)
}

/// The first object of an answer, which is `<object> <type> <size>\n<content>\n`, and what comes after it.
fn object(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let header = std::str::from_utf8(&answer[..end]).ok()?;
    let size: usize = header.rsplit(' ').next()?.parse().ok()?;
    let content = answer.get(end + 1..)?;
    Some((content.get(..size)?, content.get(size + 1..)?))
}

/// Runs git with something to read; what it prints.
#[expect(
    clippy::disallowed_methods,
    reason = "git is the one process that is started"
)]
fn git(arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, RevisionError> {
    let mut child = Command::new("git")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(RevisionError::NoGit)?;
    let stdin = child.stdin.take();
    // Git answers while it still reads; a process that only writes would wait forever.
    let writer = thread::spawn(move || {
        if let Some(mut stdin) = stdin {
            let _ = stdin.write_all(&input);
        }
    });
    let output = child.wait_with_output().map_err(RevisionError::NoGit)?;
    let _ = writer.join();
    if output.status.success() {
        Ok(output.stdout)
    } else {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(RevisionError::Refused(said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_follow_each_other_whatever_is_in_them() {
        let answer = b"aa blob 3\nx\ny\nbb blob 0\n\n";
        let (first, rest) = object(answer).unwrap_or_default();
        assert_eq!(first, b"x\ny");
        assert_eq!(object(rest), Some((&b""[..], &b""[..])));
        assert_eq!(object(b"aa missing\n"), None);
        assert_eq!(object(b"aa blob 9\nshort"), None);
    }
}
