//! The start of the page, made so that it can be checked: one script, in a file of its own, that accepts
//! no other program than the one it was built with.
//!
//! Trunk writes the start into the page, where only a policy that lets scripts in pages run would let it
//! run, and names files by what they held before they were made smaller. Afterwards each of the three
//! that a page cannot do without is named by what it holds, and the page says what that is.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use plan_explorer::edition;
use sha2::{Digest, Sha256};

use crate::process;
use crate::site::Mode;
use crate::split;
use crate::tools::BuildTools;

/// The script that starts the program.
const BOOT: &str = include_str!("boot.js");

/// What brings the program's second piece, where it has one.
const BRING: &str = include_str!("late.js");
/// What that piece is called before it is named by what it holds.
pub const LATE: &str = "late-0.wasm";

/// Gives the site in `site`, as Trunk left it, its own start and its policy.
///
/// # Errors
/// When the page is not as Trunk writes it.
pub fn write(tools: &BuildTools, site: &Path, mode: Mode) -> Result<()> {
    let page = site.join("index.html");
    let html = fs::read_to_string(&page).context("the site has no index.html")?;
    let found = Found::read(&html)?;

    let program = File::named_by_content(site, found.program, "_bg.wasm")?;
    let late = match mode {
        Mode::Release => Some(File::named_by_content(site, LATE, ".wasm")?),
        Mode::Debug => None,
    };
    let script = pack(tools, site, mode, found.script, &program, late.as_ref())?;
    let style = File::named_by_content(site, found.style, ".css")?;
    let html = found.page(&html, &program, &script, &style)?;
    fs::write(&page, html).with_context(|| format!("cannot write {}", page.display()))
}

/// A file whose name holds what it holds.
struct File {
    name: String,
    integrity: String,
}

impl File {
    /// Renames `old`, which ends in `end`, after what it holds.
    fn named_by_content(site: &Path, old: &str, end: &str) -> Result<Self> {
        let path = site.join(old);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let digest = Sha256::digest(&bytes);
        // As Trunk writes names, which is how hosts tell what may be kept: a stem, a dash, 64 bits.
        let stem = old.strip_suffix(end).and_then(|stem| stem.rsplit_once('-'));
        let (stem, _) = stem.with_context(|| format!("{old} is not named as Trunk names files"))?;
        let short: String = digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = format!("{stem}-{short}{end}");
        fs::rename(&path, site.join(&name)).with_context(|| format!("cannot rename {old}"))?;
        Ok(Self {
            name,
            integrity: format!("sha256-{}", BASE64_STANDARD.encode(digest)),
        })
    }
}

/// Packs the start and what wasm-bindgen wrote into one script.
fn pack(
    tools: &BuildTools,
    site: &Path,
    mode: Mode,
    written: &str,
    program: &File,
    late: Option<&File>,
) -> Result<File> {
    let work = site.join(".boot");
    fs::create_dir_all(&work).with_context(|| format!("cannot create {}", work.display()))?;
    fs::write(work.join("boot.js"), BOOT)?;
    fs::write(work.join(split::LOADER), BRING)?;
    let path = site.join(written);
    fs::rename(&path, work.join("program.js"))
        .with_context(|| format!("there is no {}", path.display()))?;
    let quoted = |text: &str| format!("\"{text}\"");
    let (late, late_integrity) = late.map_or(("", ""), |late| (&late.name, &late.integrity));
    let mut command = Command::new(&tools.esbuild);
    command
        .arg(work.join("boot.js"))
        .args(["--bundle", "--format=esm", "--charset=utf8"])
        .arg("--log-level=warning")
        // No newer than what the program itself needs (public/start.js).
        .arg("--target=chrome75,firefox79,safari15")
        .arg(format!("--define:PROGRAM={}", quoted(&program.name)))
        .arg(format!("--define:INTEGRITY={}", quoted(&program.integrity)))
        .arg(format!("--define:LATE={}", quoted(late)))
        .arg(format!(
            "--define:LATE_INTEGRITY={}",
            quoted(late_integrity)
        ))
        .arg(format!("--define:WORKER={}", mode == Mode::Release))
        .args((mode == Mode::Release).then_some("--minify"))
        .arg(format!("--outfile={}", path.display()));
    process::run(&mut command).context("the page's script could not be packed")?;
    fs::remove_dir_all(&work).with_context(|| format!("cannot remove {}", work.display()))?;
    File::named_by_content(site, written, ".js")
}

/// What the page says where Trunk wrote it.
struct Found<'h> {
    /// The script within the page, with its tags.
    start: &'h str,
    script: &'h str,
    program: &'h str,
    style: &'h str,
}

impl<'h> Found<'h> {
    fn read(html: &'h str) -> Result<Self> {
        let opens = html
            .find("<script type=module>")
            .or_else(|| html.find("<script type=\"module\">"))
            .context("the page has no script that starts the program")?;
        let rest = html.get(opens..).unwrap_or_default();
        let closes = rest.find("</script>").context("its script has no end")?;
        let start = rest.get(..closes + "</script>".len()).unwrap_or(rest);
        let named = |text: &'h str, end: &str| {
            let name = text
                .split(['\'', '"', '=', ' ', '>'])
                .find(|word| word.ends_with(end));
            let name = name.map(|name| name.trim_start_matches("./"));
            name.with_context(|| format!("the page names no {end}"))
        };
        ensure!(
            html.matches("<script type=module>").count() <= 1,
            "the page has several scripts of its own"
        );
        Ok(Self {
            start,
            script: named(start, ".js")?,
            program: named(start, ".wasm")?,
            style: named(html, ".css")?,
        })
    }

    /// The page with the files under their new names, and with its policy.
    fn page(&self, html: &str, program: &File, script: &File, style: &File) -> Result<String> {
        // At the end, behind what listens for its failure, and not waited for, as the inline one was not.
        let start = format!(
            "<script type=module src=./{} integrity=\"{}\"></script>",
            script.name, script.integrity
        );
        let html = html.replacen(self.start, "", 1);
        let (body, end) = match html.rfind("</body>") {
            Some(at) => html.split_at(at),
            None => (html.as_str(), ""),
        };
        let html = [body, &start, end].concat();
        let mut out = String::with_capacity(html.len() + 1024);
        for (number, tag) in html.split('<').enumerate() {
            if number > 0 {
                out.push('<');
            }
            // The script too is asked for at once, with the hint that Trunk writes: at the page's end, browsers
            // come to it when what stands before it is laid out.
            let named = [(self.style, style), (self.script, script)];
            let named = named
                .into_iter()
                .find(|(old, _)| tag.starts_with("link") && tag.contains(old));
            if let Some((old, file)) = named {
                let link = format!("link integrity=\"{}\" ", file.integrity);
                out.push_str(&tag.replacen(old, &file.name, 1).replacen("link ", &link, 1));
            } else {
                out.push_str(&tag.replacen(self.program, &program.name, 1));
            }
        }
        // Before whatever it is about. The minifier leaves out `<head>`, never the title.
        let (before, after) = out.split_once("<title>").context("the page has no title")?;
        ensure!(
            !before.contains("<script") && !before.contains("<link"),
            "something in the page stands before its policy"
        );
        let html = format!("{before}{}<title>{after}", edition::policy_head());
        for old in [self.script, self.program, self.style] {
            ensure!(!html.contains(old), "the page names {old} still");
        }
        Ok(html)
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Result, ensure};

    use super::*;

    const HTML: &str = "<!doctype html><meta charset=utf-8><title>x</title><script type=module>import init, \
        * as bindings from './plan-explorer-b52889d05ad0524f.js';\nconst wasm = await init({ module_or_path: \
        './plan-explorer-b52889d05ad0524f_bg.wasm' });</script><link href=./main-fc6465ba65561cf2.css \
        rel=stylesheet><script defer src=start.js></script><link crossorigin \
        href=./plan-explorer-b52889d05ad0524f.js rel=modulepreload><link as=fetch crossorigin \
        href=./plan-explorer-b52889d05ad0524f_bg.wasm rel=preload type=application/wasm></head><p>y";

    fn file(name: &str) -> File {
        File {
            name: name.to_owned(),
            integrity: "sha256-AAAA=".to_owned(),
        }
    }

    #[test]
    fn a_page_has_no_script_of_its_own_and_states_its_policy_first() -> Result<()> {
        let found = Found::read(HTML)?;
        let files = [file("p-1_bg.wasm"), file("p-2.js"), file("main-3.css")];
        let [program, script, style] = &files;
        let page = found.page(HTML, program, script, style)?;
        ensure!(!page.contains("import init"), "{page}");
        let hint = "<link integrity=\"sha256-AAAA=\" crossorigin href=./p-2.js rel=modulepreload>";
        ensure!(page.contains(hint), "{page}");
        let script = "<script type=module src=./p-2.js integrity=\"sha256-AAAA=\"></script>";
        ensure!(page.contains(script), "{page}");
        let style = "<link integrity=\"sha256-AAAA=\" href=./main-3.css rel=stylesheet>";
        ensure!(page.contains(style), "{page}");
        let preload =
            "<link as=fetch crossorigin href=./p-1_bg.wasm rel=preload type=application/wasm>";
        ensure!(page.contains(preload), "{page}");
        let policy = page.find(edition::POLICY).context("no policy")?;
        ensure!(Some(policy) < page.find("<script"), "{page}");
        ensure!(page.ends_with(&format!("</head><p>y{script}")), "{page}");
        Ok(())
    }

    #[test]
    fn a_page_that_trunk_did_not_write_is_refused() {
        assert!(Found::read("<title>x</title><p>y").is_err());
        let early = HTML
            .replace("<title>x</title>", "")
            .replace("<p>y", "<title>x</title>");
        let files = [file("a.wasm"), file("b.js"), file("c.css")];
        let [program, script, style] = &files;
        let page = Found::read(&early).and_then(|found| found.page(&early, program, script, style));
        assert!(page.is_err());
    }
}
