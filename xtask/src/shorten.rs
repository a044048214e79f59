//! Shortening what wasm-bindgen leaves between the program and its script.
//!
//! The two call each other by names of up to 70 letters, which nobody reads and no compression makes free.
//! And classes that a dependency exports (Leptos brings those of wasm-streams) keep code in the program
//! though nothing uses them. So the script loses its exported classes, the program every export that the
//! script then does not name, the script every import that the program then does not have, and the rest of
//! the imports get names of a letter or two.
//!
//! The script is read line by line, as wasm-bindgen lays it out (its version is in Cargo.lock). Another
//! layout ends in an error, or in a page that the browser tests do not let pass.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use crate::split::LOADER;
use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser, Payload};

/// The object in which the script hands the program what it imports.
const IMPORTS: &str = "    const import0 = {";
/// What that object is called by the program once it is shortened.
const MODULE: &str = "w";

/// A script without its exported classes.
pub fn without_classes(script: &str) -> String {
    let classes: Vec<&str> = script
        .lines()
        .filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"))
        .collect();
    let mut kept = String::new();
    // The line that ends what is being left out.
    let mut until: Option<fn(&str) -> bool> = None;
    for line in script.lines() {
        if let Some(ends) = until {
            if ends(line) {
                until = None;
            }
            continue;
        }
        let is_of = |before: &str, after: &str| {
            let rest = line.strip_prefix(before);
            rest.is_some_and(|rest| {
                classes.iter().any(|class| {
                    rest.strip_prefix(class)
                        .is_some_and(|rest| rest.starts_with(after))
                })
            })
        };
        if is_of("export class ", " {") {
            until = Some(|line| line == "}");
        } else if is_of("const ", "Finalization = ") {
            until = Some(|line| line.ends_with(';'));
        } else if !is_of("if (Symbol.dispose) ", ".prototype") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The words of a script: whatever may be a name in it.
fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|letter: char| !is_of_word(letter))
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$')
}

/// A program that exports only what its script names, for `wasm-opt` to take out what nothing needs then.
///
/// # Errors
/// When it is no program.
/// `shared` are the names of what a second piece of the program imports from it.
pub fn without_exports(program: &[u8], script: &str, shared: &[String]) -> Result<Vec<u8>> {
    struct Named<'s>(HashSet<&'s str>);
    impl Reencode for Named<'_> {
        type Error = std::convert::Infallible;
        fn parse_export(
            &mut self,
            exports: &mut ExportSection,
            export: Export<'_>,
        ) -> Result<(), Error<Self::Error>> {
            if self.0.contains(export.name) {
                utils::parse_export(self, exports, export)?;
            }
            Ok(())
        }
    }
    let shared = shared.iter().map(String::as_str);
    encode(&mut Named(words(script).chain(shared).collect()), program)
}

fn encode(
    encoder: &mut impl Reencode<Error = std::convert::Infallible>,
    program: &[u8],
) -> Result<Vec<u8>> {
    let mut module = Module::new();
    encoder
        .parse_core_module(&mut module, Parser::new(0), program)
        .map_err(|error| anyhow::anyhow!("the program cannot be read: {error}"))?;
    Ok(module.finish())
}

/// A program and its script that call what the one imports from the other by short names.
///
/// # Errors
/// When it is no program, or imports what the script does not have.
pub fn with_short_imports(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    struct Short<'s>(&'s BTreeMap<String, String>);
    impl Reencode for Short<'_> {
        type Error = std::convert::Infallible;
        fn parse_import_section(
            &mut self,
            imports: &mut ImportSection,
            section: ImportSectionReader<'_>,
        ) -> Result<(), Error<Self::Error>> {
            for import in section.into_imports() {
                let import = import?;
                let ty = self.entity_type(import.ty)?;
                if import.module == LOADER {
                    imports.import(import.module, import.name, ty);
                    continue;
                }
                let name = self.0.get(import.name).map_or(import.name, String::as_str);
                imports.import(MODULE, name, ty);
            }
            Ok(())
        }
    }
    let mut modules = HashSet::new();
    let mut short = BTreeMap::new();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                let import = import?;
                if import.module == LOADER {
                    continue;
                }
                modules.insert(import.module.to_owned());
                short.insert(import.name.to_owned(), name(short.len()));
            }
        }
    }
    let named: HashSet<&str> = words(script).collect();
    for import in short.keys() {
        ensure!(
            named.contains(import.as_str()),
            "the script has no {import}"
        );
    }
    ensure!(modules.len() == 1, "the program imports from {modules:?}");
    let program = encode(&mut Short(&short), program)?;

    let mut renamed = String::new();
    for line in only_imports(script, &short)?.lines() {
        let mut line = line;
        while let Some(start) = line.find(is_of_word) {
            let (before, rest) = line.split_at(start);
            let (word, rest) = rest.split_at(
                rest.find(|letter| !is_of_word(letter))
                    .unwrap_or(rest.len()),
            );
            renamed.push_str(before);
            renamed.push_str(short.get(word).map_or(word, String::as_str));
            line = rest;
        }
        renamed.push_str(line);
        renamed.push('\n');
    }
    for module in modules {
        renamed = renamed.replace(
            &format!("\"{module}\": import0"),
            &format!("\"{MODULE}\": import0"),
        );
    }
    Ok((program, renamed))
}

/// A script that hands the program nothing but what it imports.
fn only_imports(script: &str, imports: &BTreeMap<String, String>) -> Result<String> {
    let (before, object) = script
        .split_once(IMPORTS)
        .context("the script has no imports")?;
    let (object, after) = object
        .split_once("\n    };\n")
        .context("its imports do not end")?;
    let mut kept = String::new();
    let mut leaves_out = false;
    for line in object.lines() {
        let name = line
            .strip_prefix("        ")
            .and_then(|line| line.split_once(": function("));
        if let Some((name, _)) = name.filter(|(name, _)| name.chars().all(is_of_word)) {
            leaves_out = !imports.contains_key(name);
        }
        if !leaves_out {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    Ok(format!(
        "{before}{IMPORTS}\n{}\n    }};\n{after}",
        kept.trim_end()
    ))
}

/// The name with this number: `a`, `b` … `z`, `aa` …
fn name(number: usize) -> String {
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => letter(number).to_string(),
        before => format!("{}{}", name(before - 1), letter(number)),
    }
}

/// Shortens the program at `program` and its script, in place. `optimise` takes out of a program what
/// nothing needs, `shared` are the names of what a second piece of it imports.
///
/// # Errors
/// When one of them does not look as wasm-bindgen leaves it.
pub fn shorten(
    program: &Path,
    script: &Path,
    shared: &[String],
    optimise: impl Fn(&Path) -> Result<()>,
) -> Result<()> {
    let text = without_classes(&fs::read_to_string(script)?);
    fs::write(
        program,
        without_exports(&fs::read(program)?, &text, shared)?,
    )?;
    optimise(program)?;
    let (bytes, text) = with_short_imports(&fs::read(program)?, &text)?;
    fs::write(program, bytes)?;
    fs::write(script, text)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{name, only_imports, without_classes};
    use std::collections::BTreeMap;

    #[test]
    fn names_are_short_and_none_comes_twice() {
        assert_eq!([0, 25, 26, 701].map(name), ["a", "z", "aa", "zz"]);
        let all: std::collections::HashSet<String> = (0..2000).map(name).collect();
        assert_eq!(all.len(), 2000);
    }

    #[test]
    fn a_script_loses_its_classes_and_what_belongs_to_them() {
        let script = "export class A {\n    free() {\n    }\n}\nif (Symbol.dispose) A.prototype[Symbol.dispose] = A.prototype.free;\n\
                      const AFinalization = (typeof F === 'undefined')\n    ? {}\n    : new F(1);\nlet kept;\n";
        assert_eq!(without_classes(script), "let kept;\n");
    }

    #[test]
    fn a_script_loses_what_the_program_does_not_import() {
        let script = "x\n    const import0 = {\n        __proto__: null,\n        a: function() {\n            1;\n        },\n        \
                      b: function() {\n            2;\n        },\n    };\ny\n";
        let imports = BTreeMap::from([("b".to_owned(), "a".to_owned())]);
        let left = only_imports(script, &imports).unwrap_or_default();
        assert!(left.contains("2;") && !left.contains("1;"), "{left}");
        assert!(
            left.contains("__proto__") && left.starts_with("x\n") && left.ends_with("y\n"),
            "{left}"
        );
    }
}
