//! The site builds the same below a hostile folder and in a hostile environment: nothing outside the
//! repository changes it. Each hostile setting would make the build fail or write other files.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use plan_explorer::model::Plan;
use plan_explorer::pages::{self, FirstAnswers};
use plan_explorer::query::Explorer;
use walkdir::WalkDir;

/// Files of a folder above the repository.
const ABOVE: [(&str, &str); 4] = [
    ("package.json", r#"{ "type": "commonjs" }"#),
    (
        ".npmrc",
        "registry=http://127.0.0.1:9/\nnode-options=--hostile\n",
    ),
    (
        "Trunk.toml",
        "[build]\ndist = \"hostile\"\npublic_url = \"/hostile/\"\n",
    ),
    (
        ".cargo/config.toml",
        r#"
[build]
rustc-wrapper = "/hostile"
rustflags = ["--hostile"]
target = "hostile"
target-dir = "hostile"
[env]
PLAN_EXPLORER_PLAN = "/hostile"
[target.wasm32-unknown-unknown]
linker = "/hostile"
rustflags = ["--hostile"]
"#,
    ),
];

/// The environment.
const VARIABLES: [(&str, &str); 12] = [
    ("CARGO_BUILD_TARGET", "hostile"),
    ("CARGO_ENCODED_RUSTFLAGS", "--hostile"),
    ("CARGO_PROFILE_DEV_PANIC", "hostile"),
    ("CARGO_TARGET_DIR", "/hostile"),
    ("NODE_OPTIONS", "--hostile"),
    ("NO_COLOR", "1"),
    ("PLAN_EXPLORER_PLAN", "/hostile"),
    ("RUSTC_WRAPPER", "/hostile"),
    ("RUSTFLAGS", "--hostile"),
    ("RUSTUP_TOOLCHAIN", "hostile"),
    ("TRUNK_BUILD_FILEHASH", "false"),
    ("TRUNK_BUILD_PUBLIC_URL", "/hostile/"),
];

#[test]
fn nothing_outside_the_repository_changes_the_site() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("no workspace")?;
    let tools = root.join("target/tools");
    if !tools.join("npm-binaryen-132.0.0").is_dir() {
        println!("skipped: `cargo xtask setup` brings what this test builds with");
        return Ok(());
    }
    let above = root.join("target/elsewhere");
    let copy = above.join("plan");
    for (name, text) in ABOVE {
        write_if_changed(&above.join(name), text.as_bytes())?;
    }
    copy_sources(root, &copy)?;
    let site = copy.join("target/site-debug");
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["build", "--debug"])
        .current_dir(&copy)
        .env("CARGO_MANIFEST_DIR", copy.join("xtask"))
        .env("XTASK_TOOLS", &tools)
        .envs(VARIABLES)
        .output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the build failed:\n{errors}");
    let wanted = expected(root)?;
    let found: BTreeSet<String> = files(&site)?
        .iter()
        .map(|name| without_hash(name))
        .collect();
    let differs: Vec<&String> = found.symmetric_difference(&wanted).collect();
    ensure!(differs.is_empty(), "missing or not wanted: {differs:?}");
    let index = fs::read_to_string(site.join("index.html"))?;
    ensure!(!index.contains("hostile"), "{index}");
    Ok(())
}

/// The files that the site must have, with `#` for the hashes in their names.
fn expected(root: &Path) -> Result<BTreeSet<String>> {
    let plan = Plan::from_json(plan_explorer::PLAN_JSON)?;
    let explorer = Explorer::new(&plan);
    let answers = pages::first_answers(&explorer, FirstAnswers::All);
    let pages = pages::share_pages(&explorer, None);
    let mut names: BTreeSet<String> = files(&root.join("public"))?.into_iter().collect();
    names.extend(pages.into_iter().map(|page| page.path));
    names.extend(answers.into_iter().map(|(path, _)| path));
    names.insert(pages::missing_page(&plan, None).path);
    for name in [
        "index.html",
        "plan-explorer-#.js",
        "plan-explorer-#_bg.wasm",
    ] {
        names.insert(name.to_owned());
    }
    Ok(names)
}

/// `plan-explorer-0123456789abcdef.js` as `plan-explorer-#.js`.
fn without_hash(name: &str) -> String {
    let Some((stem, rest)) = name.rsplit_once('-') else {
        return name.to_owned();
    };
    let end = rest.trim_start_matches(|letter: char| letter.is_ascii_hexdigit());
    if rest.len() - end.len() == 16 {
        format!("{stem}-#{end}")
    } else {
        name.to_owned()
    }
}

/// The paths of the files under `folder`, relative to it, without those in its `target`.
fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let is_built = |entry: &walkdir::DirEntry| entry.depth() == 1 && entry.file_name() == "target";
    for entry in WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| !is_built(entry))
    {
        let entry = entry?;
        if entry.file_type().is_file() {
            names.push(
                entry
                    .path()
                    .strip_prefix(folder)?
                    .to_string_lossy()
                    .into_owned(),
            );
        }
    }
    Ok(names)
}

/// Brings `copy` to hold the repository's files as they are now. Files that are the same keep their time of
/// change, so that Cargo compiles nothing again without need.
fn copy_sources(root: &Path, copy: &Path) -> Result<()> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_WORK_TREE")
        .output()?;
    ensure!(output.status.success(), "git ls-files failed");
    let listed = String::from_utf8(output.stdout)?;
    let listed: BTreeSet<PathBuf> = listed.split_terminator('\0').map(PathBuf::from).collect();
    for name in &listed {
        // What was deleted and not yet committed is listed too.
        if let Ok(bytes) = fs::read(root.join(name)) {
            write_if_changed(&copy.join(name), &bytes)?;
        }
    }
    for name in files(copy)?.into_iter().map(PathBuf::from) {
        if !(listed.contains(&name) && root.join(&name).exists()) {
            fs::remove_file(copy.join(&name))?;
        }
    }
    Ok(())
}

fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().context("no folder")?)?;
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
