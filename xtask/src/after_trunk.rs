//! What the site needs after Trunk has packed it. Read [`finish`] from top to bottom; each step reads what
//! the ones before it left in the site's folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use plan_explorer::model::Plan;
use plan_explorer::pages::{self, SiteUrl};
use sha2::{Digest, Sha256};

use crate::command;
use crate::first;
use crate::hosts;
use crate::server::has_hash;
use crate::site::Mode;
use crate::sizes::{files_under, name_in};
use crate::static_pages;
use crate::worker;

/// Finishes the site that Trunk left in `site`. `plan` is the one in its program.
///
/// # Errors
/// When Trunk wrote something else than is expected here, or a browser could not read a script.
pub fn finish(site: &Path, mode: Mode, url: Option<&SiteUrl>, plan: &Plan) -> Result<()> {
    let has_cover = site.join(pages::COVER).is_file();
    let url = url
        .cloned()
        .map(|url| if has_cover { url } else { url.without_cover() });
    let url = url.as_ref();
    let mut index = read(site, "index.html")?;
    index = name_by_content(site, index)?;
    let index = check_program(site, index)?;
    let (mut index, import_map) = check_script(site, &index)?;
    if mode.is_optimised() {
        index = worker::register(site, &index)?;
    }
    index = first::write(site, &index, plan, mode.first_answers())?;
    let inline = [&first::script(), &import_map, inline_script(&index)?];
    let scripts = inline.map(|text| integrity(text.as_bytes()));
    let policy = pages::policy_with_inline(&scripts, &integrity(inline_style(&index)?.as_bytes()));
    index = with_head(&index, &pages::policy_head(&policy))?;
    if let Some(url) = url {
        index = with_head(&index, &pages::index_head(&static_pages::plan(site)?, url))?;
    }
    write(site, "index.html", &index)?;
    static_pages::write(site, url)?;
    if mode.is_optimised() {
        worker::write(site, &index)?;
    }
    hosts::write(site, &policy)?;
    check_scripts(site, &index)
}

/// Names the script and the program by the SHA-256 of what they hold.
///
/// Trunk names them before it optimises them, so another optimiser would give other bytes the same name, and
/// a browser that keeps files by name would then refuse them by their integrity.
fn name_by_content(site: &Path, mut index: String) -> Result<String> {
    for path in files_under(site)? {
        let old = name_in(site, &path);
        if !has_hash(&old) {
            continue;
        }
        let digest = Sha256::digest(fs::read(&path)?);
        let hash: String = digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let (stem, rest) = old.rsplit_once('-').context("a name without a dash")?;
        let end = rest.trim_start_matches(|letter: char| letter.is_ascii_hexdigit());
        let new = format!("{stem}-{hash}{end}");
        ensure!(index.contains(&old), "index.html does not name {old}");
        index = index.replace(&old, &new);
        fs::rename(&path, site.join(&new)).with_context(|| format!("cannot rename {old}"))?;
    }
    Ok(index)
}

/// Has Trunk's start script compile no other program than the one built with it, and pass the reason to
/// `public/start.js` if the start fails.
///
/// Trunk states the integrity of the script in the page, but starts the program by its
/// address alone. WebKit reports no error of a module that waits at its top level.
fn check_program(site: &Path, index: String) -> Result<String> {
    let files = files_under(site)?;
    let names = files.iter().map(|path| name_in(site, path));
    let programs: Vec<String> = names.filter(|name| name.ends_with("_bg.wasm")).collect();
    let [program] = &programs[..] else {
        bail!("the site has {} programs, not one", programs.len());
    };
    let by_address = format!("await init({{ module_or_path: './{program}' }})");
    ensure!(
        inline_script(&index)?.matches(&by_address).count() == 1,
        "Trunk's start script does not say {by_address:?}; adapt xtask/src/after_trunk.rs to this Trunk"
    );
    let of_program = integrity(&fs::read(site.join(program))?);
    let checked = format!(
        "await init({{ module_or_path: fetch('./{program}', {{ integrity: '{of_program}' }}) }})\
         .catch((error) => {{ window.planStartFailed?.(error); throw error; }})"
    );
    let index = index.replace(&by_address, &checked);
    // In the tag that preloads the program browsers ignore an integrity, and say so in the console.
    Ok(index.replace(&format!(" integrity=\"{of_program}\""), ""))
}

/// Has the page run no other script than the one built with it, and returns the page and its import map.
///
/// An `import` cannot state an integrity, and WebKit ignores that of Trunk's `modulepreload` link. So an import
/// map states it, before the link. Browsers that do not know it (before Chromium 127, Safari 18) ignore it.
fn check_script(site: &Path, index: &str) -> Result<(String, String)> {
    let imported = inline_script(index)?.split_once("from './");
    let (name, _) = imported
        .and_then(|(_, rest)| rest.split_once('\''))
        .context("Trunk's start script imports no script of the site")?;
    let bytes = fs::read(site.join(name)).with_context(|| format!("the site has no {name}"))?;
    let map = format!(r#"{{"integrity":{{"./{name}":"{}"}}}}"#, integrity(&bytes));
    let links = index.split_inclusive('>').filter_map(|text| {
        let link = text.get(text.find("<link")?..)?;
        (link.contains("modulepreload") && link.contains(name)).then_some(link)
    });
    let [link] = links.collect::<Vec<_>>()[..] else {
        bail!("index.html must have one modulepreload link of {name}");
    };
    let tags = format!("<script type=importmap>{map}</script>{link}");
    Ok((index.replacen(link, &tags, 1), map))
}

/// The text of the only inline script of the page, which is Trunk's.
fn inline_script(index: &str) -> Result<&str> {
    let (_, rest) = index
        .split_once(inline_tag(index)?)
        .context("the inline script has no start")?;
    let (script, _) = rest
        .split_once("</script>")
        .context("the inline script has no end")?;
    Ok(script)
}

/// The text of the style sheet, which Trunk put into the page.
fn inline_style(index: &str) -> Result<&str> {
    let rest = index.split_once("<style>").map(|(_, rest)| rest);
    let style = rest.and_then(|rest| rest.split_once("</style>"));
    Ok(style.context("index.html has no inline style sheet")?.0)
}

/// The tag that the inline script begins with. The minifier leaves out quotes.
fn inline_tag(index: &str) -> Result<&'static str> {
    ["<script type=module>", "<script type=\"module\">"]
        .into_iter()
        .find(|tag| index.matches(tag).count() == 1)
        .context("index.html must have one inline script, <script type=module>")
}

/// The page with `tags` in its head, before anything that they are about. The minifier leaves out `<head>`,
/// never the title.
fn with_head(index: &str, tags: &str) -> Result<String> {
    let (before, after) = index
        .split_once("<title>")
        .context("index.html has no title")?;
    ensure!(
        !before.contains("<script") && !before.contains("<style"),
        "index.html loads something before its title"
    );
    Ok(format!("{before}{tags}<title>{after}"))
}

/// Has Node parse every script of the site as a browser would: as a module where the page says so, else as a
/// classic script. From its standard input, so that no `package.json` above decides which it is.
fn check_scripts(site: &Path, index: &str) -> Result<()> {
    let mut scripts = vec![(
        "the inline script of index.html".to_owned(),
        inline_script(index)?.to_owned(),
        true,
    )];
    scripts.push(("src/pages/first.js".to_owned(), first::script(), false));
    for path in files_under(site)? {
        let name = name_in(site, &path);
        if name.ends_with(".js") {
            let mut tags = index.split('<').filter(|tag| tag.contains(&name));
            let is_module = tags.any(|tag| tag.contains("module"));
            scripts.push((name.clone(), read(site, &name)?, is_module));
        }
    }
    for (name, text, is_module) in scripts {
        let kind = if is_module { "module" } else { "commonjs" };
        let mut node = command::clean("node", site);
        node.args(["--check", &format!("--input-type={kind}"), "-"]);
        command::run_with_input(&mut node, &text)
            .with_context(|| format!("browsers cannot read {name} as a {kind} script"))?;
    }
    Ok(())
}

/// What the `integrity` of these bytes is, in pages and policies.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// The text of a file of the site.
pub fn read(site: &Path, name: &str) -> Result<String> {
    fs::read_to_string(site.join(name)).with_context(|| format!("the site has no {name}"))
}

/// Writes a file of the site.
pub fn write(site: &Path, name: &str, text: &str) -> Result<()> {
    let path = site.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<!doctype html><meta charset=utf-8><title>x</title><style>p{}</style><div id=first></div><script src=start.js></script>\
        <script type=module>import init from './p-b52889d05ad0524f.js';\nconst wasm = await init({ \
        module_or_path: './p-b52889d05ad0524f_bg.wasm' });</script><link crossorigin \
        href=./p-b52889d05ad0524f.js integrity=sha256-x rel=modulepreload>";

    fn plan() -> Result<Plan> {
        Ok(Plan::from_json(plan_explorer::PLAN_JSON)?)
    }

    /// A site as Trunk leaves it, with this page.
    fn site(index: &str) -> Result<tempfile::TempDir> {
        let site = tempfile::tempdir()?;
        for (name, text) in [
            ("index.html", index),
            ("start.js", "(function () { 'use strict'; })();"),
            ("p-b52889d05ad0524f.js", "export default async () => {};"),
            ("p-b52889d05ad0524f_bg.wasm", "the program"),
            ("plan.json", plan_explorer::PLAN_JSON),
            ("robots.txt", ""),
            ("_headers", pages::POLICY),
        ] {
            write(site.path(), name, text)?;
        }
        Ok(site)
    }

    #[test]
    fn the_page_takes_no_other_program_and_states_its_policy_first() -> Result<()> {
        let site = site(INDEX)?;
        finish(site.path(), Mode::Debug, None, &plan()?)?;
        let index = read(site.path(), "index.html")?;
        let program = integrity(b"the program");
        ensure!(
            index.contains(&format!("_bg.wasm', {{ integrity: '{program}' }})")),
            "{index}"
        );
        let script = integrity(b"export default async () => {};");
        ensure!(
            index.contains(&format!(".js\":\"{script}\"}}}}</script>")),
            "{index}"
        );
        ensure!(!index.contains("b52889d05ad0524f"), "{index}");
        let allowed = format!(
            " '{}' 'wasm-unsafe-eval'",
            integrity(inline_script(&index)?.as_bytes())
        );
        let policy = index.find(&allowed).context("no policy")?;
        ensure!(
            Some(policy) < index.find("<title>") && index.find("<title>") < index.find("<script")
        );
        ensure!(read(site.path(), "_headers")?.contains(&allowed));
        ensure!(index.contains(&format!("style-src 'self' '{}'", integrity(b"p{}"))));
        Ok(())
    }

    #[test]
    fn a_page_that_trunk_writes_in_another_way_is_refused() -> Result<()> {
        for (from, to) in [
            ("module_or_path: './p", "'./p"),
            ("from './p", "from 'p"),
            ("<script type=module>", "<script>"),
            ("<title>x</title>", ""),
            ("<div id=first></div>", ""),
            ("<style>p{}</style>", ""),
        ] {
            let site = site(&INDEX.replacen(from, to, 1))?;
            ensure!(
                finish(site.path(), Mode::Debug, None, &plan()?).is_err(),
                "without {from}"
            );
        }
        Ok(())
    }

    #[test]
    fn a_script_that_no_browser_reads_is_refused() -> Result<()> {
        for (name, text) in [
            ("start.js", "export default 1;"),
            ("start.js", "let = ;"),
            ("p-b52889d05ad0524f.js", "export default function {"),
        ] {
            let site = site(INDEX)?;
            write(site.path(), name, text)?;
            let error = finish(site.path(), Mode::Debug, None, &plan()?).err();
            let told = error.map(|error| format!("{error:#}")).unwrap_or_default();
            ensure!(told.contains("browsers cannot read"), "{name}: {told:?}");
        }
        Ok(())
    }
}
