//! Files to one tree of modules.

use std::collections::HashMap;

use codegen_emit::File;
use syn::{Item, ItemMod};

/// The modules of all services, each with its content in place of a file of its own.
///
/// # Errors
/// A file does not parse, which would be a fault of the generator.
pub(crate) fn modules(files: &[File]) -> Result<Vec<Item>, syn::Error> {
    let by_path: HashMap<&str, &str> = files
        .iter()
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect();
    let list = by_path.get("services.rs").copied().unwrap_or_default();
    let mut items = syn::parse_file(list)?.items;
    for item in &mut items {
        if let Item::Mod(module) = item {
            fill(module, "", &by_path)?;
        }
    }
    Ok(items)
}

/// Puts the content of a file into the module that stands for it.
fn fill(
    module: &mut ItemMod,
    folder: &str,
    by_path: &HashMap<&str, &str>,
) -> Result<(), syn::Error> {
    let name = module.ident.to_string();
    let name = name.trim_start_matches("r#");
    let inside = format!("{folder}{name}/");
    let own = format!("{folder}{name}.rs");
    let index = format!("{inside}mod.rs");
    let Some(text) = by_path
        .get(own.as_str())
        .or_else(|| by_path.get(index.as_str()))
    else {
        return Ok(());
    };
    let mut file = syn::parse_file(text)?;
    for item in &mut file.items {
        if let Item::Mod(inner @ ItemMod { content: None, .. }) = item {
            fill(inner, &inside, by_path)?;
        }
    }
    module.attrs.append(&mut file.attrs);
    module.semi = None;
    module.content = Some((syn::token::Brace::default(), file.items));
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test that cannot go on has failed, and says where"
    )]

    use std::fs;
    use std::path::{Path, PathBuf};

    use codegen_emit::Options;
    use codegen_pipeline::{print, understand};
    use quote::ToTokens;
    use syn::Item;

    use super::modules;

    /// The module that stands in a file itself.
    const PRELUDE: &str = "prelude";

    /// The items of a module without those of the files below it.
    fn own_items(items: &[Item]) -> Vec<String> {
        items
            .iter()
            .filter(|item| !matches!(item, Item::Mod(module) if module.ident != PRELUDE))
            .map(|item| item.to_token_stream().to_string())
            .collect()
    }

    /// Calls `visit` for every module that stands for a file.
    fn walk(items: &[Item], folder: &Path, visit: &mut impl FnMut(PathBuf, &[Item])) {
        for item in items {
            let Item::Mod(module) = item else { continue };
            let Some((_, content)) = &module.content else {
                continue;
            };
            let name = module.ident.to_string().trim_start_matches("r#").to_owned();
            if name == PRELUDE {
                continue;
            }
            visit(folder.join(&name), content);
            walk(content, &folder.join(&name), visit);
        }
    }

    #[test]
    fn every_module_has_what_its_file_has() {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden");
        let mut compared = 0;
        for case in fs::read_dir(golden).unwrap() {
            let case = case.unwrap().path();
            let api = understand(&case.join("spec")).unwrap().api.unwrap();
            let files = print(&api, &Options::external("generated_client::runtime", None));
            let inlined = modules(&files).unwrap();
            walk(&inlined, &case.join("expected"), &mut |path, items| {
                let file = [path.with_extension("rs"), path.join("mod.rs")]
                    .into_iter()
                    .find(|path| path.is_file())
                    .unwrap();
                let expected = syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap();
                assert_eq!(
                    own_items(items),
                    own_items(&expected.items),
                    "{}",
                    file.display()
                );
                compared += 1;
            });
        }
        assert!(compared >= 15, "only {compared} modules were compared");
    }
}
