//! A folder in which the command runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

/// A document with one action.
pub(crate) const DEMO: &str = "openapi: 3.1.0
info: { title: Demo, version: '2020-01-01' }
paths:
  /CreateThing:
    post:
      summary: Create a thing.
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [Name]
              properties:
                Name: { type: string, description: Name of the thing. }
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema:
                type: object
                properties:
                  ResponseMetadata: { type: object }
                  Result:
                    type: object
                    properties:
                      Id: { type: integer, description: Id of the thing. }
";

/// A folder with `spec` and the output beside it.
pub(crate) struct Project(pub(crate) TempDir);

impl Project {
    pub(crate) fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write("spec/demo/service.yaml", "service: demo\n");
        project.write("spec/demo/2020-01-01/CreateThing.yaml", DEMO);
        project
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.0.path().join(relative)
    }

    pub(crate) fn write(&self, relative: &str, text: &str) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_codegen"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    pub(crate) fn generate(&self) -> Output {
        let output = self.run(&["generate"]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        output
    }

    /// Every file of the output with its content and the time of its last change.
    pub(crate) fn snapshot(&self) -> BTreeMap<PathBuf, (String, SystemTime)> {
        self.files_below("generated-client/src")
    }

    pub(crate) fn files_below(&self, folder: &str) -> BTreeMap<PathBuf, (String, SystemTime)> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), &mut files);
        files
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, (String, SystemTime)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let changed = fs::metadata(&path).unwrap().modified().unwrap();
            files.insert(path.clone(), (fs::read_to_string(&path).unwrap(), changed));
        }
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
